// Mentions of one incident to its ledger: claims, questions, relations,
// tallies.
//
// The ledger is a function of the set of mentions and their documents, and of
// nothing else: neither of the order in which they arrived nor of the clock.
// What arrival does decide (revisions, record times) is added by the store. The
// reviewed ledger is a function of the same and of the reviews.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "services/claims/domain/draft.h"

namespace parallax::claims::domain {

// The mentions that make one incident.
struct Episode {
  std::string parties;
  // Set for an episode that stands apart from the days of the parties'
  // fighting: background of earlier years, and wide intervals that no incident
  // falls into. Empty for the rest.
  std::string group;
  // Its days; for one that stands apart, those of its first mention.
  Day first = 0;
  Day last = 0;
  // In any order.
  std::vector<SourcedMention> members;
};

// What the ledger says of one episode. Revisions, record times and etags are
// unset. Everything is in a fixed order.
struct EpisodeLedger {
  pb::Incident incident;
  std::vector<pb::Question> questions;
  // For each question; empty (no name) where no number answers it.
  std::vector<pb::Tally> tallies;
  std::vector<pb::Claim> claims;
  std::vector<pb::Relation> relations;
  // Mention name to claim name.
  std::vector<std::pair<std::string, std::string>> carriers;
  // Names under which a ledger that holds fewer documents knows some question
  // or the incident, to the name that it has here. Claims' other names are
  // those that their mentions propose (naming.h).
  std::vector<std::pair<std::string, std::string>> aliases;
  // Names of claims that reviews merged into others, to the names of those.
  std::vector<std::pair<std::string, std::string>> merged;
};

// `episode` has at least one member. `reviews` are those of the parties' claims
// in the order in which they were made; without them the ledger is the
// machine's own.
EpisodeLedger Reconcile(const Episode& episode,
                        const std::vector<pb::Review>& reviews = {});

}  // namespace parallax::claims::domain
