#include "services/cli/output/text.h"

#include <google/protobuf/text_format.h>
#include <parallax/claims/v1/claim.pb.h>
#include <parallax/type/v1/quantity.pb.h>
#include <parallax/type/v1/time_interval.pb.h>

#include <string>

#include "gtest/gtest.h"

namespace parallax::cli {
namespace {

template <typename Message>
Message Parse(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

TEST(CountTextTest, ShowsTheBound) {
  using type::v1::Count;
  EXPECT_EQ(
      CountText(Parse<Count>("min: 105 max: 105 best: 105 bound: BOUND_EXACT")),
      "105");
  EXPECT_EQ(CountText(Parse<Count>("min: 101 bound: BOUND_AT_LEAST")), "≥101");
  EXPECT_EQ(CountText(Parse<Count>("max: 30 bound: BOUND_AT_MOST")), "≤30");
  EXPECT_EQ(CountText(Parse<Count>(
                "min: 2000 max: 2000 best: 2000 bound: BOUND_ABOUT")),
            "~2,000");
  EXPECT_EQ(CountText(Parse<Count>("min: 20 max: 30 bound: BOUND_RANGE")),
            "20-30");
  EXPECT_EQ(
      CountText(Parse<Count>("min: 24 bound: BOUND_VAGUE phrase: 'dozens'")),
      "dozens");
  EXPECT_EQ(CountText(Count()), "");
}

TEST(IntervalTextTest, ShowsOpenEndsAndWholeDays) {
  using type::v1::TimeInterval;
  // 2022-09-12 and 2022-09-15, midnight UTC.
  EXPECT_EQ(
      IntervalText(Parse<TimeInterval>("start_time { seconds: 1662940800 }")),
      "since 2022-09-12");
  EXPECT_EQ(
      IntervalText(Parse<TimeInterval>("start_time { seconds: 1662940800 } "
                                       "end_time { seconds: 1663027200 }")),
      "2022-09-12");
  EXPECT_EQ(
      IntervalText(Parse<TimeInterval>("start_time { seconds: 1662940800 } "
                                       "end_time { seconds: 1663200000 }")),
      "2022-09-12 to 2022-09-14");
  EXPECT_EQ(
      IntervalText(Parse<TimeInterval>("end_time { seconds: 1663200000 }")),
      "until 2022-09-14");
}

TEST(ContentTextTest, TellsWhoLostWhat) {
  const auto assertion = Parse<claims::v1::Assertion>(R"pb(
    kind: CLAIM_KIND_CASUALTIES
    stance: STANCE_ASSERTS
    claimant { display_name: "Nikol Pashinyan" side: "Armenia" }
    casualties {
      measure: CASUALTY_MEASURE_KILLED_OR_MISSING
      count { min: 207 max: 207 best: 207 bound: BOUND_EXACT }
      victims_side: "Armenia"
    }
  )pb");
  EXPECT_EQ(ContentText(assertion), "207 killed or missing, Armenia");
  EXPECT_EQ(ClaimantText(assertion.claimant()), "Nikol Pashinyan (Armenia)");
  EXPECT_EQ(StanceText(assertion), "says");
}

TEST(ContentTextTest, SpeaksForEveryKind) {
  using claims::v1::Assertion;
  EXPECT_EQ(ContentText(Parse<Assertion>(
                "territory { act: TERRITORY_ACT_TAKEN perpetrator_side: "
                "'Azerbaijan' area { value: 1e7 unit: UNIT_SQUARE_METRE } }")),
            "10 km² taken, by Azerbaijan");
  EXPECT_EQ(ContentText(Parse<Assertion>(
                "truce { state: TRUCE_STATE_AGREED party_sides: 'Armenia' "
                "party_sides: 'Azerbaijan' }")),
            "truce agreed, Armenia and Azerbaijan");
  EXPECT_EQ(ContentText(Parse<Assertion>(
                "attack { act: 'shelling' perpetrator_side: 'Armenia' }")),
            "shelling, by Armenia");
  EXPECT_EQ(ContentText(Parse<Assertion>(
                "damage { object: 'house' act: 'destroyed' }")),
            "house destroyed");
  EXPECT_EQ(ContentText(Parse<Assertion>(
                "damage { object: '65 drones' act: 'shot down' count { min: 65 "
                "bound: BOUND_AT_LEAST } }")),
            "≥65 drones shot down");
  EXPECT_EQ(
      ContentText(Parse<Assertion>(
          "deployment { force: 'peacekeepers' perpetrator_side: 'Russia' }")),
      "peacekeepers, by Russia");
  EXPECT_EQ(ContentText(Parse<Assertion>(
                "appeal { demand: 'peace' addressee_sides: 'Armenia' }")),
            "peace, to Armenia");
}

TEST(EnumWordTest, DropsThePrefixAndTheUnspecified) {
  EXPECT_EQ(EnumWord("RELATION_TYPE_", "RELATION_TYPE_BLAMES_BACK"),
            "blames back");
  EXPECT_EQ(EnumWord("FINALITY_", "FINALITY_UNSPECIFIED"), "");
}

}  // namespace
}  // namespace parallax::cli
