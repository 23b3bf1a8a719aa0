#include "services/claims/server/list_relations.h"

#include <utility>

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
  return AnswerPage(
      call, request, domain::RelationFilterSchema(), {}, std::move(bad),
      [&](const domain::ListQuery& query) {
        return views().ListRelations(call, query, ViewpointOf(request));
      },
      response->mutable_relations(), response);
}

}  // namespace parallax::claims::server
