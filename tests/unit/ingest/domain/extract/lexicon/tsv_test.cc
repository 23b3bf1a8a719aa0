#include "services/ingest/domain/extract/lexicon/tsv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Tsv, ReadsRowsWithTheirLines) {
  const auto rows = ReadTsv(
      WriteTempFile("rows.tsv", "# words\n\nfire\tverb\r\nshell\t\n"), 2);
  ASSERT_TRUE(rows.ok()) << rows.status();
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ((*rows)[0].line, 3);
  EXPECT_THAT((*rows)[0].cells, ElementsAre("fire", "verb"));
  EXPECT_EQ((*rows)[1].line, 4);
  EXPECT_THAT((*rows)[1].cells, ElementsAre("shell", ""));
}

TEST(Tsv, AnEmptyFileHasNoRows) {
  const auto rows = ReadTsv(WriteTempFile("empty.tsv", ""), 2);
  ASSERT_TRUE(rows.ok()) << rows.status();
  EXPECT_THAT(*rows, IsEmpty());
}

TEST(Tsv, ARowOfAnotherLengthIsRefusedByFileAndLine) {
  const std::string path = WriteTempFile("bad.tsv", "a\tb\nc\n");
  const auto rows = ReadTsv(path, 2);
  EXPECT_EQ(rows.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(rows.status().message(), HasSubstr(path + ":2"));
}

TEST(Tsv, AMissingFileIsNotFound) {
  const auto rows = ReadTsv("/nowhere/words.tsv", 2);
  EXPECT_EQ(rows.status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(rows.status().message(), HasSubstr("/nowhere/words.tsv"));
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
