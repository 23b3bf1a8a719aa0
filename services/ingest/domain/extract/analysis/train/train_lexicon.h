// Lexicon and lemma table from treebanks.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_TRAIN_LEXICON_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_TRAIN_LEXICON_H_

#include <string>
#include <vector>

#include "services/ingest/domain/extract/analysis/lexicon.h"
#include "services/ingest/domain/extract/analysis/train/treebank.h"

namespace parallax::ingest::domain::extract::train {

// The words seen at least twice, with the tags they take.
Lexicon BuildLexicon(const std::vector<const GoldSentence*>& sentences);

// The table that Lemmatizer::Parse reads.
std::string BuildLemmaTable(const std::vector<const GoldSentence*>& sentences);

}  // namespace parallax::ingest::domain::extract::train

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_TRAIN_LEXICON_H_
