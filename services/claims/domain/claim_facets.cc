#include "services/claims/domain/claim_facets.h"

#include <set>

#include "services/claims/domain/text.h"

namespace parallax::claims::domain {

std::string PerpetratorOf(const pb::Assertion& assertion) {
  switch (assertion.body_case()) {
    case pb::Assertion::kCasualties:
      return assertion.casualties().perpetrator_side();
    case pb::Assertion::kAttack:
      return assertion.attack().perpetrator_side();
    case pb::Assertion::kDamage:
      return assertion.damage().perpetrator_side();
    case pb::Assertion::kTerritory:
      return assertion.territory().perpetrator_side();
    case pb::Assertion::kTruce:
      return assertion.truce().perpetrator_side();
    case pb::Assertion::kDeployment:
      return assertion.deployment().perpetrator_side();
    default:
      return "";
  }
}

std::vector<std::string> PlacesOf(const pb::Assertion& assertion) {
  std::set<std::string> places;
  for (const auto& place : assertion.places()) {
    places.insert(Fold(place.phrase()));
    places.insert(Fold(place.display_name()));
    places.insert(place.place());
    places.insert(place.ancestors().begin(), place.ancestors().end());
  }
  places.erase("");
  return {places.begin(), places.end()};
}

std::vector<std::string> CountriesOf(const pb::Assertion& assertion) {
  std::set<std::string> codes;
  for (const auto& place : assertion.places()) {
    codes.insert(place.country_code());
  }
  codes.erase("");
  return {codes.begin(), codes.end()};
}

std::vector<std::string> PartiesOf(const pb::Assertion& assertion) {
  std::set<std::string> sides(assertion.conflict_sides().begin(),
                              assertion.conflict_sides().end());
  sides.insert(assertion.claimant().side());
  sides.insert(PerpetratorOf(assertion));
  sides.insert(assertion.casualties().victims_side());
  sides.insert(assertion.attack().target_side());
  sides.insert(assertion.damage().owner_side());
  sides.insert(assertion.territory().owner_side());
  sides.insert(assertion.truce().party_sides().begin(),
               assertion.truce().party_sides().end());
  sides.insert(assertion.appeal().addressee_sides().begin(),
               assertion.appeal().addressee_sides().end());
  sides.erase("");
  return {sides.begin(), sides.end()};
}

}  // namespace parallax::claims::domain
