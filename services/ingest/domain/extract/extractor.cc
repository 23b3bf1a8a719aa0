#include "services/ingest/domain/extract/extractor.h"

#include <utility>

#include "services/ingest/domain/extract/finish_claim.h"
#include "services/ingest/domain/extract/mention/mention_builder.h"
#include "services/ingest/domain/extract/read_claims.h"

namespace parallax::ingest::domain::extract {

Extractor::Extractor(std::unique_ptr<const Resources> resources,
                     DetailLexicon details)
    : resources_(std::move(resources)), details_(std::move(details)) {}

absl::StatusOr<std::unique_ptr<Extractor>> Extractor::Load(
    const std::string& directory, const claims::v1::ActorList& actors) {
  auto resources = Resources::Load(directory);
  if (!resources.ok()) return resources.status();
  auto details = DetailLexicon::Load(directory + "/claim_details.tsv");
  if (!details.ok()) return details.status();
  auto extractor = std::unique_ptr<Extractor>(
      new Extractor(*std::move(resources), *std::move(details)));
  const absl::Status status = extractor->SetActors(actors);
  if (!status.ok()) return status;
  return extractor;
}

std::vector<claims::v1::Mention> Extractor::Extract(
    const Article& article) const {
  const ReadArticle read(article, *resources_, Actors());
  ModelDecider decider(resources_->model, &resources_->trees);
  const std::vector<ExtractedClaim> claims =
      FinishClaims(read.context, ReadClaims(read.context, decider));
  return BuildMentions(
      MentionInputs{article, read.text, *read.actors, details_}, claims);
}

absl::Status Extractor::SetActors(const claims::v1::ActorList& actors) {
  std::shared_ptr<const ActorCatalogue> catalogue =
      ActorCatalogue::Build(actors);
  absl::MutexLock lock(&mutex_);
  actors_ = std::move(catalogue);
  return absl::OkStatus();
}

std::shared_ptr<const ActorCatalogue> Extractor::Actors() const {
  absl::MutexLock lock(&mutex_);
  return actors_;
}

}  // namespace parallax::ingest::domain::extract
