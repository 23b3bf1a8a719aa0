#include "services/ingest/domain/reader/document_reader.h"

#include <gtest/gtest.h>

#include <chrono>

#include "absl/strings/str_cat.h"
#include "services/ingest/domain/reader/limits.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/ingest/reader/reading_support.h"

namespace parallax::ingest::domain::reader {
namespace {

using testing::HasReason;
using testing::IsOk;

absl::StatusOr<DocumentReading> Read(absl::string_view bytes) {
  return ReadDocument(bytes, v1::DOCUMENT_FORMAT_UNSPECIFIED, {});
}

TEST(DocumentReader, DetectsFormats) {
  EXPECT_EQ(Read(TestPage("broadcaster.html"))->format,
            v1::DOCUMENT_FORMAT_HTML);
  EXPECT_EQ(Read(TestPage("pasted_page.txt"))->format,
            v1::DOCUMENT_FORMAT_TEXT);
  EXPECT_EQ(Read("<p>Five soldiers were killed on Monday, the army said.</p>")
                ->format,
            v1::DOCUMENT_FORMAT_HTML);
  EXPECT_EQ(Read("<5 killed, says the army in its report of today")->format,
            v1::DOCUMENT_FORMAT_TEXT);
}

TEST(DocumentReader, GivesEachFaultItsReason) {
  EXPECT_THAT(Read(""), HasReason(type::v1::ERROR_REASON_INVALID_FIELD));
  EXPECT_THAT(Read(std::string(20 * 1024 * 1024, 'a')),
              HasReason(type::v1::ERROR_REASON_DOCUMENT_TOO_LARGE));
  for (const absl::string_view bytes :
       {absl::string_view("%PDF-1.7\n\x01\x02\x03\x04"),
        absl::string_view("PK\x03\x04 stuff\0more", 15),
        absl::string_view("\x89PNG\r\n\x1A\n\0\0", 10),
        absl::string_view("\x7F"
                          "ELF\x02\x01\x01\0",
                          8),
        absl::string_view("a\0b", 3)}) {
    EXPECT_THAT(Read(bytes),
                HasReason(type::v1::ERROR_REASON_UNSUPPORTED_FORMAT));
  }
  EXPECT_NE(Read("%PDF-1.7").status().message().find("PDF"),
            absl::string_view::npos);
  EXPECT_THAT(Read("text \xFF\xFE text"),
              HasReason(type::v1::ERROR_REASON_INVALID_ENCODING));
  EXPECT_THAT(ReadDocument("x", static_cast<v1::DocumentFormat>(99), {}),
              HasReason(type::v1::ERROR_REASON_UNSUPPORTED_FORMAT));
}

// Ten times the bytes may take about ten times as long, not a hundred.
TEST(DocumentReader, TakesLinearTime) {
  const auto time_of = [](const std::string& unit, std::size_t bytes) {
    std::string text;
    absl::StrAppend(&text, "<html><body>");
    while (text.size() < bytes) absl::StrAppend(&text, unit);
    const auto start = std::chrono::steady_clock::now();
    (void)Read(text);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() -
                                         start)
        .count();
  };
  for (const char* unit :
       {"<p>Five soldiers were killed near the town on Monday.</p>\n",
        "<td>x<p>y<li>z", "<b>x</i></b><p>", "&amp;&lt;&nbsp;", "[](](",
        "<a href=x>link</a> | ", "<table>x", "\n- **a** [b](#)\n"}) {
    const double small = time_of(unit, 200'000);
    const double large = time_of(unit, 2'000'000);
    EXPECT_LT(large, small * 40 + 0.5) << unit;
  }
}

}  // namespace
}  // namespace parallax::ingest::domain::reader
