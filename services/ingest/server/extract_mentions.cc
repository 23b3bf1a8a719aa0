#include "services/ingest/server/extract_mentions.h"

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "parallax/ingest/v1/ingest_service.pb.h"

namespace parallax::ingest::server {

absl::Status ExtractMentions::Handle(const rpc::CallContext& call,
                                     const v1::ExtractMentionsRequest& request,
                                     v1::ExtractMentionsResponse* response) {
  if (!request.has_document()) {
    return status::InvalidField("document", "is required");
  }
  PARALLAX_ASSIGN_OR_RETURN(
      *response,
      ingestor_.Extract(call, request.document(), request.resolve_places()));
  return absl::OkStatus();
}

}  // namespace parallax::ingest::server
