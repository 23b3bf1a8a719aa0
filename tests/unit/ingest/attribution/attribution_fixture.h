// Analyses a short text with the shipped model and lexicons and lists what is
// attributed in it.
#ifndef PARALLAX_TESTS_UNIT_INGEST_ATTRIBUTION_ATTRIBUTION_FIXTURE_H_
#define PARALLAX_TESTS_UNIT_INGEST_ATTRIBUTION_ATTRIBUTION_FIXTURE_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "services/ingest/domain/article.h"
#include "services/ingest/domain/extract/analysis/analyzer.h"
#include "services/ingest/domain/extract/attribution/attribution_finder.h"
#include "services/ingest/domain/extract/attribution/coreference.h"
#include "services/ingest/domain/extract/attribution/lexicon.h"

namespace parallax::ingest::domain::extract::attribution {

class AttributionFixture : public ::testing::Test {
 protected:
  static const Analyzer& SharedAnalyzer() {
    static const std::unique_ptr<const Analyzer>* const analyzer = [] {
      auto loaded = Analyzer::Load(std::string(PARALLAX_SOURCE_DIR) +
                                   "/services/ingest/data/english.model");
      if (!loaded.ok()) ADD_FAILURE() << loaded.status();
      return new std::unique_ptr<const Analyzer>(*std::move(loaded));
    }();
    return **analyzer;
  }

  static const AttributionLexicon& SharedLexicon() {
    static const AttributionLexicon* const lexicon = [] {
      auto loaded = AttributionLexicon::Load(std::string(PARALLAX_SOURCE_DIR) +
                                             "/services/ingest/data/lexicons");
      if (!loaded.ok()) ADD_FAILURE() << loaded.status();
      return new AttributionLexicon(*std::move(loaded));
    }();
    return *lexicon;
  }

  // One block a line; `first` is the role of the first.
  void Read(const std::string& text, BlockRole first = BlockRole::kBody) {
    article_ = Article();
    article_.text = text;
    size_t begin = 0;
    while (begin < text.size()) {
      size_t end = text.find('\n', begin);
      if (end == std::string::npos) end = text.size();
      if (end > begin) {
        article_.blocks.push_back(
            {static_cast<uint32_t>(begin), static_cast<uint32_t>(end),
             article_.blocks.empty() ? first : BlockRole::kBody});
      }
      begin = end + 1;
    }
    text_ = SharedAnalyzer().Analyze(article_);
    entities_ = ResolveCoreference(article_, text_, SharedLexicon());
    found_ = FindAttributions(article_, text_, entities_, SharedLexicon());
  }

  std::string Words(const std::vector<TokenRange>& ranges) const {
    std::string out;
    for (const TokenRange& range : ranges) {
      if (!out.empty()) out += " // ";
      const ByteSpan bytes = BytesOf(text_, range);
      out += article_.text.substr(bytes.begin, bytes.end - bytes.begin);
    }
    return out;
  }

  // The attribution whose cue holds `cue`, null when there is none.
  const Attribution* Cue(const std::string& cue) const {
    for (const Attribution& attribution : found_) {
      if (Words(attribution.cue).find(cue) != std::string::npos) {
        return &attribution;
      }
    }
    return nullptr;
  }

  std::string SourceOf(const Attribution* attribution) const {
    return attribution == nullptr ? "no attribution"
                                  : Words(attribution->source);
  }
  std::string ContentOf(const Attribution* attribution) const {
    return attribution == nullptr ? "no attribution"
                                  : Words(attribution->content);
  }
  // Fullest mention of the source, "" when it has no entity.
  std::string EntityOf(const Attribution* attribution) const {
    if (attribution == nullptr) return "no attribution";
    if (attribution->source_entity < 0) return "";
    return entities_.entities[static_cast<size_t>(attribution->source_entity)]
        .text;
  }

  Article article_;
  AnalyzedText text_;
  Coreference entities_;
  std::vector<Attribution> found_;
};

}  // namespace parallax::ingest::domain::extract::attribution

#endif  // PARALLAX_TESTS_UNIT_INGEST_ATTRIBUTION_ATTRIBUTION_FIXTURE_H_
