// The use cases: take a report into the ledger, or read it and keep nothing.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_INGESTOR_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_INGESTOR_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/rpc/call_context.h"
#include "parallax/ingest/v1/ingest_service.pb.h"
#include "services/ingest/domain/actor_countries.h"
#include "services/ingest/domain/document_store.h"
#include "services/ingest/domain/mention_extractor.h"
#include "services/ingest/domain/neighbours.h"
#include "services/ingest/domain/outlet_families.h"
#include "services/ingest/domain/prepared_document.h"

namespace parallax::ingest::domain {

// Thread safe. What it is given must outlive it.
//
// A document passes two durable steps: the store keeps the revision as pending,
// then, once the ledger has its mentions, marks it recorded. Between them a
// crash or an unreachable neighbour leaves a pending revision, which Resume()
// or a repeated call completes; both steps change nothing when repeated.
class Ingestor {
 public:
  struct Parts {
    const MentionExtractor* extractor = nullptr;
    const ActorCountries* countries = nullptr;
    const OutletFamilies* families = nullptr;
    RevisionKeeper* keeper = nullptr;
    PendingRevisions* pending = nullptr;
    ClaimsLedger* ledger = nullptr;
    PlaceResolver* places = nullptr;
  };
  explicit Ingestor(const Parts& parts) : parts_(parts) {}

  // Returns once document and mentions are durable. `document` is left to the
  // caller, who knows how much of it is wanted.
  absl::StatusOr<v1::IngestDocumentResponse> Ingest(
      const rpc::CallContext& context, v1::DocumentInput input);

  // Completes a pending revision.
  absl::Status Resume(const rpc::CallContext& context, const RevisionKey& key);

  absl::StatusOr<v1::ExtractMentionsResponse> Extract(
      const rpc::CallContext& context, v1::DocumentInput input,
      bool resolve_places);

 private:
  // The mentions, named and without exact duplicates, in order.
  std::vector<claims::v1::Mention> ExtractNamed(
      const PreparedDocument& document) const;
  absl::Status Resolve(const rpc::CallContext& context, const Article& article,
                       std::vector<claims::v1::Mention>* mentions);
  absl::StatusOr<RecordedOutcome> Record(const rpc::CallContext& context,
                                         const PreparedDocument& document);

  const Parts parts_;
};

}  // namespace parallax::ingest::domain

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_INGESTOR_H_
