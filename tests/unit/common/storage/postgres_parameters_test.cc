#include "common/storage/postgres_parameters.h"

#include <limits>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace parallax::storage {
namespace {

using ::testing::ElementsAre;

TEST(PostgresParametersTest, EveryTypeHasItsForm) {
  const std::vector<SqlValue> values = {
      SqlValue(-2), SqlValue(1.0), SqlValue("text"),
      SqlValue(SqlBlob{std::string("\0b", 2)}), SqlValue()};
  const PostgresParameters parameters(values);
  ASSERT_EQ(parameters.size(), 5);
  EXPECT_EQ(parameters.signature(), "iftbn");
  EXPECT_THAT(parameters.types(),
              ElementsAre(kPostgresInt8, kPostgresFloat8, kPostgresText,
                          kPostgresBytes, 0u));
  const auto bytes = [&](int i) {
    return std::string(parameters.values()[i], parameters.lengths()[i]);
  };
  EXPECT_EQ(bytes(0), "\xff\xff\xff\xff\xff\xff\xff\xfe");
  EXPECT_EQ(bytes(1), std::string("\x3f\xf0\0\0\0\0\0\0", 8));
  EXPECT_EQ(bytes(2), "text");
  EXPECT_EQ(bytes(3), std::string("\0b", 2));
  EXPECT_EQ(parameters.values()[4], nullptr);
}

TEST(PostgresParametersTest, AnEmptyTextIsNotNull) {
  const std::vector<SqlValue> values = {SqlValue(""), SqlValue(SqlBlob{})};
  const PostgresParameters parameters(values);
  EXPECT_NE(parameters.values()[0], nullptr);
  EXPECT_NE(parameters.values()[1], nullptr);
}

TEST(PostgresParametersTest, IntegersComeBackFromEveryWidth) {
  const auto read = [](const std::string& bytes) {
    return PostgresInteger(bytes.data(), static_cast<int>(bytes.size()));
  };
  EXPECT_EQ(read("\x01"), 1);
  EXPECT_EQ(read("\xff\xfe"), -2);
  EXPECT_EQ(read(std::string("\x00\x01\x00\x00", 4)), 65536);
  EXPECT_EQ(read(std::string("\x80\0\0\0\0\0\0\0", 8)),
            std::numeric_limits<std::int64_t>::min());
}

TEST(NumberParametersTest, QuestionMarksBecomeNumbersOutsideOfQuotes) {
  EXPECT_EQ(NumberParameters("SELECT a FROM t WHERE b = ? AND c LIKE '?''?' "
                             "AND (d, e) > (?, ?)"),
            "SELECT a FROM t WHERE b = $1 AND c LIKE '?''?' AND (d, e) > ($2, "
            "$3)");
}

}  // namespace
}  // namespace parallax::storage
