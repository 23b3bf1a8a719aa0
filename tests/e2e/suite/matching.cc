#include "tests/e2e/suite/matching.h"

#include <cmath>
#include <cstdlib>
#include <iostream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace parallax::testing {
namespace {

namespace v1 = claims::v1;
using nlohmann::json;

const type::v1::Count* CountOf(const v1::Assertion& assertion) {
  switch (assertion.body_case()) {
    case v1::Assertion::kCasualties:
      return &assertion.casualties().count();
    case v1::Assertion::kDamage:
      return &assertion.damage().count();
    case v1::Assertion::kDeployment:
      return &assertion.deployment().count();
    case v1::Assertion::kTerritory:
      return &assertion.territory().settlements();
    default:
      return nullptr;
  }
}

bool OwnVoice(const v1::Claimant& claimant) {
  return claimant.authority() == v1::AUTHORITY_OUTLET ||
         (claimant.actor().empty() && claimant.display_name().empty() &&
          claimant.side().empty());
}

bool NamesPlace(const v1::Assertion& assertion, const std::string& name) {
  for (const auto& place : assertion.places()) {
    if (absl::StrContains(place.phrase(), name) ||
        absl::StrContains(place.display_name(), name)) {
      return true;
    }
  }
  return false;
}

bool MatchesKey(const v1::Claim& claim, const std::string& key,
                const json& want) {
  const v1::Assertion& is = claim.assertion();
  const v1::Casualties& casualties = is.casualties();
  const auto is_enum = [&want](const char* prefix, const std::string& name) {
    return name == absl::StrCat(prefix, want.get<std::string>());
  };
  if (key == "kind") {
    return is_enum("CLAIM_KIND_", v1::ClaimKind_Name(is.kind()));
  }
  if (key == "stance") return is_enum("STANCE_", v1::Stance_Name(is.stance()));
  if (key == "measure") {
    return is_enum("CASUALTY_MEASURE_",
                   v1::CasualtyMeasure_Name(casualties.measure()));
  }
  if (key == "victims_class") {
    return is_enum("VICTIM_CLASS_",
                   v1::VictimClass_Name(casualties.victims_class()));
  }
  if (key == "finality") {
    return is_enum("FINALITY_", v1::Finality_Name(is.finality()));
  }
  if (key == "identification") {
    return is_enum("IDENTIFICATION_",
                   v1::Identification_Name(casualties.identification()));
  }
  if (key == "authority") {
    return is_enum("AUTHORITY_", v1::Authority_Name(is.claimant().authority()));
  }
  if (key == "side") return is.claimant().side() == want;
  if (key == "claimant") {
    return absl::StrContains(is.claimant().display_name(),
                             want.get<std::string>());
  }
  if (key == "victims_side") return casualties.victims_side() == want;
  if (key == "perpetrator_side") return PerpetratorOf(is) == want;
  if (key == "value") {
    const auto value = ValueOf(is);
    return want.is_null() ? !value.has_value() : value == want.get<int64_t>();
  }
  if (key == "area_sq_km") {
    return std::abs(is.territory().area().value() / 1e6 - want.get<double>()) <
           0.05;
  }
  if (key == "place") return NamesPlace(is, want.get<std::string>());
  if (key == "quote") {
    return absl::StrContains(claim.quote(), want.get<std::string>());
  }
  if (key == "subset") return casualties.subset() == want.get<bool>();
  if (key == "own_voice") return OwnVoice(is.claimant()) == want.get<bool>();
  if (key == "background") return is.background() == want.get<bool>();
  std::cerr << "no such key in a pattern: " << key << "\n";
  std::exit(2);
}

}  // namespace

std::optional<int64_t> ValueOf(const type::v1::Count& count) {
  if (count.has_best()) return count.best();
  if (count.has_min()) return count.min();
  if (count.has_max()) return count.max();
  return std::nullopt;
}

std::optional<int64_t> ValueOf(const v1::Assertion& assertion) {
  const type::v1::Count* count = CountOf(assertion);
  return count == nullptr ? std::nullopt : ValueOf(*count);
}

std::string PerpetratorOf(const v1::Assertion& assertion) {
  switch (assertion.body_case()) {
    case v1::Assertion::kCasualties:
      return assertion.casualties().perpetrator_side();
    case v1::Assertion::kAttack:
      return assertion.attack().perpetrator_side();
    case v1::Assertion::kDamage:
      return assertion.damage().perpetrator_side();
    case v1::Assertion::kTerritory:
      return assertion.territory().perpetrator_side();
    case v1::Assertion::kTruce:
      return assertion.truce().perpetrator_side();
    case v1::Assertion::kDeployment:
      return assertion.deployment().perpetrator_side();
    default:
      return "";
  }
}

bool Matches(const v1::Claim& claim, const json& pattern) {
  for (const auto& [key, want] : pattern.items()) {
    if (!MatchesKey(claim, key, want)) return false;
  }
  return true;
}

std::vector<std::string> FindClaims(const Ledger& ledger, const json& pattern) {
  std::vector<std::string> names;
  for (const v1::Claim& claim : ledger.claims) {
    if (Matches(claim, pattern)) names.push_back(claim.name());
  }
  return names;
}

}  // namespace parallax::testing
