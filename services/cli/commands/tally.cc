#include <parallax/claims/v1/claims_service.grpc.pb.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/macros.h"
#include "services/cli/output/table.h"
#include "services/cli/output/text.h"
#include "services/cli/session.h"
#include "services/cli/viewpoint.h"

namespace parallax::cli {
namespace {

namespace v1 = claims::v1;

struct Options {
  std::string question;
  std::string incident;
  std::string victims;
  std::string measure;
  ViewOptions view;
  int limit = 20;
};

std::string History(const v1::TallyPosition& position) {
  std::vector<std::string> points;
  for (const v1::TallyPoint& point : position.history()) {
    std::string text = point.stance() == v1::STANCE_DENIES ? "denied " : "";
    absl::StrAppend(&text, CountText(point.count()));
    absl::StrAppend(&text, " (", TimeText(point.as_of_time()).substr(5, 5),
                    ")");
    points.push_back(std::move(text));
  }
  return absl::StrJoin(points, " → ");
}

void Print(Session& session, const v1::Tally& tally) {
  const std::string status =
      EnumWord("QUESTION_STATUS_", v1::QuestionStatus_Name(tally.status()));
  session.out.Write(
      absl::StrCat(session.out.Paint(Style::kBold, tally.display_name()), "  ",
                   session.out.Paint(Style::kYellow, status), "  ",
                   session.out.Paint(Style::kDim, tally.question()), "\n"));
  if (tally.positions().empty()) {
    session.out.Write("  nobody asserts a number\n");
    return;
  }
  Table table({{"  ACCORDING TO"},
               {"WHOSE LOSS"},
               {"NOW", Table::Align::kRight},
               {"AS OF"},
               {"FINAL"},
               {"HISTORY", Table::Align::kLeft, true},
               {"MENTIONS", Table::Align::kRight},
               {"ORIGINS", Table::Align::kRight}});
  for (const v1::TallyPosition& position : tally.positions()) {
    const v1::TallyPoint& now = position.current();
    const std::string side = position.claiming_side().empty()
                                 ? "(no side)"
                                 : position.claiming_side();
    std::string count = now.stance() == v1::STANCE_DENIES ? "denied " : "";
    absl::StrAppend(&count, CountText(now.count()));
    table.AddRow({absl::StrCat("  ", side),
                  EnumWord("LOSS_RELATION_",
                           v1::LossRelation_Name(position.loss_relation())),
                  count, TimeText(now.as_of_time()),
                  EnumWord("FINALITY_", v1::Finality_Name(now.finality())),
                  History(position),
                  absl::StrCat(position.echo().mention_count()),
                  absl::StrCat(position.echo().origin_count())});
  }
  session.out.Write(table.Render(session.out));
  for (const v1::DerivedTotal& total : tally.derived_totals()) {
    session.out.Write(absl::StrCat(
        "  part of a joint total of ", CountText(total.count()), ", ",
        total.claim(), total.stale() ? " (a part has moved since)" : "", "\n"));
  }
}

absl::Status Show(Session& session, const Options& options) {
  PARALLAX_ASSIGN_OR_RETURN(auto* stub, session.connection->Claims());
  v1::GetTallyRequest get;
  v1::ListQuestionsRequest list;
  PARALLAX_RETURN_IF_ERROR(SetViewpoint(options.view, &get));
  PARALLAX_RETURN_IF_ERROR(SetViewpoint(options.view, &list));
  std::vector<std::string> questions;
  if (!options.question.empty()) {
    questions.push_back(FullName("questions", options.question));
  } else {
    std::vector<std::string> parts = {"kind = CASUALTIES"};
    if (!options.incident.empty()) {
      parts.push_back(
          absl::StrCat("incident = ",
                       FilterString(FullName("incidents", options.incident))));
    }
    if (!options.victims.empty()) {
      parts.push_back(
          absl::StrCat("victims_side = ", FilterString(options.victims)));
    }
    if (!options.measure.empty()) {
      parts.push_back(
          absl::StrCat("measure = ", absl::AsciiStrToUpper(options.measure)));
    }
    list.set_filter(absl::StrJoin(parts, " AND "));
    list.set_page_size(options.limit);
    PARALLAX_ASSIGN_OR_RETURN(
        const v1::ListQuestionsResponse response,
        Call(session, *stub, &v1::ClaimsService::Stub::ListQuestions, list));
    for (const v1::Question& question : response.questions()) {
      questions.push_back(question.name());
    }
  }
  bool first = true;
  for (const std::string& question : questions) {
    get.set_question(question);
    const absl::StatusOr<v1::GetTallyResponse> response =
        Call(session, *stub, &v1::ClaimsService::Stub::GetTally, get);
    // "Confirmed his death": a question of casualties without a number.
    if (absl::IsInvalidArgument(response.status()) &&
        options.question.empty()) {
      continue;
    }
    PARALLAX_RETURN_IF_ERROR(response.status());
    if (session.json) {
      session.out.Write(JsonText(response->tally(), false));
      continue;
    }
    if (!first) session.out.Write("\n");
    first = false;
    Print(session, response->tally());
  }
  if (first && !session.json) session.out.Write("no tallies\n");
  return absl::OkStatus();
}

}  // namespace

void AddTally(CLI::App& app, Work* work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "tally", "Compare how many casualties each side states");
  command->add_option("QUESTION", options->question,
                      "One question; else those with the most claims");
  command->add_option("--incident", options->incident, "Only this incident");
  command->add_option("--victims", options->victims,
                      "Only victims of this side");
  command->add_option("--measure", options->measure,
                      "killed, wounded, captured, missing, ...");
  AddViewOptions(*command, &options->view);
  command->add_option("--limit", options->limit, "At most this many questions")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->callback([options, work] {
    *work = [options](Session& session) { return Show(session, *options); };
  });
}

}  // namespace parallax::cli
