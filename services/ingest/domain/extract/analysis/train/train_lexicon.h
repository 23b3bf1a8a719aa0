// Lexicon and lemma table from treebanks.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_TRAIN_LEXICON_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_TRAIN_LEXICON_H_

#include <string>
#include <vector>

#include "services/ingest/domain/extract/analysis/lexicon.h"
#include "services/ingest/domain/extract/analysis/train/treebank.h"
#include "services/ingest/domain/extract/analysis/train/word_forms.h"
#include "services/ingest/domain/extract/analysis/train/wordnet.h"

namespace parallax::ingest::domain::extract::train {

// The words seen at least twice, with the tags they take, the words of WordNet
// and the inflections listed in `forms`.
Lexicon BuildLexicon(const std::vector<const GoldSentence*>& sentences,
                     const WordNet& wordnet,
                     const std::vector<WordForm>& forms);

// The table that Lemmatizer::Parse reads, to be used with the same lexicon.
// What the sentences say of a form counts for more than `forms`.
std::string BuildLemmaTable(const std::vector<const GoldSentence*>& sentences,
                            const Lexicon& lexicon,
                            const std::vector<WordForm>& forms);

}  // namespace parallax::ingest::domain::extract::train

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_TRAIN_LEXICON_H_
