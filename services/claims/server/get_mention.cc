#include "services/claims/server/get_mention.h"

#include <utility>

#include "common/status/macros.h"
#include "services/claims/server/record_mentions.h"

namespace parallax::claims::server {

absl::Status GetMention::Handle(const rpc::CallContext& call,
                                const domain::pb::GetMentionRequest& request,
                                domain::pb::GetMentionResponse* response) {
  status::Violations bad;
  if (!IsMentionName(request.name())) {
    bad.Add("name",
            "must be documents/{document}/revisions/{revision}/mentions/"
            "{mention}");
  }
  PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
  PARALLAX_RETURN_IF_ERROR(gate_.Await(call, request.min_revision()));
  PARALLAX_ASSIGN_OR_RETURN(*response, views_.GetMention(call, request.name()));
  return absl::OkStatus();
}

}  // namespace parallax::claims::server
