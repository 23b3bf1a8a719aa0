// What the claims before one say of the sides in it: who suffered so far, who
// did it to them.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SIDE_MEMORY_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SIDE_MEMORY_H_

#include <vector>

#include "services/ingest/domain/extract/document/doc_context.h"
#include "services/ingest/domain/extract/kinds/draft.h"

namespace parallax::ingest::domain::extract {

// A side that earlier claims give, if there are any that could.
struct Remembered {
  bool told = false;  // there are such claims
  SideId side = kNoSide;
};

struct SideMemory {
  Remembered victims;        // of the last casualties
  Remembered most_victims;   // of most casualties so far
  Remembered alike_victims;  // of most whose victims are as military as these
  Remembered sufferers;      // last victims of the doer that is guessed
  Remembered doer;           // of the last armed act or casualties
  Remembered most_doer;      // of most of them so far
  Remembered kind_doer;      // of the last claim of this kind
  Remembered claimant_doer;  // the last that this claimant names
};

// Of drafts[index], whose claimant is decided; earlier drafts are complete.
// `agent` is who may have done it. Looks back over the last claims only.
SideMemory RememberSides(const DocContext& doc,
                         const std::vector<Draft>& drafts, size_t index,
                         SideId agent);

// Whose side the speaker of drafts[index] was found to be on when last heard.
Remembered SideOfSpeaker(const DocContext& doc,
                         const std::vector<Draft>& drafts, size_t index);

// The doer of the last casualties of `victims` before drafts[index].
Remembered DoerOf(const std::vector<Draft>& drafts, size_t index,
                  SideId victims);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SIDE_MEMORY_H_
