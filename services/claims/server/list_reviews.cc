#include "services/claims/server/list_reviews.h"

#include <utility>

#include "common/status/macros.h"
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
  PARALLAX_ASSIGN_OR_RETURN(
      ListPlan plan,
      PlanList(request.page_size(), request.page_token(), request.filter(), "",
               domain::ReviewFilterSchema(), {}, storage::PageQuery(request),
               codec_, std::move(bad)));
  PARALLAX_RETURN_IF_ERROR(gate_.Await(call, request.min_revision()));
  plan.query.parent = request.parent();
  const domain::Micros recorded_as_of =
      request.has_recorded_as_of() ? domain::ToMicros(request.recorded_as_of())
                                   : domain::kForever;
  PARALLAX_ASSIGN_OR_RETURN(
      auto page, views_.ListReviews(call, plan.Ready(), recorded_as_of));
  for (auto& row : page.rows) *response->add_reviews() = std::move(row.value);
  if (page.more) {
    response->set_next_page_token(codec_.Encode(
        plan.page_query,
        {page.rows.back().order,
         response->reviews(response->reviews_size() - 1).name()}));
  }
  response->set_revision(page.revision);
  return absl::OkStatus();
}

}  // namespace parallax::claims::server
