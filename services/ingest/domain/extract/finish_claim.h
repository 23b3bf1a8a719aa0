// Turns drafts into claims with words, names and spans.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_FINISH_CLAIM_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_FINISH_CLAIM_H_

#include <vector>

#include "services/ingest/domain/extract/document/doc_context.h"
#include "services/ingest/domain/extract/extracted_claim.h"
#include "services/ingest/domain/extract/kinds/draft.h"

namespace parallax::ingest::domain::extract {

std::vector<ExtractedClaim> FinishClaims(const DocContext& doc,
                                         const std::vector<Draft>& drafts);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_FINISH_CLAIM_H_
