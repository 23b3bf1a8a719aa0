// Who governs a reporting word: its subject, agent, possessor.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_SOURCE_FINDER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_SOURCE_FINDER_H_

#include <cstdint>

#include "services/ingest/domain/extract/attribution/attribution.h"
#include "services/ingest/domain/extract/attribution/syntax.h"

namespace parallax::ingest::domain::extract::attribution {

struct Source {
  int32_t head = -1;  // -1: no source is written
  TokenRange tokens;
};

// The one who says: subject of an active verb (inherited through coordination,
// control and participles), agent of a passive one.
Source FindSource(const Syntax& syntax, uint32_t verb);

// The noun phrase that ends directly before the verb group, read off the
// surface; for where the tree has lost the subject.
Source PhraseBefore(const Syntax& syntax, uint32_t verb);

// The noun phrase that begins directly after the verb: "..., said the
// minister".
Source PhraseAfter(const Syntax& syntax, uint32_t verb);

// The noun phrase that begins at `first`, read off the surface: "the governor"
// of "the count of the governor".
Source PhraseFrom(const Syntax& syntax, uint32_t first);

// The token of the range whose head lies outside it, a nominal if there is one;
// -1 for an empty range.
int32_t HeadOfPhrase(const Syntax& syntax, TokenRange range);

// Whether a source may speak through this verb: it does not stand inside a
// quotation that the verb is outside of.
bool IsOutsideForeignQuote(const Syntax& syntax, const Source& source,
                           uint32_t verb);

// The noun phrase that `head` heads, without its preposition and without
// anything at or beyond `barrier` (the cue).
TokenRange PhraseOf(const Syntax& syntax, uint32_t head, uint32_t barrier);

}  // namespace parallax::ingest::domain::extract::attribution

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_SOURCE_FINDER_H_
