// Mentions to claims: the same statement through many reports is one claim.
//
// Worked example. One report's headline says "Armenia says 105 troops killed",
// its first line "More than 100 ..., Pashinyan has said", its sixth "Pashinyan
// said 105 ...". The exact figure makes the claim; "more than 100" is a looser
// wording of it by the same speaker; "Armenia" has no name of its own and is
// taken for the named speaker of the same side and figure. One claim, three
// mentions. Another outlet's "105" by "Armenia" alone joins it, too.
#pragma once

#include <vector>

#include "services/claims/domain/draft.h"

namespace parallax::claims::domain {

// Groups `items`, which stand in canonical order and have their scope, content
// and claimant. Every claim's mentions are in canonical order; claims are in
// the order of their first mention. Fills in mentions, scope, content,
// claimant, uttered and the publication times.
std::vector<ClaimDraft> GroupIntoClaims(std::vector<Item> items);

// Fills in the moments of a claim from its mentions, which stand in canonical
// order: as-of, publication, utterance.
void ReckonTimes(ClaimDraft* claim);

// When the mention's statement was made, as far as its report says: the moment
// that its number counts up to, else the utterance, else publication.
Micros AsOfMention(const SourcedMention& mention);

}  // namespace parallax::claims::domain
