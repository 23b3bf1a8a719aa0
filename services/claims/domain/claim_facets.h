// What of an assertion is asked for across all kinds.
#pragma once

#include <string>
#include <vector>

#include "services/claims/domain/values.h"

namespace parallax::claims::domain {

// Who did it according to the claim, whatever its kind.
std::string PerpetratorOf(const pb::Assertion& assertion);

// Folded names as written and displayed, resource names of the places and of
// the areas that hold them, each once.
std::vector<std::string> PlacesOf(const pb::Assertion& assertion);

// Country codes, each once.
std::vector<std::string> CountriesOf(const pb::Assertion& assertion);

// The sides that it is by or about, each once: of the claimant, of those who
// act and who suffer, and of the conflict that the report is about.
std::vector<std::string> PartiesOf(const pb::Assertion& assertion);

}  // namespace parallax::claims::domain
