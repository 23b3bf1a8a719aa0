// The ledger of one incident while it is being reconciled. Internal to the
// domain: the store and the servers see EpisodeLedger (reconcile.h).
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "services/claims/domain/anchor.h"
#include "services/claims/domain/values.h"

namespace parallax::claims::domain {

// One recorded mention with what reconciliation needs to know of its document.
// Cheap to copy. The shared values are never changed.
struct SourcedMention {
  std::shared_ptr<const pb::Mention> mention;
  std::shared_ptr<const pb::DocumentSource> source;
  Anchor anchor;
  Micros published = 0;
  // The claim that the store last knew it to carry; reconciliation ignores it.
  std::string claim;
};

// The order in which mentions count as first: by publication, document,
// position.
bool CanonicalLess(const SourcedMention& a, const SourcedMention& b);

// What makes claims answers to the same question, within an incident.
struct Scope {
  pb::ClaimKind kind = pb::CLAIM_KIND_UNSPECIFIED;
  pb::CasualtyMeasure measure = pb::CASUALTY_MEASURE_UNSPECIFIED;
  std::string victims_side;
  pb::VictimClass victims_class = pb::VICTIM_CLASS_UNSPECIFIED;
  std::string perpetrator_side;
  std::string aspect;
  // Resource name of a place that binds the question, else empty.
  std::string place;
  // The day that binds it beside the place, else 0.
  Day day = 0;

  friend auto operator<=>(const Scope&, const Scope&) = default;  // NOLINT
};

// One mention on its way to a claim.
struct Item {
  const SourcedMention* source = nullptr;
  const pb::Assertion& assertion() const {
    return source->mention->assertion();
  }
  Scope scope;
  // What tells this content from other content of the same scope.
  std::string content;
  // Who speaks; see claimant.h.
  std::string claimant;
  std::string side;
  bool own_voice = false;
  // Speaks for a side without a name of its own: "Armenia", "officials".
  bool generic = false;
};

struct ClaimDraft {
  pb::Claim claim;
  // Names that its mentions propose, and with them those of merged claims.
  std::vector<std::string> names;
  Scope scope;
  std::string content;
  // The mentions in canonical order.
  std::vector<const SourcedMention*> mentions;
  std::string claimant;
  std::string side;
  bool own_voice = false;
  // Of a side, by no speaker with a name of his own.
  bool generic = false;
  // Says what another said, without him or as somebody else's words.
  bool drift = false;
  // Why a repeat of the same speaker is another claim: a later utterance.
  Day uttered = 0;
  Micros as_of = 0;
  Micros published = 0;
  Micros last_published = 0;
  // Index of the claim that replaced it, or took it back; -1 while it stands.
  int superseded_by = -1;
  int question = -1;
};

struct QuestionDraft {
  Scope scope;
  std::string name;
  // Indices of claims, by as-of.
  std::vector<int> claims;
};

// A relation by the indices of its claims.
struct Link {
  pb::RelationType type;
  int from;
  int to;
};

struct Draft {
  // Sides of the conflict, in alphabetical order.
  std::vector<std::string> sides;
  bool apart = false;
  // The last moment at which an event of the incident is said to have
  // happened; 0 when none says.
  Micros events_end = 0;
  std::vector<ClaimDraft> claims;
  std::vector<QuestionDraft> questions;
  std::vector<pb::Relation> relations;
  // The same, in the same order.
  std::vector<Link> links;
  // Their names.
  absl::flat_hash_set<std::string> related;

  // What reviews made of the incident; see reviews.h. Claims that were
  // rejected, former names of those that were merged to the names they now
  // have, and mentions as corrected, which claims point to.
  std::vector<ClaimDraft> rejected;
  std::vector<std::pair<std::string, std::string>> merged;
  // Ids of questions in the machine's reading, so that a question has the same
  // name in both.
  std::map<Scope, std::vector<std::string>> question_ids;
  std::deque<SourcedMention> corrected;
};

// True when some report carries both.
bool ShareDocument(const ClaimDraft& a, const ClaimDraft& b);

// The number that the claim gives, else null.
const type::Count* FigureOf(const ClaimDraft& claim);

// Appends a relation unless the two already stand in it.
pb::Relation* AddRelation(pb::RelationType type, int from, int to,
                          std::string reason, Draft* draft);

}  // namespace parallax::claims::domain
