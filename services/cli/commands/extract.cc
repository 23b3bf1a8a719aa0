#include <parallax/ingest/v1/ingest_service.grpc.pb.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/status/macros.h"
#include "services/cli/output/table.h"
#include "services/cli/output/text.h"
#include "services/cli/report_files.h"
#include "services/cli/session.h"

namespace parallax::cli {
namespace {

namespace v1 = ingest::v1;
using claims::v1::Evidence;
using claims::v1::EvidenceRole_Name;
using claims::v1::Mention;

struct Options {
  std::string path;
  std::string outlet;
  std::string published;
  bool explain = false;
  bool resolve = false;
};

std::string OneLine(absl::string_view text) {
  std::string line(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

// The span's words with each piece of evidence marked below them.
void Explain(Session& session, const std::string& text,
             const Mention& mention) {
  const auto& assertion = mention.assertion();
  session.out.Write(absl::StrCat(
      session.out.Paint(
          Style::kBold,
          absl::StrCat(ClaimantText(assertion.claimant()), " ",
                       StanceText(assertion), ": ", ContentText(assertion))),
      "\n"));
  const int64_t begin = mention.span().start_byte();
  const int64_t end = mention.span().end_byte();
  session.out.Write(absl::StrFormat(
      "  %s  %s\n",
      session.out.Paint(Style::kDim, absl::StrFormat("%d-%d", begin, end)),
      OneLine(mention.span().text())));
  for (const Evidence& evidence : mention.evidence()) {
    const auto& span = evidence.span();
    const std::string role =
        EnumWord("EVIDENCE_ROLE_", EvidenceRole_Name(evidence.role()));
    if (span.start_byte() >= begin && span.end_byte() <= end) {
      const size_t before = DisplayWidth(absl::string_view(text).substr(
          static_cast<size_t>(begin),
          static_cast<size_t>(span.start_byte() - begin)));
      const size_t width = std::max<size_t>(
          1, DisplayWidth(absl::string_view(text).substr(
                 static_cast<size_t>(span.start_byte()),
                 static_cast<size_t>(span.end_byte() - span.start_byte()))));
      const size_t margin = absl::StrFormat("  %d-%d  ", begin, end).size();
      session.out.Write(
          absl::StrCat(std::string(margin + before, ' '),
                       session.out.Paint(Style::kCyan, std::string(width, '^')),
                       " ", role, "\n"));
    } else {
      session.out.Write(absl::StrFormat(
          "  %s \"%s\" at %d\n", session.out.Paint(Style::kCyan, role),
          OneLine(span.text()), span.start_byte()));
    }
  }
  const auto& scores = assertion.scores();
  session.out.Write(absl::StrCat(
      session.out.Paint(
          Style::kDim,
          absl::StrFormat("  rule %s  extraction %.2f  attribution %.2f",
                          mention.rule(), scores.extraction(),
                          scores.attribution())),
      "\n\n"));
}

absl::Status Run(Session& session, const Options& options) {
  PARALLAX_ASSIGN_OR_RETURN(auto* stub, session.connection->Ingest());
  v1::ExtractMentionsRequest request;
  request.set_resolve_places(options.resolve);
  request.mutable_document()->set_outlet(options.outlet);
  if (!options.published.empty()) {
    PARALLAX_ASSIGN_OR_RETURN(
        *request.mutable_document()->mutable_publish_time(),
        ParseTime("--published", options.published, false));
  }
  PARALLAX_ASSIGN_OR_RETURN(*request.mutable_document()->mutable_content(),
                            ReadReport(options.path));
  PARALLAX_ASSIGN_OR_RETURN(
      const v1::ExtractMentionsResponse response,
      Call(session, *stub, &v1::IngestService::Stub::ExtractMentions, request));
  if (session.json) {
    for (const Mention& mention : response.mentions()) {
      session.out.Write(JsonText(mention, false));
    }
    return absl::OkStatus();
  }
  if (options.explain) {
    for (const Mention& mention : response.mentions()) {
      Explain(session, response.document().text(), mention);
    }
  } else {
    Table table({{"CLAIMANT", Table::Align::kLeft, true},
                 {"STANCE"},
                 {"KIND"},
                 {"CONTENT", Table::Align::kLeft, true},
                 {"EVENT"},
                 {"WORDS", Table::Align::kLeft, true}});
    for (const Mention& mention : response.mentions()) {
      const auto& assertion = mention.assertion();
      table.AddRow({ClaimantText(assertion.claimant()), StanceText(assertion),
                    EnumWord("CLAIM_KIND_",
                             claims::v1::ClaimKind_Name(assertion.kind())),
                    ContentText(assertion),
                    IntervalText(assertion.event_time()),
                    OneLine(mention.span().text())});
    }
    session.out.Write(table.Render(session.out));
  }
  session.out.Write(absl::StrFormat(
      "%d mentions in \"%s\", %s, published %s (%s)\n",
      response.mentions_size(), response.document().title(),
      response.document().outlet().empty() ? "unknown outlet"
                                           : response.document().outlet(),
      TimeText(response.document().publish_time()),
      response.document().publish_time_basis()));
  return absl::OkStatus();
}

}  // namespace

void AddExtract(CLI::App& app, Work* work) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("extract", "Read one report and keep nothing");
  command->add_option("FILE", options->path, "A file, or - for standard input")
      ->required();
  command->add_option("--outlet", options->outlet, "Its outlet");
  command->add_option("--published", options->published,
                      "When it was published: 2022-09-15 or RFC 3339");
  command->add_flag("--explain", options->explain,
                    "Show under the text what each reading stands on");
  command->add_flag("--resolve-places", options->resolve,
                    "Have the geo service resolve the places");
  command->callback([options, work] {
    *work = [options](Session& session) { return Run(session, *options); };
  });
}

}  // namespace parallax::cli
