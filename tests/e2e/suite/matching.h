// Finding claims by what they say, with the pattern written as JSON:
//
//   {"kind": "CASUALTIES", "side": "Armenia", "measure": "KILLED",
//    "victims_side": "Armenia", "value": 105}
//
// Keys: kind, stance, measure, victims_class, finality, identification,
// authority (enum values without prefix), side (of the claimant; "" for none),
// claimant (a part of the name), victims_side, perpetrator_side, value (the
// number; null for none), area_sq_km, place (a part of the phrase or name),
// quote (a part), subset, own_voice, background. Keys left out match anything.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "parallax/claims/v1/claim.pb.h"
#include "tests/e2e/suite/ledger.h"

namespace parallax::testing {

// The number that a count stands for: the one to plot, else the least, else
// the greatest; none when it says no number.
std::optional<int64_t> ValueOf(const type::v1::Count& count);

// The count of an assertion, whichever body holds it.
std::optional<int64_t> ValueOf(const claims::v1::Assertion& assertion);

// Who takes, fires or breaks, according to the claimant; "" if unsaid.
std::string PerpetratorOf(const claims::v1::Assertion& assertion);

// Ends the test program on a key that does not exist.
bool Matches(const claims::v1::Claim& claim, const nlohmann::json& pattern);

// Names of the claims that match.
std::vector<std::string> FindClaims(const Ledger& ledger,
                                    const nlohmann::json& pattern);

}  // namespace parallax::testing
