#include "services/geo/storage/sql/store_check.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/sealed.h"
#include "services/geo/domain/layers/geometry.h"
#include "services/geo/domain/layers/layer_rules.h"
#include "services/geo/storage/sql/feature_columns.h"

namespace parallax::geo::storage {
namespace {

using parallax::storage::ReadSealed;
using parallax::storage::SqlConnection;
using parallax::storage::SqlDialect;
using parallax::storage::SqlStatement;
using parallax::storage::StoreFaults;

// The cells of feature f as one text.
std::string CellList(SqlDialect dialect) {
  return absl::StrCat("(SELECT ",
                      dialect == SqlDialect::kSqlite
                          ? "group_concat(c.cell, ' ')"
                          : "string_agg(CAST(c.cell AS TEXT), ' ')",
                      " FROM feature_cell c WHERE c.feature = f.id)");
}

// In order; nothing when the text is no such list.
std::optional<std::vector<int64_t>> ReadCells(absl::string_view text) {
  std::vector<int64_t> cells;
  for (const absl::string_view word :
       absl::StrSplit(text, ' ', absl::SkipEmpty())) {
    if (!absl::SimpleAtoi(word, &cells.emplace_back())) return std::nullopt;
  }
  std::sort(cells.begin(), cells.end());
  return cells;
}

// In order; nothing for a shape that cannot be.
std::optional<std::vector<int64_t>> CellsOf(const v1::Geometry& geometry) {
  status::Violations bad;
  const std::unique_ptr<domain::Shape> shape =
      domain::Shape::FromGeometry(geometry, "geometry", bad);
  if (shape == nullptr) return std::nullopt;
  std::vector<int64_t> cells;
  for (const uint64_t cell : domain::CellsOfFeature(*shape)) {
    cells.push_back(CellKey(cell));
  }
  std::sort(cells.begin(), cells.end());
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
  return cells;
}

// Revision of the last change.
absl::StatusOr<int64_t> StoreRevision(SqlConnection& connection) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement row,
      connection.Prepare("SELECT revision FROM store_state WHERE id = 1"));
  PARALLAX_ASSIGN_OR_RETURN(const bool found, row.Step());
  return found ? row.ColumnInt(0) : 0;
}

absl::Status CheckLayers(const rpc::CallContext& call,
                         SqlConnection& connection, StoreFaults& faults,
                         v1::CheckStoreResponse& found) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement rows,
      connection.PrepareScan(
          "SELECT l.name, l.content, l.etag, l.revision, l.feature_count, "
          "(SELECT COUNT(*) FROM feature f WHERE f.layer = l.name) FROM layer "
          "l ORDER BY l.name"));
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, rows.Step());
    if (!row) return absl::OkStatus();
    PARALLAX_RETURN_IF_ERROR(call.Check());
    found.set_layer_count(found.layer_count() + 1);
    const std::string name(rows.ColumnText(0));
    v1::Layer layer;
    if (!ReadSealed(rows.ColumnBlob(1), &layer).ok()) {
      faults.Add(name, "is not what was written");
    } else if (layer.name() != name ||
               domain::EtagOf(layer) != rows.ColumnText(2)) {
      faults.Add(name, "has a name or an etag that is not its own");
    }
    if (rows.ColumnInt(3) > found.revision()) {
      faults.Add(name, "is of a revision that is still to come");
    }
    if (rows.ColumnInt(4) != rows.ColumnInt(5)) {
      faults.Add(name, absl::StrCat("counts ", rows.ColumnInt(4),
                                    " features and has ", rows.ColumnInt(5)));
    }
  }
}

// What does not follow from the feature in its row, in words; empty for
// nothing.
std::string FaultOf(const v1::Feature& feature, const SqlStatement& row) {
  if (feature.name() != row.ColumnText(0) ||
      domain::LayerOfFeature(feature.name()) != row.ColumnText(2) ||
      feature.etag() != row.ColumnText(3) ||
      domain::EtagOf(feature) != feature.etag()) {
    return "has a name, a layer or an etag that is not its own";
  }
  const auto [from, to] = ValidityOf(feature);
  if (!(row.ColumnValue(5) == from) || !(row.ColumnValue(6) == to)) {
    return "is found by times at which it is not said to hold";
  }
  const auto cells = CellsOf(feature.geometry());
  if (!cells.has_value() || ReadCells(row.ColumnText(7)) != cells) {
    return "is found by cells that do not cover its shape";
  }
  return "";
}

absl::Status CheckFeatures(const rpc::CallContext& call,
                           SqlConnection& connection, StoreFaults& faults,
                           v1::CheckStoreResponse& found) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement rows,
      connection.PrepareScan(absl::StrCat(
          "SELECT f.name, f.content, f.layer, f.etag, f.revision, "
          "f.valid_from_us, f.valid_to_us, ",
          CellList(connection.dialect()),
          ", l.revision FROM feature f LEFT JOIN layer l ON l.name = f.layer "
          "ORDER BY f.id")));
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, rows.Step());
    if (!row) return absl::OkStatus();
    PARALLAX_RETURN_IF_ERROR(call.Check());
    found.set_feature_count(found.feature_count() + 1);
    const std::string name(rows.ColumnText(0));
    v1::Feature feature;
    if (!ReadSealed(rows.ColumnBlob(1), &feature).ok()) {
      faults.Add(name, "is not what was written");
    } else if (const std::string fault = FaultOf(feature, rows);
               !fault.empty()) {
      faults.Add(name, fault);
    }
    if (rows.ColumnIsNull(8)) {
      faults.Add(name, "has lost its layer");
    } else if (rows.ColumnInt(4) > rows.ColumnInt(8)) {
      faults.Add(name, "is of a revision that its layer has not reached");
    }
  }
}

absl::Status CheckStrays(SqlConnection& connection, StoreFaults& faults) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement count,
      connection.Prepare(
          "SELECT COUNT(*) FROM feature_cell c WHERE NOT EXISTS (SELECT 1 FROM "
          "feature f WHERE f.id = c.feature)"));
  PARALLAX_ASSIGN_OR_RETURN(const bool row, count.Step());
  const int64_t strays = row ? count.ColumnInt(0) : 0;
  if (strays > 0) {
    faults.Add("", absl::StrCat(strays, " cells belong to no feature"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckRows(const rpc::CallContext& call, SqlConnection& connection,
                       StoreFaults& faults, v1::CheckStoreResponse& found) {
  PARALLAX_ASSIGN_OR_RETURN(const int64_t revision, StoreRevision(connection));
  found.set_revision(revision);
  PARALLAX_RETURN_IF_ERROR(CheckLayers(call, connection, faults, found));
  PARALLAX_RETURN_IF_ERROR(CheckFeatures(call, connection, faults, found));
  return CheckStrays(connection, faults);
}

}  // namespace parallax::geo::storage
