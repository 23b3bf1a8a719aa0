// Whose civilians count as a side's.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_CIVILIANS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_CIVILIANS_H_

#include "services/ingest/domain/extract/decide/side_case.h"

namespace parallax::ingest::domain::extract {

// The country whose people, where nobody fights it but its own, are of no side
// unless the words call them one's: "a raid killed 13 people"; kNoSide where
// those who are counted are others.
SideId OfNoSideAtHome(const SideCase& c);

// The country that people are called after away from home: "two American
// officials died"; kNoSide for others.
SideId CalledAfter(const DocContext& doc, const Draft& draft);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_CIVILIANS_H_
