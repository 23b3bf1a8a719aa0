// Shows a person how each claim was read.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_EXPLAIN_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_EXPLAIN_H_

#include <string>
#include <vector>

#include "services/ingest/domain/article.h"
#include "services/ingest/domain/extract/extracted_claim.h"

namespace parallax::ingest::domain::extract {

// For every claim its words, its reading, the rule and the words on which each
// part stands.
std::string Explain(const Article& article,
                    const std::vector<ExtractedClaim>& claims);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_EXPLAIN_H_
