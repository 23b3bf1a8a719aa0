// The functions of filters that speak of areas.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/rpc/call_context.h"
#include "common/storage/filter.h"
#include "parallax/geo/v1/layer.pb.h"

namespace parallax::claims::domain {

// What knows places and map layers. Thread safe; calls may block. UNAVAILABLE
// (NEIGHBOUR_UNAVAILABLE) when it is out of reach.
class AreaSource {
 public:
  virtual ~AreaSource() = default;
  // The shape of `layers/{layer}/features/{feature}`; NOT_FOUND.
  virtual absl::StatusOr<geo::v1::Geometry> FeatureShape(
      const rpc::CallContext& call, const std::string& feature) = 0;
  // `places/{place}`, the likeliest place of that name; NOT_FOUND.
  virtual absl::StatusOr<std::string> PlaceNamed(const rpc::CallContext& call,
                                                 const std::string& name) = 0;
};

// Adds the functions to a schema whose fields can Call() them.
//
//   within(39.95, 46.08, 25)       at most 25 km from latitude, longitude
//   inside("places/616250")        a place and all that it holds
//   inside("Syunik")               the same by name
//   inside("layers/a/features/b")  a feature of a map layer
void AddAreaFunctions(::parallax::storage::FilterSchema* schema);

// Gives each such function of the filter its Area, and asks `source` only where
// there is a name or a feature. INVALID_ARGUMENT (INVALID_FILTER) for the field
// "filter" when there is no such thing, when it has no inside, or when a number
// is out of range.
absl::Status BindAreas(const rpc::CallContext& call, AreaSource* source,
                       ::parallax::storage::Filter* filter);

}  // namespace parallax::claims::domain
