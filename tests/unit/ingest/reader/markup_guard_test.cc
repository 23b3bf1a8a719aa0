#include "services/ingest/domain/reader/html/markup_guard.h"

#include <gtest/gtest.h>

#include "services/ingest/domain/reader/html/html_reader.h"
#include "tests/support/status_matchers.h"

namespace parallax::ingest::domain::reader {
namespace {

using testing::HasReason;
using testing::IsOk;

std::string Times(const std::string& text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

TEST(MarkupGuard, RefusesDeepTrees) {
  for (const char* tag : {"<div>", "<b>", "<span>", "<table><tr><td>",
                          "<ul><li>", "<svg><td>", "<button>", "<a href=x>"}) {
    EXPECT_THAT(CheckMarkup(Times(tag, 10000)),
                HasReason(type::v1::ERROR_REASON_NESTED_TOO_DEEP))
        << tag;
  }
}

// End tags that the parser ignores must not hide the depth.
TEST(MarkupGuard, SeesThroughUselessEndTags) {
  for (const char* tags : {"<div><object></div>", "<b><div></b>",
                           "<span><div></span>", "<div></b>"}) {
    EXPECT_THAT(CheckMarkup(Times(tags, 10000)),
                HasReason(type::v1::ERROR_REASON_NESTED_TOO_DEEP))
        << tags;
  }
}

TEST(MarkupGuard, LetsLongFlatPagesPass) {
  for (const char* tags :
       {"<p>text", "<li>item", "<div>text</div>", "<br>", "<tr><td>cell",
        "<div><span>unclosed</div>", "<script>if (a<b) x='<div>';</script>",
        "<!-- <div><div> -->", "<img src='a>b'>", "a < b "}) {
    EXPECT_THAT(CheckMarkup(Times(tags, 20000)), IsOk()) << tags;
  }
}

TEST(MarkupGuard, RefusesTagsWithTooManyAttributes) {
  std::string tag = "<p";
  for (int i = 0; i < 2000; ++i) tag += " a" + std::to_string(i);
  EXPECT_THAT(CheckMarkup(tag + ">"),
              HasReason(type::v1::ERROR_REASON_NESTED_TOO_DEEP));
}

TEST(MarkupGuard, ReadsWhatIsLeftOpen) {
  for (const char* text : {"<", "<a", "<a b", "<a b=", "<a b='", "<!--", "</",
                           "</a", "<script>", "<!", "<a b=c"}) {
    EXPECT_THAT(CheckMarkup(text), IsOk()) << text;
  }
}

// A few hundred formatting elements are copied into every paragraph.
TEST(MarkupGuard, BoundsTheMemoryOfMisnestedFormatting) {
  std::string page = "<body>";
  for (int i = 0; i < 900; ++i) {
    page += "<font color=" + std::to_string(i) + ">";
  }
  page += Times("<p>word", 200000);
  EXPECT_THAT(ReadHtml(page),
              HasReason(type::v1::ERROR_REASON_NESTED_TOO_DEEP));
}

}  // namespace
}  // namespace parallax::ingest::domain::reader
