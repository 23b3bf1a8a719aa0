#include "services/ingest/domain/extract/model/features.h"

#include "absl/strings/str_cat.h"

namespace parallax::ingest::domain::extract {

void FeatureSet::Put(uint64_t hash, absl::string_view name, absl::string_view a,
                     absl::string_view b) {
  hashes_.push_back(hash);
  if (names_ == nullptr) return;
  std::string& text = (*names_)[hash];
  if (!text.empty()) return;
  text = absl::StrCat(task_, " ", name);
  if (!a.empty()) absl::StrAppend(&text, "=", a);
  if (!b.empty()) absl::StrAppend(&text, "+", b);
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
