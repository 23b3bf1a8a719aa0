// Telling speakers apart, and the same speaker's names together.
#pragma once

#include <string>
#include <vector>

#include "services/claims/domain/draft.h"

namespace parallax::claims::domain {

// How the key of those who speak for a side without a name of their own begins.
inline constexpr char kSideClaimant[] = "side:";

// Fills in who speaks: `claimant`, `side`, `own_voice`, `generic`.
void ReadClaimant(Item* item);

// Gives one key to the names of one speaker: a surname takes that of the only
// full name of its side that ends in it, a name that of the actor who bears it.
void UnifyClaimants(std::vector<Item>* items);

// "Nikol Pashinyan (Armenia)", "Azerbaijan", "BBC News in its own voice".
std::string ClaimantText(const ClaimDraft& claim);

}  // namespace parallax::claims::domain
