#include "services/claims/domain/standing.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/claims/domain/assertion_merge.h"
#include "services/claims/domain/claimant.h"
#include "services/claims/domain/echo.h"
#include "services/claims/domain/figure.h"
#include "services/claims/domain/relations.h"
#include "services/claims/domain/scope.h"

namespace parallax::claims::domain {
namespace {

bool IsParty(const Draft& draft, const std::string& side) {
  return std::find(draft.sides.begin(), draft.sides.end(), side) !=
         draft.sides.end();
}

bool Stands(const ClaimDraft& claim) { return claim.superseded_by < 0; }

bool IsTakenBack(const Draft& draft, const ClaimDraft& claim) {
  return claim.superseded_by >= 0 &&
         draft.claims[claim.superseded_by].claim.assertion().stance() ==
             pb::STANCE_DENIES;
}

// What the relations that touch the question's claims say of it.
struct Signs {
  bool denied = false;
  bool contested = false;
  bool unconfirmed = false;
  bool agreed = false;
  bool corroborated = false;
  bool retracted = false;
};

Signs ReadSigns(const Draft& draft, int question) {
  Signs signs;
  for (const Link& link : draft.links) {
    const ClaimDraft& from = draft.claims[link.from];
    const ClaimDraft& to = draft.claims[link.to];
    if (to.question != question && from.question != question) continue;
    const bool both = Stands(from) && Stands(to);
    switch (link.type) {
      case pb::RELATION_TYPE_DENIES:
        if (both && to.question == question) signs.denied = true;
        break;
      case pb::RELATION_TYPE_CONTRADICTS:
        if (both) signs.contested = true;
        break;
      case pb::RELATION_TYPE_BLAMES_BACK:
        // Both may have fired, but only one can have begun.
        if (both && from.scope.aspect == aspect::kInitiation) {
          signs.contested = true;
        }
        break;
      case pb::RELATION_TYPE_NOT_CONFIRMED_BY: {
        // A later word of the side itself ends the silence.
        bool spoke = false;
        for (int index : Assertions(draft, draft.questions[question])) {
          const ClaimDraft& claim = draft.claims[index];
          spoke = spoke || claim.side == from.side;
        }
        if (!spoke) signs.unconfirmed = true;
        break;
      }
      case pb::RELATION_TYPE_CORROBORATES:
        if (both) {
          const bool parties = IsParty(draft, from.side) &&
                               IsParty(draft, to.side) && from.side != to.side;
          (parties ? signs.agreed : signs.corroborated) = true;
        }
        break;
      case pb::RELATION_TYPE_RETRACTS:
        signs.retracted = true;
        break;
      default:
        break;
    }
  }
  return signs;
}

// Sides, or speakers of no side, in the order of their first answer.
std::string PositionKey(const ClaimDraft& claim) {
  return claim.own_voice ? std::string() : claim.side;
}

pb::RelationType RelationBetween(const Draft& draft, int from, int to) {
  for (const Link& link : draft.links) {
    if (link.from == from && link.to == to &&
        (link.type == pb::RELATION_TYPE_REVISES ||
         link.type == pb::RELATION_TYPE_CORRECTS ||
         link.type == pb::RELATION_TYPE_REPEATS)) {
      return link.type;
    }
  }
  return pb::RELATION_TYPE_UNSPECIFIED;
}

pb::TallyPoint MakePoint(const Draft& draft, int index, int previous) {
  const ClaimDraft& claim = draft.claims[index];
  const pb::Assertion& assertion = claim.claim.assertion();
  pb::TallyPoint point;
  point.set_claim(claim.claim.name());
  point.set_claimant(assertion.claimant().display_name());
  if (const type::Count* count = FigureOf(claim))
    *point.mutable_count() = *count;
  point.set_stance(assertion.stance());
  *point.mutable_as_of_time() = ToTimestamp(claim.as_of);
  *point.mutable_first_published_time() = ToTimestamp(claim.published);
  point.set_finality(assertion.finality());
  point.set_identification(assertion.casualties().identification());
  if (previous >= 0) {
    point.set_relation_to_previous(RelationBetween(draft, index, previous));
  }
  *point.mutable_echo() = claim.claim.echo();
  return point;
}

// Whether a claim adds a point to the history after `previous`: the same
// number in looser words, or no number after a number, does not.
bool AddsPoint(const Draft& draft, int index, int previous) {
  if (previous < 0) return true;
  const type::Count* count = FigureOf(draft.claims[index]);
  const type::Count* old = FigureOf(draft.claims[previous]);
  if (count == nullptr) return old == nullptr;
  return old == nullptr || !IsLooserWording(*count, *old);
}

pb::TallyPosition MakePosition(const Draft& draft,
                               const QuestionDraft& question,
                               const std::string& side,
                               const std::vector<int>& claims) {
  pb::TallyPosition position;
  position.set_claiming_side(side);
  if (!side.empty()) {
    position.set_loss_relation(
        LossOf(side, question.scope.victims_side, draft.sides));
  }
  int previous = -1;
  std::vector<const SourcedMention*> mentions;
  std::set<std::string> speakers;
  for (int index : claims) {
    const ClaimDraft& claim = draft.claims[index];
    mentions.insert(mentions.end(), claim.mentions.begin(),
                    claim.mentions.end());
    speakers.insert(claim.claimant);
    if (!AddsPoint(draft, index, previous)) continue;
    *position.add_history() = MakePoint(draft, index, previous);
    if (!IsTakenBack(draft, claim)) {
      *position.mutable_current() =
          position.history(position.history_size() - 1);
    }
    previous = index;
  }
  *position.mutable_echo() = CountEcho(mentions);
  position.mutable_echo()->set_claimant_count(
      static_cast<std::int64_t>(speakers.size()));
  return position;
}

bool AreNeighbours(const Scope& a, const Scope& b) {
  if (a.kind != b.kind || a.place != b.place ||
      a.victims_side != b.victims_side) {
    return false;
  }
  if (a.kind == pb::CLAIM_KIND_TERRITORY) {
    return a.perpetrator_side == b.perpetrator_side;
  }
  if (a.kind != pb::CLAIM_KIND_CASUALTIES) return false;
  const auto killed = [](pb::CasualtyMeasure measure) {
    return measure == pb::CASUALTY_MEASURE_KILLED ||
           measure == pb::CASUALTY_MEASURE_KILLED_OR_MISSING ||
           measure == pb::CASUALTY_MEASURE_KILLED_OR_WOUNDED;
  };
  return a.measure == b.measure || (killed(a.measure) && killed(b.measure));
}

}  // namespace

std::vector<std::string> ClaimingSides(const Draft& draft, int question) {
  std::vector<std::pair<Micros, std::string>> firsts;
  for (int index : draft.questions[question].claims) {
    const ClaimDraft& claim = draft.claims[index];
    if (claim.drift || claim.side.empty()) continue;
    firsts.emplace_back(claim.published, claim.side);
  }
  std::sort(firsts.begin(), firsts.end());
  std::vector<std::string> sides;
  for (auto& [when, side] : firsts) {
    if (std::find(sides.begin(), sides.end(), side) == sides.end()) {
      sides.push_back(std::move(side));
    }
  }
  return sides;
}

bool IsNumeric(const Draft& draft, int question) {
  for (int index : draft.questions[question].claims) {
    if (FigureOf(draft.claims[index]) != nullptr) return true;
  }
  return false;
}

pb::QuestionStatus StatusOf(const Draft& draft, int question) {
  const Signs signs = ReadSigns(draft, question);
  bool asserted = false;
  bool stands = false;
  bool denial = false;
  bool silence = false;
  for (int index : draft.questions[question].claims) {
    const ClaimDraft& claim = draft.claims[index];
    if (claim.drift) continue;  // no answer of its own
    const pb::Stance stance = claim.claim.assertion().stance();
    denial = denial || stance == pb::STANCE_DENIES;
    silence = silence || stance == pb::STANCE_UNCONFIRMED;
    if (stance != pb::STANCE_ASSERTS) continue;
    asserted = true;
    stands = stands || Stands(claim);
  }
  if (asserted && !stands && signs.retracted) {
    return pb::QUESTION_STATUS_RETRACTED;
  }
  if (signs.denied || (!asserted && denial)) return pb::QUESTION_STATUS_DENIED;
  if (signs.contested) return pb::QUESTION_STATUS_CONTESTED;
  if (signs.unconfirmed || (!asserted && silence)) {
    return pb::QUESTION_STATUS_UNCONFIRMED_BY_OTHER;
  }
  if (signs.agreed) return pb::QUESTION_STATUS_AGREED;
  if (signs.corroborated) return pb::QUESTION_STATUS_CORROBORATED;
  return pb::QUESTION_STATUS_ONE_SIDED;
}

pb::Tally MakeTally(const Draft& draft, int index, const pb::Question& value) {
  const QuestionDraft& question = draft.questions[index];
  pb::Tally tally;
  tally.set_question(value.name());
  tally.set_display_name(value.display_name());
  tally.set_status(value.status());
  std::map<std::string, std::vector<int>> by_side;
  for (int claim : Assertions(draft, question)) {
    by_side[PositionKey(draft.claims[claim])].push_back(claim);
  }
  std::vector<std::pair<std::pair<Micros, std::string>, std::vector<int>>>
      ordered;
  for (auto& [side, claims] : by_side) {
    Micros first = kForever;
    for (int claim : claims) {
      first = std::min(first, draft.claims[claim].published);
    }
    ordered.emplace_back(std::make_pair(first, side), std::move(claims));
  }
  std::sort(ordered.begin(), ordered.end());
  for (const auto& [key, claims] : ordered) {
    *tally.add_positions() = MakePosition(draft, question, key.second, claims);
  }
  std::map<int, pb::DerivedTotal> totals;
  for (std::size_t i = 0; i < draft.links.size(); ++i) {
    const Link& link = draft.links[i];
    if (link.type == pb::RELATION_TYPE_DERIVED_FROM &&
        draft.claims[link.to].question == index) {
      totals[link.from];
    }
  }
  for (std::size_t i = 0; i < draft.links.size(); ++i) {
    const Link& link = draft.links[i];
    const auto at = totals.find(link.from);
    if (link.type != pb::RELATION_TYPE_DERIVED_FROM || at == totals.end()) {
      continue;
    }
    at->second.add_component_claims(draft.claims[link.to].claim.name());
    at->second.set_stale(draft.relations[i].stale());
  }
  for (auto& [from, total] : totals) {
    total.set_claim(draft.claims[from].claim.name());
    *total.mutable_count() = *FigureOf(draft.claims[from]);
    *tally.add_derived_totals() = std::move(total);
  }
  for (std::size_t i = 0; i < draft.questions.size(); ++i) {
    if (static_cast<int>(i) != index &&
        AreNeighbours(draft.questions[i].scope, question.scope)) {
      tally.add_neighbouring_questions(draft.questions[i].name);
    }
  }
  return tally;
}

}  // namespace parallax::claims::domain
