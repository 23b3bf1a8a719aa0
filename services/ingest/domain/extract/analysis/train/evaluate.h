// Measures a model on held-out treebank sentences, with gold tokens and
// predicted tags.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_EVALUATE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_EVALUATE_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/ingest/domain/extract/analysis/model_file.h"
#include "services/ingest/domain/extract/analysis/train/treebank.h"

namespace parallax::ingest::domain::extract::train {

// One line: words, UPOS, full tag, lemma, UAS and LAS in percent. Punctuation
// counts, as in the CoNLL shared tasks.
absl::StatusOr<std::string> Evaluate(const ModelSections& model,
                                     const NamedSet& set);

}  // namespace parallax::ingest::domain::extract::train

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_EVALUATE_H_
