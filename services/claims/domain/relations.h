// How the claims of one incident stand to each other, one rule a file.
//
// Each rule is a function of the draft alone. Rules run in the order of
// RelateClaims(): drift first, since a claim that merely repeats another
// without its speaker is no answer of its own; then the history of each side,
// which says what stands; then the comparisons between sides.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/claims/domain/draft.h"

namespace parallax::claims::domain {

// ATTRIBUTION_DRIFT: marks claims that say what another claimant said, without
// naming him or as somebody else's words.
void RelateDrift(Draft* draft);

// REVISES, CORRECTS, RETRACTS, REPEATS: each side's own history of a question.
// Sets `superseded_by`.
void RelateHistory(Draft* draft);

// CONTRADICTS, CORROBORATES: what stands at the same time on other sides, and
// who is said to hold a place.
void RelateSides(Draft* draft);

// DENIES, NOT_CONFIRMED_BY.
void RelateDenials(Draft* draft);

// BLAMES_BACK: each side blames the other.
void RelateBlame(Draft* draft);

// SCOPE_DIFFERS: neighbouring questions that are easily taken for one.
void RelateScopes(Draft* draft);

// DERIVED_FROM: sums and their parts.
void RelateSums(Draft* draft);

// All of the above, in order.
void RelateClaims(Draft* draft);

// --- Shared by the rules -------------------------------------------------

// "13 Sep 2022".
std::string DayText(Micros moment);

// "the figure" or the content in words, for reasons: "105", "a truce".
std::string ContentText(const ClaimDraft& claim);

// Square metres of ground, where the claim says.
std::optional<double> AreaOf(const ClaimDraft& claim);

// True when the content of the two can be the same.
bool SameContent(const ClaimDraft& a, const ClaimDraft& b);

// True when the two sides are named and differ.
bool OtherSide(const ClaimDraft& a, const ClaimDraft& b);

// Indices of the question's asserting claims that are not drift.
std::vector<int> Assertions(const Draft& draft, const QuestionDraft& question);

}  // namespace parallax::claims::domain
