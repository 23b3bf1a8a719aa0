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

TEST(PostgresParametersTest, ColumnsBecomeLists) {
  const std::vector<SqlValue> values = {
      SqlValue(),  SqlValue("a"), SqlValue(0.5),           SqlValue(),
      SqlValue(7), SqlValue(""),  SqlValue(SqlBlob{"xy"}), SqlValue()};
  const auto lists = PostgresParameters::Lists(values, 4);
  ASSERT_EQ(lists.size(), 4);
  EXPECT_EQ(lists.signature(), "ITFI");
  EXPECT_THAT(lists.types(),
              ElementsAre(kPostgresInt8List, kPostgresTextList,
                          kPostgresFloat8List, kPostgresInt8List));
  const auto bytes = [&](int i) {
    return std::string(lists.values()[i], lists.lengths()[i]);
  };
  const std::string one_dimension("\0\0\0\1", 4);
  const std::string no_nulls(4, '\0');
  const std::string nulls = one_dimension;
  const std::string two_from_one("\0\0\0\2\0\0\0\1", 8);
  EXPECT_EQ(bytes(0), one_dimension + nulls + std::string("\0\0\0\x14", 4) +
                          two_from_one + "\xff\xff\xff\xff" +
                          std::string("\0\0\0\x08\0\0\0\0\0\0\0\x07", 12));
  EXPECT_EQ(bytes(1), one_dimension + no_nulls + std::string("\0\0\0\x19", 4) +
                          two_from_one + std::string("\0\0\0\1a\0\0\0\0", 9));
  // What a list is of, its first value says; the server refuses another.
  EXPECT_EQ(bytes(2).substr(8, 4), std::string("\0\0\x02\xbd", 4));
  EXPECT_EQ(bytes(3), one_dimension + nulls + std::string("\0\0\0\x14", 4) +
                          two_from_one + std::string(8, '\xff'));
}

TEST(PostgresParametersTest, NoRowsAreEmptyLists) {
  const auto lists = PostgresParameters::Lists({}, 2);
  ASSERT_EQ(lists.size(), 2);
  EXPECT_EQ(std::string(lists.values()[1], lists.lengths()[1]),
            std::string("\0\0\0\0\0\0\0\0\0\0\0\x14", 12));
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
