// From everything known about an article to the claims in it.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_READ_CLAIMS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_READ_CLAIMS_H_

#include <vector>

#include "services/ingest/domain/extract/decide/decider.h"
#include "services/ingest/domain/extract/document/doc_context.h"
#include "services/ingest/domain/extract/kinds/draft.h"

namespace parallax::ingest::domain::extract {

// The claims of `doc`, complete, in order of the text.
std::vector<Draft> ReadClaims(const DocContext& doc, Decider& decider);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_READ_CLAIMS_H_
