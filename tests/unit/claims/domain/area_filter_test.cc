#include "services/claims/domain/area_filter.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/claims/domain/claim_fields.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/claims/fake_area_source.h"

namespace parallax::claims::domain {
namespace {

using parallax::testing::HasReason;
using parallax::testing::IsOk;
using testing::Box;
using testing::FakeAreaSource;

class AreaFilterTest : public ::testing::Test {
 protected:
  AreaFilterTest() {
    source_.features["layers/a/features/box"] = Box(39, 45, 41, 47);
    source_.features["layers/a/features/post"].mutable_point();
    source_.places["Syunik"] = "places/syunik";
    auto& place = *claim_.mutable_assertion()->add_places();
    place.set_place("places/sotk");
    place.mutable_point()->set_latitude(40.2);
    place.mutable_point()->set_longitude(45.9);
    place.add_ancestors("places/syunik");
  }

  absl::StatusOr<storage::Filter> Bound(absl::string_view text) {
    auto filter = storage::ParseFilter(text, ClaimFilterSchema());
    if (!filter.ok()) return filter;
    const absl::Status bound =
        BindAreas(rpc::CallContext::Background(), &source_, &*filter);
    if (!bound.ok()) return bound;
    return filter;
  }

  bool Holds(absl::string_view text) {
    const auto filter = Bound(text);
    EXPECT_THAT(filter, IsOk()) << text;
    return filter.ok() && ClaimMatches(*filter, claim_, {});
  }

  FakeAreaSource source_;
  pb::Claim claim_;
};

TEST_F(AreaFilterTest, AreasAreHeldAgainstTheClaimsPlaces) {
  EXPECT_TRUE(Holds("within(40.2, 45.95, 10)"));
  EXPECT_FALSE(Holds("within(40.2, 47, 10)"));
  EXPECT_TRUE(Holds("inside(\"layers/a/features/box\")"));
  EXPECT_FALSE(Holds("-inside(\"layers/a/features/box\")"));
  EXPECT_TRUE(
      Holds("inside(Syunik) AND (within(0, 0, 1) OR "
            "inside(\"places/sotk\"))"));
}

TEST_F(AreaFilterTest, IncidentsHaveTheSameFunctions) {
  pb::Incident incident;
  *incident.mutable_places() = claim_.assertion().places();
  auto filter = storage::ParseFilter("inside(Syunik)", IncidentFilterSchema());
  ASSERT_THAT(filter, IsOk());
  ASSERT_THAT(BindAreas(rpc::CallContext::Background(), &source_, &*filter),
              IsOk());
  EXPECT_TRUE(IncidentMatches(*filter, incident));
}

TEST_F(AreaFilterTest, ErrorsNameTheFilterAndWhatIsWrong) {
  const std::pair<const char*, const char*> faults[] = {
      {"within(91, 0, 1)", "latitude must be between -90 and 90"},
      {"within(nan, 0, 1)", "is not a number"},
      {"within(0, 180.5, 1)", "longitude must be between -180 and 180"},
      {"within(0, 0, -5)", "radius must be above 0 and at most 5000 km"},
      {"within(0, 0, 0)", "radius must be above 0"},
      {"within(0, 0, 5001)", "at most 5000 km"},
      {"within(0, 0)", "within takes 3 arguments"},
      {"inside(\"\")", "inside() of nothing"},
      {"inside(\"layers/a/features/none\")",
       "\"layers/a/features/none\" does not exist"},
      {"inside(\"layers/a/features/post\")", "is no area"},
      {"inside(Atlantis)", "\"Atlantis\" is the name of no known place"},
  };
  for (const auto& [text, message] : faults) {
    const absl::Status status =
        Bound(absl::StrCat("kind = ATTACK ", text)).status();
    EXPECT_THAT(status, HasReason(type::ERROR_REASON_INVALID_FILTER)) << text;
    EXPECT_TRUE(absl::StrContains(status.message(), message)) << status;
    const auto violations = status::ViolationsOf(status);
    ASSERT_EQ(violations.size(), 1u) << text;
    EXPECT_EQ(violations[0].field, "filter");
  }
}

TEST_F(AreaFilterTest, OnlyNamesAndFeaturesNeedGeo) {
  source_.away = true;
  EXPECT_TRUE(Holds("within(40.2, 45.9, 1) inside(\"places/syunik\")"));
  for (const char* text :
       {"inside(Syunik)", "inside(\"layers/a/features/box\")"}) {
    EXPECT_THAT(Bound(text).status(),
                HasReason(type::ERROR_REASON_NEIGHBOUR_UNAVAILABLE));
  }
}

}  // namespace
}  // namespace parallax::claims::domain
