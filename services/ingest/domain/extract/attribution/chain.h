// What stands between the speaker and the outlet, and who is accused by whom.
// Internal to the attribution rules.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_CHAIN_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_CHAIN_H_

#include "services/ingest/domain/extract/attribution/coreference.h"
#include "services/ingest/domain/extract/attribution/rule_context.h"

namespace parallax::ingest::domain::extract::attribution {

// Sets source_entity, accused_entity and the chain of every attribution found;
// splits accusations that two sides make against each other into two.
void ResolveSources(RuleContext& context, const Coreference& entities);

}  // namespace parallax::ingest::domain::extract::attribution

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_CHAIN_H_
