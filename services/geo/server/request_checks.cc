#include "services/geo/server/request_checks.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/geo/domain/layers/layer_rules.h"
#include "services/geo/server/place_view.h"

namespace parallax::geo::server {
namespace {

constexpr int kMaxLayers = 64;
constexpr int64_t kMinSeconds = -62135596800;  // year 1
constexpr int64_t kMaxSeconds = 253402300800;  // year 10000

}  // namespace

size_t CharacterCount(absl::string_view text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(),
      [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void CheckCountryCode(absl::string_view code, bool may_be_empty,
                      absl::string_view field, status::Violations& bad) {
  if (code.empty() && may_be_empty) return;
  if (!IsCountryCode(code)) {
    bad.Add(field, "must be an ISO 3166-1 alpha-2 code, upper case");
  }
}

void CheckLayerNames(
    const google::protobuf::RepeatedPtrField<std::string>& names,
    absl::string_view field, status::Violations& bad) {
  if (names.size() > kMaxLayers) {
    bad.Add(field, absl::StrCat("must hold at most ", kMaxLayers, " layers"));
    return;
  }
  for (int i = 0; i < names.size(); ++i) {
    if (!domain::IsLayerName(names[i])) {
      bad.Add(absl::StrCat(field, "[", i, "]"), "must be layers/{layer}");
    }
  }
}

void CheckMinRevision(int64_t revision, status::Violations& bad) {
  if (revision < 0) bad.Add("min_revision", "must not be negative");
}

std::optional<absl::Time> ReadTime(bool present,
                                   const google::protobuf::Timestamp& time,
                                   absl::string_view field,
                                   status::Violations& bad) {
  if (!present) return std::nullopt;
  if (time.seconds() < kMinSeconds || time.seconds() >= kMaxSeconds ||
      time.nanos() < 0 || time.nanos() > 999'999'999) {
    bad.Add(field, "must lie between the years 1 and 9999");
    return std::nullopt;
  }
  return absl::FromUnixSeconds(time.seconds()) +
         absl::Nanoseconds(time.nanos());
}

}  // namespace parallax::geo::server
