#include "services/cli/commands/admin_copy.h"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/observability/log.h"
#include "common/rpc/call_context.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/store_copy.h"
#include "common/storage/store_schema.h"
#include "common/storage/store_url.h"
#include "services/claims/storage/store_schema.h"
#include "services/cli/output/progress.h"
#include "services/cli/output/table.h"
#include "services/geo/storage/store_schema.h"
#include "services/ingest/storage/store_schema.h"

namespace parallax::cli {
namespace {

struct Request {
  std::string service = "claims";
  std::string from;
  std::string to;
};

const storage::StoreSchema& SchemaOf(const std::string& service) {
  if (service == "ingest") return ingest::storage::DocumentsSchema();
  if (service == "geo") return geo::storage::LayersSchema();
  return claims::storage::LedgerSchema();
}

// No server stands between: whoever asks may see what only operators may.
absl::Status InFull(const absl::Status& status, absl::string_view store) {
  if (status.ok()) return status;
  const std::string detail = status::InternalDetail(status);
  // Not UNAVAILABLE, which would speak of the services.
  return absl::InternalError(absl::StrCat(
      store, ": ", status.message(), detail.empty() ? "" : "\n  ", detail));
}

absl::StatusOr<std::unique_ptr<storage::SqlDatabase>> Open(
    absl::string_view option, const std::string& text,
    const storage::StoreSchema& schema, storage::StoreUse use) {
  const auto url = storage::ParseStoreUrl(text);
  if (!url.ok()) return InFull(url.status(), option);
  auto opened = storage::OpenStore(*url, schema, use);
  if (!opened.ok()) {
    return InFull(opened.status(), storage::RedactStoreUrl(text));
  }
  return opened;
}

std::string Checksum(const storage::TableDigest& digest) {
  return absl::StrFormat("%016x", digest.checksum);
}

nlohmann::json Json(const storage::TableDigest& digest) {
  return {{"rows", digest.rows}, {"checksum", Checksum(digest)}};
}

void Write(const Session& session, const storage::CopyReport& report) {
  if (session.json) {
    for (const storage::ComparedTable& table : report.tables) {
      session.out.Write(
          absl::StrCat(nlohmann::json({{"table", table.name},
                                       {"source", Json(table.source)},
                                       {"target", Json(table.target)},
                                       {"equal", table.source == table.target}})
                           .dump(),
                       "\n"));
    }
    return;
  }
  Table rows({{"TABLE"},
              {"SOURCE ROWS", Table::Align::kRight},
              {"TARGET ROWS", Table::Align::kRight},
              {"CHECKSUM"},
              {"CONTENT"}});
  for (const storage::ComparedTable& table : report.tables) {
    const bool equal = table.source == table.target;
    rows.AddRow({table.name, absl::StrCat(table.source.rows),
                 absl::StrCat(table.target.rows), Checksum(table.source),
                 equal ? "equal" : "DIFFERS"},
                equal ? Style::kPlain : Style::kRed);
  }
  session.out.Write(rows.Render(session.out));
}

absl::Status Copy(const Session& session, const Request& request) {
  // What the stores log is for services.
  PARALLAX_RETURN_IF_ERROR(observability::SetUpLogging({.level = "error"}));
  const storage::StoreSchema& schema = SchemaOf(request.service);
  PARALLAX_ASSIGN_OR_RETURN(
      const auto source,
      Open("--from", request.from, schema, storage::StoreUse::kCopyFrom));
  PARALLAX_ASSIGN_OR_RETURN(
      const auto target,
      Open("--to", request.to, schema, storage::StoreUse::kCopyTo));
  std::optional<Progress> progress;
  std::string shown;
  storage::CopyOptions options;
  options.progress = [&](absl::string_view doing, std::int64_t done,
                         std::int64_t total) {
    if (shown != doing) {
      shown = std::string(doing);
      progress.emplace(session.err, doing, static_cast<size_t>(total));
    }
    progress->Advance(static_cast<size_t>(done));
  };
  const auto report = storage::CopyStore(rpc::CallContext::Background(), schema,
                                         *source, *target, options);
  progress.reset();
  if (!report.ok()) return InFull(report.status(), "the copy stopped");
  Write(session, *report);
  if (report->equal()) return absl::OkStatus();
  return absl::DataLossError(
      "the stores differ: one of them was written to since the copy began. "
      "Stop what uses them, empty the target and copy again");
}

}  // namespace

void AddAdminCopy(CLI::App& admin, Work* work) {
  auto request = std::make_shared<Request>();
  CLI::App* copy = admin.add_subcommand(
      "copy",
      "Move a service's store, which is not in use, to another place or "
      "engine; run it again to go on with a copy that was ended");
  copy->add_option("--from", request->from,
                   "sqlite:PATH or postgresql://USER@HOST:PORT/DATABASE")
      ->required();
  copy->add_option("--to", request->to,
                   "The same; empty, or a part of the copy")
      ->required();
  copy->add_option("--service", request->service, "Whose store it is")
      ->check(CLI::IsMember({"claims", "ingest", "geo"}))
      ->capture_default_str();
  copy->callback([request, work] {
    *work = [request](Session& session) { return Copy(session, *request); };
  });
}

}  // namespace parallax::cli
