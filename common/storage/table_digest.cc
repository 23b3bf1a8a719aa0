#include "common/storage/table_digest.h"

#include <cstring>
#include <string>
#include <utility>
#include <variant>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "common/storage/ids.h"

namespace parallax::storage {
namespace {

bool Fits(const SqlValue& value, ColumnKind kind) {
  const SqlValue::Variant& held = value.variant();
  if (std::holds_alternative<std::monostate>(held)) return true;
  switch (kind) {
    case ColumnKind::kInteger:
      return std::holds_alternative<std::int64_t>(held);
    case ColumnKind::kReal:
      return std::holds_alternative<double>(held);
    case ColumnKind::kText:
      return std::holds_alternative<std::string>(held);
    case ColumnKind::kBlob:
      return std::holds_alternative<SqlBlob>(held);
  }
  return false;
}

// Appends a value so that no two rows come to the same bytes.
struct Encoder {
  std::string& out;

  void operator()(std::monostate) const { out.push_back('n'); }
  void operator()(std::int64_t value) const { Fixed('i', value); }
  void operator()(double value) const { Fixed('r', value); }
  void operator()(const std::string& value) const { Sized('t', value); }
  void operator()(const SqlBlob& value) const { Sized('b', value.bytes); }

  template <typename T>
  void Fixed(char letter, T value) const {
    char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T));
    out.push_back(letter);
    out.append(bytes, sizeof(T));
  }
  void Sized(char letter, const std::string& bytes) const {
    Fixed(letter, static_cast<std::uint64_t>(bytes.size()));
    out.append(bytes);
  }
};

std::uint64_t HashRow(const StoreRow& row) {
  std::string bytes;
  for (const SqlValue& value : row) {
    std::visit(Encoder{bytes}, value.variant());
  }
  const std::string hash = Sha256(bytes);
  std::uint64_t number = 0;
  std::memcpy(&number, hash.data(), sizeof(number));
  return number;
}

}  // namespace

absl::StatusOr<StoreRow> ReadRow(const SqlStatement& rows,
                                 const StoreTable& table) {
  StoreRow row;
  row.reserve(table.columns.size());
  for (const StoreColumn& column : table.columns) {
    SqlValue value = rows.ColumnValue(static_cast<int>(row.size()));
    if (!Fits(value, column.kind)) {
      return absl::DataLossError(absl::StrCat(
          "the table ", table.name, " holds a value in the column ",
          column.name, " that is not of its type"));
    }
    row.push_back(std::move(value));
  }
  return row;
}

absl::StatusOr<TableDigest> DigestTable(const rpc::CallContext& call,
                                        SqlDatabase& database,
                                        const StoreTable& table) {
  TableDigest digest;
  PARALLAX_RETURN_IF_ERROR(
      database.Read(call, [&](SqlConnection& connection) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(
            SqlStatement rows,
            connection.PrepareScan(absl::StrCat("SELECT ", table.ColumnList(),
                                                " FROM ", table.name)));
        while (true) {
          PARALLAX_ASSIGN_OR_RETURN(const bool more, rows.Step());
          if (!more) return absl::OkStatus();
          PARALLAX_ASSIGN_OR_RETURN(const StoreRow row, ReadRow(rows, table));
          ++digest.rows;
          digest.checksum += HashRow(row);
        }
      }));
  return digest;
}

}  // namespace parallax::storage
