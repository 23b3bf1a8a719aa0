// Which episodes a change touches, and which mentions make them.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/claims/domain/mention_reader.h"
#include "services/claims/domain/reconcile.h"
#include "services/claims/domain/timeline.h"

namespace parallax::claims::domain {

// Days of some parties whose episodes are to be told anew: every episode that
// a ledger holds with its first day within `days`, and no other, is replaced
// by `episodes`.
struct Retelling {
  std::string parties;
  Segment days;
  std::vector<Episode> episodes;
};

// The timeline of `parties` as far around `days` as a change there can reach.
absl::StatusOr<std::vector<Segment>> ReadTimeline(MentionReader* reader,
                                                  const std::string& parties,
                                                  Segment days,
                                                  const Horizon& horizon);

// What has to be told anew after the mentions within `changed` (the days of
// dated ones, the intervals of loose ones) came or went. `before` is the
// timeline as it was.
absl::StatusOr<Retelling> PlanRetelling(MentionReader* reader,
                                        const std::string& parties,
                                        Segment changed,
                                        const std::vector<Segment>& before,
                                        const Horizon& horizon);

// The episodes within `horizon` that have a day in common with `days`, and the
// loose ones that begin there.
absl::StatusOr<std::vector<Episode>> EpisodesWithin(MentionReader* reader,
                                                    const std::string& parties,
                                                    Segment days,
                                                    const Horizon& horizon);

// The episode that stands apart, without members when there is none.
absl::StatusOr<Episode> EpisodeApart(MentionReader* reader,
                                     const std::string& parties,
                                     const std::string& group,
                                     const Horizon& horizon);

// "from-19249": the group of loose mentions that no incident takes up.
std::string LooseGroup(Day first);

}  // namespace parallax::claims::domain
