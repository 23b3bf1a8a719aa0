#include <gtest/gtest.h>

#include "common/storage/filter.h"
#include "parallax/geo/v1/place.pb.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/common/storage/filter_fixture.h"

namespace parallax::storage {
namespace {

using ::parallax::testing::IsOk;

class FilterMatchTest : public ::testing::Test {
 protected:
  bool Holds(absl::string_view text,
             const TestItem::Values& values = Pashinyan()) {
    const auto filter = ParseFilter(text, schema_);
    EXPECT_THAT(filter, IsOk()) << text;
    return filter.ok() && Matches(*filter, schema_, TestItem(values));
  }

  const FilterSchema schema_ = TestSchema();
};

TEST_F(FilterMatchTest, Comparisons) {
  EXPECT_TRUE(Holds(""));
  EXPECT_TRUE(Holds("count = 105 AND count != 71 AND count > 100"));
  EXPECT_TRUE(Holds("count >= 105 count <= 105"));
  EXPECT_FALSE(Holds("count < 105"));
  EXPECT_TRUE(Holds("score > 0.5 named = false"));
  EXPECT_TRUE(Holds("claimant.side = Armenia"));
  EXPECT_FALSE(Holds("claimant.side = armenia"));
  EXPECT_TRUE(Holds("reason = NOT_FOUND"));
  EXPECT_TRUE(Holds("publish_time > 2022-09-14"));
  EXPECT_TRUE(Holds("publish_time = 2022-09-14T16:00:00+04:00"));
  EXPECT_TRUE(Holds("claimant.side > Albania"));
}

TEST_F(FilterMatchTest, Logic) {
  EXPECT_TRUE(Holds("count = 1 OR count = 105"));
  EXPECT_FALSE(Holds("NOT (count = 1 OR count = 105)"));
  EXPECT_TRUE(Holds("-count = 1"));
}

TEST_F(FilterMatchTest, Wildcards) {
  EXPECT_TRUE(Holds("title = \"Border*\""));
  EXPECT_TRUE(Holds("title = \"*105\""));
  EXPECT_TRUE(Holds("title = \"B*clashes*5\""));
  EXPECT_FALSE(Holds("title = \"*clashes\""));
  EXPECT_FALSE(Holds("title != \"Border*\""));
  EXPECT_TRUE(Holds("title = *"));
  // Pieces must not overlap.
  EXPECT_FALSE(Holds("claimant.side = \"Armenia*Armenia\""));
}

TEST_F(FilterMatchTest, Has) {
  EXPECT_TRUE(Holds("title:CLASHES"));
  EXPECT_TRUE(Holds("places:\"places/sotk\""));
  EXPECT_FALSE(Holds("places:\"places/sot\""));
  EXPECT_TRUE(Holds("places:*"));
  EXPECT_TRUE(Holds("count:105"));
}

TEST_F(FilterMatchTest, TextsAreSearchedByWords) {
  EXPECT_TRUE(Holds("quote:\"prime minister\""));
  EXPECT_TRUE(Holds("quote:Öffi*"));
  EXPECT_FALSE(Holds("quote:minist"));
  EXPECT_FALSE(Holds("quote:\"minister prime\""));
  EXPECT_TRUE(Holds("office -quote:border"));
  EXPECT_TRUE(Holds("quote = \"Said*office\""));
}

TEST_F(FilterMatchTest, BareWordsLookAtSearchableFields) {
  EXPECT_TRUE(Holds("pashinyan clashes"));
  EXPECT_FALSE(Holds("Armenia"));
}

TEST_F(FilterMatchTest, UnsetFieldsMatchNoComparison) {
  EXPECT_FALSE(Holds("count = 1", {}));
  EXPECT_FALSE(Holds("count != 1", {}));
  EXPECT_TRUE(Holds("NOT count = 1", {}));
  EXPECT_FALSE(Holds("count:*", {}));
}

TEST_F(FilterMatchTest, Functions) {
  EXPECT_TRUE(Holds("within(25, 40, 46)"));
  EXPECT_FALSE(Holds("within(5, 40, 46)"));
}

TEST(FilterMessageTest, ReadsProtoPaths) {
  const auto* type = geo::v1::Place::descriptor();
  FilterSchema schema;
  schema.AddProto(type, "display_name", /*searchable=*/true)
      .AddProto(type, "kind")
      .AddProto(type, "population")
      .AddProto(type, "radius_m")
      .AddProto(type, "point.latitude")
      .AddProto(type, "ancestors")
      .AddProto(type, "country_code");
  geo::v1::Place place;
  place.set_display_name("Sotk");
  place.set_population(900);
  place.mutable_point()->set_latitude(40.2);
  place.add_ancestors("places/am");
  place.add_ancestors("places/gegharkunik");
  const auto holds = [&](absl::string_view text) {
    const auto filter = ParseFilter(text, schema);
    EXPECT_THAT(filter, IsOk()) << text;
    return filter.ok() && Matches(*filter, schema, place);
  };
  EXPECT_TRUE(holds("sotk"));
  EXPECT_TRUE(holds("population >= 900 point.latitude > 40"));
  EXPECT_TRUE(holds("ancestors:\"places/am\""));
  EXPECT_FALSE(holds("country_code:*"));
  EXPECT_FALSE(holds("kind:*"));
  place.clear_point();
  EXPECT_FALSE(holds("point.latitude:*"));
}

}  // namespace
}  // namespace parallax::storage
