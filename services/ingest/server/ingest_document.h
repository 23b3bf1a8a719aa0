// Takes one report.
#ifndef PARALLAX_SERVICES_INGEST_SERVER_INGEST_DOCUMENT_H_
#define PARALLAX_SERVICES_INGEST_SERVER_INGEST_DOCUMENT_H_

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "services/ingest/domain/document_store.h"
#include "services/ingest/domain/ingestor.h"

namespace parallax::ingest::v1 {
class IngestDocumentRequest;
class IngestDocumentResponse;
}  // namespace parallax::ingest::v1

namespace parallax::ingest::server {

// Thread safe. What it is given must outlive it.
class IngestDocument {
 public:
  IngestDocument(domain::Ingestor* ingestor, domain::DocumentReader* documents)
      : ingestor_(*ingestor), documents_(*documents) {}

  absl::Status Handle(const rpc::CallContext& call,
                      const v1::IngestDocumentRequest& request,
                      v1::IngestDocumentResponse* response);

 private:
  domain::Ingestor& ingestor_;
  domain::DocumentReader& documents_;
};

}  // namespace parallax::ingest::server

#endif  // PARALLAX_SERVICES_INGEST_SERVER_INGEST_DOCUMENT_H_
