#include <parallax/claims/v1/claims_service.grpc.pb.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/status/grpc_status.h"
#include "common/status/macros.h"
#include "services/cli/output/text.h"
#include "services/cli/session.h"

namespace parallax::cli {
namespace {

namespace v1 = claims::v1;

struct Options {
  int64_t after = 0;
  std::string incident;
  bool until_idle = false;
  bool actors = false;
};

// The registry that ships is thousands of actors, each a change of the first
// revisions: they are followed on request.
void LeaveOutActors(v1::WatchRequest* request) {
  for (const v1::ChangeSubject subject :
       {v1::CHANGE_SUBJECT_CLAIM, v1::CHANGE_SUBJECT_QUESTION,
        v1::CHANGE_SUBJECT_INCIDENT, v1::CHANGE_SUBJECT_RELATION,
        v1::CHANGE_SUBJECT_REVIEW}) {
    request->add_subjects(subject);
  }
}

std::string ChangeText(const v1::Change& change) {
  switch (change.state_case()) {
    case v1::Change::kClaim: {
      const v1::Assertion& assertion = change.claim().assertion();
      return absl::StrCat(ClaimantText(assertion.claimant()), " ",
                          StanceText(assertion), ": ", ContentText(assertion));
    }
    case v1::Change::kQuestion:
      return absl::StrCat(
          change.question().display_name(), ": ",
          EnumWord("QUESTION_STATUS_",
                   v1::QuestionStatus_Name(change.question().status())));
    case v1::Change::kIncident:
      return change.incident().display_name();
    case v1::Change::kRelation:
      return absl::StrCat(
          EnumWord("RELATION_TYPE_",
                   v1::RelationType_Name(change.relation().type())),
          ": ", change.relation().reason());
    case v1::Change::kActor:
      return change.actor().display_name();
    case v1::Change::kReview:
      return absl::StrCat(change.review().reviewer(), ": ",
                          ActionText(change.review()), " ",
                          change.review().claim_names(0));
    case v1::Change::STATE_NOT_SET:
      break;
  }
  return change.name();
}

void Print(Session& session, const v1::WatchResponse& response) {
  if (session.json) {
    session.out.Write(JsonText(response, false));
    return;
  }
  for (const v1::Change& change : response.changes()) {
    const std::string subject =
        EnumWord("CHANGE_SUBJECT_", v1::ChangeSubject_Name(change.subject()));
    session.out.Write(absl::StrCat(
        session.out.Paint(Style::kDim, absl::StrCat("r", response.revision())),
        "  ", change.deleted() ? "- " : "+ ", subject, "  ",
        change.deleted() ? change.name() : ChangeText(change), "\n"));
  }
}

absl::Status Run(Session& session, const Options& options) {
  PARALLAX_ASSIGN_OR_RETURN(auto* stub, session.connection->Claims());
  int64_t after = options.after;
  // A stream that breaks is taken up again where it was; only errors that
  // resuming cannot mend end the command.
  for (;;) {
    grpc::ClientContext context;
    v1::WatchRequest request;
    request.set_after_revision(after);
    if (!options.incident.empty()) {
      request.set_incident(FullName("incidents", options.incident));
    }
    if (!options.actors) LeaveOutActors(&request);
    if (options.until_idle) request.set_progress_interval_ms(500);
    auto reader = stub->Watch(&context, request);
    v1::WatchResponse response;
    bool idle = false;
    while (!idle && reader->Read(&response)) {
      Print(session, response);
      if (response.end_of_revision() || response.changes().empty()) {
        after = response.revision();
      }
      idle = options.until_idle && response.changes().empty();
    }
    if (idle) {
      context.TryCancel();
      reader->Finish();
      return absl::OkStatus();
    }
    absl::Status status = status::FromGrpc(reader->Finish());
    if (!absl::IsUnavailable(status) && !absl::IsAborted(status)) {
      return status;
    }
    session.err.Write(absl::StrCat("The stream broke after revision ", after,
                                   "; resuming.\n"));
    absl::SleepFor(absl::Seconds(1));
  }
}

}  // namespace

void AddWatch(CLI::App& app, Work* work) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("watch", "Follow the ledger's changes");
  command
      ->add_option("--after", options->after,
                   "Start after this revision; 0 for everything kept")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command->add_option("--incident", options->incident, "Only this incident");
  command->add_flag("--actors", options->actors,
                    "Also changes of the registry of actors");
  command->add_flag("--until-idle", options->until_idle,
                    "End once everything so far has been printed");
  command->callback([options, work] {
    *work = [options](Session& session) { return Run(session, *options); };
  });
}

}  // namespace parallax::cli
