// A value that features have.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_FEATURE_VALUE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_FEATURE_VALUE_H_

#include <concepts>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/model/quick_hash.h"

namespace parallax::ingest::domain::extract {

template <typename Text>
concept ValueText = !std::same_as<Text, class FeatureValue> &&
                    std::convertible_to<const Text&, absl::string_view>;

// A text hashed once for all the features that have it as their value; any
// text is taken for one. Refers to the text, which must outlive it.
class FeatureValue {
 public:
  template <ValueText Text>
  constexpr FeatureValue(const Text& text)  // NOLINT: a conversion
      : FeatureValue(static_cast<absl::string_view>(text), {}) {}

  constexpr operator absl::string_view() const {  // NOLINT: a conversion
    return text_;
  }

  // The QuickHash of the text with this seed.
  constexpr uint64_t HashAfter(uint64_t seed) const {
    return hash_.After(seed);
  }

 private:
  struct Hashed {};
  // One copy for all the callers, of whom there are hundreds.
  [[gnu::noinline]] constexpr FeatureValue(absl::string_view text, Hashed)
      : text_(text), hash_(QuickTextOf(text)) {}

  absl::string_view text_;
  QuickText hash_;
};

inline const FeatureValue& YesNo(bool yes) {
  static constexpr FeatureValue kYes("y");
  static constexpr FeatureValue kNo("n");
  return yes ? kYes : kNo;
}

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_FEATURE_VALUE_H_
