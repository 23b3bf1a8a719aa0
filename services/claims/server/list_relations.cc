#include "services/claims/server/list_relations.h"

#include <utility>

#include "common/status/macros.h"
#include "services/claims/domain/claim_fields.h"

namespace parallax::claims::server {

absl::Status ListRelations::Handle(
    const rpc::CallContext& call,
    const domain::pb::ListRelationsRequest& request,
    domain::pb::ListRelationsResponse* response) {
  status::Violations bad;
  CheckViewpoint(request, &bad);
  const std::string& parent = request.parent();
  if (!parent.empty()) {
    const std::string collection = parent.substr(0, parent.find('/'));
    if (collection == "claims" || collection == "questions" ||
        collection == "incidents") {
      CheckName(collection, parent, "parent", &bad);
    } else {
      bad.Add("parent", "must be a claim, a question or an incident");
    }
  }
  PARALLAX_ASSIGN_OR_RETURN(
      ListPlan plan,
      PlanList(request.page_size(), request.page_token(), request.filter(), "",
               domain::RelationFilterSchema(), {}, storage::PageQuery(request),
               codec_, std::move(bad)));
  PARALLAX_RETURN_IF_ERROR(gate_.Await(call, request.min_revision()));
  plan.query.parent = parent;
  PARALLAX_ASSIGN_OR_RETURN(
      auto page,
      views_.ListRelations(call, plan.Ready(), ViewpointOf(request)));
  for (auto& row : page.rows) *response->add_relations() = std::move(row.value);
  if (page.more) {
    response->set_next_page_token(codec_.Encode(
        plan.page_query,
        {page.rows.back().order,
         response->relations(response->relations_size() - 1).name()}));
  }
  response->set_revision(page.revision);
  return absl::OkStatus();
}

}  // namespace parallax::claims::server
