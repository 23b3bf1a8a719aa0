// Prints who is said to have said what in every text file of a folder, one
// JSON line an article, in the form that the attribution benchmark's scorer
// reads (offsets in bytes: score with --offsets bytes). For evaluation: every
// topic, views that are told as a statement is included.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "services/ingest/domain/extract/analysis/analyzer.h"
#include "services/ingest/domain/extract/attribution/attribution_finder.h"
#include "services/ingest/domain/extract/attribution/coreference.h"
#include "services/ingest/domain/extract/attribution/lexicon.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

// What to print beyond the statements that an article reports itself.
struct Options {
  bool nested = false;
  bool off_record = false;
};

// A paragraph a line; a first line without closing punctuation is a headline.
Article ArticleOf(std::string text) {
  Article article;
  article.text = std::move(text);
  size_t begin = 0;
  while (begin < article.text.size()) {
    size_t end = article.text.find('\n', begin);
    if (end == std::string::npos) end = article.text.size();
    size_t last = end;
    while (last > begin && article.text[last - 1] == '\r') --last;
    if (last > begin) {
      article.blocks.push_back({static_cast<uint32_t>(begin),
                                static_cast<uint32_t>(last), BlockRole::kBody});
    }
    begin = end + 1;
  }
  if (!article.blocks.empty()) {
    const Block& first = article.blocks.front();
    if (first.end - first.begin < 160) {
      article.blocks.front().role = BlockRole::kHeadline;
      article.title = article.text.substr(first.begin, first.end - first.begin);
    }
  }
  return article;
}

nlohmann::json Spans(const AnalyzedText& text,
                     const std::vector<TokenRange>& ranges) {
  nlohmann::json out = nlohmann::json::array();
  for (const TokenRange& range : ranges) {
    if (range.empty()) continue;
    const ByteSpan bytes = BytesOf(text, range);
    out.push_back({bytes.begin, bytes.end});
  }
  return out;
}

// A statement that goes on in a further quotation is one attribution there.
void JoinContinued(std::vector<Attribution>& found) {
  for (Attribution& attribution : found) {
    if (attribution.continues < 0) continue;
    std::vector<TokenRange>& content =
        found[static_cast<size_t>(attribution.continues)].content;
    content.insert(content.end(), attribution.content.begin(),
                   attribution.content.end());
  }
}

nlohmann::json Describe(const std::string& document, const AnalyzedText& text,
                        const Coreference& entities,
                        std::vector<Attribution> found,
                        const Options& options) {
  JoinContinued(found);
  nlohmann::json rows = nlohmann::json::array();
  for (const Attribution& attribution : found) {
    if (attribution.content.empty() || attribution.continues >= 0) continue;
    if (!options.nested && attribution.parent >= 0) continue;
    if (!options.off_record && !attribution.on_record) continue;
    nlohmann::json row;
    row["source"] = Spans(text, attribution.source);
    row["cue"] = Spans(text, attribution.cue);
    row["content"] = Spans(text, attribution.content);
    row["rule"] = std::string(RuleName(attribution.construction));
    row["class"] = static_cast<int>(attribution.cue_class);
    row["lemma"] =
        attribution.cue_head < 0
            ? std::string()
            : text.tokens[static_cast<size_t>(attribution.cue_head)].lemma;
    if (attribution.source_entity >= 0) {
      row["entity"] =
          entities.entities[static_cast<size_t>(attribution.source_entity)]
              .text;
    }
    rows.push_back(std::move(row));
  }
  return {{"doc", document}, {"attributions", std::move(rows)}};
}

int Run(const std::string& folder, const std::string& data_dir,
        const Options& options) {
  const auto analyzer = Analyzer::Load(data_dir + "/ingest/english.model");
  if (!analyzer.ok()) {
    std::cerr << "attributions: " << analyzer.status().message() << "\n";
    return 1;
  }
  const auto lexicon = AttributionLexicon::Load(data_dir + "/ingest");
  if (!lexicon.ok()) {
    std::cerr << "attributions: " << lexicon.status().message() << "\n";
    return 1;
  }
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  if (error) {
    std::cerr << "attributions: " << folder << ": " << error.message() << "\n";
    return 1;
  }
  std::sort(files.begin(), files.end());
  for (const std::filesystem::path& path : files) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    const Article article = ArticleOf(bytes.str());
    const AnalyzedText text = (*analyzer)->Analyze(article);
    const Coreference entities = ResolveCoreference(article, text, *lexicon);
    std::cout << Describe(path.stem().string(), text, entities,
                          FindAttributions(article, text, entities, *lexicon),
                          options)
                     .dump(-1, ' ', false,
                           nlohmann::json::error_handler_t::replace)
              << "\n";
  }
  return 0;
}

}  // namespace
}  // namespace parallax::ingest::domain::extract::attribution

int main(int argc, char** argv) {
  CLI::App app{"Prints the attributions of every .txt file of a folder"};
  std::string folder;
  std::string data_dir =
      (std::filesystem::canonical("/proc/self/exe").parent_path() /
       "../share/parallax")
          .string();
  parallax::ingest::domain::extract::attribution::Options options;
  app.add_option("folder", folder, "Folder of text files")->required();
  app.add_option("--data-dir", data_dir, "Folder that holds ingest/");
  app.add_flag("--nested", options.nested,
               "Also attributions inside another's content, which the "
               "benchmark does not annotate");
  app.add_flag("--off-record", options.off_record,
               "Also what puts no statement on record: bare wishes, planned "
               "and possible statements, topics mentioned in passing");
  CLI11_PARSE(app, argc, argv);
  return parallax::ingest::domain::extract::attribution::Run(folder, data_dir,
                                                             options);
}
