// An invented archive of reports, already read: what ingest would hand to
// claims. The same index always gives the same report.
//
// Forty pairs of neighbours fight in campaigns of ten days with ten days of
// silence after each, three reports a day. A report carries ten mentions: each
// side's own military losses so far, civilian losses, attacks and damage at
// places of the day, ground, a truce and its denial, an appeal. Most mentions
// are claims of their own; official figures come back in other outlets'
// reports. Reports of one campaign follow each other, as in an archive that is
// loaded story by story.
#pragma once

#include <cstdint>

#include "parallax/claims/v1/claims_service.pb.h"

namespace parallax::bench {

inline constexpr int kMentionsOfReport = 10;
inline constexpr int kReportsOfCampaign = 30;

claims::v1::RecordMentionsRequest ArchivedReport(std::int64_t index);

// Values that claims of the archive can be found by, whatever its size.
struct ArchiveValues {
  std::string side = "Norland 0";
  std::string actor = "actors/norland-0-ministry";
  std::string claimant = "Ministry of Defence of Norland 0";
  std::string country = "N0";
  // Holds one in forty of the places.
  std::string region = "places/country-0";
  // A circle that holds one in a hundred.
  double latitude = -78;
  double longitude = -168;
  double radius_km = 750;
  std::string outlet = "Outlet 3";
};

}  // namespace parallax::bench
