// Which attributions put a statement on record.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_RECORD_RULES_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_RECORD_RULES_H_

#include <vector>

#include "services/ingest/domain/extract/attribution/attribution.h"
#include "services/ingest/domain/extract/attribution/syntax.h"

namespace parallax::ingest::domain::extract::attribution {

// Sets Attribution::on_record of each.
void MarkOnRecord(const Syntax& syntax, std::vector<Attribution>& found);

}  // namespace parallax::ingest::domain::extract::attribution

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_RECORD_RULES_H_
