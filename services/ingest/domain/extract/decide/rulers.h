// Whose the officials and forces of a country are that another side rules.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_RULERS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_RULERS_H_

#include "services/ingest/domain/extract/decide/side_pointers.h"
#include "services/ingest/domain/extract/document/doc_context.h"
#include "services/ingest/domain/extract/kinds/draft.h"

namespace parallax::ingest::domain::extract {

// "Afghan officials" of 2022 speak for the Taliban, "the health ministry" of a
// report on Gaza for Hamas.
void SettleRulingClaimant(const DocContext& doc, const SidePointers& pointers,
                          Draft& draft);

// Who does something for a country that others rule are these, and its soldiers
// are theirs; its civilians are the country's.
void SettleRulingSides(const DocContext& doc, Draft& draft);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_RULERS_H_
