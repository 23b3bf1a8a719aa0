#include "services/cli/geojson.h"

#include <nlohmann/json.hpp>

#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace parallax::cli {
namespace {

using ::testing::HasSubstr;

constexpr char kLayer[] = R"json({
  "type": "FeatureCollection",
  "layer": {
    "name": "layers/strikes",
    "display_name": "Strikes",
    "attribution": {
      "according_to": "Armenian official sources",
      "basis": "FEATURE_BASIS_CLAIMED",
      "validity": {"start_time": "2022-09-12T20:00:00Z"}
    }
  },
  "features": [
    {"type": "Feature", "id": "jermuk",
     "properties": {"display_name": "Jermuk", "weapon": "artillery", "n": 3},
     "geometry": {"type": "Point", "coordinates": [45.67, 39.84]}},
    {"type": "Feature", "id": "area",
     "properties": {},
     "geometry": {"type": "Polygon",
       "coordinates": [[[45,39],[46,39],[46,40],[45,39]]]}}
  ]
})json";

TEST(GeoJsonTest, ReadsALayerWithItsFeatures) {
  const auto file = ParseLayerFile(kLayer);
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ(file->layer.attribution().according_to(),
            "Armenian official sources");
  ASSERT_EQ(file->features.size(), 2u);
  const auto& town = file->features[0];
  EXPECT_EQ(town.name(), "layers/strikes/features/jermuk");
  EXPECT_EQ(town.display_name(), "Jermuk");
  EXPECT_EQ(town.properties().at("weapon"), "artillery");
  EXPECT_EQ(town.properties().at("n"), "3");
  EXPECT_DOUBLE_EQ(town.geometry().point().latitude(), 39.84);
  EXPECT_DOUBLE_EQ(town.geometry().point().longitude(), 45.67);
  EXPECT_EQ(file->features[1].geometry().polygon().rings(0).points_size(), 4);
}

TEST(GeoJsonTest, NamesThePlaceOfAFault) {
  const auto fault = [](absl::string_view from, absl::string_view to) {
    return std::string(ParseLayerFile(absl::StrReplaceAll(kLayer, {{from, to}}))
                           .status()
                           .message());
  };
  EXPECT_THAT(fault("[45.67, 39.84]", "[45.67]"),
              HasSubstr("features[0].geometry.coordinates"));
  EXPECT_THAT(fault("\"Polygon\"", "\"Circle\""),
              HasSubstr("features[1].geometry: type \"Circle\""));
  EXPECT_THAT(fault("\"layer\":", "\"other\":"), HasSubstr("\"layer\""));
  EXPECT_THAT(fault("\"id\": \"area\",", ""), HasSubstr("features[1]"));
  EXPECT_THAT(fault("FEATURE_BASIS_CLAIMED", "RUMOUR"), HasSubstr("layer"));
  EXPECT_FALSE(ParseLayerFile("{").ok());
}

TEST(GeoJsonTest, WritesWhatItReads) {
  const auto file = ParseLayerFile(kLayer);
  ASSERT_TRUE(file.ok());
  const auto json = nlohmann::json::parse(FeatureGeoJson(file->features[0]));
  EXPECT_EQ(json["geometry"]["type"], "Point");
  EXPECT_EQ(json["geometry"]["coordinates"][0], 45.67);
  EXPECT_EQ(json["properties"]["weapon"], "artillery");
}

}  // namespace
}  // namespace parallax::cli
