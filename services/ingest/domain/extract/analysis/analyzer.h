// English text analysis: sentences, tokens, tags, lemmas, dependency trees.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_ANALYZER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_ANALYZER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/ingest/domain/article.h"
#include "services/ingest/domain/extract/analysis/abbreviations.h"
#include "services/ingest/domain/extract/analysis/analyzed_text.h"
#include "services/ingest/domain/extract/analysis/lemmatizer.h"
#include "services/ingest/domain/extract/analysis/lexicon.h"
#include "services/ingest/domain/extract/analysis/model_file.h"
#include "services/ingest/domain/extract/analysis/parse_sentences.h"
#include "services/ingest/domain/extract/analysis/weight_table.h"

namespace parallax::ingest::domain::extract {

// Says of a tagged sentence whether its dependency tree is wanted. Parsing is
// the dear part of an analysis; tags, lemmas and kQuoted are always there.
using ParsePolicy =
    absl::FunctionRef<bool(const AnalyzedText&, const Sentence&)>;

// Analyses the readable blocks of an article: headline, standfirst, body,
// caption, legend and related links of the same story. Deterministic, in time
// linear in the text. Immutable once loaded; safe to share between threads.
class Analyzer {
 public:
  // Reads a model file as `train_analyzer` writes it. NOT_FOUND without the
  // file, DATA_LOSS when it is damaged or of another version.
  static absl::StatusOr<std::unique_ptr<const Analyzer>> Load(
      const std::string& path);
  static absl::StatusOr<std::unique_ptr<const Analyzer>> FromBytes(
      absl::string_view model);

  static absl::StatusOr<std::unique_ptr<const Analyzer>> FromSections(
      const ModelSections& model);

  // The result borrows article.text.
  AnalyzedText Analyze(const Article& article) const;
  AnalyzedText Analyze(const Article& article, ParsePolicy policy) const;

  // The parts, for measuring them one by one.
  const Lexicon& lexicon() const { return lexicon_; }
  const Lemmatizer& lemmatizer() const { return lemmatizer_; }
  const WideTable& tagger() const { return tag_weights_; }
  const ParserModel& parser() const { return parser_; }

 private:
  Analyzer() = default;

  // Forms, tags and lemmas of sentences in a row, and what the parser needs of
  // their words. `atoms` is scratch space.
  void Describe(absl::Span<const Sentence> sentences, AnalyzedText& out,
                std::vector<WordAtoms>& atoms, std::vector<Tag>& tags,
                std::vector<ParserWord>& words) const;

  Abbreviations abbreviations_;
  Lexicon lexicon_;
  Lemmatizer lemmatizer_;
  WideTable tag_weights_;
  ParserModel parser_;
};

// Names of the model file's sections, shared with the trainer.
namespace sections {
inline constexpr char kAbbreviations[] = "abbreviations";
inline constexpr char kLexicon[] = "lexicon";
inline constexpr char kLemmas[] = "lemmas";
inline constexpr char kTagger[] = "tagger";
inline constexpr char kTransitions[] = "transitions";
inline constexpr char kLabels[] = "labels";
inline constexpr char kCertainMoves[] = "certain moves";
inline constexpr char kCertainLabels[] = "certain labels";
}  // namespace sections

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_ANALYZER_H_
