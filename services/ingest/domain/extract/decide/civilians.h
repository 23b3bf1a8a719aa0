// Whose civilians count as a side's.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_CIVILIANS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_CIVILIANS_H_

#include "services/ingest/domain/extract/kinds/draft.h"

namespace parallax::ingest::domain::extract {

// The country that people are called after away from home: "two American
// officials died"; kNoSide for others.
SideId CalledAfter(const DocContext& doc, const Draft& draft);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_CIVILIANS_H_
