#include "services/ingest/domain/extract/model/features.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace parallax::ingest::domain::extract {

const std::string* FeatureNames::Find(uint64_t key) const {
  const auto it = names_.find(key);
  return it == names_.end() ? nullptr : &it->second;
}

void FeatureSet::Weigh(uint64_t name) { AddWeight(name); }

void FeatureSet::Weigh(uint64_t name, const FeatureValue& value) {
  AddWeight(value.HashAfter(name));
}

void FeatureSet::Weigh(uint64_t name, const FeatureValue& a,
                       const FeatureValue& b) {
  AddWeight(b.HashAfter(a.HashAfter(name)));
}

void FeatureSet::Write(absl::string_view name) {
  Put(QuickHash(name, 0) ^ seed_, {name});
}

void FeatureSet::Write(absl::string_view name, const FeatureValue& value) {
  Put(value.HashAfter(QuickHash(name, 0) ^ seed_), {name, value});
}

void FeatureSet::Write(absl::string_view name, const FeatureValue& a,
                       const FeatureValue& b) {
  Put(b.HashAfter(a.HashAfter(QuickHash(name, 0) ^ seed_)), {name, a, b});
}

float FeatureSet::score() const {
  WeightSum sum = sum_;
  const uint32_t first = added_ > kPending ? added_ - kPending : 0;
  for (uint32_t i = first; i < added_; ++i) {
    weights_->AddTo(pending_[i % kPending], sum);
  }
  return sum.Total();
}

void FeatureSet::Put(uint64_t key,
                     std::initializer_list<absl::string_view> parts) {
  keys_.push_back(key);
  if (names_ == nullptr) return;
  std::string& text = names_->Name(key);
  if (!text.empty()) return;
  text = absl::StrCat(task_, "\t", absl::StrJoin(parts, "\t"));
}

std::optional<uint64_t> KeyOfFeature(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '\t');
  if (parts.size() < 2 || parts.size() > 4) return std::nullopt;
  uint64_t key = QuickHash(parts[1], 0) ^ QuickHash(parts[0], 0);
  for (size_t i = 2; i < parts.size(); ++i) key = QuickHash(parts[i], key);
  return key;
}

absl::string_view Bucket(int64_t value) {
  if (value < 0) return "-";
  if (value <= 3) {
    static constexpr absl::string_view kSmall[] = {"0", "1", "2", "3"};
    return kSmall[value];
  }
  if (value <= 5) return "5";
  if (value <= 8) return "8";
  if (value <= 12) return "12";
  if (value <= 20) return "20";
  if (value <= 40) return "40";
  return "99";
}

}  // namespace parallax::ingest::domain::extract
