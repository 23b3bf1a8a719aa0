#include "services/geo/domain/layers/layer_rules.h"

#include <gtest/gtest.h>

#include <string>

#include "services/geo/domain/layers/layer_store.h"

namespace parallax::geo::domain {
namespace {

v1::Layer GoodLayer() {
  v1::Layer layer;
  layer.set_name("layers/front");
  layer.set_display_name("Front");
  layer.mutable_attribution()->set_according_to("Defence ministry");
  layer.mutable_attribution()->set_basis(v1::FEATURE_BASIS_CLAIMED);
  layer.mutable_attribution()
      ->mutable_validity()
      ->mutable_start_time()
      ->set_seconds(1663000000);
  return layer;
}

// "field reason" of the first violation.
std::string Fault(const v1::Layer& layer) {
  status::Violations bad;
  CheckLayer(layer, "layer", bad);
  return bad.empty() ? ""
                     : bad.violations()[0].field + " " +
                           status::ReasonName(bad.violations()[0].reason);
}

TEST(LayerRulesTest, NothingWithoutAttribution) {
  EXPECT_EQ(Fault(GoodLayer()), "");
  v1::Layer layer = GoodLayer();
  layer.mutable_attribution()->clear_according_to();
  EXPECT_EQ(Fault(layer),
            "layer.attribution.according_to ATTRIBUTION_REQUIRED");
  layer = GoodLayer();
  layer.mutable_attribution()->set_according_to("  \n");
  EXPECT_EQ(Fault(layer),
            "layer.attribution.according_to ATTRIBUTION_REQUIRED");
  layer = GoodLayer();
  layer.mutable_attribution()->clear_basis();
  EXPECT_EQ(Fault(layer), "layer.attribution.basis ATTRIBUTION_REQUIRED");
  layer = GoodLayer();
  layer.mutable_attribution()->clear_validity();
  EXPECT_EQ(Fault(layer), "layer.attribution.validity ATTRIBUTION_REQUIRED");
  layer = GoodLayer();
  layer.clear_attribution();
  status::Violations bad;
  CheckLayer(layer, "layer", bad);
  EXPECT_EQ(bad.violations().size(), 3u) << "all that is missing at once";
}

TEST(LayerRulesTest, ChecksTheRest) {
  v1::Layer layer = GoodLayer();
  layer.set_name("layers/Front Line");
  EXPECT_EQ(Fault(layer), "layer.name INVALID_FIELD");
  layer = GoodLayer();
  layer.mutable_attribution()
      ->mutable_validity()
      ->mutable_end_time()
      ->set_seconds(1662000000);
  EXPECT_EQ(Fault(layer), "layer.attribution.validity.end_time INVALID_FIELD");
  layer = GoodLayer();
  layer.mutable_attribution()
      ->mutable_validity()
      ->mutable_start_time()
      ->set_seconds(-999999999999);
  EXPECT_EQ(Fault(layer),
            "layer.attribution.validity.start_time INVALID_FIELD");
  layer = GoodLayer();
  layer.mutable_attribution()->set_worldview("Armenia");
  EXPECT_EQ(Fault(layer), "layer.attribution.worldview INVALID_FIELD");
  layer = GoodLayer();
  layer.set_display_name(std::string(201, 'x'));
  EXPECT_EQ(Fault(layer), "layer.display_name INVALID_FIELD");
}

TEST(LayerRulesTest, NamesAreTakenApart) {
  EXPECT_TRUE(IsLayerName("layers/a-1"));
  for (const char* name :
       {"", "layers/", "layers/A", "layers/a/b", "layer/a"}) {
    EXPECT_FALSE(IsLayerName(name)) << name;
  }
  EXPECT_EQ(LayerOfFeature("layers/a/features/b"), "layers/a");
  EXPECT_EQ(LayerOfFeature("layers/a/features/"), "");
  EXPECT_EQ(LayerOfFeature("layers/a/features/b/features/c"), "");
}

TEST(LayerRulesTest, FeaturesTakeOverWhatTheyLeaveOpen) {
  v1::Layer layer = GoodLayer();
  layer.mutable_attribution()->set_actor("actors/mod");
  v1::Feature feature;
  InheritAttribution(layer.attribution(), feature);
  EXPECT_EQ(feature.attribution().according_to(), "Defence ministry");
  EXPECT_EQ(feature.attribution().actor(), "actors/mod");

  v1::Feature own;
  own.mutable_attribution()->set_according_to("Mayor");
  own.mutable_attribution()->set_basis(v1::FEATURE_BASIS_DENIED);
  InheritAttribution(layer.attribution(), own);
  EXPECT_EQ(own.attribution().according_to(), "Mayor");
  EXPECT_EQ(own.attribution().basis(), v1::FEATURE_BASIS_DENIED);
  EXPECT_EQ(own.attribution().actor(), "") << "that is another's";
  EXPECT_TRUE(own.attribution().validity().has_start_time());
}

TEST(LayerRulesTest, EtagsFollowContentAlone) {
  v1::Layer layer = GoodLayer(), other = layer;
  other.set_revision(7);
  other.set_feature_count(3);
  EXPECT_EQ(EtagOf(layer), EtagOf(other));
  other.set_display_name("Back");
  EXPECT_NE(EtagOf(layer), EtagOf(other));
  v1::Feature a, b;
  for (int i = 0; i < 20; ++i) {
    (*a.mutable_properties())[std::to_string(i)] = "x";
    (*b.mutable_properties())[std::to_string(19 - i)] = "x";
  }
  EXPECT_EQ(EtagOf(a), EtagOf(b));
}

TEST(LayerRulesTest, ValidityIsHalfOpen) {
  v1::Attribution attribution;
  attribution.mutable_validity()->mutable_start_time()->set_seconds(100);
  attribution.mutable_validity()->mutable_end_time()->set_seconds(200);
  EXPECT_FALSE(HoldsAt(attribution, absl::FromUnixSeconds(99)));
  EXPECT_TRUE(HoldsAt(attribution, absl::FromUnixSeconds(100)));
  EXPECT_FALSE(HoldsAt(attribution, absl::FromUnixSeconds(200)));
}

}  // namespace
}  // namespace parallax::geo::domain
