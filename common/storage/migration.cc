#include "common/storage/migration.h"

#include "absl/strings/str_cat.h"
#include "common/observability/log.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/ids.h"

namespace parallax::storage {
namespace {

absl::Status Refuse(absl::string_view message) {
  return status::Error(absl::StatusCode::kFailedPrecondition,
                       type::v1::ERROR_REASON_STORE_FAILED, message);
}

}  // namespace

absl::StatusOr<int> CheckAppliedSteps(SqlConnection& connection,
                                      Migrations migrations) {
  for (std::size_t i = 0; i < migrations.size(); ++i) {
    if (migrations[i].version != static_cast<int>(i) + 1) {
      return absl::InternalError("migrations must be numbered from 1 on");
    }
  }
  int version = 0;
  PARALLAX_ASSIGN_OR_RETURN(
      auto rows, connection.Prepare("SELECT version, name, sha256 FROM "
                                    "parallax_migration ORDER BY version"));
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, rows.Step());
    if (!row) return version;
    ++version;
    if (static_cast<std::size_t>(version) > migrations.size()) {
      return Refuse(absl::StrCat("the store has schema version ",
                                 rows.ColumnInt(0),
                                 ", this program knows only up to ",
                                 migrations.size(), ": use a newer program"));
    }
    const Migration& known = migrations[version - 1];
    if (rows.ColumnInt(0) != known.version ||
        rows.ColumnText(2) != Hex(Sha256(known.sql))) {
      return Refuse(
          absl::StrCat("schema step ", known.name,
                       " is not the one that the store was made with"));
    }
  }
}

absl::Status RunStep(SqlConnection& connection, const Migration& step) {
  PARALLAX_RETURN_IF_ERROR(connection.Execute(step.sql));
  PARALLAX_RETURN_IF_ERROR(connection.Run(
      "INSERT INTO parallax_migration(version, name, sha256) VALUES(?, ?, ?)",
      step.version, step.name, Hex(Sha256(step.sql))));
  observability::LogInfo("schema step run", {{"step", step.name}});
  return absl::OkStatus();
}

}  // namespace parallax::storage
