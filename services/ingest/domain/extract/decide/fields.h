// Fills the fields of the claims that were chosen, each from the fields and the
// claims decided before: claimant, place, sides and kind of victims of one
// claim after another in order of the text, then the days, those of headlines
// last.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_FIELDS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_FIELDS_H_

#include <vector>

#include "services/ingest/domain/extract/decide/decider.h"
#include "services/ingest/domain/extract/kinds/draft.h"

namespace parallax::ingest::domain::extract {

// Each sets its field of drafts[index]; the earlier drafts have theirs.
void DecideClaimant(const DocContext& doc, Decider& decider,
                    std::vector<Draft>& drafts, size_t index);
// The attribution inside the draft's own that denies it, "we deny that" in what
// a spokesman said; -1 for none.
int32_t DenialInside(const DocContext& doc, const Draft& draft);

void DecideStance(const DocContext& doc, Decider& decider,
                  std::vector<Draft>& drafts, size_t index);
void DecideSides(const DocContext& doc, Decider& decider,
                 std::vector<Draft>& drafts, size_t index);
void DecideVictimsType(const DocContext& doc, Decider& decider,
                       std::vector<Draft>& drafts, size_t index);
void DecidePlace(const DocContext& doc, Decider& decider,
                 std::vector<Draft>& drafts, size_t index);
void DecideDate(const DocContext& doc, Decider& decider,
                std::vector<Draft>& drafts, size_t index);

// Side for which the source of an attribution speaks, as far as names,
// modifiers and coreference tell.
SideId SourceSide(const DocContext& doc, const Attribution& attribution);

// Text of the source as the article names it most fully; "" without source.
std::string SourceText(const DocContext& doc, const Attribution& attribution);

// The same for a claimant that no attribution names.
std::string SpeakerText(const DocContext& doc, int32_t head);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_FIELDS_H_
