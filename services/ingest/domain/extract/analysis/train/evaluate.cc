#include "services/ingest/domain/extract/analysis/train/evaluate.h"

#include <memory>
#include <vector>

#include "absl/strings/str_format.h"
#include "services/ingest/domain/extract/analysis/analyzer.h"
#include "services/ingest/domain/extract/analysis/lemmatizer.h"
#include "services/ingest/domain/extract/analysis/parse_sentences.h"
#include "services/ingest/domain/extract/analysis/tagger.h"
#include "services/ingest/domain/extract/analysis/train/train_tagger.h"

namespace parallax::ingest::domain::extract::train {

absl::StatusOr<std::string> Evaluate(const ModelSections& model,
                                     const NamedSet& set) {
  const auto loaded = Analyzer::FromSections(model);
  if (!loaded.ok()) return loaded.status();
  const Analyzer& analyzer = **loaded;
  int64_t words = 0, upos = 0, full = 0, lemma = 0, heads = 0, arcs = 0;
  std::vector<Tag> tags;
  std::vector<ParsedWord> parse;
  std::string predicted_lemma;
  for (const GoldSentence& gold : set.sentences) {
    if (gold.size() > static_cast<size_t>(kMaxParsedTokens)) continue;
    const std::vector<WordAtoms> atoms = AtomsOf(gold, analyzer.lexicon());
    tags.assign(gold.size(), kUnknownTag);
    parse.assign(gold.size(), {});
    TagWords(analyzer.tagger(), atoms, tags.data());
    const std::vector<ParserWord> parser_words =
        MakeParserWords(atoms, tags.data());
    const ParseTask task{parser_words, tags.data(), parse.data()};
    ParseSentences(analyzer.parser(), {&task, 1});
    for (size_t i = 0; i < gold.size(); ++i) {
      ++words;
      upos += TagPos(tags[i]) == TagPos(gold[i].tag);
      full += tags[i] == gold[i].tag;
      analyzer.lemmatizer().Lemma(gold[i].folded, tags[i], analyzer.lexicon(),
                                  predicted_lemma);
      lemma += predicted_lemma == gold[i].lemma;
      const bool head_right = parse[i].head == gold[i].head;
      heads += head_right;
      arcs += head_right && parse[i].label == gold[i].label;
    }
  }
  const auto percent = [words](int64_t n) {
    return 100.0 * static_cast<double>(n) / static_cast<double>(words);
  };
  return absl::StrFormat(
      "%-26s words %6d  UPOS %.2f  tag %.2f  lemma %.2f  UAS %.2f  LAS %.2f",
      set.name, words, percent(upos), percent(full), percent(lemma),
      percent(heads), percent(arcs));
}

}  // namespace parallax::ingest::domain::extract::train
