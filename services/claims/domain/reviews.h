// Analysts' reviews, laid over what the machine reads.
//
// Each review changes the draft of one incident before questions are asked and
// claims are related, so that tallies, relations and statuses follow. Reviews
// are applied in the order in which they were made, each to what those before
// it left. One that finds no claim of its names, or nothing to do, has no
// effect: the reports that it spoke of may have been withdrawn.
//
// Worked example. The machine reads "105" as Azerbaijan's loss. A review
// corrects `casualties.victims_side` to Armenia: the claim moves to the
// question of Armenian dead, under its own name, and revises the 49 there. A
// later review undoes the correction, and all is as before.
#pragma once

#include <string>
#include <vector>

#include "services/claims/domain/draft.h"

namespace parallax::claims::domain {

// Those that no later review in effect takes back, without the undoing ones, in
// the order given, which is that in which they were made.
std::vector<const pb::Review*> InEffect(const std::vector<pb::Review>& reviews);

// Sets `undone_by` of the reviews that are not in effect.
void MarkUndone(std::vector<pb::Review>* reviews);

// Applies the reviews in effect to the draft, whose claims have their names and
// mentions. Leaves claims in the order of their first mention.
void ApplyReviews(const std::vector<pb::Review>& reviews, Draft* draft);

// Takes the fields that the correction names over into `assertion`.
void ApplyCorrection(const pb::CorrectClaim& correction,
                     pb::Assertion* assertion);

// The name of the claim that is split off with the mention.
std::string SplitClaimName(const std::string& mention);

}  // namespace parallax::claims::domain
