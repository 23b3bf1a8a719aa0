#include "services/claims/server/list_claim_history.h"

#include <utility>

#include "common/status/macros.h"

namespace parallax::claims::server {

absl::Status ListClaimHistory::Handle(
    const rpc::CallContext& call,
    const domain::pb::ListClaimHistoryRequest& request,
    domain::pb::ListClaimHistoryResponse* response) {
  status::Violations bad;
  CheckName("claims", request.name(), "name", &bad);
  // Steps have no fields to filter by.
  static const auto& no_fields = *new storage::FilterSchema();
  PARALLAX_ASSIGN_OR_RETURN(
      ListPlan plan,
      PlanList(ListFieldsOf(request), no_fields, {}, codec_, std::move(bad)));
  PARALLAX_RETURN_IF_ERROR(gate_.Await(call, request.min_revision()));
  PARALLAX_ASSIGN_OR_RETURN(
      auto history, views_.ListClaimHistory(call, request.name(), plan.query));
  for (auto& [touched, step] : history.steps) {
    *response->add_versions() = std::move(step);
  }
  if (history.more) {
    const auto& [touched, step] = history.steps.back();
    response->set_next_page_token(codec_.Encode(
        plan.page_query,
        {response->versions(response->versions_size() - 1).revision(),
         touched}));
  }
  response->set_revision(history.revision);
  response->set_compact_revision(history.compacted_to);
  return absl::OkStatus();
}

}  // namespace parallax::claims::server
