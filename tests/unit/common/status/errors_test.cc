#include "common/status/errors.h"

#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace parallax::status {
namespace {

using ::parallax::testing::HasReason;
using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

TEST(ViolationsTest, NoneIsOk) { EXPECT_THAT(Violations().ToStatus(), IsOk()); }

TEST(ViolationsTest, AllAreReportedAtOnce) {
  Violations bad("document");
  bad.Add("text", "is empty");
  bad.Add("address", "is not a URL");
  const absl::Status status = bad.ToStatus();
  EXPECT_THAT(status, HasStatus(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(status, HasReason(type::v1::ERROR_REASON_INVALID_FIELD));
  const auto found = ViolationsOf(status);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].field, "document.text");
  EXPECT_EQ(found[1].field, "document.address");
  EXPECT_EQ(found[1].description, "is not a URL");
  EXPECT_THAT(std::string(status.message()), HasSubstr("document.text"));
}

TEST(ViolationsTest, NestedOnesGetTheirPath) {
  Violations inner;
  inner.Add("point.latitude", "must be between -90 and 90",
            type::v1::ERROR_REASON_INVALID_GEOMETRY);
  Violations outer;
  outer.AddStatus("features[3]", inner.ToStatus());
  outer.AddStatus("features[4]", absl::InvalidArgumentError("is odd"));
  outer.AddStatus("features[5]", absl::OkStatus());
  ASSERT_EQ(outer.violations().size(), 2u);
  EXPECT_EQ(outer.violations()[0].field, "features[3].point.latitude");
  EXPECT_EQ(outer.violations()[1].field, "features[4]");
  EXPECT_THAT(outer.ToStatus(),
              HasReason(type::v1::ERROR_REASON_INVALID_GEOMETRY));
}

TEST(ViolationsTest, HugeErrorsStaySmallEnoughForATrailer) {
  Violations bad;
  for (int i = 0; i < 5000; ++i) {
    bad.Add("features[" + std::to_string(i) + "].geometry",
            std::string(3000, 'x') + "\xc3\xa9");
  }
  const absl::Status status = bad.ToStatus();
  std::size_t bytes = status.message().size();
  status.ForEachPayload([&bytes](absl::string_view, const absl::Cord& value) {
    bytes += value.size();
  });
  EXPECT_LT(bytes, 4096u);
  EXPECT_EQ(bad.violations().size(), 5000u);
  EXPECT_GE(ViolationsOf(status).size(), 1u);
  const absl::Status cut =
      InvalidField("text", std::string(511, 'x') + "\xc3\xa9 and on");
  EXPECT_EQ(ViolationsOf(cut)[0].description, std::string(511, 'x') + "...");
}

TEST(ErrorsTest, NotFoundNamesItsResource) {
  const absl::Status status = NotFound("place", "places/1");
  EXPECT_THAT(status, HasStatus(absl::StatusCode::kNotFound));
  ASSERT_TRUE(ResourceOf(status).has_value());
  EXPECT_EQ(ResourceOf(status)->type, "place");
  EXPECT_EQ(ResourceOf(status)->name, "places/1");
}

TEST(ErrorsTest, OverloadedSaysWhenToRetry) {
  const absl::Status status = Overloaded("busy", absl::Milliseconds(1250));
  EXPECT_THAT(status, HasStatus(absl::StatusCode::kResourceExhausted));
  EXPECT_EQ(RetryDelayOf(status), absl::Milliseconds(1250));
  EXPECT_EQ(RetryDelayOf(absl::OkStatus()), std::nullopt);
}

TEST(ErrorsTest, MetadataIsKept) {
  absl::Status status = Error(absl::StatusCode::kOutOfRange,
                              type::v1::ERROR_REASON_REVISION_TOO_OLD, "gone",
                              {{"oldest_revision", "42"}});
  status = WithMetadata(std::move(status), {{"asked", "7"}});
  EXPECT_THAT(MetadataOf(status),
              ElementsAre(Pair("asked", "7"), Pair("oldest_revision", "42")));
}

TEST(ErrorsTest, InternalDetailsAddUp) {
  absl::Status status = absl::InternalError("failed");
  status = WithInternalDetail(std::move(status), "first");
  status = WithInternalDetail(std::move(status), "second");
  EXPECT_EQ(InternalDetail(status), "first; second");
  EXPECT_THAT(WithInternalDetail(absl::OkStatus(), "no matter"), IsOk());
}

TEST(ErrorsTest, ReasonNamesAreStable) {
  EXPECT_EQ(ReasonName(type::v1::ERROR_REASON_INVALID_PAGE_TOKEN),
            "INVALID_PAGE_TOKEN");
  EXPECT_EQ(ReasonFromName("OVERLOADED"), type::v1::ERROR_REASON_OVERLOADED);
  EXPECT_EQ(ReasonFromName("no such thing"),
            type::v1::ERROR_REASON_UNSPECIFIED);
}

TEST(ErrorsTest, ForeignStatusHasNoReason) {
  EXPECT_EQ(ReasonOf(absl::NotFoundError("x")),
            type::v1::ERROR_REASON_UNSPECIFIED);
  EXPECT_TRUE(ViolationsOf(absl::NotFoundError("x")).empty());
}

}  // namespace
}  // namespace parallax::status
