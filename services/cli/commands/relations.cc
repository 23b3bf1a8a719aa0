#include <parallax/claims/v1/claims_service.grpc.pb.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/cli/output/table.h"
#include "services/cli/output/text.h"
#include "services/cli/session.h"
#include "services/cli/viewpoint.h"

namespace parallax::cli {
namespace {

namespace v1 = claims::v1;

struct Options {
  std::string parent;
  std::string type;
  std::string filter;
  ViewOptions view;
  int limit = 100;
};

absl::Status List(Session& session, const Options& options) {
  PARALLAX_ASSIGN_OR_RETURN(auto* stub, session.connection->Claims());
  v1::ListRelationsRequest request;
  if (!options.parent.empty()) {
    request.set_parent(FullName("claims", options.parent));
  }
  std::string filter = options.filter;
  if (!options.type.empty()) {
    const std::string type =
        absl::StrCat("type = ", absl::AsciiStrToUpper(options.type));
    filter = filter.empty() ? type : absl::StrCat("(", filter, ") AND ", type);
  }
  request.set_filter(filter);
  request.set_page_size(options.limit);
  PARALLAX_RETURN_IF_ERROR(SetViewpoint(options.view, &request));
  PARALLAX_ASSIGN_OR_RETURN(
      const v1::ListRelationsResponse response,
      Call(session, *stub, &v1::ClaimsService::Stub::ListRelations, request));
  Table table({{"PUBLISHED"},
               {"RELATION"},
               {"REASON", Table::Align::kLeft, true},
               {"FROM"},
               {"TO"}});
  for (const v1::Relation& relation : response.relations()) {
    if (session.json) {
      session.out.Write(JsonText(relation, false));
      continue;
    }
    std::string type =
        EnumWord("RELATION_TYPE_", v1::RelationType_Name(relation.type()));
    if (relation.stale()) absl::StrAppend(&type, " (stale)");
    table.AddRow({TimeText(relation.publish_time()), type, relation.reason(),
                  std::string(ShortName(relation.from_claim())),
                  std::string(ShortName(relation.to_claim()))});
  }
  if (session.json) return absl::OkStatus();
  session.out.Write(table.rows() == 0 ? "no relations\n"
                                      : table.Render(session.out));
  if (!response.next_page_token().empty()) {
    session.err.Write(
        absl::StrCat("The first ", table.rows(), "; --limit shows more.\n"));
  }
  return absl::OkStatus();
}

}  // namespace

void AddRelations(CLI::App& app, Work* work) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("relations", "List how claims stand to each other");
  command->add_option("PARENT", options->parent,
                      "A claim, questions/... or incidents/...");
  command->add_option("--type", options->type,
                      "revises, contradicts, denies, attribution_drift, ...");
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
