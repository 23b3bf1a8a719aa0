#include "services/cli/app.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/cli/session.h"

namespace parallax::cli {

int Run(int argc, const char* const* argv) {
  Session session;
  Work work;

  CLI::App app("Who claims what: reports in, attributed claims out.",
               "parallax");
  app.set_version_flag("--version", PARALLAX_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  app.get_formatter()->column_width(34);
  app.add_option("--server", session.server,
                 "Host, or ingest=host:port,claims=host:port,geo=host:port")
      ->envname("PARALLAX_SERVER")
      ->capture_default_str();
  app.add_option("--timeout", session.timeout_s, "Seconds for one call")
      ->check(CLI::Range(0.01, 3600.0))
      ->capture_default_str();
  app.add_flag("--json", session.json, "Write JSON, one object a line");

  AddIngest(app, &work);
  AddExtract(app, &work);
  AddClaims(app, &work);
  AddTally(app, &work);
  AddIncidents(app, &work);
  AddRelations(app, &work);
  AddExport(app, &work);
  AddHistory(app, &work);
  AddReview(app, &work);
  AddWatch(app, &work);
  AddPlaces(app, &work);
  AddLayers(app, &work);
  AddAdmin(app, &work);
  AddHealth(app, &work);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : 2;
  }

  auto addresses = ParseServer(session.server);
  if (!addresses.ok()) {
    session.err.Write(
        absl::StrCat("parallax: ", addresses.status().message(), "\n"));
    return 2;
  }
  session.connection = std::make_unique<Connection>(
      *std::move(addresses), absl::Seconds(session.timeout_s));
  const absl::Status status = work(session);
  if (status.ok()) return 0;
  session.err.Write(
      absl::StrCat(session.err.Paint(Style::kRed, "parallax: "),
                   Explain(status, session.connection->addresses()), "\n"));
  return 1;
}

}  // namespace parallax::cli
