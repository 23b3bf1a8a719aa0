// "On Thursday Turkey's ministry said": a day that opens a sentence without a
// comma, which parsers take into the name behind it.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_OPENING_DAYS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_OPENING_DAYS_H_

#include "services/ingest/domain/extract/analysis/analyzed_text.h"

namespace parallax::ingest::domain::extract {

// Hangs the day on the verb and makes the phrase behind it the subject, where
// the verb has no other. Before the children are indexed. Linear.
void FreeOpeningDays(AnalyzedText& text);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_OPENING_DAYS_H_
