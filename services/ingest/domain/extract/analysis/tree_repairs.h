// Trees that parsers get wrong where the words leave no doubt.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TREE_REPAIRS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TREE_REPAIRS_H_

#include "services/ingest/domain/extract/analysis/analyzed_text.h"

namespace parallax::ingest::domain::extract {

// Before the children are indexed; linear. "On Thursday Turkey's ministry
// said": a day that opens a sentence without a comma is no part of the name
// behind it. It hangs on the verb, and the phrase behind it is the subject,
// where the verb has no other. "The governors have said" is no passive.
void RepairTrees(AnalyzedText& text);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TREE_REPAIRS_H_
