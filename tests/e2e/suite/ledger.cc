#include "tests/e2e/suite/ledger.h"

#include <google/protobuf/text_format.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/grpc_status.h"
#include "common/status/macros.h"
#include "tests/e2e/suite/suite.h"

namespace parallax::testing {
namespace {

namespace v1 = claims::v1;

template <typename Request>
void SetAsOf(absl::Time as_of, Request* request) {
  if (as_of == absl::InfiniteFuture()) return;
  request->mutable_as_of()->set_seconds(absl::ToUnixSeconds(as_of));
}

// Calls one list method until its pages end.
template <typename Request, typename Take>
absl::Status Pages(absl::Time as_of, Take take) {
  Request request;
  request.set_page_size(200);
  SetAsOf(as_of, &request);
  do {
    grpc::ClientContext context;
    Limit(&context);
    PARALLAX_ASSIGN_OR_RETURN(const std::string next, take(&context, request));
    request.set_page_token(next);
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

template <typename Message>
std::vector<std::string> Texts(const std::vector<Message>& messages) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::vector<std::string> texts;
  for (const Message& message : messages) {
    printer.PrintToString(message, &texts.emplace_back());
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

template <typename Message>
void Strip(Message* message) {
  message->clear_revision();
}

void StripClaim(v1::Claim* claim) {
  claim->clear_revision();
  claim->clear_etag();
  claim->clear_record_time();
}

}  // namespace

const v1::Claim* Ledger::Find(const std::string& name) const {
  for (const v1::Claim& claim : claims) {
    if (claim.name() == name) return &claim;
  }
  return nullptr;
}

absl::StatusOr<Ledger> ReadLedger(v1::ClaimsService::Stub& stub,
                                  absl::Time as_of) {
  Ledger ledger;
  PARALLAX_RETURN_IF_ERROR((Pages<v1::ListClaimsRequest>(
      as_of,
      [&](grpc::ClientContext* context,
          const auto& request) -> absl::StatusOr<std::string> {
        v1::ListClaimsResponse response;
        PARALLAX_RETURN_IF_ERROR(
            status::FromGrpc(stub.ListClaims(context, request, &response)));
        if (ledger.revision == 0) ledger.revision = response.revision();
        ledger.claims.insert(ledger.claims.end(), response.claims().begin(),
                             response.claims().end());
        return response.next_page_token();
      })));
  PARALLAX_RETURN_IF_ERROR((Pages<v1::ListQuestionsRequest>(
      as_of,
      [&](grpc::ClientContext* context,
          const auto& request) -> absl::StatusOr<std::string> {
        v1::ListQuestionsResponse response;
        PARALLAX_RETURN_IF_ERROR(
            status::FromGrpc(stub.ListQuestions(context, request, &response)));
        ledger.questions.insert(ledger.questions.end(),
                                response.questions().begin(),
                                response.questions().end());
        return response.next_page_token();
      })));
  PARALLAX_RETURN_IF_ERROR((Pages<v1::ListIncidentsRequest>(
      as_of,
      [&](grpc::ClientContext* context,
          const auto& request) -> absl::StatusOr<std::string> {
        v1::ListIncidentsResponse response;
        PARALLAX_RETURN_IF_ERROR(
            status::FromGrpc(stub.ListIncidents(context, request, &response)));
        ledger.incidents.insert(ledger.incidents.end(),
                                response.incidents().begin(),
                                response.incidents().end());
        return response.next_page_token();
      })));
  PARALLAX_RETURN_IF_ERROR((Pages<v1::ListRelationsRequest>(
      as_of,
      [&](grpc::ClientContext* context,
          const auto& request) -> absl::StatusOr<std::string> {
        v1::ListRelationsResponse response;
        PARALLAX_RETURN_IF_ERROR(
            status::FromGrpc(stub.ListRelations(context, request, &response)));
        ledger.relations.insert(ledger.relations.end(),
                                response.relations().begin(),
                                response.relations().end());
        return response.next_page_token();
      })));
  for (const v1::Question& question : ledger.questions) {
    v1::GetTallyRequest request;
    request.set_question(question.name());
    SetAsOf(as_of, &request);
    grpc::ClientContext context;
    Limit(&context);
    v1::GetTallyResponse response;
    const absl::Status status =
        status::FromGrpc(stub.GetTally(&context, request, &response));
    // Not every question is answered by numbers.
    if (absl::IsInvalidArgument(status)) continue;
    PARALLAX_RETURN_IF_ERROR(status);
    ledger.tallies.push_back(response.tally());
  }
  return ledger;
}

std::string ContentOf(const Ledger& ledger) {
  Ledger copy = ledger;
  for (v1::Claim& claim : copy.claims) StripClaim(&claim);
  for (v1::Question& question : copy.questions) Strip(&question);
  for (v1::Incident& incident : copy.incidents) {
    Strip(&incident);
    incident.clear_former_names();
  }
  for (v1::Relation& relation : copy.relations) Strip(&relation);
  for (v1::Tally& tally : copy.tallies) Strip(&tally);
  return absl::StrCat("claims\n", absl::StrJoin(Texts(copy.claims), "\n"),
                      "questions\n", absl::StrJoin(Texts(copy.questions), "\n"),
                      "incidents\n", absl::StrJoin(Texts(copy.incidents), "\n"),
                      "relations\n", absl::StrJoin(Texts(copy.relations), "\n"),
                      "tallies\n", absl::StrJoin(Texts(copy.tallies), "\n"));
}

std::string Summary(const v1::Claim& claim) {
  const v1::Assertion& assertion = claim.assertion();
  return absl::StrCat(claim.name(), " ", v1::ClaimKind_Name(assertion.kind()),
                      " ", v1::Stance_Name(assertion.stance()), " [",
                      assertion.claimant().display_name(), "/",
                      assertion.claimant().side(), "] ", claim.quote());
}

std::string Summary(const Ledger& ledger) {
  std::string text;
  for (const v1::Claim& claim : ledger.claims) {
    absl::StrAppend(&text, Summary(claim), "\n");
  }
  return text;
}

}  // namespace parallax::testing
