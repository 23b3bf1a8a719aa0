// How the sides stand to a question, and the numbers they give.
#pragma once

#include "services/claims/domain/draft.h"

namespace parallax::claims::domain {

// Follows from the draft's relations and from what has been superseded.
pb::QuestionStatus StatusOf(const Draft& draft, int question);

// Who says how many. `question` needs a claim with a number; names must be
// set. Status, display name and neighbouring questions are filled in.
pb::Tally MakeTally(const Draft& draft, int question,
                    const pb::Question& value);

// True when a claim of the question gives a number.
bool IsNumeric(const Draft& draft, int question);

// Sides that answer the question, in the order of their first answer.
std::vector<std::string> ClaimingSides(const Draft& draft, int question);

}  // namespace parallax::claims::domain
