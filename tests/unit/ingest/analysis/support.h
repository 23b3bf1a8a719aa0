// Shared by the tests of the text analysis: the shipped model and small
// articles.
#ifndef PARALLAX_TESTS_UNIT_INGEST_ANALYSIS_SUPPORT_H_
#define PARALLAX_TESTS_UNIT_INGEST_ANALYSIS_SUPPORT_H_

#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "services/ingest/domain/extract/analysis/abbreviations.h"
#include "services/ingest/domain/extract/analysis/analyzer.h"

namespace parallax::ingest::domain::extract {

inline std::string ReadDataFile(const std::string& name) {
  std::ifstream file(
      std::string(PARALLAX_SOURCE_DIR) + "/services/ingest/data/" + name,
      std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file),
                     std::istreambuf_iterator<char>());
}

// Loaded once for all tests.
inline const Analyzer& TestAnalyzer() {
  static const Analyzer* const analyzer =
      Analyzer::FromBytes(ReadDataFile("english.model"))->release();
  return *analyzer;
}

inline const Abbreviations& TestAbbreviations() {
  static const auto* const abbreviations = new Abbreviations(
      *Abbreviations::Parse(ReadDataFile("english_abbreviations.tsv")));
  return *abbreviations;
}

// One body block for each paragraph.
inline Article MakeArticle(const std::vector<std::string>& paragraphs,
                           BlockRole role = BlockRole::kBody) {
  Article article;
  for (const std::string& paragraph : paragraphs) {
    Block block;
    block.begin = static_cast<uint32_t>(article.text.size());
    article.text += paragraph;
    block.end = static_cast<uint32_t>(article.text.size());
    block.role = role;
    article.text += "\n\n";
    article.blocks.push_back(block);
  }
  return article;
}

inline std::vector<std::string> SentenceTexts(const AnalyzedText& text) {
  std::vector<std::string> out;
  for (const Sentence& s : text.sentences) {
    out.emplace_back(text.text.substr(s.begin, s.end - s.begin));
  }
  return out;
}

// The first token with this lower-cased form; fails loudly by an index beyond
// all tokens.
inline uint32_t Find(const AnalyzedText& text, const std::string& lower) {
  for (uint32_t i = 0; i < text.tokens.size(); ++i) {
    if (text.tokens[i].lower == lower) return i;
  }
  return static_cast<uint32_t>(text.tokens.size());
}

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_TESTS_UNIT_INGEST_ANALYSIS_SUPPORT_H_
