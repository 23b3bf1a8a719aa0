#include "services/ingest/server/ingest_document.h"

#include <string>
#include <utility>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "parallax/ingest/v1/ingest_service.pb.h"

namespace parallax::ingest::server {

absl::Status IngestDocument::Handle(const rpc::CallContext& call,
                                    const v1::IngestDocumentRequest& request,
                                    v1::IngestDocumentResponse* response) {
  if (!request.has_document()) {
    return status::InvalidField("document", "is required");
  }
  PARALLAX_ASSIGN_OR_RETURN(*response,
                            ingestor_.Ingest(call, request.document()));
  PARALLAX_ASSIGN_OR_RETURN(
      const std::string document,
      domain::ParseDocumentName(response->document().name(), "document"));
  PARALLAX_ASSIGN_OR_RETURN(
      *response->mutable_document(),
      documents_.GetDocument(call, document, v1::DOCUMENT_VIEW_BASIC));
  return absl::OkStatus();
}

}  // namespace parallax::ingest::server
