// The kinds of claim, with their names in lexicons, models and evaluation.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_KINDS_KIND_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_KINDS_KIND_H_

#include <cstdint>
#include <iterator>

#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::extract {

enum class Kind : uint8_t {
  kCasualties,
  kAttack,
  kDamage,
  kTerritory,
  kTruce,
  kDeployment,
  kAppeal,
};

inline constexpr Kind kAllKinds[] = {
    Kind::kCasualties, Kind::kAttack,     Kind::kDamage, Kind::kTerritory,
    Kind::kTruce,      Kind::kDeployment, Kind::kAppeal,
};

inline constexpr absl::string_view kKindNames[] = {
    "casualties", "attack",     "damage", "territory",
    "truce",      "deployment", "appeal",
};

constexpr absl::string_view KindName(Kind kind) {
  return kKindNames[static_cast<int>(kind)];
}

enum class Stance : uint8_t { kAsserts, kDenies, kUnconfirmed };

inline constexpr absl::string_view kStanceNames[] = {"asserts", "denies",
                                                     "unconfirmed"};

constexpr absl::string_view StanceName(Stance stance) {
  return kStanceNames[static_cast<int>(stance)];
}

enum class Measure : uint8_t {
  kKilled,
  kWounded,
  kCaptured,
  kDetained,
  kMissing,
  kDisplaced,
  kAbducted,
};

inline constexpr absl::string_view kMeasureNames[] = {
    "killed",  "wounded",   "captured", "detained",
    "missing", "displaced", "abducted",
};

// The measure of a class of the casualty lexicon, "wounded.patient"; kKilled
// when it names none.
inline Measure MeasureOfClass(absl::string_view cls) {
  const absl::string_view name = cls.substr(0, cls.find('.'));
  for (int m = 0; m < static_cast<int>(std::size(kMeasureNames)); ++m) {
    if (kMeasureNames[m] == name) return static_cast<Measure>(m);
  }
  return Measure::kKilled;
}

constexpr absl::string_view MeasureName(Measure measure) {
  return kMeasureNames[static_cast<int>(measure)];
}

enum class VictimsType : uint8_t { kUnspecified, kMilitary, kCivilian, kMixed };

inline constexpr absl::string_view kVictimsTypeNames[] = {
    "unspecified", "military", "civilian", "mixed"};

constexpr absl::string_view VictimsTypeName(VictimsType type) {
  return kVictimsTypeNames[static_cast<int>(type)];
}

enum class CountBound : uint8_t { kNone, kExact, kAtLeast, kAtMost, kAbout };

inline constexpr absl::string_view kCountBoundNames[] = {
    "", "exact", "at_least", "at_most", "about"};

constexpr absl::string_view CountBoundName(CountBound bound) {
  return kCountBoundNames[static_cast<int>(bound)];
}

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_KINDS_KIND_H_
