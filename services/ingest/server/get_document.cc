#include "services/ingest/server/get_document.h"

#include <string>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "parallax/ingest/v1/ingest_service.pb.h"

namespace parallax::ingest::server {

absl::Status GetDocument::Handle(const rpc::CallContext& call,
                                 const v1::GetDocumentRequest& request,
                                 v1::GetDocumentResponse* response) {
  PARALLAX_ASSIGN_OR_RETURN(const std::string document,
                            domain::ParseDocumentName(request.name(), "name"));
  if (!v1::DocumentView_IsValid(request.view())) {
    return status::InvalidField("view", "is no known view");
  }
  PARALLAX_ASSIGN_OR_RETURN(
      *response->mutable_document(),
      documents_.GetDocument(call, document, request.view()));
  return absl::OkStatus();
}

}  // namespace parallax::ingest::server
