// One claim for one act: "a roadside bomb blast" has two words for it.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DROP_REPEATS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DROP_REPEATS_H_

#include <vector>

#include "services/ingest/domain/extract/kinds/draft.h"

namespace parallax::ingest::domain::extract {

// Of attacks, truces, deployments and appeals that one clause tells of the same
// parties, the likeliest is left. A clause may well name several victims,
// things destroyed or places taken; those stay.
void DropRepeats(std::vector<Draft>& drafts);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DROP_REPEATS_H_
