// Annotated articles: read for training and evaluation, written as predictions.
#ifndef PARALLAX_SERVICES_INGEST_TOOLS_CORPUS_H_
#define PARALLAX_SERVICES_INGEST_TOOLS_CORPUS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/ingest/domain/article.h"
#include "services/ingest/domain/extract/actors/actor_catalogue.h"
#include "services/ingest/domain/extract/extracted_claim.h"
#include "services/ingest/domain/extract/kinds/draft.h"

namespace parallax::ingest::tools {

struct AnnotatedArticle {
  std::string id;
  domain::Article article;
  std::vector<domain::extract::GoldClaim> claims;
};

// Every *.json below `directory`, in order of the paths. Sides are written as
// the catalogue names them. NotFound when there is none.
absl::StatusOr<std::vector<AnnotatedArticle>> ReadCorpus(
    const std::string& directory,
    const domain::extract::ActorCatalogue& actors);

// One line as the corpus scorer reads it: offsets in code points.
std::string PredictionLine(
    const AnnotatedArticle& article,
    const std::vector<domain::extract::ExtractedClaim>& claims);

}  // namespace parallax::ingest::tools

#endif  // PARALLAX_SERVICES_INGEST_TOOLS_CORPUS_H_
