// Trains the part-of-speech tagger.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_TRAIN_TAGGER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_TRAIN_TAGGER_H_

#include <vector>

#include "services/ingest/domain/extract/analysis/lexicon.h"
#include "services/ingest/domain/extract/analysis/train/treebank.h"
#include "services/ingest/domain/extract/analysis/weight_table.h"

namespace parallax::ingest::domain::extract::train {

struct TaggerOptions {
  int epochs = 5;
  int members = 1;    // perceptrons that the model is the mean of
  int64_t scale = 8;  // of the averaged weights, before rounding to int8
  size_t max_features = 60000;
  uint32_t min_updates = 2;
  uint32_t drop_percent = 0;  // of the features of each decision
  int64_t margin = 0;         // as for the parser
  // Of the words, which the tagger then sees as words it does not know, so
  // that it learns to go by their looks and neighbours.
  uint32_t hide_percent = 0;
};

// `unseen` is what is known of words besides what treebanks say of them.
WideTable TrainTagger(const std::vector<const GoldSentence*>& sentences,
                      const Lexicon& lexicon, const Lexicon& unseen,
                      const TaggerOptions& options);

// The atoms of a sentence's words.
std::vector<WordAtoms> AtomsOf(const GoldSentence& sentence,
                               const Lexicon& lexicon);

}  // namespace parallax::ingest::domain::extract::train

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_TRAIN_TAGGER_H_
