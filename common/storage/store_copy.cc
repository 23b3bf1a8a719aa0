#include "common/storage/store_copy.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <variant>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/macros.h"
#include "common/storage/copy_mark.h"
#include "common/storage/ids.h"
#include "common/storage/store_tables.h"

namespace parallax::storage {
namespace {

// What two copies into one store take turns by.
constexpr char kCopyLock[] = "copy";

struct Batch {
  std::vector<StoreRow> rows;
  bool last = false;
};

std::size_t SizeOf(const StoreRow& row) {
  std::size_t size = 0;
  for (const SqlValue& value : row) {
    const SqlValue::Variant& held = value.variant();
    if (const auto* text = std::get_if<std::string>(&held)) {
      size += text->size();
    } else if (const auto* blob = std::get_if<SqlBlob>(&held)) {
      size += blob->bytes.size();
    }
    size += sizeof(SqlValue);
  }
  return size;
}

absl::StatusOr<std::vector<StoreTable>> TablesOf(const rpc::CallContext& call,
                                                 SqlDatabase& database) {
  std::vector<StoreTable> tables;
  PARALLAX_RETURN_IF_ERROR(
      database.Read(call, [&](SqlConnection& connection) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(tables, ListTables(connection));
        return absl::OkStatus();
      }));
  return tables;
}

bool SameColumns(const StoreTable& a, const StoreTable& b) {
  return std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(),
                    b.columns.end(),
                    [](const StoreColumn& x, const StoreColumn& y) {
                      return x.name == y.name && x.kind == y.kind;
                    });
}

// The moments at which a store was made and brought up to date, which no other
// store but a file's copy shares.
absl::StatusOr<std::string> OriginOf(SqlConnection& connection) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection.Prepare(
          connection.dialect() == SqlDialect::kSqlite
              ? "SELECT applied_at FROM parallax_migration ORDER BY version"
              : "SELECT CAST(CAST(EXTRACT(EPOCH FROM applied_at) * 1000000 AS "
                "BIGINT) AS TEXT) FROM parallax_migration ORDER BY version"));
  std::string moments;
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) return Hex(Sha256(moments));
    absl::StrAppend(&moments, select.ColumnText(0), "\n");
  }
}

// Rows in a lasting order. Without a key, only equal rows may change places.
std::string SelectRows(const StoreTable& table) {
  const std::string columns = table.ColumnList();
  std::string order = columns;
  if (!table.key.empty()) {
    order = absl::StrCat("\"", absl::StrJoin(table.key, "\", \""), "\"");
  }
  return absl::StrCat("SELECT ", columns, " FROM ", table.name, " ORDER BY ",
                      order, " LIMIT ? OFFSET ?");
}

std::string InsertRow(const StoreTable& table) {
  return absl::StrCat(
      "INSERT INTO ", table.name, " (", table.ColumnList(), ") VALUES (",
      absl::StrJoin(std::vector<std::string>(table.columns.size(), "?"), ", "),
      ")");
}

class Copier {
 public:
  Copier(const rpc::CallContext& call, const StoreSchema& schema,
         SqlDatabase& source, SqlDatabase& target, const CopyOptions& options)
      : call_(call),
        schema_(schema),
        source_(source),
        target_(target),
        options_(options) {}

  absl::StatusOr<CopyReport> Run() {
    PARALLAX_RETURN_IF_ERROR(CheckVersions());
    PARALLAX_RETURN_IF_ERROR(PlanTables());
    PARALLAX_RETURN_IF_ERROR(LookAtSource());
    PARALLAX_RETURN_IF_ERROR(Begin());
    if (!finished_) {
      for (const StoreTable& table : tables_) {
        PARALLAX_RETURN_IF_ERROR(CopyTable(table));
      }
    }
    PARALLAX_RETURN_IF_ERROR(Compare());
    if (report_.equal() && !finished_) PARALLAX_RETURN_IF_ERROR(Finish());
    return std::move(report_);
  }

 private:
  absl::Status CheckVersions() const {
    const int from = source_.schema_version();
    const int to = target_.schema_version();
    if (from == to) return absl::OkStatus();
    return absl::FailedPreconditionError(absl::StrCat(
        "the source has schema version ", from, ", the target ", to,
        from < to ? ": start the service once on the source, which brings it "
                    "up to date"
                  : ": the copy was begun by an older program; empty the "
                    "target and begin again"));
  }

  // The target's tables, in its order, read by the source's keys.
  absl::Status PlanTables() {
    PARALLAX_ASSIGN_OR_RETURN(auto from, TablesOf(call_, source_));
    PARALLAX_ASSIGN_OR_RETURN(tables_, TablesOf(call_, target_));
    std::map<std::string, StoreTable> by_name;
    for (StoreTable& table : from) by_name[table.name] = std::move(table);
    for (StoreTable& table : tables_) {
      const auto found = by_name.find(table.name);
      if (found == by_name.end() || !SameColumns(found->second, table)) {
        return absl::FailedPreconditionError(absl::StrCat(
            "the table ", table.name, " is not the same in both stores"));
      }
      table.key = std::move(found->second.key);
      by_name.erase(found);
    }
    if (by_name.empty()) return absl::OkStatus();
    return absl::FailedPreconditionError(
        absl::StrCat("the target has no table ", by_name.begin()->first));
  }

  absl::Status LookAtSource() {
    return source_.Read(call_, [&](SqlConnection& connection) -> absl::Status {
      PARALLAX_ASSIGN_OR_RETURN(origin_, OriginOf(connection));
      for (const StoreTable& table : tables_) {
        PARALLAX_ASSIGN_OR_RETURN(SqlStatement count,
                                  connection.Prepare(absl::StrCat(
                                      "SELECT COUNT(*) FROM ", table.name)));
        PARALLAX_RETURN_IF_ERROR(count.Step().status());
        total_ += count.ColumnInt(0);
      }
      return absl::OkStatus();
    });
  }

  // Marks an empty target as a part of this copy, or finds it marked so.
  absl::Status Begin() {
    return target_.Write(call_, [&](SqlConnection& connection) -> absl::Status {
      PARALLAX_RETURN_IF_ERROR(connection.Serialize(kCopyLock));
      PARALLAX_ASSIGN_OR_RETURN(const std::optional<CopyMark> mark,
                                ReadCopyMark(connection));
      report_.resumed = mark.has_value();
      if (mark.has_value()) {
        finished_ = mark->finished;
        if (mark->origin == origin_) return absl::OkStatus();
        return absl::FailedPreconditionError(
            "the target holds a copy of another store, or a part of one");
      }
      for (const StoreTable& table : tables_) {
        PARALLAX_RETURN_IF_ERROR(TakeEmpty(connection, table));
      }
      return WriteCopyMark(connection, {origin_, false});
    });
  }

  absl::Status TakeEmpty(SqlConnection& connection, const StoreTable& table) {
    std::string used = absl::StrCat("SELECT 1 FROM ", table.name);
    for (const SeededTable& seeded : schema_.seeded) {
      if (seeded.name != table.name) continue;
      absl::StrAppend(&used, " WHERE NOT (", seeded.unused, ")");
    }
    {
      PARALLAX_ASSIGN_OR_RETURN(
          SqlStatement select,
          connection.Prepare(absl::StrCat(used, " LIMIT 1")));
      PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
      if (row) {
        return absl::FailedPreconditionError(absl::StrCat(
            "the target is not empty: its table ", table.name, " holds rows"));
      }
    }
    return connection.Run(absl::StrCat("DELETE FROM ", table.name));
  }

  absl::Status CopyTable(const StoreTable& table) {
    TableMark mark;
    PARALLAX_RETURN_IF_ERROR(
        target_.Read(call_, [&](SqlConnection& connection) -> absl::Status {
          PARALLAX_ASSIGN_OR_RETURN(mark,
                                    ReadTableMark(connection, table.name));
          return absl::OkStatus();
        }));
    Tell("copying", mark.rows);
    if (mark.finished) return absl::OkStatus();
    return source_.Read(call_, [&](SqlConnection& connection) -> absl::Status {
      PARALLAX_ASSIGN_OR_RETURN(SqlStatement rows,
                                connection.PrepareScan(SelectRows(table)));
      rows.BindInt(1, INT64_MAX).BindInt(2, mark.rows);
      while (!mark.finished) {
        PARALLAX_ASSIGN_OR_RETURN(const Batch batch, ReadBatch(rows, table));
        PARALLAX_RETURN_IF_ERROR(WriteBatch(table, batch, &mark));
        Tell("copying", static_cast<std::int64_t>(batch.rows.size()));
      }
      return absl::OkStatus();
    });
  }

  absl::StatusOr<Batch> ReadBatch(SqlStatement& rows, const StoreTable& table) {
    Batch batch;
    std::size_t bytes = 0;
    while (static_cast<std::int64_t>(batch.rows.size()) < options_.batch_rows &&
           bytes < options_.batch_bytes) {
      PARALLAX_ASSIGN_OR_RETURN(const bool more, rows.Step());
      if (!more) {
        batch.last = true;
        break;
      }
      PARALLAX_ASSIGN_OR_RETURN(StoreRow row, ReadRow(rows, table));
      bytes += SizeOf(row);
      batch.rows.push_back(std::move(row));
    }
    return batch;
  }

  absl::Status WriteBatch(const StoreTable& table, const Batch& batch,
                          TableMark* mark) {
    const TableMark next = {
        mark->rows + static_cast<std::int64_t>(batch.rows.size()), batch.last};
    const std::string insert = InsertRow(table);
    PARALLAX_RETURN_IF_ERROR(
        target_.Write(call_, [&](SqlConnection& connection) -> absl::Status {
          PARALLAX_RETURN_IF_ERROR(connection.Serialize(kCopyLock));
          PARALLAX_ASSIGN_OR_RETURN(const TableMark found,
                                    ReadTableMark(connection, table.name));
          if (!(found == *mark)) {
            return absl::AbortedError("another copy writes to the target");
          }
          for (const StoreRow& row : batch.rows) {
            PARALLAX_RETURN_IF_ERROR(connection.RunAll(insert, row));
          }
          return WriteTableMark(connection, table.name, next);
        }));
    *mark = next;
    return absl::OkStatus();
  }

  absl::Status Compare() {
    done_ = 0;
    for (const StoreTable& table : tables_) {
      ComparedTable& compared = report_.tables.emplace_back();
      compared.name = table.name;
      PARALLAX_ASSIGN_OR_RETURN(compared.source,
                                DigestTable(call_, source_, table));
      PARALLAX_ASSIGN_OR_RETURN(compared.target,
                                DigestTable(call_, target_, table));
      Tell("comparing", compared.source.rows);
    }
    return absl::OkStatus();
  }

  absl::Status Finish() {
    return target_.Write(call_, [&](SqlConnection& connection) -> absl::Status {
      PARALLAX_RETURN_IF_ERROR(connection.Serialize(kCopyLock));
      if (connection.dialect() == SqlDialect::kPostgres) {
        for (const StoreTable& table : tables_) {
          PARALLAX_RETURN_IF_ERROR(SettleTable(connection, table));
        }
      }
      return WriteCopyMark(connection, {origin_, true});
    });
  }

  // New rows are numbered from behind the copied ones, and the planner knows
  // what there is.
  static absl::Status SettleTable(SqlConnection& connection,
                                  const StoreTable& table) {
    for (const StoreColumn& column : table.columns) {
      if (!column.numbered) continue;
      PARALLAX_RETURN_IF_ERROR(connection.Run(absl::StrCat(
          "SELECT setval(pg_get_serial_sequence('", table.name, "', '",
          column.name, "'), (SELECT COALESCE(MAX(\"", column.name,
          "\"), 0) + 1 FROM ", table.name, "), false)")));
    }
    return connection.Run(absl::StrCat("ANALYZE ", table.name));
  }

  void Tell(absl::string_view doing, std::int64_t more) {
    done_ += more;
    if (options_.progress) options_.progress(doing, done_, total_);
  }

  const rpc::CallContext& call_;
  const StoreSchema& schema_;
  SqlDatabase& source_;
  SqlDatabase& target_;
  const CopyOptions& options_;
  std::vector<StoreTable> tables_;
  std::string origin_;
  bool finished_ = false;
  std::int64_t total_ = 0;
  std::int64_t done_ = 0;
  CopyReport report_;
};

}  // namespace

bool CopyReport::equal() const {
  return std::all_of(tables.begin(), tables.end(), [](const auto& table) {
    return table.source == table.target;
  });
}

absl::StatusOr<CopyReport> CopyStore(const rpc::CallContext& call,
                                     const StoreSchema& schema,
                                     SqlDatabase& source, SqlDatabase& target,
                                     const CopyOptions& options) {
  return Copier(call, schema, source, target, options).Run();
}

}  // namespace parallax::storage
