// A layer store in memory that behaves like the real ones: the conformance
// suite runs over it too.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/status/errors.h"
#include "google/protobuf/util/time_util.h"
#include "s2/s2cell_id.h"
#include "services/geo/domain/layers/layer_store.h"

namespace parallax::geo::testing {

// Thread safe.
class FakeLayerStore : public domain::LayerStore {
 public:
  // Makes every later call fail with `status`.
  void FailWith(absl::Status status) {
    absl::MutexLock lock(&mutex_);
    failure_ = std::move(status);
  }

  absl::StatusOr<std::pair<v1::Layer, int64_t>> CreateLayer(
      const rpc::CallContext& call, const v1::Layer& layer) override {
    absl::MutexLock lock(&mutex_);
    if (!failure_.ok()) return failure_;
    const auto known = layers_.find(layer.name());
    if (known != layers_.end()) {
      if (known->second.etag() != layer.etag()) {
        return status::AlreadyExists("layer", layer.name());
      }
      return std::pair(known->second, revision_);
    }
    v1::Layer kept = layer;
    kept.set_revision(++revision_);
    Stamp(call, kept.mutable_create_time());
    Stamp(call, kept.mutable_update_time());
    layers_[layer.name()] = kept;
    return std::pair(kept, revision_);
  }

  absl::StatusOr<v1::Layer> GetLayer(const rpc::CallContext& call,
                                     absl::string_view name) override {
    absl::MutexLock lock(&mutex_);
    if (!failure_.ok()) return failure_;
    const auto known = layers_.find(std::string(name));
    if (known == layers_.end()) return status::NotFound("layer", name);
    return known->second;
  }

  absl::StatusOr<std::vector<v1::Layer>> ListLayers(
      const rpc::CallContext& call, absl::string_view after,
      int limit) override {
    absl::MutexLock lock(&mutex_);
    if (!failure_.ok()) return failure_;
    std::vector<v1::Layer> found;
    for (auto at = layers_.upper_bound(std::string(after));
         at != layers_.end() && static_cast<int>(found.size()) < limit; ++at) {
      found.push_back(at->second);
    }
    return found;
  }

  absl::StatusOr<int64_t> DeleteLayer(const rpc::CallContext& call,
                                      absl::string_view name,
                                      absl::string_view etag,
                                      bool allow_missing) override {
    absl::MutexLock lock(&mutex_);
    if (!failure_.ok()) return failure_;
    const auto known = layers_.find(std::string(name));
    if (known == layers_.end()) {
      if (allow_missing) return revision_;
      return status::NotFound("layer", name);
    }
    if (!etag.empty() && etag != known->second.etag()) {
      return status::Error(absl::StatusCode::kAborted,
                           type::v1::ERROR_REASON_CONFLICT, "another etag");
    }
    layers_.erase(known);
    const std::string prefix = std::string(name) + "/";
    for (auto at = features_.lower_bound(prefix);
         at != features_.end() && at->first.rfind(prefix, 0) == 0;) {
      at = features_.erase(at);
    }
    return ++revision_;
  }

  absl::StatusOr<domain::WriteResult> WriteFeatures(
      const rpc::CallContext& call, absl::string_view layer,
      const std::vector<domain::FeatureWrite>& features) override {
    absl::MutexLock lock(&mutex_);
    if (!failure_.ok()) return failure_;
    const auto known = layers_.find(std::string(layer));
    if (known == layers_.end()) return status::NotFound("layer", layer);
    domain::WriteResult result;
    bool changed = false;
    for (const domain::FeatureWrite& write : features) {
      const auto [at, fresh] =
          features_.try_emplace(write.feature.name(), write);
      if (fresh || at->second.feature.etag() != write.feature.etag()) {
        changed = true;
        at->second = write;
        at->second.feature.set_revision(revision_ + 1);
        if (fresh) {
          known->second.set_feature_count(known->second.feature_count() + 1);
        }
      }
      result.features.push_back(at->second.feature);
    }
    if (changed) {
      known->second.set_revision(++revision_);
      Stamp(call, known->second.mutable_update_time());
    }
    result.revision = revision_;
    return result;
  }

  absl::StatusOr<v1::Feature> GetFeature(const rpc::CallContext& call,
                                         absl::string_view name) override {
    absl::MutexLock lock(&mutex_);
    if (!failure_.ok()) return failure_;
    const auto known = features_.find(std::string(name));
    if (known == features_.end()) return status::NotFound("feature", name);
    return known->second.feature;
  }

  absl::StatusOr<std::vector<v1::Feature>> FindFeatures(
      const rpc::CallContext& call,
      const domain::FeatureQuery& query) override {
    absl::MutexLock lock(&mutex_);
    if (!failure_.ok()) return failure_;
    std::vector<v1::Feature> found;
    for (auto at = features_.upper_bound(query.after);
         at != features_.end() && static_cast<int>(found.size()) < query.limit;
         ++at) {
      const v1::Feature& feature = at->second.feature;
      const std::string layer =
          feature.name().substr(0, feature.name().find("/features/"));
      const auto& layers = query.layers;
      if (!layers.empty() &&
          std::find(layers.begin(), layers.end(), layer) == layers.end()) {
        continue;
      }
      if (query.valid_at &&
          !domain::HoldsAt(feature.attribution(), *query.valid_at)) {
        continue;
      }
      if (!query.cells.empty() && !Meet(query.cells, at->second.cells)) {
        continue;
      }
      found.push_back(feature);
    }
    return found;
  }

  absl::StatusOr<int64_t> Revision(const rpc::CallContext& call) override {
    absl::MutexLock lock(&mutex_);
    if (!failure_.ok()) return failure_;
    return revision_;
  }

  absl::Status AwaitRevision(const rpc::CallContext& call,
                             int64_t revision) override {
    absl::MutexLock lock(&mutex_);
    if (!failure_.ok()) return failure_;
    if (revision <= revision_) return absl::OkStatus();
    return status::Unavailable(type::v1::ERROR_REASON_REVISION_NOT_REACHED,
                               "not reached", absl::Seconds(1));
  }

 private:
  static void Stamp(const rpc::CallContext& call,
                    google::protobuf::Timestamp* time) {
    *time = google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(
        absl::ToUnixMicros(call.Now()));
  }

  static bool Meet(const std::vector<uint64_t>& a,
                   const std::vector<uint64_t>& b) {
    for (const uint64_t x : a) {
      for (const uint64_t y : b) {
        if (S2CellId(x).intersects(S2CellId(y))) return true;
      }
    }
    return false;
  }

  absl::Mutex mutex_;
  absl::Status failure_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, v1::Layer> layers_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, domain::FeatureWrite> features_ ABSL_GUARDED_BY(mutex_);
  int64_t revision_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace parallax::geo::testing
