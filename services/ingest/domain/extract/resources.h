// Everything that extraction loads once: models, lexicons, weights.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_RESOURCES_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_RESOURCES_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/ingest/domain/article.h"
#include "services/ingest/domain/extract/actors/actor_catalogue.h"
#include "services/ingest/domain/extract/analysis/analyzer.h"
#include "services/ingest/domain/extract/attribution/attribution_finder.h"
#include "services/ingest/domain/extract/document/doc_context.h"
#include "services/ingest/domain/extract/lexicon/lexicons.h"
#include "services/ingest/domain/extract/model/boosted_trees.h"
#include "services/ingest/domain/extract/model/factorization_machine.h"
#include "services/ingest/domain/extract/places/place_lexicon.h"

namespace parallax::ingest::domain::extract {

// Immutable after Load; safe to share between threads.
struct Resources {
  std::unique_ptr<const Analyzer> analyzer;
  attribution::AttributionLexicon attribution_lexicon;
  Lexicons lexicons;
  PlaceLexicon places;
  FactorizationMachine model;
  BoostedTrees trees;  // of the second look at claims

  // Reads the files of `directory` (share/parallax/ingest). `with_model` is
  // false only where the weights are being fitted.
  static absl::StatusOr<std::unique_ptr<const Resources>> Load(
      const std::string& directory, bool with_model = true);
};

// One article with all stages before the claims done. Not movable: the stages
// borrow from each other.
struct ReadArticle {
  ReadArticle(const Article& article, const Resources& resources,
              std::shared_ptr<const ActorCatalogue> actors);
  ReadArticle(const ReadArticle&) = delete;
  ReadArticle& operator=(const ReadArticle&) = delete;

  std::shared_ptr<const ActorCatalogue> actors;
  AnalyzedText text;
  attribution::Coreference coreference;
  std::vector<attribution::Attribution> attributions;
  DocContext context;
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_RESOURCES_H_
