// Lists documents, the latest published first.
#ifndef PARALLAX_SERVICES_INGEST_SERVER_LIST_DOCUMENTS_H_
#define PARALLAX_SERVICES_INGEST_SERVER_LIST_DOCUMENTS_H_

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "common/storage/page_token.h"
#include "services/ingest/domain/document_store.h"

namespace parallax::ingest::v1 {
class ListDocumentsRequest;
class ListDocumentsResponse;
}  // namespace parallax::ingest::v1

namespace parallax::ingest::server {

// Thread safe. What it is given must outlive it.
class ListDocuments {
 public:
  ListDocuments(domain::DocumentReader* documents,
                const parallax::storage::PageTokenCodec* tokens)
      : documents_(*documents), tokens_(*tokens) {}

  absl::Status Handle(const rpc::CallContext& call,
                      const v1::ListDocumentsRequest& request,
                      v1::ListDocumentsResponse* response);

 private:
  domain::DocumentReader& documents_;
  const parallax::storage::PageTokenCodec& tokens_;
};

}  // namespace parallax::ingest::server

#endif  // PARALLAX_SERVICES_INGEST_SERVER_LIST_DOCUMENTS_H_
