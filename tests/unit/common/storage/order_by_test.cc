#include "common/storage/order_by.h"

#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace parallax::storage {
namespace {

using ::parallax::testing::HasReason;
using ::parallax::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr absl::string_view kAllowed[] = {"publish_time", "name", "count.best"};

TEST(OrderByTest, ParsesTerms) {
  const auto order =
      ParseOrderBy(" publish_time desc ,name,count.best asc", kAllowed);
  ASSERT_THAT(order, IsOk());
  EXPECT_THAT(*order, ElementsAre(OrderTerm{"publish_time", true},
                                  OrderTerm{"name", false},
                                  OrderTerm{"count.best", false}));
}

TEST(OrderByTest, EmptyIsNoOrder) {
  EXPECT_THAT(*ParseOrderBy("", kAllowed), IsEmpty());
  EXPECT_THAT(*ParseOrderBy("  ", kAllowed), IsEmpty());
}

TEST(OrderByTest, RefusesWhatIsWrong) {
  for (const char* text : {"nmae", "name,", ",name", "name up", "name desc x",
                           "name, name desc", "name;desc"}) {
    EXPECT_THAT(ParseOrderBy(text, kAllowed),
                HasReason(type::v1::ERROR_REASON_INVALID_ORDER))
        << text;
  }
  EXPECT_THAT(ParseOrderBy(std::string(1000, 'a'), kAllowed),
              HasReason(type::v1::ERROR_REASON_INVALID_ORDER));
}

}  // namespace
}  // namespace parallax::storage
