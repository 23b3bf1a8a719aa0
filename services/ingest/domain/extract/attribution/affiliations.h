// What the text says that its persons and bodies are, and whose. Internal to
// coreference.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_AFFILIATIONS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_AFFILIATIONS_H_

#include "services/ingest/domain/extract/attribution/entity_table.h"
#include "services/ingest/domain/extract/attribution/syntax.h"

namespace parallax::ingest::domain::extract::attribution {

// Run once all mentions are resolved. Joins a name with the office in
// apposition to it ("its spokesman, Yahya Saree"), and describes entities by
// who owns them ("spokesman of the Houthi movement") and by what a relative
// clause says they lead ("who heads the UN mission").
void DescribeAffiliations(const Syntax& syntax, EntityTable& table);

}  // namespace parallax::ingest::domain::extract::attribution

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_AFFILIATIONS_H_
