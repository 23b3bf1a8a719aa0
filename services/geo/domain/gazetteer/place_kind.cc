#include "services/geo/domain/gazetteer/place_kind.h"

#include <array>
#include <cstddef>

namespace parallax::geo::domain {
namespace {

constexpr std::array<const char*, kPlaceKindCount> kNames = {
    "unspecified",
    "continent",
    "country",
    "region",
    "disputed region",
    "first-level area",
    "second-level area",
    "populated place",
    "water",
    "island",
    "mountain",
    "facility"};

constexpr std::array<const char*, kPlaceKindCount> kShortNames = {
    "",       "continent", "country", "region", "disputed", "admin1",
    "admin2", "place",     "water",   "island", "mountain", "facility"};

// Append only: files hold positions in this list.
constexpr std::array kFeatureCodes = {
    "",      "PPL",  "PPLA",  "PPLA2", "PPLA3", "PPLA4", "PPLA5", "PPLC",
    "PPLG",  "PPLL", "PPLX",  "PPLS",  "PPLQ",  "PPLW",  "PPLF",  "PPLR",
    "STLMT", "PPLH", "PPLCH", "PCLI",  "ADM1",  "ADM2",  "CONT",  "RGN",
    "TERR",  "SEA",  "STM",   "ISL",   "MTS",   "FAC",   "ADM3",  "ADM4",
    "PCLD",  "PCLS", "PCLF",  "PCL",   "LK",    "AIRP",  "OCN",   "STRT",
    "GULF",  "BAY",  "CNL",   "DSRT",  "PEN",   "VAL",   "ISLS",  "ZN"};

}  // namespace

absl::string_view PlaceKindName(PlaceKind kind) {
  const auto index = static_cast<size_t>(kind);
  return index < kNames.size() ? kNames[index] : kNames[0];
}

PlaceKind ParsePlaceKind(absl::string_view text) {
  for (size_t i = 1; i < kShortNames.size(); ++i) {
    if (text == kShortNames[i]) return static_cast<PlaceKind>(i);
  }
  return PlaceKind::kUnspecified;
}

uint8_t FeatureCodeIndex(absl::string_view code) {
  for (size_t i = 1; i < kFeatureCodes.size(); ++i) {
    if (code == kFeatureCodes[i]) return static_cast<uint8_t>(i);
  }
  return 0;
}

absl::string_view FeatureCodeName(uint8_t index) {
  return index < kFeatureCodes.size() ? kFeatureCodes[index] : "";
}

}  // namespace parallax::geo::domain
