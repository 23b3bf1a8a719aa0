// The places in a text where a claim may stand, with the readings of each.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_KINDS_CHOICE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_KINDS_CHOICE_H_

#include <vector>

#include "services/ingest/domain/extract/kinds/draft.h"
#include "services/ingest/domain/extract/model/features.h"

namespace parallax::ingest::domain::extract {

// One number, word or denial. At most one reading is taken; option 0 is "no
// claim" and has features but no draft.
struct Choice {
  uint32_t at = 0;  // token that orders the choices
  std::vector<Draft> drafts;
  std::vector<FeatureSet> features;  // one more than drafts
  int chosen = 0;
  // The likeliest reading, 0 where none was weighed, and its log odds against
  // no claim.
  int best = 0;
  float margin = 0.0f;
  // Grammar leaves no doubt that one of the readings is meant.
  bool certain = false;
};

// Appends the choices that numbers offer: victims, losses, forces sent.
void QuantityChoices(const DocContext& doc, FeatureNames* names,
                     std::vector<Choice>& out);

// Appends the choices that words for acts offer. `taken` tells of each trigger
// whether a number was already read with it.
void TriggerChoices(const DocContext& doc, const std::vector<bool>& taken,
                    FeatureNames* names, std::vector<Choice>& out);

// Appends the choices that attributions without a claim in their content
// offer: denials, silences and blame that refer to an earlier claim. `drafts`
// are the claims read so far, in order of the text.
void AnaphorChoices(const DocContext& doc, const std::vector<Draft>& drafts,
                    FeatureNames* names, std::vector<Choice>& out);

// Sets the span of a draft from its head, quantity, object and attribution.
void SetSpan(const DocContext& doc, Draft& draft);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_KINDS_CHOICE_H_
