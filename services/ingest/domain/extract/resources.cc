#include "services/ingest/domain/extract/resources.h"

#include <utility>

#include "services/ingest/domain/extract/kinds/second_look.h"

namespace parallax::ingest::domain::extract {

absl::StatusOr<std::unique_ptr<const Resources>> Resources::Load(
    const std::string& directory, bool with_model) {
  auto resources = std::make_unique<Resources>();
  auto analyzer = Analyzer::Load(directory + "/english.model");
  if (!analyzer.ok()) return analyzer.status();
  resources->analyzer = *std::move(analyzer);
  auto attribution = attribution::AttributionLexicon::Load(directory);
  if (!attribution.ok()) return attribution.status();
  resources->attribution_lexicon = *std::move(attribution);
  absl::Status status = resources->lexicons.Load(directory);
  if (!status.ok()) return status;
  status = resources->places.Load(directory + "/place_countries.tsv");
  if (!status.ok()) return status;
  if (with_model) {
    status = resources->model.Load(directory + "/claim_weights.tsv");
    if (!status.ok()) return status;
    status =
        resources->trees.Load(directory + "/claim_trees.tsv", kLookColumns);
    if (!status.ok()) return status;
  }
  return std::unique_ptr<const Resources>(std::move(resources));
}

ReadArticle::ReadArticle(const Article& article, const Resources& resources,
                         std::shared_ptr<const ActorCatalogue> catalogue)
    : actors(std::move(catalogue)),
      text(resources.analyzer->Analyze(article)),
      coreference(attribution::ResolveCoreference(
          article, text, resources.attribution_lexicon)),
      attributions(attribution::FindAttributions(
          article, text, coreference, resources.attribution_lexicon)),
      context(DocInputs{article, text, coreference, attributions,
                        resources.lexicons, resources.places, *actors}) {}

}  // namespace parallax::ingest::domain::extract
