#include "services/geo/storage/sql/layer_store.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/sealed.h"
#include "common/storage/store_faults.h"
#include "services/geo/storage/sql/feature_columns.h"
#include "services/geo/storage/sql/feature_select.h"
#include "services/geo/storage/sql/store_check.h"

namespace parallax::geo::storage {
namespace {

using parallax::storage::ReadSealed;
using parallax::storage::Sealed;
using parallax::storage::SqlBlob;
using parallax::storage::SqlConnection;
using parallax::storage::SqlDatabase;
using parallax::storage::SqlStatement;

// What writers hold while they write.
constexpr char kLayers[] = "layers";
// How long a call may hold a worker to wait for a revision.
constexpr absl::Duration kLongestWait = absl::Seconds(5);

void SetTime(int64_t micros, google::protobuf::Timestamp* time) {
  int64_t seconds = micros / 1'000'000;
  int64_t rest = micros % 1'000'000;
  if (rest < 0) {
    rest += 1'000'000;
    --seconds;
  }
  time->set_seconds(seconds);
  time->set_nanos(static_cast<int32_t>(rest * 1000));
}

constexpr char kLayerColumns[] =
    "content, etag, revision, create_time_us, update_time_us, feature_count";

absl::Status ReadLayer(const SqlStatement& row, v1::Layer& layer) {
  PARALLAX_RETURN_IF_ERROR(ReadSealed(row.ColumnBlob(0), &layer));
  layer.set_etag(std::string(row.ColumnText(1)));
  layer.set_revision(row.ColumnInt(2));
  SetTime(row.ColumnInt(3), layer.mutable_create_time());
  SetTime(row.ColumnInt(4), layer.mutable_update_time());
  layer.set_feature_count(row.ColumnInt(5));
  return absl::OkStatus();
}

absl::Status ReadFeature(const SqlStatement& row, v1::Feature& feature) {
  PARALLAX_RETURN_IF_ERROR(ReadSealed(row.ColumnBlob(0), &feature));
  feature.set_revision(row.ColumnInt(1));
  return absl::OkStatus();
}

// False when there is no such layer.
absl::StatusOr<bool> LoadLayer(SqlConnection& connection,
                               absl::string_view name, v1::Layer& layer) {
  PARALLAX_ASSIGN_OR_RETURN(
      auto row, connection.Prepare(absl::StrCat("SELECT ", kLayerColumns,
                                                " FROM layer WHERE name = ?")));
  row.BindText(1, name);
  PARALLAX_ASSIGN_OR_RETURN(const bool found, row.Step());
  if (!found) return false;
  PARALLAX_RETURN_IF_ERROR(ReadLayer(row, layer));
  return true;
}

absl::StatusOr<int64_t> LoadRevision(SqlConnection& connection) {
  PARALLAX_ASSIGN_OR_RETURN(
      auto row,
      connection.Prepare("SELECT revision FROM store_state WHERE id = 1"));
  PARALLAX_ASSIGN_OR_RETURN(const bool found, row.Step());
  return found ? row.ColumnInt(0) : 0;
}

absl::StatusOr<int64_t> NextRevision(SqlConnection& connection) {
  PARALLAX_RETURN_IF_ERROR(connection.Run(
      "UPDATE store_state SET revision = revision + 1 WHERE id = 1"));
  return LoadRevision(connection);
}

absl::Status DeleteFeatureRows(SqlConnection& connection,
                               absl::string_view layer) {
  PARALLAX_RETURN_IF_ERROR(
      connection.Run("DELETE FROM feature_cell WHERE feature IN "
                     "(SELECT id FROM feature WHERE layer = ?)",
                     layer));
  return connection.Run("DELETE FROM feature WHERE layer = ?", layer);
}

// Writes one feature unless it is there already. True when it changed.
absl::StatusOr<bool> PutFeature(SqlConnection& connection,
                                absl::string_view layer, int64_t revision,
                                const domain::FeatureWrite& write, bool& fresh,
                                int64_t& kept_revision) {
  const v1::Feature& feature = write.feature;
  int64_t id = 0;
  fresh = true;
  {
    PARALLAX_ASSIGN_OR_RETURN(
        auto row, connection.Prepare(
                      "SELECT id, etag, revision FROM feature WHERE name = ?"));
    row.BindText(1, feature.name());
    PARALLAX_ASSIGN_OR_RETURN(const bool found, row.Step());
    if (found) {
      if (row.ColumnText(1) == feature.etag()) {
        kept_revision = row.ColumnInt(2);
        fresh = false;
        return false;
      }
      id = row.ColumnInt(0);
      fresh = false;
    }
  }
  const auto [from, to] = ValidityOf(feature);
  const SqlBlob content = Sealed(feature);
  if (fresh) {
    PARALLAX_ASSIGN_OR_RETURN(
        id, connection.Insert(
                "INSERT INTO feature (name, layer, content, etag, revision, "
                "valid_from_us, valid_to_us) VALUES (?, ?, ?, ?, ?, ?, ?)",
                feature.name(), layer, content, feature.etag(), revision, from,
                to));
  } else {
    PARALLAX_RETURN_IF_ERROR(connection.Run(
        "UPDATE feature SET content = ?, etag = ?, revision = ?, "
        "valid_from_us = ?, valid_to_us = ? WHERE id = ?",
        content, feature.etag(), revision, from, to, id));
    PARALLAX_RETURN_IF_ERROR(
        connection.Run("DELETE FROM feature_cell WHERE feature = ?", id));
  }
  for (const uint64_t cell : write.cells) {
    PARALLAX_RETURN_IF_ERROR(connection.Run(
        "INSERT INTO feature_cell (cell, feature) VALUES (?, ?) ON CONFLICT DO "
        "NOTHING",
        CellKey(cell), id));
  }
  kept_revision = revision;
  return true;
}

}  // namespace

SqlLayerStore::SqlLayerStore(std::unique_ptr<SqlDatabase> database)
    : database_(std::move(database)) {
  database_->SetCommitListener([this] {
    absl::MutexLock lock(&mutex_);
    ++commits_;
  });
}

absl::Status SqlLayerStore::WriteLayers(const rpc::CallContext& call,
                                        SqlDatabase::Body body) {
  return database_->Write(
      call, [&body](SqlConnection& connection) -> absl::Status {
        PARALLAX_RETURN_IF_ERROR(connection.Serialize(kLayers));
        return body(connection);
      });
}

absl::StatusOr<std::string> SqlLayerStore::PageTokenKey() {
  return database_->Secret("page_token");
}

absl::StatusOr<std::pair<v1::Layer, int64_t>> SqlLayerStore::CreateLayer(
    const rpc::CallContext& call, const v1::Layer& layer) {
  std::pair<v1::Layer, int64_t> result;
  PARALLAX_RETURN_IF_ERROR(
      WriteLayers(call, [&](SqlConnection& connection) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(
            const bool known,
            LoadLayer(connection, layer.name(), result.first));
        if (known) {
          if (result.first.etag() != layer.etag()) {
            return status::AlreadyExists("layer", layer.name());
          }
          PARALLAX_ASSIGN_OR_RETURN(result.second, LoadRevision(connection));
          return absl::OkStatus();
        }
        PARALLAX_ASSIGN_OR_RETURN(result.second, NextRevision(connection));
        v1::Layer content = layer;
        content.clear_etag();
        const int64_t now = absl::ToUnixMicros(call.Now());
        PARALLAX_RETURN_IF_ERROR(connection.Run(
            "INSERT INTO layer (name, content, etag, revision, create_time_us,"
            " update_time_us, feature_count) VALUES (?, ?, ?, ?, ?, ?, 0)",
            layer.name(), Sealed(content), layer.etag(), result.second, now,
            now));
        PARALLAX_ASSIGN_OR_RETURN(
            const bool kept, LoadLayer(connection, layer.name(), result.first));
        return kept ? absl::OkStatus()
                    : absl::InternalError("layer vanished while written");
      }));
  return result;
}

absl::StatusOr<v1::Layer> SqlLayerStore::GetLayer(const rpc::CallContext& call,
                                                  absl::string_view name) {
  v1::Layer layer;
  bool found = false;
  PARALLAX_RETURN_IF_ERROR(
      database_->Read(call, [&](SqlConnection& connection) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(found, LoadLayer(connection, name, layer));
        return absl::OkStatus();
      }));
  if (!found) return status::NotFound("layer", name);
  return layer;
}

absl::StatusOr<std::vector<v1::Layer>> SqlLayerStore::ListLayers(
    const rpc::CallContext& call, absl::string_view after, int limit) {
  std::vector<v1::Layer> layers;
  PARALLAX_RETURN_IF_ERROR(
      database_->Read(call, [&](SqlConnection& connection) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(
            auto rows,
            connection.Prepare(absl::StrCat(
                "SELECT ", kLayerColumns,
                " FROM layer WHERE name > ? ORDER BY name LIMIT ?")));
        rows.BindText(1, after).BindInt(2, limit);
        while (true) {
          PARALLAX_ASSIGN_OR_RETURN(const bool more, rows.Step());
          if (!more) return absl::OkStatus();
          PARALLAX_RETURN_IF_ERROR(ReadLayer(rows, layers.emplace_back()));
        }
      }));
  return layers;
}

absl::StatusOr<int64_t> SqlLayerStore::DeleteLayer(const rpc::CallContext& call,
                                                   absl::string_view name,
                                                   absl::string_view etag,
                                                   bool allow_missing) {
  int64_t revision = 0;
  PARALLAX_RETURN_IF_ERROR(
      WriteLayers(call, [&](SqlConnection& connection) -> absl::Status {
        v1::Layer layer;
        PARALLAX_ASSIGN_OR_RETURN(const bool known,
                                  LoadLayer(connection, name, layer));
        if (!known) {
          if (!allow_missing) return status::NotFound("layer", name);
          PARALLAX_ASSIGN_OR_RETURN(revision, LoadRevision(connection));
          return absl::OkStatus();
        }
        if (!etag.empty() && etag != layer.etag()) {
          return status::Error(
              absl::StatusCode::kAborted, type::v1::ERROR_REASON_CONFLICT,
              "the layer's etag is another", {{"etag", layer.etag()}});
        }
        PARALLAX_RETURN_IF_ERROR(DeleteFeatureRows(connection, name));
        PARALLAX_RETURN_IF_ERROR(
            connection.Run("DELETE FROM layer WHERE name = ?", name));
        PARALLAX_ASSIGN_OR_RETURN(revision, NextRevision(connection));
        return absl::OkStatus();
      }));
  return revision;
}

absl::StatusOr<domain::WriteResult> SqlLayerStore::WriteFeatures(
    const rpc::CallContext& call, absl::string_view layer,
    const std::vector<domain::FeatureWrite>& features) {
  domain::WriteResult result;
  PARALLAX_RETURN_IF_ERROR(
      WriteLayers(call, [&](SqlConnection& connection) -> absl::Status {
        result.features.clear();
        v1::Layer kept;
        PARALLAX_ASSIGN_OR_RETURN(const bool known,
                                  LoadLayer(connection, layer, kept));
        if (!known) return status::NotFound("layer", layer);
        PARALLAX_ASSIGN_OR_RETURN(const int64_t before,
                                  LoadRevision(connection));
        int64_t added = 0;
        bool changed = false;
        for (const domain::FeatureWrite& write : features) {
          bool fresh = false;
          int64_t revision = 0;
          PARALLAX_ASSIGN_OR_RETURN(const bool different,
                                    PutFeature(connection, layer, before + 1,
                                               write, fresh, revision));
          changed |= different;
          added += fresh ? 1 : 0;
          v1::Feature& feature = result.features.emplace_back(write.feature);
          feature.set_revision(revision);
        }
        result.revision = before;
        if (!changed) return absl::OkStatus();
        PARALLAX_ASSIGN_OR_RETURN(result.revision, NextRevision(connection));
        return connection.Run(
            "UPDATE layer SET revision = ?, update_time_us = ?, "
            "feature_count = feature_count + ? WHERE name = ?",
            result.revision, absl::ToUnixMicros(call.Now()), added, layer);
      }));
  return result;
}

absl::StatusOr<v1::Feature> SqlLayerStore::GetFeature(
    const rpc::CallContext& call, absl::string_view name) {
  v1::Feature feature;
  bool found = false;
  PARALLAX_RETURN_IF_ERROR(
      database_->Read(call, [&](SqlConnection& connection) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(
            auto row,
            connection.Prepare(
                "SELECT content, revision FROM feature WHERE name = ?"));
        row.BindText(1, name);
        PARALLAX_ASSIGN_OR_RETURN(found, row.Step());
        return found ? ReadFeature(row, feature) : absl::OkStatus();
      }));
  if (!found) return status::NotFound("feature", name);
  return feature;
}

absl::StatusOr<std::vector<v1::Feature>> SqlLayerStore::FindFeatures(
    const rpc::CallContext& call, const domain::FeatureQuery& query) {
  const FeatureSelect select = SelectFeatures(query);
  std::vector<v1::Feature> features;
  PARALLAX_RETURN_IF_ERROR(
      database_->Read(call, [&](SqlConnection& connection) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(auto rows, connection.Prepare(select.sql));
        rows.BindAll(select.values);
        while (true) {
          PARALLAX_ASSIGN_OR_RETURN(const bool more, rows.Step());
          if (!more) return absl::OkStatus();
          PARALLAX_RETURN_IF_ERROR(ReadFeature(rows, features.emplace_back()));
        }
      }));
  return features;
}

absl::StatusOr<v1::CheckStoreResponse> SqlLayerStore::CheckStore(
    const rpc::CallContext& call) {
  v1::CheckStoreResponse found;
  parallax::storage::StoreFaults faults;
  PARALLAX_RETURN_IF_ERROR(faults.Note(database_->CheckIntegrity(call)));
  PARALLAX_RETURN_IF_ERROR(
      faults.Note(database_->Read(call, [&](SqlConnection& connection) {
        return CheckRows(call, connection, faults, found);
      })));
  faults.FillIn(&found);
  return found;
}

absl::StatusOr<int64_t> SqlLayerStore::Revision(const rpc::CallContext& call) {
  int64_t revision = 0;
  PARALLAX_RETURN_IF_ERROR(
      database_->Read(call, [&](SqlConnection& connection) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(revision, LoadRevision(connection));
        return absl::OkStatus();
      }));
  return revision;
}

absl::Status SqlLayerStore::AwaitRevision(const rpc::CallContext& call,
                                          int64_t revision) {
  if (revision <= 0) return absl::OkStatus();
  const absl::Time until =
      std::min(call.deadline(), absl::Now() + kLongestWait);
  int64_t reached = -1;
  while (true) {
    int64_t seen;
    {
      absl::MutexLock lock(&mutex_);
      seen = commits_;
    }
    const absl::StatusOr<int64_t> looked = Revision(call);
    if (looked.ok()) {
      reached = *looked;
    } else if (reached < 0 || !absl::IsDeadlineExceeded(looked.status())) {
      // The deadline may pass during a later look.
      return looked.status();
    }
    if (reached >= revision) return absl::OkStatus();
    const auto grown = [this, seen]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
      return commits_ != seen;
    };
    absl::MutexLock lock(&mutex_);
    // In short steps, so that a cancelled call lets go of its thread.
    const absl::Time step =
        std::min(until, absl::Now() + absl::Milliseconds(200));
    if (!mutex_.AwaitWithDeadline(absl::Condition(&grown), step) &&
        (step >= until || !call.Check().ok())) {
      return status::Unavailable(
          type::v1::ERROR_REASON_REVISION_NOT_REACHED,
          absl::StrCat("revision ", revision, " is not reached here yet; at ",
                       reached),
          absl::Seconds(1));
    }
  }
}

}  // namespace parallax::geo::storage
