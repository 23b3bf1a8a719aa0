#include "services/ingest/domain/ingestor.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/observability/log.h"
#include "common/status/macros.h"
#include "services/ingest/domain/mention_places.h"

namespace parallax::ingest::domain {
namespace {

using claims::v1::Mention;

// The ledger takes no more from one revision.
constexpr std::size_t kMostMentions = 2000;

std::vector<std::string> EachOnce(
    const claims::v1::RecordMentionsResponse& response) {
  std::vector<std::string> claims;
  absl::flat_hash_set<std::string> seen;
  for (const std::string& claim : response.claims()) {
    if (seen.insert(claim).second) claims.push_back(claim);
  }
  return claims;
}

}  // namespace

std::vector<Mention> Ingestor::ExtractNamed(
    const PreparedDocument& document) const {
  std::vector<Mention> mentions = parts_.extractor->Extract(document.article);
  absl::flat_hash_set<std::string> seen;
  std::vector<Mention> named;
  named.reserve(mentions.size());
  for (Mention& mention : mentions) {
    std::string id = MentionId(mention);
    if (!seen.insert(id).second) continue;
    mention.set_name(
        absl::StrCat(document.revision.revision.name(), "/mentions/", id));
    named.push_back(std::move(mention));
  }
  if (named.size() > kMostMentions) {
    observability::LogWarning(
        "a document carries more mentions than the ledger takes",
        {{"document_revision", document.revision.revision.name()},
         {"mentions", named.size()},
         {"kept", kMostMentions}});
    named.resize(kMostMentions);
  }
  return named;
}

absl::Status Ingestor::Resolve(const rpc::CallContext& context,
                               const Article& article,
                               std::vector<Mention>* mentions) {
  const geo::v1::ResolvePlacesRequest request =
      PlacesToResolve(article, *mentions, *parts_.countries);
  if (request.toponyms().empty()) return absl::OkStatus();
  PARALLAX_ASSIGN_OR_RETURN(const geo::v1::ResolvePlacesResponse response,
                            parts_.places->ResolvePlaces(context, request));
  FillPlaces(request, response, mentions);
  return absl::OkStatus();
}

absl::StatusOr<RecordedOutcome> Ingestor::Record(
    const rpc::CallContext& context, const PreparedDocument& document) {
  std::vector<Mention> mentions = ExtractNamed(document);
  PARALLAX_RETURN_IF_ERROR(context.Check());
  PARALLAX_RETURN_IF_ERROR(Resolve(context, document.article, &mentions));
  claims::v1::RecordMentionsRequest request;
  *request.mutable_source() = document.source;
  request.mutable_source()->set_family(
      parts_.families->Of(document.source.outlet()));
  for (Mention& mention : mentions) {
    request.mutable_mentions()->Add(std::move(mention));
  }
  PARALLAX_ASSIGN_OR_RETURN(const claims::v1::RecordMentionsResponse response,
                            parts_.ledger->RecordMentions(context, request));
  RecordedOutcome outcome;
  outcome.mention_count = request.mentions_size();
  outcome.ledger_revision = response.revision();
  outcome.claims = EachOnce(response);
  PARALLAX_RETURN_IF_ERROR(
      parts_.keeper->MarkRecorded(context, document.revision.key, outcome));
  return outcome;
}

absl::StatusOr<v1::IngestDocumentResponse> Ingestor::Ingest(
    const rpc::CallContext& context, v1::DocumentInput input) {
  PARALLAX_ASSIGN_OR_RETURN(PreparedDocument document,
                            PrepareDocument(std::move(input), context.Now()));
  PARALLAX_ASSIGN_OR_RETURN(KeptRevision kept,
                            parts_.keeper->Keep(context, document.revision));
  if (!kept.recorded) {
    if (!kept.created) {
      // What was kept first counts, also where this call says otherwise.
      PARALLAX_ASSIGN_OR_RETURN(
          v1::DocumentInput first,
          parts_.pending->LoadInput(context, document.revision.key));
      PARALLAX_ASSIGN_OR_RETURN(
          document, PrepareDocument(std::move(first), context.Now()));
    }
    PARALLAX_ASSIGN_OR_RETURN(kept.outcome, Record(context, document));
  }
  v1::IngestDocumentResponse response;
  response.mutable_document()->set_name(
      DocumentName(document.revision.key.document));
  response.set_document_revision(RevisionName(document.revision.key));
  response.set_created(kept.created);
  response.set_mention_count(kept.outcome.mention_count);
  response.set_ledger_revision(kept.outcome.ledger_revision);
  for (std::string& claim : kept.outcome.claims) {
    response.add_claims(std::move(claim));
  }
  return response;
}

absl::Status Ingestor::Resume(const rpc::CallContext& context,
                              const RevisionKey& key) {
  PARALLAX_ASSIGN_OR_RETURN(v1::DocumentInput input,
                            parts_.pending->LoadInput(context, key));
  return Ingest(context, std::move(input)).status();
}

absl::StatusOr<v1::ExtractMentionsResponse> Ingestor::Extract(
    const rpc::CallContext& context, v1::DocumentInput input,
    bool resolve_places) {
  PARALLAX_ASSIGN_OR_RETURN(PreparedDocument document,
                            PrepareDocument(std::move(input), context.Now()));
  std::vector<Mention> mentions = ExtractNamed(document);
  if (resolve_places) {
    PARALLAX_RETURN_IF_ERROR(Resolve(context, document.article, &mentions));
  }
  v1::ExtractMentionsResponse response;
  *response.mutable_document() = std::move(document.revision.revision);
  response.mutable_document()->clear_name();
  response.mutable_document()->set_mention_count(
      static_cast<int32_t>(mentions.size()));
  for (Mention& mention : mentions) {
    mention.clear_name();
    response.mutable_mentions()->Add(std::move(mention));
  }
  return response;
}

}  // namespace parallax::ingest::domain
