// Prints the analysis of a text file as CoNLL-U, one block a paragraph: for
// looking at what the rules see. With --repeat it measures instead.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "absl/strings/str_format.h"
#include "services/ingest/domain/extract/analysis/analyzer.h"
#include "services/ingest/domain/extract/analysis/tags.h"

namespace parallax::ingest::domain::extract {
namespace {

// Paragraphs are separated by empty lines.
Article ArticleOf(std::string text) {
  Article article;
  article.text = std::move(text);
  size_t begin = 0;
  while (begin < article.text.size()) {
    size_t end = article.text.find("\n\n", begin);
    if (end == std::string::npos) end = article.text.size();
    if (end > begin) {
      article.blocks.push_back({static_cast<uint32_t>(begin),
                                static_cast<uint32_t>(end), BlockRole::kBody});
    }
    begin = end + 2;
  }
  return article;
}

std::string FeatureNames(uint16_t features) {
  constexpr struct {
    uint16_t bit;
    const char* name;
  } kNames[] = {{kPast, "Past"},   {kPresent, "Present"}, {kParticiple, "Part"},
                {kGerund, "Ger"},  {kInfinitive, "Inf"},  {kFinite, "Fin"},
                {kPlural, "Plur"}, {kQuoted, "Quoted"}};
  std::string out;
  for (const auto& name : kNames) {
    if (!(features & name.bit)) continue;
    if (!out.empty()) out += '|';
    out += name.name;
  }
  return out.empty() ? "_" : out;
}

void Print(const AnalyzedText& text) {
  for (const Sentence& sentence : text.sentences) {
    std::string words(
        text.text.substr(sentence.begin, sentence.end - sentence.begin));
    for (char& c : words) {
      if (c == '\n' || c == '\r') c = ' ';
    }
    std::cout << "# block = " << sentence.block << "\n# text = " << words
              << "\n";
    for (uint32_t i = sentence.first; i < sentence.last; ++i) {
      const Token& token = text.tokens[i];
      const int head = token.head < 0
                           ? 0
                           : token.head - static_cast<int>(sentence.first) + 1;
      std::cout << absl::StrFormat(
          "%d\t%s\t%s\t%s\t_\t%s\t%d\t%s\t_\tBytes=%d:%d\n",
          i - sentence.first + 1, text.Form(token), token.lemma,
          PosName(token.pos), FeatureNames(token.features), head,
          RelName(token.rel), token.begin, token.end);
    }
    std::cout << "\n";
  }
}

int Run(const std::string& model, const std::string& path, int repeat,
        bool no_parse) {
  const auto analyzer = Analyzer::Load(model);
  if (!analyzer.ok()) {
    std::fprintf(stderr, "analyze: %s\n",
                 std::string(analyzer.status().message()).c_str());
    return 1;
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "analyze: cannot read %s\n", path.c_str());
    return 1;
  }
  std::ostringstream bytes;
  bytes << file.rdbuf();
  const Article article = ArticleOf(bytes.str());
  const auto analyze = [&] {
    return (*analyzer)->Analyze(
        article,
        [no_parse](const AnalyzedText&, const Sentence&) { return !no_parse; });
  };
  if (repeat == 0) {
    Print(analyze());
    return 0;
  }
  size_t tokens = 0;
  // Processor time: other programs may share the core.
  const std::clock_t start = std::clock();
  for (int i = 0; i < repeat; ++i) tokens += analyze().tokens.size();
  const double seconds =
      static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  std::printf("%.2f MB/s, %.0f tokens/s\n",
              static_cast<double>(article.text.size()) * repeat / seconds / 1e6,
              static_cast<double>(tokens) / seconds);
  return 0;
}

}  // namespace
}  // namespace parallax::ingest::domain::extract

int main(int argc, char** argv) {
  std::string model;
  std::string path;
  int repeat = 0;
  bool no_parse = false;
  CLI::App app{"Prints the grammatical analysis of a text file as CoNLL-U."};
  app.add_option("--model", model, "english.model")->required();
  app.add_option("file", path, "UTF-8 text, paragraphs apart by empty lines")
      ->required();
  app.add_option("--repeat", repeat, "analyse so often and print the speed");
  app.add_flag("--no-parse", no_parse, "tags and lemmas only");
  CLI11_PARSE(app, argc, argv);
  return parallax::ingest::domain::extract::Run(model, path, repeat, no_parse);
}
