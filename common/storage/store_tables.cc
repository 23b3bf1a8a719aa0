#include "common/storage/store_tables.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/macros.h"

namespace parallax::storage {
namespace {

// What is asked of an engine about its tables.
struct Catalog {
  // Names.
  const char* tables;
  // Of one table: name, type, whether it is numbered.
  const char* columns;
  // Of one table: names in the order of the primary key.
  const char* key;
  // Of one table: the tables that it refers to.
  const char* references;
};

// Virtual tables and their shadows are of other types than 'table'.
constexpr Catalog kSqlite = {
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = "
    "'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT IN "
    "('parallax_migration', 'parallax_copy', 'parallax_commit') ORDER BY name",
    "SELECT name, type, 0 FROM pragma_table_info(?)",
    "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk",
    "SELECT DISTINCT \"table\" FROM pragma_foreign_key_list(?)"};

constexpr Catalog kPostgres = {
    "SELECT CAST(c.relname AS TEXT) FROM pg_class c JOIN pg_namespace n ON "
    "n.oid = c.relnamespace WHERE n.nspname = current_schema() AND c.relkind = "
    "'r' AND c.relname NOT IN ('parallax_migration', 'parallax_copy') ORDER BY "
    "CAST(c.relname AS TEXT) COLLATE \"C\"",
    "SELECT CAST(a.attname AS TEXT), CAST(format_type(a.atttypid, NULL) AS "
    "TEXT), CASE WHEN a.attidentity = '' THEN 0 ELSE 1 END FROM pg_attribute a "
    "WHERE a.attrelid = to_regclass(quote_ident(?)) AND a.attnum > 0 AND NOT "
    "a.attisdropped AND a.attgenerated = ''",
    "SELECT CAST(a.attname AS TEXT) FROM pg_index i CROSS JOIN LATERAL "
    "unnest(i.indkey) WITH ORDINALITY AS k (number, place) JOIN pg_attribute a "
    "ON a.attrelid = i.indrelid AND a.attnum = k.number WHERE i.indrelid = "
    "to_regclass(quote_ident(?)) AND i.indisprimary ORDER BY k.place",
    "SELECT DISTINCT CAST(c.relname AS TEXT) FROM pg_constraint f JOIN "
    "pg_class c ON c.oid = f.confrelid WHERE f.contype = 'f' AND f.conrelid = "
    "to_regclass(quote_ident(?))"};

std::optional<ColumnKind> KindOf(absl::string_view type) {
  static const auto* const kKinds = new std::map<std::string, ColumnKind>{
      {"integer", ColumnKind::kInteger},
      {"bigint", ColumnKind::kInteger},
      {"smallint", ColumnKind::kInteger},
      {"real", ColumnKind::kReal},
      {"double precision", ColumnKind::kReal},
      {"text", ColumnKind::kText},
      {"blob", ColumnKind::kBlob},
      {"bytea", ColumnKind::kBlob}};
  const auto found = kKinds->find(absl::AsciiStrToLower(type));
  if (found == kKinds->end()) return std::nullopt;
  return found->second;
}

absl::StatusOr<std::vector<std::string>> ReadNames(SqlConnection& connection,
                                                   const char* sql,
                                                   absl::string_view of = "") {
  PARALLAX_ASSIGN_OR_RETURN(SqlStatement select, connection.Prepare(sql));
  if (!of.empty()) select.BindText(1, of);
  std::vector<std::string> names;
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) return names;
    names.emplace_back(select.ColumnText(0));
  }
}

absl::StatusOr<std::vector<StoreColumn>> ReadColumns(SqlConnection& connection,
                                                     const Catalog& catalog,
                                                     absl::string_view table) {
  PARALLAX_ASSIGN_OR_RETURN(SqlStatement select,
                            connection.Prepare(catalog.columns));
  select.BindText(1, table);
  std::vector<StoreColumn> columns;
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) break;
    const std::optional<ColumnKind> kind = KindOf(select.ColumnText(1));
    if (!kind.has_value()) {
      return absl::FailedPreconditionError(
          absl::StrCat("the table ", table, " has a column of the type ",
                       select.ColumnText(1), ", which cannot be copied"));
    }
    columns.push_back(
        {std::string(select.ColumnText(0)), *kind, select.ColumnInt(2) != 0});
  }
  std::sort(columns.begin(), columns.end(),
            [](const StoreColumn& a, const StoreColumn& b) {
              return a.name < b.name;
            });
  return columns;
}

using References = std::map<std::string, std::vector<std::string>>;

// Puts `name` behind what it refers to.
void Place(const std::string& name, const References& references,
           std::set<std::string>* placed, std::vector<std::string>* order) {
  if (!placed->insert(name).second) return;
  const auto found = references.find(name);
  if (found == references.end()) return;
  for (const std::string& other : found->second) {
    Place(other, references, placed, order);
  }
  order->push_back(name);
}

}  // namespace

std::string StoreTable::ColumnList() const {
  return absl::StrJoin(columns, ", ",
                       [](std::string* out, const StoreColumn& column) {
                         absl::StrAppend(out, "\"", column.name, "\"");
                       });
}

absl::StatusOr<std::vector<StoreTable>> ListTables(SqlConnection& connection) {
  const Catalog& catalog =
      connection.dialect() == SqlDialect::kSqlite ? kSqlite : kPostgres;
  PARALLAX_ASSIGN_OR_RETURN(const std::vector<std::string> names,
                            ReadNames(connection, catalog.tables));
  References references;
  for (const std::string& name : names) {
    PARALLAX_ASSIGN_OR_RETURN(references[name],
                              ReadNames(connection, catalog.references, name));
  }
  std::set<std::string> placed;
  std::vector<std::string> order;
  for (const std::string& name : names) {
    Place(name, references, &placed, &order);
  }
  std::vector<StoreTable> tables;
  for (const std::string& name : order) {
    StoreTable table{name, {}, {}};
    PARALLAX_ASSIGN_OR_RETURN(table.columns,
                              ReadColumns(connection, catalog, name));
    PARALLAX_ASSIGN_OR_RETURN(table.key,
                              ReadNames(connection, catalog.key, name));
    tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace parallax::storage
