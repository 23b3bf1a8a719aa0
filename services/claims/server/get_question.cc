#include "services/claims/server/get_question.h"

#include <utility>

#include "common/status/macros.h"

namespace parallax::claims::server {

absl::Status GetQuestion::Handle(const rpc::CallContext& call,
                                 const domain::pb::GetQuestionRequest& request,
                                 domain::pb::GetQuestionResponse* response) {
  status::Violations bad;
  CheckName("questions", request.name(), "name", &bad);
  CheckViewpoint(request, &bad);
  PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
  PARALLAX_RETURN_IF_ERROR(gate_.Await(call, request.min_revision()));
  PARALLAX_ASSIGN_OR_RETURN(
      *response->mutable_question(),
      views_.GetQuestion(call, request.name(), ViewpointOf(request)));
  return absl::OkStatus();
}

}  // namespace parallax::claims::server
