#include "tests/bench/bare_insert.h"

#include <sqlite3.h>

#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/macros.h"
#include "services/claims/storage/sqlite/open_ledger.h"
#include "tests/bench/measures.h"

namespace parallax::bench {
namespace {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
  }
};
struct FreeValue {
  void operator()(sqlite3_value* value) const { sqlite3_value_free(value); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;
using Value = std::unique_ptr<sqlite3_value, FreeValue>;

absl::StatusOr<Database> OpenFile(const std::string& path) {
  sqlite3* opened = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
  Database database(opened);
  if (code != SQLITE_OK) {
    return absl::InternalError(absl::StrCat("cannot open ", path));
  }
  return database;
}

absl::Status Execute(sqlite3* database, const std::string& sql) {
  if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) ==
      SQLITE_OK) {
    return absl::OkStatus();
  }
  return absl::InternalError(absl::StrCat(sql, ": ", sqlite3_errmsg(database)));
}

absl::StatusOr<Statement> Prepare(sqlite3* database, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) !=
      SQLITE_OK) {
    return absl::InternalError(
        absl::StrCat(sql, ": ", sqlite3_errmsg(database)));
  }
  return Statement(statement);
}

// One table's rows in memory, so that reading them is not timed.
struct TableRows {
  std::string name;
  int columns = 0;
  std::vector<Value> values;
  std::int64_t rows() const {
    return static_cast<std::int64_t>(values.size()) / columns;
  }
};

absl::StatusOr<TableRows> ReadTable(sqlite3* database, const char* name) {
  TableRows table;
  table.name = name;
  PARALLAX_ASSIGN_OR_RETURN(
      const Statement select,
      Prepare(database, absl::StrCat("SELECT * FROM ", name)));
  table.columns = sqlite3_column_count(select.get());
  while (sqlite3_step(select.get()) == SQLITE_ROW) {
    for (int i = 0; i < table.columns; ++i) {
      table.values.emplace_back(
          sqlite3_value_dup(sqlite3_column_value(select.get(), i)));
    }
  }
  return table;
}

absl::Status InsertShare(sqlite3_stmt* insert, const TableRows& table,
                         std::int64_t from, std::int64_t to) {
  for (std::int64_t row = from; row < to; ++row) {
    for (int i = 0; i < table.columns; ++i) {
      sqlite3_bind_value(insert, i + 1,
                         table.values[row * table.columns + i].get());
    }
    if (sqlite3_step(insert) != SQLITE_DONE) {
      return absl::InternalError(
          absl::StrCat("cannot insert into ", table.name));
    }
    sqlite3_reset(insert);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<BareWrite> InsertRowsOf(const std::string& from,
                                       const std::string& to) {
  {
    // Makes the tables.
    PARALLAX_ASSIGN_OR_RETURN(const auto store,
                              claims::storage::OpenSqliteLedger(to, 1));
    store->Close();
  }
  PARALLAX_ASSIGN_OR_RETURN(const Database source, OpenFile(from));
  BareWrite result;
  std::vector<TableRows> tables;
  for (const char* name : kLedgerTables) {
    PARALLAX_ASSIGN_OR_RETURN(TableRows table, ReadTable(source.get(), name));
    result.rows += table.rows();
    if (table.name == "ledger") result.transactions = table.rows();
    tables.push_back(std::move(table));
  }
  PARALLAX_ASSIGN_OR_RETURN(const Database target, OpenFile(to));
  PARALLAX_RETURN_IF_ERROR(
      Execute(target.get(),
              "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA "
              "foreign_keys = OFF; PRAGMA cache_size = -16384"));
  std::vector<Statement> inserts;
  for (const TableRows& table : tables) {
    const std::vector<std::string> marks(table.columns, "?");
    PARALLAX_ASSIGN_OR_RETURN(
        Statement insert,
        Prepare(target.get(),
                absl::StrCat("INSERT INTO ", table.name, " VALUES (",
                             absl::StrJoin(marks, ", "), ")")));
    inserts.push_back(std::move(insert));
  }
  absl::Status status;
  result.took = TimeOf([&] {
    for (std::int64_t i = 0; i < result.transactions && status.ok(); ++i) {
      status = Execute(target.get(), "BEGIN IMMEDIATE");
      for (std::size_t t = 0; t < tables.size() && status.ok(); ++t) {
        const std::int64_t rows = tables[t].rows();
        status = InsertShare(inserts[t].get(), tables[t],
                             rows * i / result.transactions,
                             rows * (i + 1) / result.transactions);
      }
      if (status.ok()) status = Execute(target.get(), "COMMIT");
    }
  });
  if (!status.ok()) return status;
  return result;
}

}  // namespace parallax::bench
