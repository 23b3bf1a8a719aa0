#include "services/ingest/server/ingest_documents.h"

#include <utility>

#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "common/status/macros.h"

namespace parallax::ingest::server {
namespace {

constexpr std::size_t kLongestTag = 200;
// An item may take so long, neighbours and their retries included.
constexpr absl::Duration kItemLimit = absl::Seconds(60);

google::rpc::Status ToMessage(const absl::Status& error,
                              const std::string& request_id) {
  const grpc::Status wire = status::ToGrpc(error, request_id);
  google::rpc::Status message;
  if (!message.ParseFromString(wire.error_details())) message.Clear();
  message.set_code(static_cast<int>(wire.error_code()));
  message.set_message(wire.error_message());
  return message;
}

}  // namespace

absl::StatusOr<v1::IngestDocumentsResponse> IngestDocuments::Handle(
    const rpc::CallContext& call, v1::IngestDocumentsRequest item) {
  PARALLAX_RETURN_IF_ERROR(call.Check());
  v1::IngestDocumentsResponse response;
  absl::Status status;
  if (item.client_tag().size() > kLongestTag) {
    status =
        status::InvalidField("client_tag", "must have at most 200 characters");
  } else {
    response.set_client_tag(item.client_tag());
    v1::IngestDocumentRequest request;
    *request.mutable_document() = std::move(*item.mutable_document());
    status = one_.Handle(call.WithDeadline(call.Now() + kItemLimit), request,
                         response.mutable_result());
  }
  if (!status.ok()) {
    PARALLAX_RETURN_IF_ERROR(call.Check());
    *response.mutable_error() = ToMessage(status, call.request_id());
  }
  return response;
}

}  // namespace parallax::ingest::server
