#include "common/observability/log.h"

#include <gtest/gtest.h>

#include "common/observability/request_id.h"

namespace parallax::observability {
namespace {

TEST(LogTest, TextQuotesWhatNeedsIt) {
  EXPECT_EQ(FormatText("call", {{"method", "Get"},
                                {"peer", "a b"},
                                {"n", 3},
                                {"ok", true},
                                {"empty", ""}}),
            "call method=Get peer=\"a b\" n=3 ok=true empty=\"\"");
}

TEST(LogTest, LinesCannotBeForged) {
  const std::string line =
      FormatText("a\nb", {{"x", std::string("1\n2 level=error")}});
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_EQ(line, "a b x=\"1\\n2 level=error\"");
}

TEST(LogTest, JsonSurvivesAnyBytes) {
  const std::string line =
      FormatJson(absl::FromUnixMillis(1663200000250), Level::kWarning, "geo",
                 "m", {{"bad", std::string("\xff\"")}, {"took_ms", 1.5}});
  EXPECT_EQ(
      line,
      "{\"time\":\"2022-09-15T00:00:00.250000Z\",\"level\":\"warning\","
      "\"service\":\"geo\",\"message\":\"m\",\"bad\":\"\xef\xbf\xbd\\\"\","
      "\"took_ms\":1.5}");
}

TEST(LogTest, RefusesUnknownSettings) {
  EXPECT_FALSE(SetUpLogging({.level = "loud"}).ok());
  EXPECT_FALSE(SetUpLogging({.format = "xml"}).ok());
}

TEST(RequestIdTest, IsNewEachTime) {
  const std::string a = NewRequestId();
  EXPECT_EQ(a.size(), 32u);
  EXPECT_TRUE(IsRequestId(a));
  EXPECT_NE(a, NewRequestId());
}

TEST(RequestIdTest, ForeignIdsMustBeHarmless) {
  EXPECT_TRUE(IsRequestId("abc-DEF_1.2"));
  EXPECT_FALSE(IsRequestId(""));
  EXPECT_FALSE(IsRequestId("a\nb"));
  EXPECT_FALSE(IsRequestId(std::string(65, 'a')));
}

}  // namespace
}  // namespace parallax::observability
