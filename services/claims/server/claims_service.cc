#include "services/claims/server/claims_service.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/rpc/encoded_call.h"
#include "common/rpc/unary_call.h"
#include "common/storage/page_token.h"
#include "services/claims/domain/ledger_views.h"
#include "services/claims/domain/recorder.h"
#include "services/claims/domain/reviewer.h"
#include "services/claims/server/actors.h"
#include "services/claims/server/answer_cache.h"
#include "services/claims/server/get_claim.h"
#include "services/claims/server/get_incident.h"
#include "services/claims/server/get_mention.h"
#include "services/claims/server/get_question.h"
#include "services/claims/server/get_tally.h"
#include "services/claims/server/list_claim_history.h"
#include "services/claims/server/list_claims.h"
#include "services/claims/server/list_incidents.h"
#include "services/claims/server/list_questions.h"
#include "services/claims/server/list_relations.h"
#include "services/claims/server/list_review_queue.h"
#include "services/claims/server/list_reviews.h"
#include "services/claims/server/record_mentions.h"
#include "services/claims/server/request.h"
#include "services/claims/server/review_claim.h"
#include "services/claims/server/watch.h"

namespace parallax::claims::server {
namespace {

// The change log is trimmed once in so many revisions.
constexpr std::int64_t kCompactEvery = 512;

std::string Method(absl::string_view rpc) {
  return absl::StrCat(ClaimsServiceImpl::kName, "/", rpc);
}

template <typename Handler, typename Request, typename Response>
grpc::ServerUnaryReactor* Serve(rpc::CallRuntime& runtime,
                                grpc::CallbackServerContext* context,
                                const std::string& method, Handler& handler,
                                const Request* request, Response* response) {
  return rpc::ServeUnary(runtime, context, method, request, response,
                         [&handler](const rpc::CallContext& call,
                                    const Request& asked, Response* answer) {
                           return handler.Handle(call, asked, answer);
                         });
}

}  // namespace

struct ClaimsServiceImpl::Handlers {
  Handlers(rpc::CallRuntime* runtime, ClaimsStores stores,
           ClaimsServiceOptions options)
      : changes(*stores.changes),
        changes_kept(options.changes_kept),
        codec(std::move(stores.page_token_key)),
        recorder(stores.ledger),
        views(stores.reader),
        reviewer(stores.ledger, stores.reader, &views),
        gate(stores.ledger),
        cache(options.cache_bytes),
        hub(stores.changes, &runtime->executor()),
        record_mentions(&recorder),
        get_claim(&views, stores.ledger, &gate, &cache),
        review_claim(&reviewer, &views),
        list_reviews(&views, stores.areas, &gate, &codec),
        list_review_queue(&views, stores.areas, &gate, &codec),
        list_claim_history(&views, &gate, &codec),
        list_claims(&views, stores.areas, &gate, &codec),
        get_mention(&views, &gate),
        list_incidents(&views, stores.areas, &gate, &codec),
        get_incident(&views, &gate),
        list_questions(&views, stores.areas, &gate, &codec),
        get_question(&views, &gate),
        get_tally(&views, stores.ledger, &gate, &cache),
        list_relations(&views, stores.areas, &gate, &codec),
        get_actor(stores.actors, &gate),
        list_actors(stores.actors, stores.ledger, &gate, &codec),
        upsert_actor(stores.actors) {}

  domain::ChangeLog& changes;
  const std::int64_t changes_kept;
  const storage::PageTokenCodec codec;
  domain::Recorder recorder;
  domain::LedgerViews views;
  domain::Reviewer reviewer;
  RevisionGate gate;
  AnswerCache cache;
  WatchHub hub;

  class RecordMentions record_mentions;
  class GetClaim get_claim;
  class ReviewClaim review_claim;
  class ListReviews list_reviews;
  class ListReviewQueue list_review_queue;
  class ListClaimHistory list_claim_history;
  class ListClaims list_claims;
  class GetMention get_mention;
  class ListIncidents list_incidents;
  class GetIncident get_incident;
  class ListQuestions list_questions;
  class GetQuestion get_question;
  class GetTally get_tally;
  class ListRelations list_relations;
  class GetActor get_actor;
  class ListActors list_actors;
  class UpsertActor upsert_actor;
};

ClaimsServiceImpl::ClaimsServiceImpl(rpc::CallRuntime* runtime,
                                     ClaimsStores stores,
                                     ClaimsServiceOptions options)
    : runtime_(*runtime),
      handlers_(
          std::make_unique<Handlers>(runtime, std::move(stores), options)) {}

ClaimsServiceImpl::~ClaimsServiceImpl() = default;

void ClaimsServiceImpl::Changed(const std::vector<std::string>& names) {
  handlers_->cache.Invalidate(names);
}

void ClaimsServiceImpl::AllChanged() { handlers_->cache.Clear(); }

void ClaimsServiceImpl::Committed(std::int64_t revision) {
  handlers_->gate.Wake();
  handlers_->hub.Wake();
  // Not every revision is seen: other processes may commit several between.
  if (revision / kCompactEvery == trimmed_at_ / kCompactEvery) return;
  trimmed_at_ = revision;
  // When it cannot be queued now, a later revision asks again.
  (void)runtime_.executor().Submit([this] {
    (void)handlers_->changes.CompactChanges(rpc::CallContext::Background(),
                                            handlers_->changes_kept);
  });
}

void ClaimsServiceImpl::Stop() { handlers_->hub.Stop(); }

grpc::ServerUnaryReactor* ClaimsServiceImpl::GetClaim(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  static const std::string& method = *new std::string(Method("GetClaim"));
  return rpc::ServeEncoded<domain::pb::GetClaimRequest>(
      runtime_, context, method, request, response,
      [this](const auto& asked) { return handlers_->get_claim.Peek(asked); },
      [this](const rpc::CallContext& call, const auto& asked) {
        return handlers_->get_claim.Handle(call, asked);
      });
}

grpc::ServerWriteReactor<grpc::ByteBuffer>* ClaimsServiceImpl::Watch(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request) {
  static const std::string& method = *new std::string(Method("Watch"));
  domain::pb::WatchRequest asked;
  const absl::Status readable = rpc::DecodeMessage(*request, &asked);
  return rpc::ServeWatch<grpc::ByteBuffer>(
      runtime_, context, method, {.capacity = 16},
      [this, readable, asked = std::move(asked)](
          std::shared_ptr<WatchStream> stream) -> absl::Status {
        if (!readable.ok()) return absl::Status(readable);
        absl::StatusOr<WatchPlan> plan = PlanWatch(asked);
        if (!plan.ok()) return plan.status();
        return handlers_->hub.Subscribe(std::move(stream), *std::move(plan));
      });
}

grpc::ServerUnaryReactor* ClaimsServiceImpl::RecordMentions(
    grpc::CallbackServerContext* context,
    const domain::pb::RecordMentionsRequest* request,
    domain::pb::RecordMentionsResponse* response) {
  static const std::string& method = *new std::string(Method("RecordMentions"));
  return rpc::ServeUnaryAsync(
      runtime_, context, method, request, response,
      [this](const rpc::CallContext& call, const auto& asked, auto* answer,
             // NOLINTNEXTLINE(performance-unnecessary-value-param): moved on
             rpc::FinishCall finish) {
        handlers_->record_mentions.Handle(call, asked, answer,
                                          std::move(finish));
      });
}

grpc::ServerUnaryReactor* ClaimsServiceImpl::ReviewClaim(
    grpc::CallbackServerContext* context,
    const domain::pb::ReviewClaimRequest* request,
    domain::pb::ReviewClaimResponse* response) {
  static const std::string& method = *new std::string(Method("ReviewClaim"));
  return Serve(runtime_, context, method, handlers_->review_claim, request,
               response);
}

grpc::ServerUnaryReactor* ClaimsServiceImpl::ListReviews(
    grpc::CallbackServerContext* context,
    const domain::pb::ListReviewsRequest* request,
    domain::pb::ListReviewsResponse* response) {
  static const std::string& method = *new std::string(Method("ListReviews"));
  return Serve(runtime_, context, method, handlers_->list_reviews, request,
               response);
}

grpc::ServerUnaryReactor* ClaimsServiceImpl::ListReviewQueue(
    grpc::CallbackServerContext* context,
    const domain::pb::ListReviewQueueRequest* request,
    domain::pb::ListReviewQueueResponse* response) {
  static const std::string& method =
      *new std::string(Method("ListReviewQueue"));
  return Serve(runtime_, context, method, handlers_->list_review_queue, request,
               response);
}

grpc::ServerUnaryReactor* ClaimsServiceImpl::ListClaimHistory(
    grpc::CallbackServerContext* context,
    const domain::pb::ListClaimHistoryRequest* request,
    domain::pb::ListClaimHistoryResponse* response) {
  static const std::string& method =
      *new std::string(Method("ListClaimHistory"));
  return Serve(runtime_, context, method, handlers_->list_claim_history,
               request, response);
}

grpc::ServerUnaryReactor* ClaimsServiceImpl::ListClaims(
    grpc::CallbackServerContext* context,
    const domain::pb::ListClaimsRequest* request,
    domain::pb::ListClaimsResponse* response) {
  static const std::string& method = *new std::string(Method("ListClaims"));
  return Serve(runtime_, context, method, handlers_->list_claims, request,
               response);
}

grpc::ServerUnaryReactor* ClaimsServiceImpl::GetMention(
    grpc::CallbackServerContext* context,
    const domain::pb::GetMentionRequest* request,
    domain::pb::GetMentionResponse* response) {
  static const std::string& method = *new std::string(Method("GetMention"));
  return Serve(runtime_, context, method, handlers_->get_mention, request,
               response);
}

grpc::ServerUnaryReactor* ClaimsServiceImpl::ListIncidents(
    grpc::CallbackServerContext* context,
    const domain::pb::ListIncidentsRequest* request,
    domain::pb::ListIncidentsResponse* response) {
  static const std::string& method = *new std::string(Method("ListIncidents"));
  return Serve(runtime_, context, method, handlers_->list_incidents, request,
               response);
}

grpc::ServerUnaryReactor* ClaimsServiceImpl::GetIncident(
    grpc::CallbackServerContext* context,
    const domain::pb::GetIncidentRequest* request,
    domain::pb::GetIncidentResponse* response) {
  static const std::string& method = *new std::string(Method("GetIncident"));
  return Serve(runtime_, context, method, handlers_->get_incident, request,
               response);
}

grpc::ServerUnaryReactor* ClaimsServiceImpl::ListQuestions(
    grpc::CallbackServerContext* context,
    const domain::pb::ListQuestionsRequest* request,
    domain::pb::ListQuestionsResponse* response) {
  static const std::string& method = *new std::string(Method("ListQuestions"));
  return Serve(runtime_, context, method, handlers_->list_questions, request,
               response);
}

grpc::ServerUnaryReactor* ClaimsServiceImpl::GetQuestion(
    grpc::CallbackServerContext* context,
    const domain::pb::GetQuestionRequest* request,
    domain::pb::GetQuestionResponse* response) {
  static const std::string& method = *new std::string(Method("GetQuestion"));
  return Serve(runtime_, context, method, handlers_->get_question, request,
               response);
}

grpc::ServerUnaryReactor* ClaimsServiceImpl::GetTally(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  static const std::string& method = *new std::string(Method("GetTally"));
  return rpc::ServeEncoded<domain::pb::GetTallyRequest>(
      runtime_, context, method, request, response,
      [this](const auto& asked) { return handlers_->get_tally.Peek(asked); },
      [this](const rpc::CallContext& call, const auto& asked) {
        return handlers_->get_tally.Handle(call, asked);
      });
}

grpc::ServerUnaryReactor* ClaimsServiceImpl::ListRelations(
    grpc::CallbackServerContext* context,
    const domain::pb::ListRelationsRequest* request,
    domain::pb::ListRelationsResponse* response) {
  static const std::string& method = *new std::string(Method("ListRelations"));
  return Serve(runtime_, context, method, handlers_->list_relations, request,
               response);
}

grpc::ServerUnaryReactor* ClaimsServiceImpl::GetActor(
    grpc::CallbackServerContext* context,
    const domain::pb::GetActorRequest* request,
    domain::pb::GetActorResponse* response) {
  static const std::string& method = *new std::string(Method("GetActor"));
  return Serve(runtime_, context, method, handlers_->get_actor, request,
               response);
}

grpc::ServerUnaryReactor* ClaimsServiceImpl::ListActors(
    grpc::CallbackServerContext* context,
    const domain::pb::ListActorsRequest* request,
    domain::pb::ListActorsResponse* response) {
  static const std::string& method = *new std::string(Method("ListActors"));
  return Serve(runtime_, context, method, handlers_->list_actors, request,
               response);
}

grpc::ServerUnaryReactor* ClaimsServiceImpl::UpsertActor(
    grpc::CallbackServerContext* context,
    const domain::pb::UpsertActorRequest* request,
    domain::pb::UpsertActorResponse* response) {
  static const std::string& method = *new std::string(Method("UpsertActor"));
  return Serve(runtime_, context, method, handlers_->upsert_actor, request,
               response);
}

}  // namespace parallax::claims::server
