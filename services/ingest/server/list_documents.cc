#include "services/ingest/server/list_documents.h"

#include <string>
#include <utility>

#include "common/status/macros.h"
#include "common/storage/filter.h"
#include "parallax/ingest/v1/ingest_service.pb.h"

namespace parallax::ingest::server {

absl::Status ListDocuments::Handle(const rpc::CallContext& call,
                                   const v1::ListDocumentsRequest& request,
                                   v1::ListDocumentsResponse* response) {
  domain::PageRequest page;
  PARALLAX_ASSIGN_OR_RETURN(page.size, parallax::storage::ClampPageSize(
                                           request.page_size(), 100, 1000));
  PARALLAX_ASSIGN_OR_RETURN(
      const parallax::storage::Filter filter,
      parallax::storage::ParseFilter(request.filter(),
                                     domain::DocumentFilterSchema()));
  const std::string query = parallax::storage::PageQuery(request);
  PARALLAX_ASSIGN_OR_RETURN(page.after,
                            tokens_.Decode(query, request.page_token()));
  PARALLAX_ASSIGN_OR_RETURN(domain::DocumentPage found,
                            documents_.ListDocuments(call, filter, page));
  for (v1::Document& document : found.documents) {
    response->mutable_documents()->Add(std::move(document));
  }
  if (!found.next.empty()) {
    response->set_next_page_token(tokens_.Encode(query, found.next));
  }
  return absl::OkStatus();
}

}  // namespace parallax::ingest::server
