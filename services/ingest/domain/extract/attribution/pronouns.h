// What pronouns stand for. Internal to coreference.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_PRONOUNS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_PRONOUNS_H_

#include <cstddef>
#include <cstdint>

#include "services/ingest/domain/extract/attribution/coreference.h"
#include "services/ingest/domain/extract/attribution/mention_finder.h"
#include "services/ingest/domain/extract/attribution/syntax.h"

namespace parallax::ingest::domain::extract::attribution {

// How many mentions back an antecedent is looked for.
inline constexpr size_t kReach = 60;

// The entity among those mentioned so far that a personal, possessive or
// relative pronoun stands for, -1 when none agrees. One that `speaks` is most
// often who spoke before.
int32_t ResolvePronoun(const Syntax& syntax, const Coreference& known,
                       const RawMention& raw, bool speaks);

}  // namespace parallax::ingest::domain::extract::attribution

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_PRONOUNS_H_
