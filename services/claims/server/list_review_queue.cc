#include "services/claims/server/list_review_queue.h"

#include "services/claims/domain/claim_fields.h"

namespace parallax::claims::server {

absl::Status ListReviewQueue::Handle(
    const rpc::CallContext& call,
    const domain::pb::ListReviewQueueRequest& request,
    domain::pb::ListReviewQueueResponse* response) {
  return AnswerPage(
      call, request, domain::ClaimFilterSchema(), {}, {},
      [&](const domain::ListQuery& query) {
        return views().ListReviewQueue(call, query);
      },
      response->mutable_claims(), response);
}

}  // namespace parallax::claims::server
