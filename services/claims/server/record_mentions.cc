#include "services/claims/server/record_mentions.h"

#include <utility>

#include "common/status/macros.h"

namespace parallax::claims::server {

absl::Status RecordMentions::Handle(
    const rpc::CallContext& call,
    const domain::pb::RecordMentionsRequest& request,
    domain::pb::RecordMentionsResponse* response) {
  PARALLAX_RETURN_IF_ERROR(CheckRecordMentions(request));
  PARALLAX_RETURN_IF_ERROR(call.Check());
  PARALLAX_ASSIGN_OR_RETURN(*response, recorder_.Record(call, request));
  return absl::OkStatus();
}

}  // namespace parallax::claims::server
