#include "services/claims/server/list_reviews.h"

#include <utility>

#include "services/claims/domain/review_fields.h"

namespace parallax::claims::server {

absl::Status ListReviews::Handle(const rpc::CallContext& call,
                                 const domain::pb::ListReviewsRequest& request,
                                 domain::pb::ListReviewsResponse* response) {
  status::Violations bad;
  CheckTime(request.recorded_as_of(), "recorded_as_of", &bad);
  if (!request.parent().empty()) {
    CheckName("claims", request.parent(), "parent", &bad);
  }
  const domain::Micros recorded_as_of =
      request.has_recorded_as_of() ? domain::ToMicros(request.recorded_as_of())
                                   : domain::kForever;
  return AnswerPage(
      call, request, domain::ReviewFilterSchema(), {}, std::move(bad),
      [&](const domain::ListQuery& query) {
        return views().ListReviews(call, query, recorded_as_of);
      },
      response->mutable_reviews(), response);
}

}  // namespace parallax::claims::server
