#include <parallax/claims/v1/claims_service.grpc.pb.h>

#include <CLI/CLI.hpp>
#include <memory>

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
  std::string name;
  std::string party;
  std::string filter;
  ViewOptions view;
  int limit = 50;
};

absl::Status ShowQuestions(Session& session, const Options& options,
                           v1::ClaimsService::Stub& stub,
                           const std::string& incident) {
  v1::ListQuestionsRequest request;
  request.set_filter(absl::StrCat("incident = ", FilterString(incident)));
  request.set_page_size(1000);
  PARALLAX_RETURN_IF_ERROR(SetViewpoint(options.view, &request));
  PARALLAX_ASSIGN_OR_RETURN(
      const v1::ListQuestionsResponse response,
      Call(session, stub, &v1::ClaimsService::Stub::ListQuestions, request));
  Table table({{"QUESTION", Table::Align::kLeft, true},
               {"STATUS"},
               {"ANSWERED BY", Table::Align::kLeft, true},
               {"CLAIMS", Table::Align::kRight},
               {"NAME"}});
  for (const v1::Question& question : response.questions()) {
    if (session.json) {
      session.out.Write(JsonText(question, false));
      continue;
    }
    table.AddRow({question.display_name(),
                  EnumWord("QUESTION_STATUS_",
                           v1::QuestionStatus_Name(question.status())),
                  absl::StrJoin(question.claiming_sides(), ", "),
                  absl::StrCat(question.claim_count()),
                  std::string(ShortName(question.name()))});
  }
  if (!session.json) session.out.Write(table.Render(session.out));
  return absl::OkStatus();
}

absl::Status ShowOne(Session& session, const Options& options,
                     v1::ClaimsService::Stub& stub) {
  v1::GetIncidentRequest request;
  request.set_name(FullName("incidents", options.name));
  PARALLAX_RETURN_IF_ERROR(SetViewpoint(options.view, &request));
  PARALLAX_ASSIGN_OR_RETURN(
      const v1::GetIncidentResponse response,
      Call(session, stub, &v1::ClaimsService::Stub::GetIncident, request));
  const v1::Incident& incident = response.incident();
  if (session.json) {
    session.out.Write(JsonText(incident, false));
  } else {
    session.out.Write(absl::StrCat(
        session.out.Paint(Style::kBold, incident.display_name()), "  ",
        session.out.Paint(Style::kDim, incident.name()), "\n\n"));
  }
  return ShowQuestions(session, options, stub, incident.name());
}

absl::Status List(Session& session, const Options& options) {
  PARALLAX_ASSIGN_OR_RETURN(auto* stub, session.connection->Claims());
  if (!options.name.empty()) return ShowOne(session, options, *stub);
  v1::ListIncidentsRequest request;
  std::string filter = options.filter;
  if (!options.party.empty()) {
    const std::string party =
        absl::StrCat("party : ", FilterString(options.party));
    filter =
        filter.empty() ? party : absl::StrCat("(", filter, ") AND ", party);
  }
  request.set_filter(filter);
  request.set_page_size(options.limit);
  PARALLAX_RETURN_IF_ERROR(SetViewpoint(options.view, &request));
  PARALLAX_ASSIGN_OR_RETURN(
      const v1::ListIncidentsResponse response,
      Call(session, *stub, &v1::ClaimsService::Stub::ListIncidents, request));
  Table table({{"INCIDENT", Table::Align::kLeft, true},
               {"TIME"},
               {"PLACES", Table::Align::kLeft, true},
               {"QUESTIONS", Table::Align::kRight},
               {"CLAIMS", Table::Align::kRight},
               {"REPORTS", Table::Align::kRight},
               {"NAME"}});
  for (const v1::Incident& incident : response.incidents()) {
    if (session.json) {
      session.out.Write(JsonText(incident, false));
      continue;
    }
    std::vector<std::string> places;
    for (const auto& place : incident.places()) {
      if (places.size() == 4) break;
      places.push_back(place.phrase());
    }
    table.AddRow({incident.display_name(), IntervalText(incident.event_time()),
                  absl::StrJoin(places, ", "),
                  absl::StrCat(incident.question_count()),
                  absl::StrCat(incident.claim_count()),
                  absl::StrCat(incident.document_count()),
                  std::string(ShortName(incident.name()))});
  }
  if (session.json) return absl::OkStatus();
  session.out.Write(table.rows() == 0 ? "no incidents\n"
                                      : table.Render(session.out));
  if (!response.next_page_token().empty()) {
    session.err.Write(
        absl::StrCat("The first ", table.rows(), "; --limit shows more.\n"));
  }
  return absl::OkStatus();
}

}  // namespace

void AddIncidents(CLI::App& app, Work* work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "incidents", "List incidents, or show one with its questions");
  command->add_option("NAME", options->name, "One incident to show");
  command->add_option("--party", options->party, "Only with this side");
  command->add_option("--filter", options->filter, "AIP-160 filter");
  AddViewOptions(*command, &options->view);
  command->add_option("--limit", options->limit, "At most this many")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->callback([options, work] {
    *work = [options](Session& session) { return List(session, *options); };
  });
}

}  // namespace parallax::cli
