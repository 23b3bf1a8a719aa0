// Runs the extractor over annotated articles and prints its claims, one JSON
// line an article, as the corpus scorer reads them. With --explain ID, shows
// one article's claims under its text instead.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <string>

#include "services/ingest/domain/extract/explain.h"
#include "services/ingest/domain/extract/finish_claim.h"
#include "services/ingest/domain/extract/read_claims.h"
#include "services/ingest/domain/extract/resources.h"
#include "services/ingest/tools/corpus.h"

namespace parallax::ingest::tools {
namespace {

using domain::extract::ActorCatalogue;
using domain::extract::ReadArticle;
using domain::extract::Resources;

int Fail(const absl::Status& status) {
  std::cerr << "extract_corpus: " << status.message() << "\n";
  return 1;
}

int Run(const std::string& corpus, const std::string& data_dir,
        const std::string& explain) {
  auto resources = Resources::Load(data_dir + "/ingest");
  if (!resources.ok()) return Fail(resources.status());
  auto actors = ActorCatalogue::Load(data_dir + "/claims/actors");
  if (!actors.ok()) return Fail(actors.status());
  auto articles = ReadCorpus(corpus, **actors);
  if (!articles.ok()) return Fail(articles.status());
  bool found = explain.empty();
  for (const AnnotatedArticle& article : *articles) {
    if (!explain.empty() && article.id != explain) continue;
    found = true;
    const ReadArticle read(article.article, **resources, *actors);
    domain::extract::ModelDecider decider((*resources)->model,
                                          &(*resources)->trees);
    const auto claims = domain::extract::FinishClaims(
        read.context, domain::extract::ReadClaims(read.context, decider));
    std::cout << (explain.empty()
                      ? PredictionLine(article, claims)
                      : domain::extract::Explain(article.article, claims))
              << "\n";
  }
  if (!found) return Fail(absl::NotFoundError("no article " + explain));
  return 0;
}

}  // namespace
}  // namespace parallax::ingest::tools

int main(int argc, char** argv) {
  CLI::App app{"Extracts the claims of every annotated article of a folder"};
  std::string corpus;
  std::string explain;
  std::string data_dir = (std::filesystem::canonical("/proc/self/exe")
                              .parent_path()
                              .parent_path() /
                          "share/parallax")
                             .string();
  app.add_option("corpus", corpus, "Folder of *.json articles")->required();
  app.add_option("--data-dir", data_dir,
                 "Folder that holds ingest/ and claims/");
  app.add_option("--explain", explain, "Id of one article to show");
  CLI11_PARSE(app, argc, argv);
  return parallax::ingest::tools::Run(corpus, data_dir, explain);
}
