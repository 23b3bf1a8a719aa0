// Trains the dependency parser with a dynamic oracle: it learns from the
// states that its own mistakes lead to.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_TRAIN_PARSER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_TRAIN_PARSER_H_

#include <array>
#include <vector>

#include "services/ingest/domain/extract/analysis/lexicon.h"
#include "services/ingest/domain/extract/analysis/parse_sentences.h"
#include "services/ingest/domain/extract/analysis/parser.h"
#include "services/ingest/domain/extract/analysis/train/treebank.h"
#include "services/ingest/domain/extract/analysis/weight_table.h"

namespace parallax::ingest::domain::extract::train {

struct ParserOptions {
  int epochs = 6;
  int members = 1;       // perceptrons that the model is the mean of
  int explore_from = 1;  // first epoch that follows predictions
  uint32_t explore_percent = 90;
  uint32_t drop_percent = 0;  // of the features of each decision
  // A right decision is learnt from as well when it wins by less than this, in
  // units of single updates of one feature.
  int64_t margin = 0;
  // A context decides alone when it was seen so often, with one outcome so
  // many times in a thousand.
  int certain_count = 20;
  int certain_permille = 996;
  int64_t transition_scale = 64;
  size_t max_transitions = 500000;
  uint32_t transition_min_updates = 2;
  int64_t label_scale = 8;
  size_t max_labels = 60000;
  uint32_t label_min_updates = 2;
};

// A sentence with the tags that the parser will see, which should be
// predicted ones.
struct ParserExample {
  const GoldSentence* gold = nullptr;
  std::vector<Tag> tags;
};

ParserModel TrainParser(const std::vector<ParserExample>& examples,
                        const Lexicon& lexicon, const ParserOptions& options);

// How many gold arcs each transition makes impossible; INT_MAX when it is not
// allowed.
std::array<int, 3> TransitionCosts(const ParserState& state,
                                   const std::vector<int>& heads);

}  // namespace parallax::ingest::domain::extract::train

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_TRAIN_PARSER_H_
