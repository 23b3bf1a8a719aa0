// Reads Universal Dependencies treebanks and chooses the documents whose
// licence lets a model trained on them ship.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_TREEBANK_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_TREEBANK_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/analysis/tags.h"

namespace parallax::ingest::domain::extract::train {

struct GoldWord {
  std::string form;
  std::string folded;
  std::string lemma;  // folded
  Tag tag = kUnknownTag;
  int head = -1;  // index in the sentence, -1 for the root
  Label label = kUnknownLabel;
};

using GoldSentence = std::vector<GoldWord>;

// The sentences of CoNLL-U text. Multiword ranges and empty nodes are left out;
// a passive verb's "by" phrase is labelled obl:agent in every treebank.
absl::StatusOr<std::vector<GoldSentence>> ParseConllu(absl::string_view text);

struct NamedSet {
  std::string name;
  std::vector<GoldSentence> sentences;
};

struct Treebanks {
  std::vector<GoldSentence> train;
  std::vector<NamedSet> held_out;  // dev and test sets, one for each treebank
};

// Paths of checkouts (or exports) of UD_English-EWT, UD_English-GUM and
// UD_English-PUD. EWT and GUM are read document by document from
// not-to-release/sources, split as their file-lists say; of GUM only the
// genres under licences without a non-commercial clause; of PUD, which is one
// test set, every fifth sentence is held out and the rest trains. `news` is a
// file of CoNLL-U, of which every sixth sentence is held out; "" for none.
absl::StatusOr<Treebanks> ReadTreebanks(const std::string& ewt,
                                        const std::string& gum,
                                        const std::string& pud,
                                        const std::string& news);

}  // namespace parallax::ingest::domain::extract::train

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_TREEBANK_H_
