// The best reading of a claim's sides by rule: what the weights start from.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SIDE_GUESS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SIDE_GUESS_H_

#include <vector>

#include "services/ingest/domain/extract/decide/side_pointers.h"
#include "services/ingest/domain/extract/document/doc_context.h"
#include "services/ingest/domain/extract/kinds/draft.h"

namespace parallax::ingest::domain::extract {

// The armed group named most that is not `except`; one that is not named only
// where no other can be meant.
SideId TopArmed(const DocContext& doc, SideId except);

// Whether a side from outside fights in `country`: then its people are victims
// of a war between sides, else of a civil war.
bool Invaded(const DocContext& doc, SideId country);

// Sets the guesses of drafts[index], the names of their rules, and how near the
// claim before stands. All other pointers are set.
void GuessSides(const DocContext& doc, const std::vector<Draft>& drafts,
                size_t index, SidePointers& pointers);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SIDE_GUESS_H_
