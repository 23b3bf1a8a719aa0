// Takes many reports over one stream.
#ifndef PARALLAX_SERVICES_INGEST_SERVER_INGEST_DOCUMENTS_H_
#define PARALLAX_SERVICES_INGEST_SERVER_INGEST_DOCUMENTS_H_

#include "absl/status/statusor.h"
#include "common/rpc/call_context.h"
#include "parallax/ingest/v1/ingest_service.pb.h"
#include "services/ingest/server/ingest_document.h"

namespace parallax::ingest::server {

// Thread safe; works on several items of a stream at once.
class IngestDocuments {
 public:
  explicit IngestDocuments(IngestDocument* one) : one_(*one) {}

  // One item's answer: its result, or what was wrong with it. An error ends the
  // whole stream: the caller has gone.
  absl::StatusOr<v1::IngestDocumentsResponse> Handle(
      const rpc::CallContext& call, v1::IngestDocumentsRequest item);

 private:
  IngestDocument& one_;
};

}  // namespace parallax::ingest::server

#endif  // PARALLAX_SERVICES_INGEST_SERVER_INGEST_DOCUMENTS_H_
