// The gRPC face of ingest: hands each call to its handler.
#ifndef PARALLAX_SERVICES_INGEST_SERVER_INGEST_SERVICE_H_
#define PARALLAX_SERVICES_INGEST_SERVER_INGEST_SERVICE_H_

#include <cstddef>

#include "common/rpc/call_runtime.h"
#include "common/storage/page_token.h"
#include "parallax/ingest/v1/ingest_service.grpc.pb.h"
#include "services/ingest/server/extract_mentions.h"
#include "services/ingest/server/get_document.h"
#include "services/ingest/server/ingest_document.h"
#include "services/ingest/server/ingest_documents.h"
#include "services/ingest/server/list_document_revisions.h"
#include "services/ingest/server/list_documents.h"

namespace parallax::ingest::server {

inline constexpr char kServiceName[] = "parallax.ingest.v1.IngestService";

class IngestService final : public v1::IngestService::CallbackService {
 public:
  struct Parts {
    domain::Ingestor* ingestor = nullptr;
    domain::DocumentReader* documents = nullptr;
    const parallax::storage::PageTokenCodec* tokens = nullptr;
    // Items of one stream that are worked on at once.
    std::size_t stream_window = 16;
  };

  // `runtime` and the parts must outlive the service.
  IngestService(rpc::CallRuntime& runtime, const Parts& parts);

  grpc::ServerUnaryReactor* IngestDocument(
      grpc::CallbackServerContext* context,
      const v1::IngestDocumentRequest* request,
      v1::IngestDocumentResponse* response) override;
  grpc::ServerBidiReactor<v1::IngestDocumentsRequest,
                          v1::IngestDocumentsResponse>*
  IngestDocuments(grpc::CallbackServerContext* context) override;
  grpc::ServerUnaryReactor* ExtractMentions(
      grpc::CallbackServerContext* context,
      const v1::ExtractMentionsRequest* request,
      v1::ExtractMentionsResponse* response) override;
  grpc::ServerUnaryReactor* GetDocument(
      grpc::CallbackServerContext* context,
      const v1::GetDocumentRequest* request,
      v1::GetDocumentResponse* response) override;
  grpc::ServerUnaryReactor* ListDocuments(
      grpc::CallbackServerContext* context,
      const v1::ListDocumentsRequest* request,
      v1::ListDocumentsResponse* response) override;
  grpc::ServerUnaryReactor* ListDocumentRevisions(
      grpc::CallbackServerContext* context,
      const v1::ListDocumentRevisionsRequest* request,
      v1::ListDocumentRevisionsResponse* response) override;

 private:
  rpc::CallRuntime& runtime_;
  const std::size_t stream_window_;
  server::IngestDocument ingest_document_;
  server::IngestDocuments ingest_documents_;
  server::ExtractMentions extract_mentions_;
  server::GetDocument get_document_;
  server::ListDocuments list_documents_;
  server::ListDocumentRevisions list_document_revisions_;
};

}  // namespace parallax::ingest::server

#endif  // PARALLAX_SERVICES_INGEST_SERVER_INGEST_SERVICE_H_
