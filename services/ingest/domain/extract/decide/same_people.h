// Whether those whom a claim counts are those of a claim before it: "five
// soldiers died and ten were wounded", "three of them", "ten others".
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SAME_PEOPLE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SAME_PEOPLE_H_

#include <cstddef>
#include <vector>

#include "services/ingest/domain/extract/kinds/draft.h"

namespace parallax::ingest::domain::extract {

// The claim whose people drafts[index] counts as well by its own words, null
// for none; earlier drafts are complete.
const Draft* FindSamePeople(const DocContext& doc,
                            const std::vector<Draft>& drafts, size_t index);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SAME_PEOPLE_H_
