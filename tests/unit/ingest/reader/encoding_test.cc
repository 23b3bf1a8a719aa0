#include "services/ingest/domain/reader/encoding.h"

#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace parallax::ingest::domain::reader {
namespace {

using testing::HasReason;

TEST(Encoding, TakesOffByteOrderMarks) {
  EXPECT_EQ(*ToUtf8("\xEF\xBB\xBFтак"), "так");
  EXPECT_EQ(*ToUtf8(absl::string_view("\xFF\xFEh\0i\0", 6)), "hi");
  EXPECT_EQ(*ToUtf8(absl::string_view("\xFE\xFF\0h\0i", 6)), "hi");
  EXPECT_EQ(*ToUtf8(absl::string_view("\xFF\xFE\0\0h\0\0\0", 8)), "h");
}

TEST(Encoding, ConvertsDeclaredCharsets) {
  EXPECT_EQ(*ToUtf8("\xCA\xE8\xE5\xE2", "windows-1251"), "Киев");
  EXPECT_EQ(*ToUtf8("caf\xE9", "ISO-8859-1"), "café");
  EXPECT_EQ(*ToUtf8("\x93so\x94", "latin1"), "“so”");
  EXPECT_EQ(*ToUtf8("\xB1\xB3", "iso-8859-2"), "ął");
  const std::string large(100000, '\xE9');
  EXPECT_EQ(ToUtf8(large, "windows-1252")->size(), 200000u);
}

TEST(Encoding, RefusesWhatIsNotValid) {
  const auto bad = ToUtf8("good \xFF bad");
  EXPECT_THAT(bad, HasReason(type::v1::ERROR_REASON_INVALID_ENCODING));
  EXPECT_NE(bad.status().message().find("byte 5"), absl::string_view::npos)
      << bad.status();
  EXPECT_THAT(ToUtf8("x", "no-such-charset"),
              HasReason(type::v1::ERROR_REASON_INVALID_ENCODING));
  EXPECT_THAT(ToUtf8("\x81\x20", "shift_jis"),
              HasReason(type::v1::ERROR_REASON_INVALID_ENCODING));
}

TEST(Encoding, FindsTheCharsetThatHtmlDeclares) {
  EXPECT_EQ(DeclaredHtmlCharset("<meta charset=\"Windows-1251\">"),
            "windows-1251");
  EXPECT_EQ(DeclaredHtmlCharset("<meta http-equiv=Content-Type "
                                "content='text/html; charset = koi8-r'>"),
            "koi8-r");
  EXPECT_EQ(DeclaredHtmlCharset("<p>charset of what</p>"), "");
}

TEST(Encoding, NormalisesLineEnds) {
  EXPECT_EQ(NormalizeLineEnds("a\r\nb\rc\n\r\n"), "a\nb\nc\n\n");
  EXPECT_EQ(NormalizeLineEnds("a\r"), "a\n");
  EXPECT_EQ(NormalizeLineEnds(""), "");
}

}  // namespace
}  // namespace parallax::ingest::domain::reader
