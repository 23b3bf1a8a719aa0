// Reading recorded mentions by the days to which they belong.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/claims/domain/draft.h"
#include "services/claims/domain/timeline.h"

namespace parallax::claims::domain {

// One consistent view of the recorded mentions: of each document its latest
// revision within the horizon. Used by one thread.
class MentionReader {
 public:
  virtual ~MentionReader() = default;

  // What keeps the days of [first, last] alive.
  virtual absl::StatusOr<Activity> ReadActivity(const std::string& parties,
                                                Segment days,
                                                const Horizon& horizon) = 0;

  // Dated mentions whose last day lies within `days`.
  virtual absl::StatusOr<std::vector<SourcedMention>> ReadDated(
      const std::string& parties, Segment days, const Horizon& horizon) = 0;

  // Loose mentions whose interval meets `days`.
  virtual absl::StatusOr<std::vector<SourcedMention>> ReadLoose(
      const std::string& parties, Segment days, const Horizon& horizon) = 0;

  // Mentions of one group that stands apart.
  virtual absl::StatusOr<std::vector<SourcedMention>> ReadApart(
      const std::string& parties, const std::string& group,
      const Horizon& horizon) = 0;
};

}  // namespace parallax::claims::domain
