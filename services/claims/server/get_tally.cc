#include "services/claims/server/get_tally.h"

#include <utility>

#include "common/status/macros.h"

namespace parallax::claims::server {

absl::Status GetTally::Handle(const rpc::CallContext& call,
                              const domain::pb::GetTallyRequest& request,
                              domain::pb::GetTallyResponse* response) {
  status::Violations bad;
  CheckName("questions", request.question(), "question", &bad);
  CheckTime(request.as_of(), "as_of", &bad);
  PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
  PARALLAX_RETURN_IF_ERROR(gate_.Await(call, request.min_revision()));
  PARALLAX_ASSIGN_OR_RETURN(
      *response->mutable_tally(),
      views_.GetTally(call, request.question(), AsOf(request)));
  if (response->tally().question().empty()) {
    return status::InvalidField("question", "is answered by no number");
  }
  return absl::OkStatus();
}

}  // namespace parallax::claims::server
