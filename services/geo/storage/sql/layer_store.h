// Layers and features in an SQL database.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/storage/sql_database.h"
#include "services/geo/domain/layers/layer_store.h"
#include "services/geo/domain/layers/store_checker.h"

namespace parallax::geo::storage {

// Any number of processes may hold one open over the same database, where its
// engine allows it. Writers follow each other, across processes too, so that
// revisions become visible in their order. Thread safe.
class SqlLayerStore final : public domain::LayerStore,
                            public domain::StoreChecker {
 public:
  explicit SqlLayerStore(
      std::unique_ptr<parallax::storage::SqlDatabase> database);

  absl::StatusOr<std::pair<v1::Layer, int64_t>> CreateLayer(
      const rpc::CallContext& call, const v1::Layer& layer) override;
  absl::StatusOr<v1::Layer> GetLayer(const rpc::CallContext& call,
                                     absl::string_view name) override;
  absl::StatusOr<std::vector<v1::Layer>> ListLayers(
      const rpc::CallContext& call, absl::string_view after,
      int limit) override;
  absl::StatusOr<int64_t> DeleteLayer(const rpc::CallContext& call,
                                      absl::string_view name,
                                      absl::string_view etag,
                                      bool allow_missing) override;
  absl::StatusOr<domain::WriteResult> WriteFeatures(
      const rpc::CallContext& call, absl::string_view layer,
      const std::vector<domain::FeatureWrite>& features) override;
  absl::StatusOr<v1::Feature> GetFeature(const rpc::CallContext& call,
                                         absl::string_view name) override;
  absl::StatusOr<std::vector<v1::Feature>> FindFeatures(
      const rpc::CallContext& call, const domain::FeatureQuery& query) override;
  absl::StatusOr<int64_t> Revision(const rpc::CallContext& call) override;
  absl::Status AwaitRevision(const rpc::CallContext& call,
                             int64_t revision) override;

  absl::StatusOr<v1::CheckStoreResponse> CheckStore(
      const rpc::CallContext& call) override;

  // Key of page tokens, kept in the database.
  absl::StatusOr<std::string> PageTokenKey();

  // Finishes what is written and closes.
  void Close() { database_->Close(); }

 private:
  // Write() for those that change a layer.
  absl::Status WriteLayers(const rpc::CallContext& call,
                           parallax::storage::SqlDatabase::Body body);

  const std::unique_ptr<parallax::storage::SqlDatabase> database_;
  absl::Mutex mutex_;
  // Commits seen; a waiter for a revision looks again when it grows.
  int64_t commits_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace parallax::geo::storage
