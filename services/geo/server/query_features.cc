#include "services/geo/server/query_features.h"

#include <memory>
#include <string>
#include <utility>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/filter.h"
#include "services/geo/domain/layers/feature_search.h"
#include "services/geo/domain/layers/geometry.h"
#include "services/geo/domain/layers/layer_rules.h"
#include "services/geo/server/feature_filter.h"
#include "services/geo/server/request_checks.h"

namespace parallax::geo::server {
namespace {

using domain::Shape;

// The area that the request draws; null for none, and for a feature, which
// the store has yet to give.
std::unique_ptr<Shape> ReadArea(const v1::QueryFeaturesRequest& request,
                                status::Violations& bad) {
  switch (request.area_case()) {
    case v1::QueryFeaturesRequest::kCircle:
      return Shape::FromCircle(request.circle(), "circle", bad);
    case v1::QueryFeaturesRequest::kRectangle:
      return Shape::FromRectangle(request.rectangle(), "rectangle", bad);
    case v1::QueryFeaturesRequest::kPolygon:
      return Shape::FromPolygon(request.polygon(), "polygon", bad);
    case v1::QueryFeaturesRequest::kFeature:
      if (!domain::IsFeatureName(request.feature())) {
        bad.Add("feature", "must be layers/{layer}/features/{feature}");
      }
      return nullptr;
    case v1::QueryFeaturesRequest::AREA_NOT_SET:
      break;
  }
  return nullptr;
}

}  // namespace

absl::Status QueryFeaturesHandler::Handle(
    const rpc::CallContext& call, const v1::QueryFeaturesRequest& request,
    v1::QueryFeaturesResponse* response) const {
  status::Violations bad;
  std::unique_ptr<Shape> area = ReadArea(request, bad);
  CheckLayerNames(request.layers(), "layers", bad);
  domain::FeatureSearch search;
  search.valid_at =
      ReadTime(request.has_valid_at(), request.valid_at(), "valid_at", bad);
  CheckMinRevision(request.min_revision(), bad);
  PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
  PARALLAX_ASSIGN_OR_RETURN(
      const parallax::storage::Filter filter,
      parallax::storage::ParseFilter(request.filter(), AttributionSchema()));
  PARALLAX_ASSIGN_OR_RETURN(search.limit, parallax::storage::ClampPageSize(
                                              request.page_size(), 100, 1000));
  const std::string query = parallax::storage::PageQuery(request);
  PARALLAX_ASSIGN_OR_RETURN(const parallax::storage::PageCursor cursor,
                            tokens_.Decode(query, request.page_token()));
  if (!cursor.empty()) {
    if (const auto* name = std::get_if<std::string>(&cursor[0].variant())) {
      search.after = *name;
    }
  }
  PARALLAX_RETURN_IF_ERROR(store_.AwaitRevision(call, request.min_revision()));
  if (request.area_case() == v1::QueryFeaturesRequest::kFeature) {
    PARALLAX_ASSIGN_OR_RETURN(const v1::Feature feature,
                              store_.GetFeature(call, request.feature()));
    area = Shape::FromGeometry(feature.geometry(), "feature", bad);
    PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
  }
  search.area = area.get();
  search.layers.assign(request.layers().begin(), request.layers().end());
  if (!filter.match_all) {
    search.accepts = [&](const v1::Feature& feature) {
      return MatchesFilter(filter, feature);
    };
  }
  PARALLAX_ASSIGN_OR_RETURN(domain::FeaturePage page,
                            domain::SearchFeatures(store_, call, search));
  for (v1::Feature& feature : page.features) {
    *response->add_features() = std::move(feature);
  }
  if (page.more) {
    response->set_next_page_token(tokens_.Encode(
        query, {response->features(response->features_size() - 1).name()}));
  }
  return absl::OkStatus();
}

}  // namespace parallax::geo::server
