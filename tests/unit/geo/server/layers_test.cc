// The RPCs of layers and features over a store in memory.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/rpc/call_context.h"
#include "services/geo/server/create_layer.h"
#include "services/geo/server/delete_layer.h"
#include "services/geo/server/get_feature.h"
#include "services/geo/server/get_layer.h"
#include "services/geo/server/list_layers.h"
#include "services/geo/server/nearest_features.h"
#include "services/geo/server/query_features.h"
#include "services/geo/server/write_features.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/geo/fake_layer_store.h"

namespace parallax::geo::server {
namespace {

using geo::testing::FakeLayerStore;
using parallax::testing::HasReason;
using parallax::testing::HasStatus;
using parallax::testing::IsOk;

class LayersTest : public ::testing::Test {
 protected:
  static v1::Layer MakeLayer(const std::string& id) {
    v1::Layer layer;
    layer.set_name("layers/" + id);
    layer.set_display_name("Layer " + id);
    layer.mutable_attribution()->set_according_to("Ministry of " + id);
    layer.mutable_attribution()->set_basis(v1::FEATURE_BASIS_CLAIMED);
    layer.mutable_attribution()
        ->mutable_validity()
        ->mutable_start_time()
        ->set_seconds(1000);
    return layer;
  }

  absl::Status Create(const v1::Layer& layer,
                      v1::CreateLayerResponse* response = nullptr) {
    v1::CreateLayerRequest request;
    *request.mutable_layer() = layer;
    v1::CreateLayerResponse ignored;
    return CreateLayerHandler(store_).Handle(
        call_, request, response == nullptr ? &ignored : response);
  }

  absl::Status Write(const v1::WriteFeaturesRequest& request) {
    return WriteFeaturesHandler(store_).Handle(call_, request, &written_);
  }

  static v1::Feature PointAt(const std::string& name, double lat, double lon) {
    v1::Feature feature;
    feature.set_name(name);
    feature.mutable_geometry()->mutable_point()->set_latitude(lat);
    feature.mutable_geometry()->mutable_point()->set_longitude(lon);
    return feature;
  }

  // Five points a degree apart along the equator.
  void WriteRow() {
    ASSERT_THAT(Create(MakeLayer("row")), IsOk());
    v1::WriteFeaturesRequest request;
    request.set_parent("layers/row");
    for (int i = 0; i < 5; ++i) {
      *request.add_features() =
          PointAt("layers/row/features/p" + std::to_string(i), 0, i);
    }
    ASSERT_THAT(Write(request), IsOk());
  }

  std::vector<std::string> Query(v1::QueryFeaturesRequest request) {
    std::vector<std::string> names;
    for (int page = 0; page < 10; ++page) {
      v1::QueryFeaturesResponse response;
      EXPECT_THAT(QueryFeaturesHandler(store_, tokens_)
                      .Handle(call_, request, &response),
                  IsOk());
      for (const v1::Feature& feature : response.features()) {
        names.push_back(feature.name().substr(feature.name().rfind('/') + 1));
      }
      if (response.next_page_token().empty()) break;
      request.set_page_token(response.next_page_token());
    }
    return names;
  }

  rpc::CallContext call_ = rpc::CallContext::Background();
  FakeLayerStore store_;
  parallax::storage::PageTokenCodec tokens_{"key"};
  v1::WriteFeaturesResponse written_;
};

TEST_F(LayersTest, CreatingTwiceChangesNothing) {
  v1::CreateLayerResponse first, second;
  ASSERT_THAT(Create(MakeLayer("a"), &first), IsOk());
  ASSERT_THAT(Create(MakeLayer("a"), &second), IsOk());
  EXPECT_EQ(first.revision(), second.revision());
  EXPECT_FALSE(first.layer().etag().empty());
  v1::Layer other = MakeLayer("a");
  other.set_display_name("Other");
  EXPECT_THAT(Create(other), HasStatus(absl::StatusCode::kAlreadyExists));
}

TEST_F(LayersTest, RefusesALayerWithoutAttribution) {
  v1::Layer layer = MakeLayer("a");
  layer.clear_attribution();
  const absl::Status status = Create(layer);
  EXPECT_THAT(status, HasReason(type::v1::ERROR_REASON_ATTRIBUTION_REQUIRED));
  EXPECT_EQ(status::ViolationsOf(status)[0].field,
            "layer.attribution.according_to");
}

TEST_F(LayersTest, WritesAllOrNothing) {
  ASSERT_THAT(Create(MakeLayer("a")), IsOk());
  v1::WriteFeaturesRequest request;
  request.set_parent("layers/a");
  *request.add_features() = PointAt("layers/a/features/good", 1, 1);
  *request.add_features() = PointAt("layers/a/features/bad", 91, 1);
  *request.add_features() = PointAt("layers/b/features/other", 1, 1);
  const absl::Status status = Write(request);
  EXPECT_THAT(status, HasReason(type::v1::ERROR_REASON_INVALID_GEOMETRY));
  const auto violations = status::ViolationsOf(status);
  ASSERT_EQ(violations.size(), 2u);
  EXPECT_EQ(violations[0].field, "features[1].geometry.point.latitude");
  EXPECT_EQ(violations[1].field, "features[2].name");
  EXPECT_TRUE(Query({}).empty());
}

TEST_F(LayersTest, FeaturesCarryTheLayersAttribution) {
  WriteRow();
  ASSERT_EQ(written_.features_size(), 5);
  EXPECT_EQ(written_.features(0).attribution().according_to(),
            "Ministry of row");
  v1::GetFeatureRequest request;
  request.set_name("layers/row/features/p3");
  v1::GetFeatureResponse response;
  ASSERT_THAT(GetFeatureHandler(store_).Handle(call_, request, &response),
              IsOk());
  EXPECT_EQ(response.feature().attribution().basis(),
            v1::FEATURE_BASIS_CLAIMED);
  request.set_name("layers/row/features/p9");
  EXPECT_THAT(GetFeatureHandler(store_).Handle(call_, request, &response),
              HasStatus(absl::StatusCode::kNotFound));
}

TEST_F(LayersTest, WritingNeedsTheLayer) {
  v1::WriteFeaturesRequest request;
  request.set_parent("layers/none");
  *request.add_features() = PointAt("layers/none/features/x", 1, 1);
  EXPECT_THAT(Write(request), HasStatus(absl::StatusCode::kNotFound));
}

TEST_F(LayersTest, QueriesByArea) {
  WriteRow();
  v1::QueryFeaturesRequest request;
  request.mutable_circle()->mutable_center()->set_longitude(1);
  request.mutable_circle()->set_radius_m(120'000);
  EXPECT_EQ(Query(request), (std::vector<std::string>{"p0", "p1", "p2"}));
  request.mutable_rectangle()->mutable_low()->set_latitude(-1);
  request.mutable_rectangle()->mutable_low()->set_longitude(2.5);
  request.mutable_rectangle()->mutable_high()->set_latitude(1);
  request.mutable_rectangle()->mutable_high()->set_longitude(9);
  EXPECT_EQ(Query(request), (std::vector<std::string>{"p3", "p4"}));
  request.set_feature("layers/row/features/p2");
  EXPECT_EQ(Query(request), (std::vector<std::string>{"p2"}));
  request.clear_area();
  request.set_page_size(2);
  EXPECT_EQ(Query(request).size(), 5u);
}

TEST_F(LayersTest, FiltersByTimeLayerAndAttribution) {
  WriteRow();
  v1::QueryFeaturesRequest request;
  request.mutable_valid_at()->set_seconds(999);
  EXPECT_TRUE(Query(request).empty());
  request.mutable_valid_at()->set_seconds(1000);
  EXPECT_EQ(Query(request).size(), 5u);
  request.set_filter("according_to = \"Ministry of row\" AND basis = CLAIMED");
  EXPECT_EQ(Query(request).size(), 5u);
  request.set_filter("basis = DENIED");
  EXPECT_TRUE(Query(request).empty());
  request.clear_filter();
  request.add_layers("layers/other");
  EXPECT_TRUE(Query(request).empty());
}

TEST_F(LayersTest, RefusesBadQueries) {
  v1::QueryFeaturesResponse response;
  const QueryFeaturesHandler handler(store_, tokens_);
  v1::QueryFeaturesRequest request;
  request.set_filter("basis = ");
  EXPECT_THAT(handler.Handle(call_, request, &response),
              HasReason(type::v1::ERROR_REASON_INVALID_FILTER));
  request.Clear();
  request.set_page_token("forged");
  EXPECT_THAT(handler.Handle(call_, request, &response),
              HasReason(type::v1::ERROR_REASON_INVALID_PAGE_TOKEN));
  request.Clear();
  for (const auto& [lat, lon] : std::vector<std::pair<double, double>>{
           {0, 0}, {1, 1}, {0, 1}, {1, 0}, {0, 0}}) {
    if (request.polygon().rings().empty()) {
      request.mutable_polygon()->add_rings();
    }
    auto* point = request.mutable_polygon()->mutable_rings(0)->add_points();
    point->set_latitude(lat);
    point->set_longitude(lon);
  }
  const absl::Status status = handler.Handle(call_, request, &response);
  EXPECT_THAT(status, HasReason(type::v1::ERROR_REASON_INVALID_GEOMETRY));
  EXPECT_EQ(status::ViolationsOf(status)[0].field, "polygon.rings[0].points");
  request.Clear();
  request.set_min_revision(99);
  EXPECT_THAT(handler.Handle(call_, request, &response),
              HasReason(type::v1::ERROR_REASON_REVISION_NOT_REACHED));
}

TEST_F(LayersTest, NearestFirst) {
  WriteRow();
  v1::NearestFeaturesRequest request;
  request.mutable_point()->set_longitude(2.2);
  request.set_max_results(3);
  v1::NearestFeaturesResponse response;
  const NearestFeaturesHandler handler(store_);
  ASSERT_THAT(handler.Handle(call_, request, &response), IsOk());
  ASSERT_EQ(response.features_size(), 3);
  EXPECT_EQ(response.features(0).feature().name(), "layers/row/features/p2");
  EXPECT_NEAR(response.features(0).distance_m(), 22'239, 10);
  EXPECT_EQ(response.features(1).feature().name(), "layers/row/features/p3");
  response.Clear();
  request.set_max_distance_m(30'000);
  ASSERT_THAT(handler.Handle(call_, request, &response), IsOk());
  EXPECT_EQ(response.features_size(), 1);
  request.mutable_point()->set_latitude(-91);
  EXPECT_THAT(handler.Handle(call_, request, &response),
              HasStatus(absl::StatusCode::kInvalidArgument));
}

TEST_F(LayersTest, ListsAndDeletesLayers) {
  for (const char* id : {"a", "b", "c"}) {
    ASSERT_THAT(Create(MakeLayer(id)), IsOk());
  }
  const ListLayersHandler list(store_, tokens_);
  v1::ListLayersRequest request;
  request.set_page_size(2);
  v1::ListLayersResponse page;
  ASSERT_THAT(list.Handle(call_, request, &page), IsOk());
  ASSERT_EQ(page.layers_size(), 2);
  request.set_page_token(page.next_page_token());
  page.Clear();
  ASSERT_THAT(list.Handle(call_, request, &page), IsOk());
  ASSERT_EQ(page.layers_size(), 1);
  EXPECT_EQ(page.layers(0).name(), "layers/c");
  EXPECT_TRUE(page.next_page_token().empty());

  v1::GetLayerRequest get;
  get.set_name("layers/c");
  v1::GetLayerResponse layer;
  ASSERT_THAT(GetLayerHandler(store_).Handle(call_, get, &layer), IsOk());

  const DeleteLayerHandler handler(store_);
  v1::DeleteLayerRequest remove;
  v1::DeleteLayerResponse removed;
  remove.set_name("layers/c");
  remove.set_etag("stale");
  EXPECT_THAT(handler.Handle(call_, remove, &removed),
              HasReason(type::v1::ERROR_REASON_CONFLICT));
  remove.set_etag(layer.layer().etag());
  ASSERT_THAT(handler.Handle(call_, remove, &removed), IsOk());
  EXPECT_THAT(handler.Handle(call_, remove, &removed),
              HasStatus(absl::StatusCode::kNotFound));
  remove.set_allow_missing(true);
  EXPECT_THAT(handler.Handle(call_, remove, &removed), IsOk());
}

TEST_F(LayersTest, StoreErrorsComeThrough) {
  store_.FailWith(status::Error(absl::StatusCode::kInternal,
                                type::v1::ERROR_REASON_STORE_FAILED, "disk"));
  EXPECT_THAT(Create(MakeLayer("a")),
              HasReason(type::v1::ERROR_REASON_STORE_FAILED));
}

}  // namespace
}  // namespace parallax::geo::server
