// How one number of a report stands to the others: a part of one, or on top of
// it.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_COUNT_PARTS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_COUNT_PARTS_H_

#include <cstddef>
#include <vector>

#include "services/ingest/domain/extract/document/doc_context.h"
#include "services/ingest/domain/extract/kinds/draft.h"

namespace parallax::ingest::domain::extract {

// Whether the number of `drafts[index]` counts some of those whom another
// counts: "22, including five children", "two of the dead", "two were
// officers". `drafts` are in order of the text.
bool IsPartOfOther(const DocContext& doc, const std::vector<Draft>& drafts,
                   size_t index);

// Whether it comes on top of another: "another five", and the four of "30
// soldiers and four volunteers died".
bool AddsToOther(const DocContext& doc, const std::vector<Draft>& drafts,
                 size_t index);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_COUNT_PARTS_H_
