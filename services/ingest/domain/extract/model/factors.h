// What a feature weighs by itself and beside others.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_FACTORS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_FACTORS_H_

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::extract {

// Two features that come together weigh as much as the product of their
// factors (S. Rendle, Factorization Machines, ICDM 2010), which are whole steps
// of 1/64, 31 at most either way: fitted to the reports at hand, none lies
// outside.
inline constexpr size_t kFactors = 16;
inline constexpr float kFactorStep = 1.0f / 64;
inline constexpr int kMostFactor = 31;

using Factors = std::array<int8_t, kFactors>;

inline int8_t FactorOf(double value) {
  return static_cast<int8_t>(std::lround(
      std::clamp<double>(value / kFactorStep, -kMostFactor, kMostFactor)));
}

// In a weight file each factor is a character, which stands as far from 'P'.
inline std::string FactorText(const Factors& factors) {
  std::string text;
  for (const int8_t factor : factors) text += static_cast<char>('P' + factor);
  return text;
}

// nullopt for other texts.
inline std::optional<Factors> ParseFactors(absl::string_view text) {
  Factors factors;
  if (text.size() != kFactors) return std::nullopt;
  for (size_t k = 0; k < kFactors; ++k) {
    const int factor = text[k] - 'P';
    if (std::abs(factor) > kMostFactor) return std::nullopt;
    factors[k] = static_cast<int8_t>(factor);
  }
  return factors;
}

struct FeatureWeight {
  float alone = 0.0f;
  Factors factors = {};
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_FACTORS_H_
