#include "services/claims/domain/assertion_merge.h"

#include <algorithm>
#include <string>
#include <vector>

#include "services/claims/domain/claimant.h"
#include "services/claims/domain/figure.h"

namespace parallax::claims::domain {
namespace {

// How much a mention says.
int Fullness(const SourcedMention& mention, const ClaimDraft& claim) {
  const pb::Assertion& assertion = mention.mention->assertion();
  Item item;
  item.source = &mention;
  ReadClaimant(&item);
  int score = 0;
  // First of all: it is by the claim's own speaker, not by a side's name.
  if (item.own_voice == claim.own_voice && !item.generic) score += 64;
  if (const type::Count* count = CountOf(assertion)) {
    score += count->bound() == type::BOUND_EXACT ? 32 : 8;
  }
  const pb::Casualties& casualties = assertion.casualties();
  if (!casualties.victims_side().empty()) score += 4;
  if (casualties.victims_class() != pb::VICTIM_CLASS_UNSPECIFIED) score += 4;
  if (casualties.superseded()) score -= 2;
  if (casualties.identification() == pb::IDENTIFICATION_NAMED_LIST) score += 2;
  if (assertion.territory().has_area()) score += 8;
  if (!assertion.attack().target().empty()) score += 2;
  if (assertion.has_event_time()) score += 2;
  if (assertion.has_as_of_time() || assertion.has_uttered_time()) score += 1;
  if (!assertion.places().empty()) score += 1;
  if (!assertion.claimant().role().empty()) score += 1;
  return score;
}

void FillCasualties(const pb::Casualties& from, pb::Casualties* to) {
  if (to->perpetrator_side().empty()) {
    to->set_perpetrator_side(from.perpetrator_side());
  }
  if (to->loss_relation() == pb::LOSS_RELATION_UNSPECIFIED) {
    to->set_loss_relation(from.loss_relation());
  }
  if (to->accrual() == pb::ACCRUAL_UNSPECIFIED) to->set_accrual(from.accrual());
  if (to->identification() != pb::IDENTIFICATION_NAMED_LIST &&
      from.identification() != pb::IDENTIFICATION_UNSPECIFIED) {
    to->set_identification(from.identification());
  }
  if (!to->has_count() && from.has_count()) {
    *to->mutable_count() = from.count();
  }
}

// What `to` leaves open.
void Fill(const pb::Assertion& from, pb::Assertion* to) {
  if (!to->has_event_time() && from.has_event_time()) {
    *to->mutable_event_time() = from.event_time();
  }
  if (!to->has_as_of_time() && from.has_as_of_time()) {
    *to->mutable_as_of_time() = from.as_of_time();
  }
  if (!to->has_uttered_time() && from.has_uttered_time()) {
    *to->mutable_uttered_time() = from.uttered_time();
  }
  if (to->places().empty()) *to->mutable_places() = from.places();
  if (to->finality() == pb::FINALITY_UNSPECIFIED) {
    to->set_finality(from.finality());
  }
  if (to->conflict_sides().empty()) {
    *to->mutable_conflict_sides() = from.conflict_sides();
  }
  pb::Claimant& claimant = *to->mutable_claimant();
  if (claimant.display_name() == from.claimant().display_name()) {
    if (claimant.role().empty()) claimant.set_role(from.claimant().role());
    if (claimant.actor().empty()) claimant.set_actor(from.claimant().actor());
    if (claimant.authority() == pb::AUTHORITY_UNSPECIFIED) {
      claimant.set_authority(from.claimant().authority());
    }
  }
  if (to->has_casualties() && from.has_casualties()) {
    FillCasualties(from.casualties(), to->mutable_casualties());
  }
}

}  // namespace

pb::LossRelation LossOf(const std::string& claiming_side,
                        const std::string& victims_side,
                        const std::vector<std::string>& sides) {
  if (victims_side.empty()) return pb::LOSS_RELATION_UNSPECIFIED;
  if (claiming_side == victims_side) return pb::LOSS_RELATION_OWN_LOSS;
  const auto is_party = [&](const std::string& side) {
    return std::find(sides.begin(), sides.end(), side) != sides.end();
  };
  if (is_party(claiming_side) && is_party(victims_side)) {
    return pb::LOSS_RELATION_ENEMY_LOSS;
  }
  return pb::LOSS_RELATION_THIRD_PARTY;
}

pb::Assertion MergeAssertions(const ClaimDraft& claim,
                              const std::vector<std::string>& sides) {
  const SourcedMention* fullest = claim.mentions.front();
  int most = Fullness(*fullest, claim);
  for (const SourcedMention* mention : claim.mentions) {
    const int score = Fullness(*mention, claim);
    if (score > most) {
      most = score;
      fullest = mention;
    }
  }
  pb::Assertion merged = fullest->mention->assertion();
  for (const SourcedMention* mention : claim.mentions) {
    if (mention != fullest) Fill(mention->mention->assertion(), &merged);
  }
  if (merged.has_casualties()) {
    pb::Casualties& body = *merged.mutable_casualties();
    // A figure that some report gives in its own right is not outdated by
    // another's "up from".
    for (const SourcedMention* mention : claim.mentions) {
      if (!mention->mention->assertion().casualties().superseded()) {
        body.set_superseded(false);
      }
    }
    body.set_victims_side(claim.scope.victims_side);
    body.set_victims_class(claim.scope.victims_class);
    if (body.loss_relation() == pb::LOSS_RELATION_UNSPECIFIED &&
        !claim.own_voice && !claim.side.empty()) {
      body.set_loss_relation(LossOf(claim.side, body.victims_side(), sides));
    }
  }
  return merged;
}

}  // namespace parallax::claims::domain
