#include "services/ingest/domain/actor_countries.h"

#include <gtest/gtest.h>

#include "google/protobuf/text_format.h"

namespace parallax::ingest::domain {
namespace {

TEST(ActorCountries, FollowsParentsAndNames) {
  claims::v1::ActorList actors;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"pb(
        actors {
          name: "actors/am"
          display_name: "Armenia"
          kind: ACTOR_KIND_STATE
          side: "Armenia"
          country_code: "AM"
        }
        actors {
          name: "actors/hamas"
          display_name: "Hamas"
          kind: ACTOR_KIND_ARMED_GROUP
          side: "Hamas"
          parents: "actors/ps"
        }
        actors {
          name: "actors/ps"
          display_name: "Palestine"
          kind: ACTOR_KIND_STATE
          side: "Palestine"
          country_code: "PS"
        }
        actors {
          name: "actors/tert"
          display_name: "Tert.am"
          kind: ACTOR_KIND_MEDIA
          parents: "actors/am"
          aliases { text: "Tert" }
        }
        actors {
          name: "actors/loop"
          display_name: "Loop"
          side: "Loop"
          parents: "actors/loop"
        }
      )pb",
      &actors));
  ActorCountries countries;
  EXPECT_EQ(countries.OfSide("Armenia"), "");
  countries.Set(actors);
  EXPECT_EQ(countries.OfSide("Armenia"), "AM");
  EXPECT_EQ(countries.OfSide("Hamas"), "PS");
  EXPECT_EQ(countries.OfSide("Loop"), "");
  EXPECT_EQ(countries.OfOutlet("TERT.AM"), "AM");
  EXPECT_EQ(countries.OfOutlet("tert"), "AM");
  EXPECT_EQ(countries.OfOutlet("nobody"), "");
}

}  // namespace
}  // namespace parallax::ingest::domain
