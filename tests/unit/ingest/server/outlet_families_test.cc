#include "services/ingest/domain/outlet_families.h"

#include <gtest/gtest.h>

#include "google/protobuf/text_format.h"

namespace parallax::ingest::domain {
namespace {

TEST(OutletFamilies, KnowsMediaByEveryName) {
  claims::v1::ActorList actors;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"pb(
        actors {
          name: "actors/rain"
          display_name: "Rain TV"
          kind: ACTOR_KIND_MEDIA
          family: "State Television"
          aliases { text: "Rain" }
          aliases { text: "The Lamp" }
        }
        actors {
          name: "actors/lamp"
          display_name: "The Lamp"
          kind: ACTOR_KIND_MEDIA
          family: "Lamp House"
        }
        actors {
          name: "actors/none"
          display_name: "Own Paper"
          kind: ACTOR_KIND_MEDIA
        }
        actors {
          name: "actors/army"
          display_name: "Army"
          kind: ACTOR_KIND_FORCE
          family: "not a medium"
        }
      )pb",
      &actors));
  OutletFamilies families;
  EXPECT_EQ(families.Of("Rain TV"), "");
  families.Set(actors);
  EXPECT_EQ(families.Of("RAIN  tv"), "State Television");
  EXPECT_EQ(families.Of("Rain"), "State Television");
  EXPECT_EQ(families.Of("The Lamp"), "Lamp House");
  EXPECT_EQ(families.Of("Own Paper"), "");
  EXPECT_EQ(families.Of("Army"), "");
  EXPECT_EQ(families.Of("nobody"), "");
}

}  // namespace
}  // namespace parallax::ingest::domain
