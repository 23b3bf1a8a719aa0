#include "services/claims/domain/exports/words.h"

#include "absl/strings/str_cat.h"

namespace parallax::claims::domain {

std::string AccordingTo(const pb::Claimant& claimant) {
  const std::string& name = claimant.display_name();
  const std::string& side = claimant.side();
  if (name.empty()) return side;
  return side.empty() || name == side ? name
                                      : absl::StrCat(name, " (", side, ")");
}

std::string MomentText(Micros micros) {
  if (micros == kForever) return "";
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", absl::FromUnixMicros(micros),
                          absl::UTCTimeZone());
}

std::string ViewWord(const Viewpoint& from) {
  return from.reviewed ? "REVIEWED" : "MACHINE";
}

}  // namespace parallax::claims::domain
