#include "services/ingest/server/ingest_service.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/rpc/item_stream.h"
#include "common/rpc/unary_call.h"

namespace parallax::ingest::server {
namespace {

std::string Method(absl::string_view name) {
  return absl::StrCat(kServiceName, "/", name);
}

}  // namespace

IngestService::IngestService(rpc::CallRuntime& runtime, const Parts& parts)
    : runtime_(runtime),
      stream_window_(parts.stream_window),
      ingest_document_(parts.ingestor, parts.documents),
      ingest_documents_(&ingest_document_),
      extract_mentions_(parts.ingestor),
      get_document_(parts.documents),
      list_documents_(parts.documents, parts.tokens),
      list_document_revisions_(parts.documents, parts.tokens) {}

grpc::ServerBidiReactor<v1::IngestDocumentsRequest,
                        v1::IngestDocumentsResponse>*
IngestService::IngestDocuments(grpc::CallbackServerContext* context) {
  return rpc::ServeItems<v1::IngestDocumentsRequest,
                         v1::IngestDocumentsResponse>(
      runtime_, context, Method("IngestDocuments"), {.window = stream_window_},
      [this](const rpc::CallContext& call, v1::IngestDocumentsRequest item) {
        return ingest_documents_.Handle(call, std::move(item));
      });
}

grpc::ServerUnaryReactor* IngestService::IngestDocument(
    grpc::CallbackServerContext* context,
    const v1::IngestDocumentRequest* request,
    v1::IngestDocumentResponse* response) {
  return rpc::ServeUnary(
      runtime_, context, Method("IngestDocument"), request, response,
      [this](const rpc::CallContext& call, const auto& request,
             auto* response) {
        return ingest_document_.Handle(call, request, response);
      });
}

grpc::ServerUnaryReactor* IngestService::ExtractMentions(
    grpc::CallbackServerContext* context,
    const v1::ExtractMentionsRequest* request,
    v1::ExtractMentionsResponse* response) {
  return rpc::ServeUnary(
      runtime_, context, Method("ExtractMentions"), request, response,
      [this](const rpc::CallContext& call, const auto& request,
             auto* response) {
        return extract_mentions_.Handle(call, request, response);
      });
}

grpc::ServerUnaryReactor* IngestService::GetDocument(
    grpc::CallbackServerContext* context, const v1::GetDocumentRequest* request,
    v1::GetDocumentResponse* response) {
  return rpc::ServeUnary(runtime_, context, Method("GetDocument"), request,
                         response,
                         [this](const rpc::CallContext& call,
                                const auto& request, auto* response) {
                           return get_document_.Handle(call, request, response);
                         });
}

grpc::ServerUnaryReactor* IngestService::ListDocuments(
    grpc::CallbackServerContext* context,
    const v1::ListDocumentsRequest* request,
    v1::ListDocumentsResponse* response) {
  return rpc::ServeUnary(
      runtime_, context, Method("ListDocuments"), request, response,
      [this](const rpc::CallContext& call, const auto& request,
             auto* response) {
        return list_documents_.Handle(call, request, response);
      });
}

grpc::ServerUnaryReactor* IngestService::ListDocumentRevisions(
    grpc::CallbackServerContext* context,
    const v1::ListDocumentRevisionsRequest* request,
    v1::ListDocumentRevisionsResponse* response) {
  return rpc::ServeUnary(
      runtime_, context, Method("ListDocumentRevisions"), request, response,
      [this](const rpc::CallContext& call, const auto& request,
             auto* response) {
        return list_document_revisions_.Handle(call, request, response);
      });
}

}  // namespace parallax::ingest::server
