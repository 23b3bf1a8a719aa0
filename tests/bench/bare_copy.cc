#include "tests/bench/bare_copy.h"

#include <libpq-fe.h>

#include <memory>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/status/macros.h"
#include "services/claims/storage/postgres/open_ledger.h"
#include "tests/bench/measures.h"

namespace parallax::bench {
namespace {

// What goes before the rows of a binary copy, and after them.
constexpr std::size_t kHeaderSize = 19;
constexpr absl::string_view kTrailer("\xff\xff", 2);

struct CloseConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Connection = std::unique_ptr<PGconn, CloseConnection>;
using Result = std::unique_ptr<PGresult, ClearResult>;

absl::Status Failed(PGconn* connection, const std::string& sql) {
  return absl::InternalError(
      absl::StrCat(sql, ": ", PQerrorMessage(connection)));
}

absl::StatusOr<Result> Query(PGconn* connection, const std::string& sql,
                             ExecStatusType expected = PGRES_COMMAND_OK) {
  Result result(PQexec(connection, sql.c_str()));
  if (PQresultStatus(result.get()) != expected) return Failed(connection, sql);
  return result;
}

absl::StatusOr<Connection> Connect(const std::string& url) {
  Connection connection(PQconnectdb(url.c_str()));
  PARALLAX_RETURN_IF_ERROR(
      Query(connection.get(), "SET search_path = parallax_claims").status());
  return connection;
}

// One table's rows in memory, in the form of a binary copy.
struct TableRows {
  std::string name;
  std::string header;
  std::vector<std::string> rows;
};

absl::StatusOr<TableRows> ReadTable(PGconn* connection, const char* name) {
  TableRows table;
  table.name = name;
  const std::string sql =
      absl::StrCat("COPY ", name, " TO STDOUT (FORMAT binary)");
  PARALLAX_RETURN_IF_ERROR(Query(connection, sql, PGRES_COPY_OUT).status());
  char* bytes = nullptr;
  int size = 0;
  while ((size = PQgetCopyData(connection, &bytes, /*async=*/0)) > 0) {
    table.rows.emplace_back(bytes, size);
    PQfreemem(bytes);
  }
  const Result result(PQgetResult(connection));
  if (size != -1 || PQresultStatus(result.get()) != PGRES_COMMAND_OK ||
      table.rows.empty()) {
    return Failed(connection, sql);
  }
  while (PQgetResult(connection) != nullptr) {
  }
  // The header comes with the first row, the trailer by itself at the end; with
  // the header where there is no row.
  table.header = table.rows.front().substr(0, kHeaderSize);
  table.rows.front().erase(0, kHeaderSize);
  if (table.rows.back() != kTrailer) return Failed(connection, sql);
  table.rows.pop_back();
  return table;
}

absl::Status Put(PGconn* connection, absl::string_view bytes) {
  if (PQputCopyData(connection, bytes.data(), static_cast<int>(bytes.size())) ==
      1) {
    return absl::OkStatus();
  }
  return Failed(connection, "COPY");
}

absl::Status CopyShare(PGconn* connection, const TableRows& table,
                       std::size_t from, std::size_t to) {
  if (from == to) return absl::OkStatus();
  const std::string sql =
      absl::StrCat("COPY ", table.name, " FROM STDIN (FORMAT binary)");
  PARALLAX_RETURN_IF_ERROR(Query(connection, sql, PGRES_COPY_IN).status());
  PARALLAX_RETURN_IF_ERROR(Put(connection, table.header));
  for (std::size_t row = from; row < to; ++row) {
    PARALLAX_RETURN_IF_ERROR(Put(connection, table.rows[row]));
  }
  PARALLAX_RETURN_IF_ERROR(Put(connection, kTrailer));
  if (PQputCopyEnd(connection, nullptr) != 1) return Failed(connection, sql);
  const Result result(PQgetResult(connection));
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
    return Failed(connection, sql);
  }
  while (PQgetResult(connection) != nullptr) {
  }
  return absl::OkStatus();
}

absl::Status CopyAll(PGconn* connection, const std::vector<TableRows>& tables,
                     std::size_t transactions) {
  for (std::size_t i = 0; i < transactions; ++i) {
    PARALLAX_RETURN_IF_ERROR(Query(connection, "BEGIN").status());
    for (const TableRows& table : tables) {
      const std::size_t rows = table.rows.size();
      PARALLAX_RETURN_IF_ERROR(CopyShare(connection, table,
                                         rows * i / transactions,
                                         rows * (i + 1) / transactions));
    }
    PARALLAX_RETURN_IF_ERROR(Query(connection, "COMMIT").status());
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<BareWrite> CopyRowsOf(const std::string& from,
                                     const std::string& to) {
  {
    // Makes the tables.
    PARALLAX_ASSIGN_OR_RETURN(const auto store,
                              claims::storage::OpenPostgresLedger(to, 1));
    store->Close();
  }
  PARALLAX_ASSIGN_OR_RETURN(const Connection source, Connect(from));
  BareWrite result;
  std::vector<TableRows> tables;
  for (const char* name : kLedgerTables) {
    PARALLAX_ASSIGN_OR_RETURN(TableRows table, ReadTable(source.get(), name));
    const auto rows = static_cast<std::int64_t>(table.rows.size());
    result.rows += rows;
    if (table.name == "ledger") result.transactions = rows;
    tables.push_back(std::move(table));
  }
  PARALLAX_ASSIGN_OR_RETURN(const Connection target, Connect(to));
  // A share may hold a mention whose document comes with the next.
  PARALLAX_RETURN_IF_ERROR(
      Query(target.get(), "SET session_replication_role = replica").status());
  absl::Status status;
  result.took = TimeOf([&] {
    status = CopyAll(target.get(), tables,
                     static_cast<std::size_t>(result.transactions));
  });
  PARALLAX_RETURN_IF_ERROR(status);
  return result;
}

}  // namespace parallax::bench
