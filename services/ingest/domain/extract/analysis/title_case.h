// Headlines in title case, "Car Bomb Kills Seven": capitals that say nothing of
// names there.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TITLE_CASE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TITLE_CASE_H_

#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/analysis/analyzed_text.h"
#include "services/ingest/domain/extract/analysis/lexicon.h"

namespace parallax::ingest::domain::extract {

// Whether all longer words of the sentence begin with a capital and are not
// written in capitals alone. Of the tokens, only their places are read.
bool IsTitleCase(const AnalyzedText& text, const Sentence& sentence);

// Whether the lexicon knows the folded word as something other than a name.
bool IsCommonWord(absl::string_view folded, const Lexicon& lexicon);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TITLE_CASE_H_
