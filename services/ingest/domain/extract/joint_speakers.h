// Two that are named as one and each speak: "both sides deny", "neither Kyiv
// nor Moscow has commented", "India and Pakistan each said".
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_JOINT_SPEAKERS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_JOINT_SPEAKERS_H_

#include <cstdint>
#include <optional>
#include <utility>

#include "services/ingest/domain/extract/document/doc_context.h"
#include "services/ingest/domain/extract/kinds/draft.h"

namespace parallax::ingest::domain::extract {

// The two parties that "both sides" or "each country" in `head` means; nothing
// for head < 0 or where fewer than two parties are named.
std::optional<std::pair<SideId, SideId>> BothParties(const DocContext& doc,
                                                     int32_t head);

// Adds to `drafts` the claim of drafts[index] as that of the one who speaks
// beside its claimant, if there is one.
void AddOtherSpeaker(const DocContext& doc, size_t index,
                     std::vector<Draft>& drafts);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_JOINT_SPEAKERS_H_
