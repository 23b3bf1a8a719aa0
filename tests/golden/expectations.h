// Comparing a ledger with expectations written as JSON (september_2022.json).
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "tests/e2e/suite/ledger.h"

namespace parallax::testing {

// "2022-09-13T23:59:59Z"; ends the program on another form.
absl::Time TimeOf(const std::string& text);

// Each returns what does not hold, in words; empty when everything does.

// `moment` is one element of a tally's "as_of", `ledger` was read as of it.
std::vector<std::string> CheckTally(const Ledger& ledger,
                                    const nlohmann::json& scope,
                                    const nlohmann::json& moment);

std::vector<std::string> CheckQuestion(const Ledger& ledger,
                                       const nlohmann::json& answered_by,
                                       const std::string& status);

std::vector<std::string> CheckRelations(const Ledger& ledger,
                                        const nlohmann::json& expected,
                                        bool present);

std::vector<std::string> CheckEcho(const Ledger& ledger,
                                   const nlohmann::json& expected);

}  // namespace parallax::testing
