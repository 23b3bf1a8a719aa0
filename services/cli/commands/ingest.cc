#include <CLI/CLI.hpp>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "common/status/macros.h"
#include "services/cli/ingest_stream.h"
#include "services/cli/output/progress.h"
#include "services/cli/output/table.h"
#include "services/cli/output/text.h"
#include "services/cli/report_files.h"
#include "services/cli/session.h"

namespace parallax::cli {
namespace {

namespace v1 = ingest::v1;

struct Options {
  std::vector<std::string> paths;
  std::string outlet;
  std::string uri;
  std::string title;
  std::string published;
};

absl::Status Run(Session& session, const Options& options) {
  PARALLAX_ASSIGN_OR_RETURN(std::vector<ReportFile> reports,
                            FindReports(options.paths));
  if (reports.empty()) return absl::NotFoundError("no reports there");
  if (reports.size() > 1 && (!options.uri.empty() || !options.title.empty())) {
    return absl::InvalidArgumentError("--uri and --title go with one report");
  }
  for (ReportFile& report : reports) {
    if (!options.outlet.empty()) report.input.set_outlet(options.outlet);
    if (!options.uri.empty()) report.input.set_uri(options.uri);
    if (!options.title.empty()) report.input.set_title(options.title);
    if (!options.published.empty()) {
      PARALLAX_ASSIGN_OR_RETURN(
          *report.input.mutable_publish_time(),
          ParseTime("--published", options.published, false));
    }
  }

  Table table({{"REPORT", Table::Align::kLeft, true},
               {"OUTLET"},
               {"PUBLISHED"},
               {"MENTIONS", Table::Align::kRight},
               {"CLAIMS", Table::Align::kRight},
               {"RESULT", Table::Align::kLeft, true}});
  // Shown in the order of the files, whichever was ready first.
  struct Row {
    std::vector<std::string> cells;
    Style style = Style::kPlain;
  };
  std::map<const ReportFile*, Row> rows;
  size_t ended = 0;
  size_t failed = 0;
  size_t created = 0;
  int64_t mentions = 0;
  const absl::Time start = absl::Now();
  absl::Status status;
  {
    Progress progress(session.err, "ingesting", reports.size());
    status = StreamReports(
        session, reports, [&](const ReportFile& report, const auto& result) {
          progress.Advance(++ended);
          if (!result.ok()) {
            ++failed;
            if (session.json) {
              session.out.Write(absl::StrFormat(
                  "{\"file\":%s,\"error\":%s}\n", FilterString(report.path),
                  FilterString(result.status().message())));
              return;
            }
            rows[&report] = {
                {report.path, report.input.outlet(), "", "", "",
                 absl::StrCat("failed: ", result.status().message())},
                Style::kRed};
            return;
          }
          created += result->created() ? 1 : 0;
          mentions += result->mention_count();
          if (session.json) {
            session.out.Write(JsonText(*result, false));
            return;
          }
          const v1::DocumentRevision& revision =
              result->document().latest_revision();
          rows[&report].cells = {report.path,
                                 revision.outlet(),
                                 TimeText(revision.publish_time()),
                                 absl::StrCat(result->mention_count()),
                                 absl::StrCat(result->claims_size()),
                                 result->created() ? "new" : "known"};
        });
  }
  if (!session.json) {
    for (auto& [report, row] : rows) {
      table.AddRow(std::move(row.cells), row.style);
    }
    session.out.Write(table.Render(session.out));
    const double seconds =
        std::max(1e-3, absl::ToDoubleSeconds(absl::Now() - start));
    session.out.Write(
        absl::StrFormat("%d reports (%d new, %d failed), %d mentions, %.2f s\n",
                        ended, created, failed, mentions, seconds));
  }
  PARALLAX_RETURN_IF_ERROR(status);
  if (failed > 0) {
    return absl::FailedPreconditionError(
        absl::StrCat(failed, " of ", ended, " reports failed"));
  }
  return absl::OkStatus();
}

}  // namespace

void AddIngest(CLI::App& app, Work* work) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("ingest", "Take reports into the ledger");
  command
      ->add_option("PATH", options->paths,
                   "Files, folders, or - for standard input; a folder may hold "
                   "a manifest.json")
      ->required();
  command->add_option("--outlet", options->outlet, "Outlet of all of them");
  command->add_option("--uri", options->uri, "Address of the one report");
  command->add_option("--title", options->title, "Title of the one report");
  command->add_option("--published", options->published,
                      "When it was published: 2022-09-15 or RFC 3339");
  command->callback([options, work] {
    *work = [options](Session& session) { return Run(session, *options); };
  });
}

}  // namespace parallax::cli
