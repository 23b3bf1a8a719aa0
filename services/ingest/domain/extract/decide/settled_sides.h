// What grammar settles, whatever the weights say: a count of both sides' dead
// belongs to neither, whoever is accused did it, "its neighbour" is the other
// party.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SETTLED_SIDES_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SETTLED_SIDES_H_

#include "services/ingest/domain/extract/decide/side_pointers.h"
#include "services/ingest/domain/extract/document/doc_context.h"
#include "services/ingest/domain/extract/kinds/draft.h"

namespace parallax::ingest::domain::extract {

// "The war has killed 50,000 people": a war kills on all sides, and on no one
// day.
bool IsTollOfWar(const DocContext& doc, const Draft& draft);

// Whether the draft is what its claimant accuses somebody of.
bool Accuses(const DocContext& doc, const Draft& draft);

// "No confirmation from Azerbaijan" is of the side that it names. Corrects the
// claimant's side of a draft whose attribution is decided.
void SettleClaimant(const DocContext& doc, const SidePointers& pointers,
                    Draft& draft);

// Corrects victims and perpetrator of a draft whose claimant, stance and sides
// are decided.
void SettleSides(const DocContext& doc, const SidePointers& pointers,
                 Draft& draft);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SETTLED_SIDES_H_
