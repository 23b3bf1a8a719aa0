#include "services/claims/server/actors.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/claims/domain/claim_fields.h"

namespace parallax::claims::server {
namespace {

constexpr std::size_t kLongestText = 200;

void CheckText(absl::string_view field, const std::string& text,
               status::Violations* bad, bool required = false) {
  if (required && text.empty()) bad->Add(field, "is required");
  if (text.size() > kLongestText) {
    bad->Add(field, "must not be longer than 200 bytes");
  }
}

absl::Status CheckActor(const domain::pb::Actor& actor) {
  status::Violations bad("actor");
  CheckName("actors", actor.name(), "name", &bad);
  CheckText("display_name", actor.display_name(), &bad, /*required=*/true);
  if (actor.kind() == domain::pb::ACTOR_KIND_UNSPECIFIED) {
    bad.Add("kind", "is required");
  }
  CheckText("side", actor.side(), &bad);
  CheckText("family", actor.family(), &bad);
  if (actor.parents_size() > 16) bad.Add("parents", "must not be more than 16");
  for (int i = 0; i < actor.parents_size() && i < 16; ++i) {
    CheckName("actors", actor.parents(i), absl::StrCat("parents[", i, "]"),
              &bad);
  }
  if (actor.aliases_size() > 200) {
    bad.Add("aliases", "must not be more than 200");
  } else {
    for (int i = 0; i < actor.aliases_size(); ++i) {
      CheckText(absl::StrCat("aliases[", i, "].text"), actor.aliases(i).text(),
                &bad, /*required=*/true);
    }
  }
  const std::string& code = actor.country_code();
  if (!code.empty() && (code.size() != 2 || code[0] < 'A' || code[0] > 'Z' ||
                        code[1] < 'A' || code[1] > 'Z')) {
    bad.Add("country_code", "must be two upper-case letters");
  }
  if (actor.opponents_size() > 64) {
    bad.Add("opponents", "must not be more than 64");
  }
  for (int i = 0; i < actor.opponents_size() && i < 64; ++i) {
    CheckText(absl::StrCat("opponents[", i, "]"), actor.opponents(i), &bad,
              /*required=*/true);
  }
  CheckTime(actor.tenure().start_time(), "tenure.start_time", &bad);
  CheckTime(actor.tenure().end_time(), "tenure.end_time", &bad);
  return bad.ToStatus();
}

}  // namespace

absl::Status GetActor::Handle(const rpc::CallContext& call,
                              const domain::pb::GetActorRequest& request,
                              domain::pb::GetActorResponse* response) {
  status::Violations bad;
  CheckName("actors", request.name(), "name", &bad);
  PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
  PARALLAX_RETURN_IF_ERROR(gate_.Await(call, request.min_revision()));
  PARALLAX_ASSIGN_OR_RETURN(std::optional<domain::pb::Actor> actor,
                            actors_.FindActor(call, request.name()));
  if (!actor) return status::NotFound("actor", request.name());
  *response->mutable_actor() = *std::move(actor);
  return absl::OkStatus();
}

absl::Status ListActors::Handle(const rpc::CallContext& call,
                                const domain::pb::ListActorsRequest& request,
                                domain::pb::ListActorsResponse* response) {
  PARALLAX_ASSIGN_OR_RETURN(
      ListPlan plan,
      PlanList(ListFieldsOf(request), domain::ActorFilterSchema(), {}, codec_));
  PARALLAX_RETURN_IF_ERROR(gate_.Await(call, request.min_revision()));
  const std::int64_t revision = store_.CommittedRevision();
  const int limit = plan.query.limit++;
  PARALLAX_ASSIGN_OR_RETURN(std::vector<domain::pb::Actor> actors,
                            actors_.ListActors(call, plan.Ready()));
  const bool more = static_cast<int>(actors.size()) > limit;
  if (more) {
    actors.resize(limit);
    response->set_next_page_token(
        codec_.Encode(plan.page_query, {actors.back().name()}));
  }
  for (domain::pb::Actor& actor : actors) {
    *response->add_actors() = std::move(actor);
  }
  response->set_revision(revision);
  return absl::OkStatus();
}

absl::Status UpsertActor::Handle(const rpc::CallContext& call,
                                 const domain::pb::UpsertActorRequest& request,
                                 domain::pb::UpsertActorResponse* response) {
  PARALLAX_RETURN_IF_ERROR(CheckActor(request.actor()));
  PARALLAX_ASSIGN_OR_RETURN(domain::ActorStore::Written written,
                            actors_.UpsertActor(call, request.actor()));
  *response->mutable_actor() = std::move(written.actor);
  response->set_revision(written.revision);
  return absl::OkStatus();
}

}  // namespace parallax::claims::server
