// Mentions that are about to be recorded, seen as if they were.
//
// The ledger is told with them before they are written, so that each is written
// once, with the claim that it carries.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/claims/domain/mention_reader.h"

namespace parallax::claims::domain {

// Reads present mentions: what `recorded` has, and what was added. Used by one
// thread.
class ComingMentions final : public MentionReader {
 public:
  // `recorded` must outlive it and hold none of what is added.
  explicit ComingMentions(MentionReader* recorded) : recorded_(*recorded) {}

  // Adds the mentions of one document revision.
  void Add(const std::vector<SourcedMention>& mentions);

  // Notes the claim of a mention that was added; false for any other.
  bool SetCarrier(const std::string& mention, const std::string& claim);
  // The claim that was noted; empty when none was.
  std::string CarriedBy(const std::string& mention) const;

  // MentionReader. `horizon` must be present().
  absl::StatusOr<Activity> ReadActivity(const std::string& parties,
                                        Segment days,
                                        const Horizon& horizon) override;
  absl::StatusOr<std::vector<SourcedMention>> ReadDated(
      const std::string& parties, Segment days,
      const Horizon& horizon) override;
  absl::StatusOr<std::vector<SourcedMention>> ReadLoose(
      const std::string& parties, Segment days,
      const Horizon& horizon) override;
  absl::StatusOr<std::vector<SourcedMention>> ReadApart(
      const std::string& parties, const std::string& group,
      const Horizon& horizon) override;

 private:
  struct OfParties {
    std::vector<SourcedMention> mentions;
    Activity activity;
  };

  MentionReader& recorded_;
  std::map<std::string, OfParties> coming_;
  absl::flat_hash_map<std::string, std::string> claims_;
};

}  // namespace parallax::claims::domain
