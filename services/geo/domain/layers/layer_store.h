// Where layers and features are kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/rpc/call_context.h"
#include "parallax/geo/v1/layer.pb.h"

namespace parallax::geo::domain {

// A feature as it is to be kept: complete, checked, with its cells.
struct FeatureWrite {
  v1::Feature feature;          // etag set; revision unset
  std::vector<uint64_t> cells;  // S2 cells that cover it
};

// Which features may be of interest; the caller looks at the shapes.
struct FeatureQuery {
  // S2 cells of the area; empty for everywhere.
  std::vector<uint64_t> cells;
  std::vector<std::string> layers;  // names; empty for all
  std::optional<absl::Time> valid_at;
  std::string after;  // only names behind this one
  int limit = 100;
};

struct WriteResult {
  std::vector<v1::Feature> features;  // as kept, in the order given
  int64_t revision = 0;
};

// Thread safe. Writes return once durable. Every write that changes something
// takes the next revision; one that changes nothing reports the present one.
class LayerStore {
 public:
  virtual ~LayerStore() = default;

  // Keeps a layer (etag set, output fields unset) and returns it as kept. The
  // same content again changes nothing; other content under the same name is
  // ALREADY_EXISTS.
  virtual absl::StatusOr<std::pair<v1::Layer, int64_t>> CreateLayer(
      const rpc::CallContext& call, const v1::Layer& layer) = 0;

  // NOT_FOUND.
  virtual absl::StatusOr<v1::Layer> GetLayer(const rpc::CallContext& call,
                                             absl::string_view name) = 0;

  // By name, behind `after`, at most `limit`.
  virtual absl::StatusOr<std::vector<v1::Layer>> ListLayers(
      const rpc::CallContext& call, absl::string_view after, int limit) = 0;

  // Removes a layer and its features. NOT_FOUND unless `allow_missing`;
  // ABORTED (CONFLICT) when `etag` is set and differs.
  virtual absl::StatusOr<int64_t> DeleteLayer(const rpc::CallContext& call,
                                              absl::string_view name,
                                              absl::string_view etag,
                                              bool allow_missing) = 0;

  // Creates or replaces all features or none. NOT_FOUND for the layer.
  virtual absl::StatusOr<WriteResult> WriteFeatures(
      const rpc::CallContext& call, absl::string_view layer,
      const std::vector<FeatureWrite>& features) = 0;

  // NOT_FOUND.
  virtual absl::StatusOr<v1::Feature> GetFeature(const rpc::CallContext& call,
                                                 absl::string_view name) = 0;

  // Features by name whose cells meet the area's, in the layers, valid then:
  // none that touch the area are missing, some that do not may be there.
  virtual absl::StatusOr<std::vector<v1::Feature>> FindFeatures(
      const rpc::CallContext& call, const FeatureQuery& query) = 0;

  // Revision of the last change; 0 when there was none.
  virtual absl::StatusOr<int64_t> Revision(const rpc::CallContext& call) = 0;

  // Returns once `revision` is reached: at once for 0. UNAVAILABLE
  // (REVISION_NOT_REACHED) when it is not within the deadline.
  virtual absl::Status AwaitRevision(const rpc::CallContext& call,
                                     int64_t revision) = 0;
};

// Whether a feature or layer is said to hold at `time`.
bool HoldsAt(const v1::Attribution& attribution, absl::Time time);

}  // namespace parallax::geo::domain
