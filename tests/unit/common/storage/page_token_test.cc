#include "common/storage/page_token.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "parallax/claims/v1/claims_service.pb.h"
#include "tests/support/status_matchers.h"

namespace parallax::storage {
namespace {

using ::parallax::testing::HasReason;
using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;
using ::testing::IsEmpty;

const PageCursor kCursor = {SqlValue("2022-09-15"),
                            SqlValue(std::int64_t{-7}),
                            SqlValue(),
                            SqlValue(0.1),
                            SqlValue(SqlBlob{std::string("\0\xff", 2)}),
                            SqlValue(std::numeric_limits<std::int64_t>::max())};

TEST(PageTokenTest, ComesBackAsItWas) {
  const PageTokenCodec codec("key");
  const auto cursor = codec.Decode("query", codec.Encode("query", kCursor));
  ASSERT_THAT(cursor, IsOk());
  EXPECT_TRUE(*cursor == kCursor);
}

TEST(PageTokenTest, IsFitForAUrl) {
  const PageTokenCodec codec("key");
  const std::string token = codec.Encode("query", kCursor);
  EXPECT_EQ(
      token.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ"
                              "RSTUVWXYZ0123456789-_="),
      std::string::npos);
}

TEST(PageTokenTest, NoTokenIsTheFirstPage) {
  const auto cursor = PageTokenCodec("key").Decode("query", "");
  ASSERT_THAT(cursor, IsOk());
  EXPECT_THAT(*cursor, IsEmpty());
}

TEST(PageTokenTest, BelongsToItsQueryAndKey) {
  const PageTokenCodec codec("key");
  const std::string token = codec.Encode("query", kCursor);
  EXPECT_THAT(codec.Decode("another query", token),
              HasReason(type::v1::ERROR_REASON_INVALID_PAGE_TOKEN));
  EXPECT_THAT(PageTokenCodec("another key").Decode("query", token),
              HasReason(type::v1::ERROR_REASON_INVALID_PAGE_TOKEN));
}

TEST(PageTokenTest, AnyChangeIsNoticed) {
  const PageTokenCodec codec("key");
  const std::string token = codec.Encode("query", {SqlValue("abc")});
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    const auto cursor = codec.Decode("query", changed);
    // The last letter has bits that mean nothing.
    if (cursor.ok()) {
      EXPECT_TRUE(*cursor == PageCursor{SqlValue("abc")}) << i;
    }
    EXPECT_FALSE(codec.Decode("query", token.substr(0, i)).ok() && i > 0) << i;
  }
}

TEST(PageTokenTest, RandomBytesAreRefused) {
  const PageTokenCodec codec("key");
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::string token(1 + random() % 100, '\0');
    for (char& c : token) c = static_cast<char>(random());
    EXPECT_FALSE(codec.Decode("query", token).ok());
  }
  EXPECT_FALSE(codec.Decode("query", std::string(1 << 20, 'A')).ok());
}

TEST(PageTokenTest, QueryIsTheRequestButPage) {
  claims::v1::ListClaimsRequest request;
  request.set_filter("kind = CASUALTIES");
  const std::string query = PageQuery(request);
  request.set_page_token("t");
  request.set_page_size(7);
  EXPECT_EQ(PageQuery(request), query);
  request.set_filter("kind = ATTACK");
  EXPECT_NE(PageQuery(request), query);
  // The same bytes, another method.
  EXPECT_NE(PageQuery(claims::v1::ListIncidentsRequest()),
            PageQuery(claims::v1::ListClaimsRequest()));
}

TEST(PageSizeTest, IsClamped) {
  EXPECT_EQ(*ClampPageSize(0, 50, 1000), 50);
  EXPECT_EQ(*ClampPageSize(7, 50, 1000), 7);
  EXPECT_EQ(*ClampPageSize(5000, 50, 1000), 1000);
  EXPECT_THAT(ClampPageSize(-1, 50, 1000),
              HasStatus(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace parallax::storage
