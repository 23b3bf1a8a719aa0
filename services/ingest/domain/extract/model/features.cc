#include "services/ingest/domain/extract/model/features.h"

#include "absl/strings/str_cat.h"

namespace parallax::ingest::domain::extract {

namespace {

// A feature by both of its hashes.
struct Hashes {
  uint64_t written = 0;
  uint64_t quick = 0;

  static Hashes OfName(absl::string_view task, absl::string_view name) {
    return {HashBytes(name, HashBytes(task, 0)),
            QuickHashOfName(name) ^ QuickHash(task, 0)};
  }
  Hashes With(absl::string_view value) const {
    return {HashBytes(value, written), QuickHash(value, quick)};
  }
};

}  // namespace

const std::string* FeatureNames::Find(uint64_t hash) const {
  const auto it = names_.find(hash);
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

void FeatureSet::WeighBoth(uint64_t name, const FeatureValue& value,
                           const FeatureValue& context) {
  const uint64_t key = value.HashAfter(name);
  AddWeight(key);
  AddWeight(context.HashAfter(key));
}

void FeatureSet::Write(absl::string_view name) {
  Put(HashBytes(name, seed_), name, {}, {});
}

void FeatureSet::Write(absl::string_view name, absl::string_view value) {
  Put(HashBytes(value, HashBytes(name, seed_)), name, value, {});
}

void FeatureSet::Write(absl::string_view name, absl::string_view a,
                       absl::string_view b) {
  Put(HashBytes(b, HashBytes(a, HashBytes(name, seed_))), name, a, b);
}

float FeatureSet::sum() const {
  float sum = sum_;
  const uint32_t first = added_ > kPending ? added_ - kPending : 0;
  for (uint32_t i = first; i < added_; ++i) {
    sum += weights_->At(pending_[i % kPending]);
  }
  return sum;
}

void FeatureSet::Put(uint64_t hash, absl::string_view name, absl::string_view a,
                     absl::string_view b) {
  hashes_.push_back(hash);
  if (names_ == nullptr) return;
  std::string& text = names_->Name(hash);
  if (!text.empty()) return;
  text = absl::StrCat(task_, " ", name);
  if (!a.empty()) absl::StrAppend(&text, "=", a);
  if (!b.empty()) absl::StrAppend(&text, "+", b);
}

std::optional<uint64_t> KeyOfFeature(absl::string_view text, uint64_t hash) {
  const size_t blank = text.find(' ');
  if (blank == absl::string_view::npos) return std::nullopt;
  const absl::string_view task = text.substr(0, blank);
  text.remove_prefix(blank + 1);
  std::optional<uint64_t> key;
  const auto fits = [&](const Hashes& hashes) {
    if (hashes.written == hash) key = hashes.quick;
    return key.has_value();
  };
  // Empty values leave no trace in the text, and a value may hold the marks
  // that part them: whatever gives the hash is meant.
  const Hashes bare = Hashes::OfName(task, text);
  if (fits(bare) || fits(bare.With("")) || fits(bare.With("").With(""))) {
    return key;
  }
  for (size_t at = text.find_first_of("=+"); at != absl::string_view::npos;
       at = text.find_first_of("=+", at + 1)) {
    const Hashes name = Hashes::OfName(task, text.substr(0, at));
    const absl::string_view values = text.substr(at + 1);
    if (text[at] == '+') {
      if (fits(name.With("").With(values))) return key;
      continue;
    }
    const Hashes value = name.With(values);
    if (fits(value) || fits(value.With(""))) return key;
    for (size_t plus = values.find('+'); plus != absl::string_view::npos;
         plus = values.find('+', plus + 1)) {
      if (fits(name.With(values.substr(0, plus))
                   .With(values.substr(plus + 1)))) {
        return key;
      }
    }
  }
  return std::nullopt;
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
