#include "services/claims/server/list_questions.h"

#include <utility>

#include "services/claims/domain/claim_fields.h"

namespace parallax::claims::server {

absl::Status ListQuestions::Handle(
    const rpc::CallContext& call,
    const domain::pb::ListQuestionsRequest& request,
    domain::pb::ListQuestionsResponse* response) {
  status::Violations bad;
  CheckViewpoint(request, &bad);
  return AnswerPage(
      call, request, domain::QuestionFilterSchema(),
      {"claim_count", "publish_time"}, std::move(bad),
      [&](const domain::ListQuery& query) {
        return views().ListQuestions(call, query, ViewpointOf(request));
      },
      response->mutable_questions(), response);
}

}  // namespace parallax::claims::server
