// The ClaimsService of the API: each RPC handed to its handler.
#pragma once

#include <memory>

#include "common/rpc/call_runtime.h"
#include "parallax/claims/v1/claims_service.grpc.pb.h"
#include "services/claims/domain/actor_store.h"
#include "services/claims/domain/area_filter.h"
#include "services/claims/domain/change_log.h"
#include "services/claims/domain/ledger_reader.h"
#include "services/claims/domain/ledger_store.h"
#include "services/claims/server/watch_hub.h"

namespace parallax::claims::server {

// What the service works on; all of it outlives the service.
struct ClaimsStores {
  domain::LedgerStore* ledger;
  domain::LedgerReader* reader;
  domain::ChangeLog* changes;
  domain::ActorStore* actors;
  domain::AreaSource* areas;
  // Signs page tokens.
  std::string page_token_key;
};

struct ClaimsServiceOptions {
  // Answers kept in memory.
  std::size_t cache_bytes = 16 * 1024 * 1024;
  // Changes kept for watchers to resume from.
  std::int64_t changes_kept = 500'000;
};

// Reads whose answers are kept encoded take and give bytes.
using ClaimsServiceBase =
    domain::pb::ClaimsService::WithRawCallbackMethod_GetClaim<
        domain::pb::ClaimsService::WithRawCallbackMethod_GetTally<
            domain::pb::ClaimsService::WithRawCallbackMethod_Watch<
                domain::pb::ClaimsService::CallbackService>>>;

// Thread safe.
class ClaimsServiceImpl final : public ClaimsServiceBase {
 public:
  static constexpr char kName[] = "parallax.claims.v1.ClaimsService";

  ClaimsServiceImpl(rpc::CallRuntime* runtime, ClaimsStores stores,
                    ClaimsServiceOptions options);
  ~ClaimsServiceImpl() override;

  // The store calls these around each commit, one at a time: one of the first
  // two before its revision is known, the third after.
  void Changed(const std::vector<std::string>& names);
  void AllChanged();
  void Committed(std::int64_t revision);

  // Before the stores close.
  void Stop();

  grpc::ServerUnaryReactor* RecordMentions(
      grpc::CallbackServerContext* context,
      const domain::pb::RecordMentionsRequest* request,
      domain::pb::RecordMentionsResponse* response) override;
  grpc::ServerUnaryReactor* GetClaim(grpc::CallbackServerContext* context,
                                     const grpc::ByteBuffer* request,
                                     grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* ReviewClaim(
      grpc::CallbackServerContext* context,
      const domain::pb::ReviewClaimRequest* request,
      domain::pb::ReviewClaimResponse* response) override;
  grpc::ServerUnaryReactor* ListReviews(
      grpc::CallbackServerContext* context,
      const domain::pb::ListReviewsRequest* request,
      domain::pb::ListReviewsResponse* response) override;
  grpc::ServerUnaryReactor* ListReviewQueue(
      grpc::CallbackServerContext* context,
      const domain::pb::ListReviewQueueRequest* request,
      domain::pb::ListReviewQueueResponse* response) override;
  grpc::ServerUnaryReactor* ListClaimHistory(
      grpc::CallbackServerContext* context,
      const domain::pb::ListClaimHistoryRequest* request,
      domain::pb::ListClaimHistoryResponse* response) override;
  grpc::ServerUnaryReactor* ListClaims(
      grpc::CallbackServerContext* context,
      const domain::pb::ListClaimsRequest* request,
      domain::pb::ListClaimsResponse* response) override;
  grpc::ServerUnaryReactor* GetMention(
      grpc::CallbackServerContext* context,
      const domain::pb::GetMentionRequest* request,
      domain::pb::GetMentionResponse* response) override;
  grpc::ServerUnaryReactor* ListIncidents(
      grpc::CallbackServerContext* context,
      const domain::pb::ListIncidentsRequest* request,
      domain::pb::ListIncidentsResponse* response) override;
  grpc::ServerUnaryReactor* GetIncident(
      grpc::CallbackServerContext* context,
      const domain::pb::GetIncidentRequest* request,
      domain::pb::GetIncidentResponse* response) override;
  grpc::ServerUnaryReactor* ListQuestions(
      grpc::CallbackServerContext* context,
      const domain::pb::ListQuestionsRequest* request,
      domain::pb::ListQuestionsResponse* response) override;
  grpc::ServerUnaryReactor* GetQuestion(
      grpc::CallbackServerContext* context,
      const domain::pb::GetQuestionRequest* request,
      domain::pb::GetQuestionResponse* response) override;
  grpc::ServerUnaryReactor* GetTally(grpc::CallbackServerContext* context,
                                     const grpc::ByteBuffer* request,
                                     grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* ListRelations(
      grpc::CallbackServerContext* context,
      const domain::pb::ListRelationsRequest* request,
      domain::pb::ListRelationsResponse* response) override;
  grpc::ServerWriteReactor<grpc::ByteBuffer>* Watch(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request) override;
  grpc::ServerUnaryReactor* GetActor(
      grpc::CallbackServerContext* context,
      const domain::pb::GetActorRequest* request,
      domain::pb::GetActorResponse* response) override;
  grpc::ServerUnaryReactor* ListActors(
      grpc::CallbackServerContext* context,
      const domain::pb::ListActorsRequest* request,
      domain::pb::ListActorsResponse* response) override;
  grpc::ServerUnaryReactor* UpsertActor(
      grpc::CallbackServerContext* context,
      const domain::pb::UpsertActorRequest* request,
      domain::pb::UpsertActorResponse* response) override;

 private:
  struct Handlers;

  rpc::CallRuntime& runtime_;
  std::unique_ptr<Handlers> handlers_;
  // Revision at which the change log was last trimmed.
  std::int64_t trimmed_at_ = 0;
};

}  // namespace parallax::claims::server
