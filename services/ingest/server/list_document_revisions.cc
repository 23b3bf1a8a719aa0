#include "services/ingest/server/list_document_revisions.h"

#include <string>
#include <utility>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "parallax/ingest/v1/ingest_service.pb.h"

namespace parallax::ingest::server {

absl::Status ListDocumentRevisions::Handle(
    const rpc::CallContext& call,
    const v1::ListDocumentRevisionsRequest& request,
    v1::ListDocumentRevisionsResponse* response) {
  PARALLAX_ASSIGN_OR_RETURN(
      const std::string document,
      domain::ParseDocumentName(request.parent(), "parent"));
  if (!v1::DocumentView_IsValid(request.view())) {
    return status::InvalidField("view", "is no known view");
  }
  domain::PageRequest page;
  PARALLAX_ASSIGN_OR_RETURN(page.size, parallax::storage::ClampPageSize(
                                           request.page_size(), 100, 1000));
  const std::string query = parallax::storage::PageQuery(request);
  PARALLAX_ASSIGN_OR_RETURN(page.after,
                            tokens_.Decode(query, request.page_token()));
  PARALLAX_ASSIGN_OR_RETURN(
      domain::RevisionPage found,
      documents_.ListRevisions(call, document, request.view(), page));
  for (v1::DocumentRevision& revision : found.revisions) {
    response->mutable_revisions()->Add(std::move(revision));
  }
  if (!found.next.empty()) {
    response->set_next_page_token(tokens_.Encode(query, found.next));
  }
  return absl::OkStatus();
}

}  // namespace parallax::ingest::server
