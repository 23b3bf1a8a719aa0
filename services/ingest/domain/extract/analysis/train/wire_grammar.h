// Makes up sentences in the manner of news agencies, with their trees, from a
// hand-written grammar.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_WIRE_GRAMMAR_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_WIRE_GRAMMAR_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/analysis/train/perceptron.h"
#include "services/ingest/domain/extract/analysis/train/treebank.h"

namespace parallax::ingest::domain::extract::train {

class WireGrammar {
 public:
  // The text of wire_grammar.txt, whose head describes the format.
  static absl::StatusOr<WireGrammar> Parse(absl::string_view text);

  // The same seed gives the same sentences.
  std::vector<GoldSentence> Generate(int count, uint64_t seed) const;

 private:
  struct Item {
    Label label = kUnknownLabel;
    bool head = false;
    bool optional = false;
    std::string symbol;  // to expand, or "@NAME", "@NUM"; "" for a word
    std::string word;
    Tag tag = kUnknownTag;
  };
  struct Production {
    uint32_t weight = 1;
    std::vector<Item> items;
  };

  static absl::StatusOr<Item> ParseItem(absl::string_view text);

  // Appends the words of one expansion; returns the index of its head.
  int Expand(const std::string& symbol, int depth, Random& random,
             GoldSentence& out) const;

  std::map<std::string, std::vector<Production>> rules_;
};

}  // namespace parallax::ingest::domain::extract::train

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_WIRE_GRAMMAR_H_
