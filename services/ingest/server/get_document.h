// Returns one document.
#ifndef PARALLAX_SERVICES_INGEST_SERVER_GET_DOCUMENT_H_
#define PARALLAX_SERVICES_INGEST_SERVER_GET_DOCUMENT_H_

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "services/ingest/domain/document_store.h"

namespace parallax::ingest::v1 {
class GetDocumentRequest;
class GetDocumentResponse;
}  // namespace parallax::ingest::v1

namespace parallax::ingest::server {

// Thread safe. What it is given must outlive it.
class GetDocument {
 public:
  explicit GetDocument(domain::DocumentReader* documents)
      : documents_(*documents) {}

  absl::Status Handle(const rpc::CallContext& call,
                      const v1::GetDocumentRequest& request,
                      v1::GetDocumentResponse* response);

 private:
  domain::DocumentReader& documents_;
};

}  // namespace parallax::ingest::server

#endif  // PARALLAX_SERVICES_INGEST_SERVER_GET_DOCUMENT_H_
