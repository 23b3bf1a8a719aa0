// The sample layers, from their files through the RPCs into SQLite and back.
#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "common/rpc/call_context.h"
#include "services/geo/server/create_layer.h"
#include "services/geo/server/locate_point.h"
#include "services/geo/server/query_features.h"
#include "services/geo/server/write_features.h"
#include "services/geo/storage/sqlite/open_layers.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/geo/shipped_gazetteer.h"

namespace parallax::geo::server {
namespace {

using geo::testing::ShippedGazetteer;
using nlohmann::json;
using parallax::testing::IsOk;
using ::testing::Contains;

void FillLine(const json& coordinates, v1::LineString* line) {
  for (const json& position : coordinates) {
    auto* point = line->add_points();
    point->set_longitude(position.at(0));
    point->set_latitude(position.at(1));
  }
}

void FillGeometry(const json& geometry, v1::Geometry* out) {
  const json& coordinates = geometry.at("coordinates");
  if (geometry.at("type") == "Point") {
    out->mutable_point()->set_longitude(coordinates.at(0));
    out->mutable_point()->set_latitude(coordinates.at(1));
    return;
  }
  ASSERT_EQ(geometry.at("type"), "Polygon");
  for (const json& ring : coordinates) {
    FillLine(ring, out->mutable_polygon()->add_rings());
  }
}

class SampleLayersTest : public ::testing::Test {
 protected:
  void SetUp() override {
    store_ = *storage::OpenSqliteLayers(folder_.File("geo.db"));
    ImportAll();
  }

  void ImportAll() {
    layers_ = 0;
    for (const auto& entry : std::filesystem::directory_iterator(
             PARALLAX_SOURCE_DIR "/tests/data/layers")) {
      if (entry.path().extension() == ".geojson") Import(entry.path());
    }
    ASSERT_EQ(layers_, 4);
  }

  void Import(const std::filesystem::path& path) {
    SCOPED_TRACE(path);
    std::ifstream file(path);
    const json collection = json::parse(file);
    v1::CreateLayerRequest create;
    ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(
                    collection.at("layer").dump(), create.mutable_layer())
                    .ok());
    v1::CreateLayerResponse created;
    ASSERT_THAT(CreateLayerHandler(*store_).Handle(call_, create, &created),
                IsOk());
    v1::WriteFeaturesRequest write;
    write.set_parent(create.layer().name());
    for (const json& feature : collection.at("features")) {
      v1::Feature* out = write.add_features();
      out->set_name(write.parent() + "/features/" +
                    feature.at("id").get<std::string>());
      out->set_display_name(feature.at("properties").at("display_name"));
      FillGeometry(feature.at("geometry"), out->mutable_geometry());
    }
    v1::WriteFeaturesResponse written;
    ASSERT_THAT(WriteFeaturesHandler(*store_).Handle(call_, write, &written),
                IsOk());
    ++layers_;
  }

  std::set<std::string> At(double lat, double lon, int64_t time) {
    v1::LocatePointRequest request;
    request.mutable_point()->set_latitude(lat);
    request.mutable_point()->set_longitude(lon);
    request.mutable_valid_at()->set_seconds(time);
    v1::LocatePointResponse response;
    EXPECT_THAT(LocatePointHandler(ShippedGazetteer(), *store_)
                    .Handle(call_, request, &response),
                IsOk());
    std::set<std::string> names;
    for (const v1::Feature& feature : response.features()) {
      EXPECT_FALSE(feature.attribution().according_to().empty());
      names.insert(feature.name());
    }
    return names;
  }

  rpc::CallContext call_ = rpc::CallContext::Background();
  parallax::testing::TempDir folder_;
  std::unique_ptr<storage::SqlLayerStore> store_;
  int layers_ = 0;
};

constexpr int64_t kSeptember14 = 1663113600;  // 2022-09-14
constexpr int64_t k1980 = 315532800;

TEST_F(SampleLayersTest, LocatePointAnswersWithAttribution) {
  // Stepanakert.
  EXPECT_EQ(
      At(39.82, 46.75, kSeptember14),
      (std::set<std::string>{"layers/russian-peacekeepers/features/area"}));
  EXPECT_EQ(
      At(39.82, 46.75, k1980),
      (std::set<std::string>{"layers/nk-soviet-borders/features/outline"}));
  EXPECT_THAT(At(40.2028, 45.8656, kSeptember14),
              Contains("layers/missile-attacks-in-armenia/features/sotk"));
  EXPECT_TRUE(At(40.2028, 45.8656, k1980).empty());
}

TEST_F(SampleLayersTest, QueryFeaturesAnswersByAreaAndSource) {
  v1::QueryFeaturesRequest request;  // 40 km around Sotk
  request.mutable_circle()->mutable_center()->set_latitude(40.2028);
  request.mutable_circle()->mutable_center()->set_longitude(45.8656);
  request.mutable_circle()->set_radius_m(40'000);
  request.mutable_valid_at()->set_seconds(kSeptember14);
  const parallax::storage::PageTokenCodec tokens("key");
  const QueryFeaturesHandler handler(*store_, tokens);
  v1::QueryFeaturesResponse both;
  ASSERT_THAT(handler.Handle(call_, request, &both), IsOk());
  std::set<std::string> sources;
  for (const v1::Feature& feature : both.features()) {
    sources.insert(feature.attribution().according_to());
  }
  EXPECT_THAT(sources, Contains("Armenian official sources and local media"));
  EXPECT_THAT(sources, Contains("Azerbaijani official sources"));

  request.set_filter("according_to:azerbaijani");
  v1::QueryFeaturesResponse one;
  ASSERT_THAT(handler.Handle(call_, request, &one), IsOk());
  EXPECT_GE(one.features_size(), 1);
  EXPECT_LT(one.features_size(), both.features_size());
}

TEST_F(SampleLayersTest, ImportingAgainChangesNothing) {
  const int64_t before = *store_->Revision(call_);
  ImportAll();
  EXPECT_EQ(*store_->Revision(call_), before);
}

}  // namespace
}  // namespace parallax::geo::server
