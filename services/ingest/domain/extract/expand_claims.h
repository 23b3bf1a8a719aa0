// One reading that stands for several claims, told apart.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_EXPAND_CLAIMS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_EXPAND_CLAIMS_H_

#include <vector>

#include "services/ingest/domain/extract/document/doc_context.h"
#include "services/ingest/domain/extract/kinds/draft.h"

namespace parallax::ingest::domain::extract {

// "Both sides accuse the other": one claim for each that speaks. "No
// casualties": none killed and none wounded, "killed and wounded dozens" so
// many of each. "Denied the Armenian account that": what Armenia said, and that
// it is denied. The sides of the drafts are decided; further drafts stand
// behind the one that they come from.
void ExpandClaims(const DocContext& doc, std::vector<Draft>& drafts);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_EXPAND_CLAIMS_H_
