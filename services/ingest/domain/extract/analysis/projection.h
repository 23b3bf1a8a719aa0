// Turns the parser's own tags and labels into the public vocabulary.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_PROJECTION_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_PROJECTION_H_

#include "services/ingest/domain/extract/analysis/analyzed_text.h"

namespace parallax::ingest::domain::extract {

// Fills child_begin and child_list from the tokens' heads. Linear.
void IndexChildren(AnalyzedText& text);

// Refines relations that depend on words: a passive verb's oblique with "by"
// becomes kOblAgent, an oblique whose head names a time kOblTmod, the subject
// of a verb with a passive auxiliary kNsubjPass. Needs the children.
void RefineRelations(AnalyzedText& text);

// Whether a token names a point or stretch of time: a weekday, a month, a
// year, "yesterday", "week", "dawn".
bool IsTimeWord(const Token& token);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_PROJECTION_H_
