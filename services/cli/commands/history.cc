#include <parallax/claims/v1/claims_service.grpc.pb.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/cli/output/table.h"
#include "services/cli/output/text.h"
#include "services/cli/session.h"

namespace parallax::cli {
namespace {

namespace v1 = claims::v1;

struct Options {
  std::string claim;
};

std::string StepText(const v1::ClaimVersion& version) {
  switch (version.step_case()) {
    case v1::ClaimVersion::kClaim: {
      const v1::Claim& claim = version.claim();
      const v1::Assertion& assertion = claim.assertion();
      return absl::StrCat(ClaimantText(assertion.claimant()), " ",
                          StanceText(assertion), ": ", ContentText(assertion),
                          claim.superseded_by().empty() ? "" : ", superseded");
    }
    case v1::ClaimVersion::kEndedClaim:
      return absl::StrCat("told no more as ", version.ended_claim());
    case v1::ClaimVersion::kReview:
      return absl::StrCat(
          version.review().reviewer(), ": ", ActionText(version.review()), " (",
          version.review().reason(), ")",
          version.review().undone_by().empty() ? "" : ", undone");
    case v1::ClaimVersion::STEP_NOT_SET:
      break;
  }
  return "";
}

std::string MentionCount(const v1::ClaimVersion& version) {
  if (!version.has_claim()) return "";
  return absl::StrCat(version.claim().echo().mention_count(), "x");
}

absl::Status Show(Session& session, const Options& options) {
  PARALLAX_ASSIGN_OR_RETURN(auto* stub, session.connection->Claims());
  v1::ListClaimHistoryRequest request;
  request.set_name(FullName("claims", options.claim));
  Table table({{"RECORDED"},
               {"REVISION", Table::Align::kRight},
               {"WHAT", Table::Align::kLeft, true},
               {"SAID", Table::Align::kRight}});
  int64_t compacted = 0;
  do {
    PARALLAX_ASSIGN_OR_RETURN(
        const v1::ListClaimHistoryResponse response,
        Call(session, *stub, &v1::ClaimsService::Stub::ListClaimHistory,
             request));
    for (const v1::ClaimVersion& version : response.versions()) {
      if (session.json) {
        session.out.Write(JsonText(version, false));
        continue;
      }
      table.AddRow({TimeText(version.record_time()),
                    absl::StrCat(version.revision()), StepText(version),
                    MentionCount(version)});
    }
    compacted = response.compact_revision();
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  if (session.json) return absl::OkStatus();
  session.out.Write(table.Render(session.out));
  if (compacted > 0) {
    session.err.Write(absl::StrCat("Readings up to revision ", compacted,
                                   " are no longer kept.\n"));
  }
  return absl::OkStatus();
}

}  // namespace

void AddHistory(CLI::App& app, Work* work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "history", "What the ledger has held of a claim, and its reviews");
  command->add_option("CLAIM", options->claim, "The claim")->required();
  command->callback([options, work] {
    *work = [options](Session& session) { return Show(session, *options); };
  });
}

}  // namespace parallax::cli
