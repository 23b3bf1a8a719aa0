// Dependency trees of whole sentences, several at once.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_PARSE_SENTENCES_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_PARSE_SENTENCES_H_

#include <cstdint>

#include "absl/types/span.h"
#include "services/ingest/domain/extract/analysis/parser.h"
#include "services/ingest/domain/extract/analysis/tags.h"
#include "services/ingest/domain/extract/analysis/weight_table.h"

namespace parallax::ingest::domain::extract {

// A dependency tree over one sentence: head index or -1, and label.
struct ParsedWord {
  int16_t head = -1;
  Label label = kUnknownLabel;
};

// What a trained parser consists of.
struct ParserModel {
  NarrowTable transitions;
  WideTable labels;
  // By MoveContext: a weight for the one transition that fits.
  NarrowTable certain_moves;
  // By LabelContext: the first weight is the label and one.
  NarrowTable certain_labels;
};

// A sentence of at most kMaxParsedTokens words. `tags` and `out` have an entry
// for each word.
struct ParseTask {
  absl::Span<const ParserWord> words;
  const Tag* tags = nullptr;
  ParsedWord* out = nullptr;
};

// Parses every sentence by itself. Weights lie far apart in memory: while
// those of one sentence's next decision are on their way, other sentences are
// decided upon.
void ParseSentences(const ParserModel& model,
                    absl::Span<const ParseTask> tasks);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_PARSE_SENTENCES_H_
