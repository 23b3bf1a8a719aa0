#include <parallax/claims/v1/claims_service.grpc.pb.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/random/random.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/status/macros.h"
#include "services/cli/correction.h"
#include "services/cli/output/table.h"
#include "services/cli/output/text.h"
#include "services/cli/session.h"

namespace parallax::cli {
namespace {

namespace v1 = claims::v1;
using Stub = v1::ClaimsService::Stub;

struct Options {
  std::string claim;
  std::string target;  // of merge, split and undo
  std::vector<std::string> set;
  std::vector<std::string> unset;
  std::string reviewer;
  std::string reason;
  std::string request_id;
  std::string etag;
  std::string filter;
  int limit = 20;
};

// An id that nobody else chooses.
std::string NewRequestId() {
  absl::BitGen random;
  return absl::StrFormat("%016x%016x", absl::Uniform<uint64_t>(random),
                         absl::Uniform<uint64_t>(random));
}

// Sets the action of the review from the command line.
using Action = std::function<absl::Status(const Options&, v1::Review*)>;

absl::Status Send(Session& session, const Options& options,
                  const Action& action) {
  PARALLAX_ASSIGN_OR_RETURN(auto* stub, session.connection->Claims());
  v1::ReviewClaimRequest request;
  request.set_claim(FullName("claims", options.claim));
  request.set_request_id(options.request_id.empty() ? NewRequestId()
                                                    : options.request_id);
  request.set_etag(options.etag);
  v1::Review& review = *request.mutable_review();
  review.set_reviewer(options.reviewer);
  review.set_reason(options.reason);
  PARALLAX_RETURN_IF_ERROR(action(options, &review));
  PARALLAX_ASSIGN_OR_RETURN(const v1::ReviewClaimResponse response,
                            Call(session, *stub, &Stub::ReviewClaim, request));
  if (session.json) {
    session.out.Write(JsonText(response, false));
    return absl::OkStatus();
  }
  const v1::Claim& claim = response.claim();
  const v1::Assertion& assertion = claim.assertion();
  session.out.Write(absl::StrCat(
      response.review().name(), "\n  ", ClaimantText(assertion.claimant()), " ",
      StanceText(assertion), ": ", ContentText(assertion),
      claim.review_state() == v1::REVIEW_STATE_REJECTED ? "  (rejected)" : "",
      "\n"));
  return absl::OkStatus();
}

absl::Status ShowQueue(Session& session, const Options& options) {
  PARALLAX_ASSIGN_OR_RETURN(auto* stub, session.connection->Claims());
  v1::ListReviewQueueRequest request;
  request.set_page_size(options.limit);
  request.set_filter(options.filter);
  PARALLAX_ASSIGN_OR_RETURN(
      const v1::ListReviewQueueResponse response,
      Call(session, *stub, &Stub::ListReviewQueue, request));
  Table table({{"MOVES", Table::Align::kRight},
               {"CLAIMANT", Table::Align::kLeft, true},
               {"CONTENT", Table::Align::kLeft, true},
               {"QUOTE", Table::Align::kLeft, true},
               {"CLAIM"}});
  for (const v1::Claim& claim : response.claims()) {
    if (session.json) {
      session.out.Write(JsonText(claim, false));
      continue;
    }
    const v1::Assertion& assertion = claim.assertion();
    table.AddRow({absl::StrCat(claim.tally_impact()),
                  ClaimantText(assertion.claimant()), ContentText(assertion),
                  claim.quote(), std::string(ShortName(claim.name()))});
  }
  if (session.json) return absl::OkStatus();
  session.out.Write(table.rows() == 0 ? "nothing to review\n"
                                      : table.Render(session.out));
  return absl::OkStatus();
}

absl::Status ShowReviews(Session& session, const Options& options) {
  PARALLAX_ASSIGN_OR_RETURN(auto* stub, session.connection->Claims());
  v1::ListReviewsRequest request;
  if (!options.claim.empty()) {
    request.set_parent(FullName("claims", options.claim));
  }
  request.set_page_size(options.limit);
  request.set_filter(options.filter);
  PARALLAX_ASSIGN_OR_RETURN(const v1::ListReviewsResponse response,
                            Call(session, *stub, &Stub::ListReviews, request));
  Table table({{"WHEN"},
               {"REVIEWER"},
               {"ACTION"},
               {"REASON", Table::Align::kLeft, true},
               {"REVIEW"}});
  for (const v1::Review& review : response.reviews()) {
    if (session.json) {
      session.out.Write(JsonText(review, false));
      continue;
    }
    table.AddRow({TimeText(review.review_time()), review.reviewer(),
                  ActionText(review), review.reason(), review.name()},
                 review.undone_by().empty() ? Style::kPlain : Style::kDim);
  }
  if (session.json) return absl::OkStatus();
  session.out.Write(table.rows() == 0 ? "no reviews\n"
                                      : table.Render(session.out));
  return absl::OkStatus();
}

// A subcommand that reviews a claim.
CLI::App* AddAction(CLI::App& review, const std::string& name,
                    const std::string& help,
                    const std::shared_ptr<Options>& options, Action action,
                    Work* work) {
  CLI::App* command = review.add_subcommand(name, help);
  command->add_option("CLAIM", options->claim, "The claim")->required();
  command->add_option("--reason", options->reason, "Why, in words")->required();
  command->add_option("--reviewer", options->reviewer, "Who says it")
      ->envname("PARALLAX_REVIEWER")
      ->required();
  command->add_option("--request-id", options->request_id,
                      "Repeat it with the same id after a failure");
  command->add_option("--etag", options->etag,
                      "Only if the claim is still that which was looked at");
  command->callback([options, action = std::move(action), work] {
    *work = [options, action](Session& session) {
      return Send(session, *options, action);
    };
  });
  return command;
}

absl::Status SetCorrection(const Options& options, v1::Review* review) {
  v1::CorrectClaim& correction = *review->mutable_correct();
  for (const std::string& assignment : options.set) {
    PARALLAX_RETURN_IF_ERROR(AddAssignment(assignment, &correction));
  }
  for (const std::string& path : options.unset) {
    PARALLAX_RETURN_IF_ERROR(AddUnset(path, &correction));
  }
  return absl::OkStatus();
}

void AddActions(CLI::App& review, const std::shared_ptr<Options>& options,
                Work* work) {
  AddAction(
      review, "accept", "The claim is as the words have it", options,
      [](const Options&, v1::Review* value) {
        value->mutable_accept();
        return absl::OkStatus();
      },
      work);
  AddAction(
      review, "reject", "The words make no such claim", options,
      [](const Options&, v1::Review* value) {
        value->mutable_reject();
        return absl::OkStatus();
      },
      work);
  CLI::App* correct =
      AddAction(review, "correct", "Some fields are other than read", options,
                SetCorrection, work);
  correct->add_option("--set", options->set,
                      "FIELD=VALUE, as in casualties.count.best=105");
  correct->add_option("--unset", options->unset,
                      "A field that the words leave open");
  CLI::App* merge = AddAction(
      review, "merge", "The claim is the same as another", options,
      [](const Options& given, v1::Review* value) {
        value->mutable_merge()->set_into_claim(
            FullName("claims", given.target));
        return absl::OkStatus();
      },
      work);
  merge->add_option("INTO", options->target, "The claim that stays")
      ->required();
  CLI::App* split = AddAction(
      review, "split", "A mention carries another claim", options,
      [](const Options& given, v1::Review* value) {
        value->mutable_split()->set_mention(given.target);
        return absl::OkStatus();
      },
      work);
  split->add_option("MENTION", options->target, "The mention's full name")
      ->required();
  CLI::App* undo = AddAction(
      review, "undo", "Take a review back", options,
      [](const Options& given, v1::Review* value) {
        value->mutable_undo()->set_review(given.target);
        return absl::OkStatus();
      },
      work);
  undo->add_option("REVIEW", options->target, "The review's full name")
      ->required();
}

}  // namespace

void AddReview(CLI::App& app, Work* work) {
  auto options = std::make_shared<Options>();
  CLI::App* review = app.add_subcommand(
      "review", "Accept, reject or correct claims; see what waits");
  review->require_subcommand(1);
  AddActions(*review, options, work);

  CLI::App* queue = review->add_subcommand(
      "queue", "Claims not reviewed, those first that move tallies most");
  CLI::App* list = review->add_subcommand("list", "Reviews, the latest first");
  list->add_option("CLAIM", options->claim, "Only reviews of this claim");
  for (CLI::App* command : {queue, list}) {
    command->add_option("--filter", options->filter, "AIP-160 filter");
    command->add_option("--limit", options->limit, "At most this many")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
  }
  queue->callback([options, work] {
    *work = [options](Session& session) {
      return ShowQueue(session, *options);
    };
  });
  list->callback([options, work] {
    *work = [options](Session& session) {
      return ShowReviews(session, *options);
    };
  });
}

}  // namespace parallax::cli
