#include "services/cli/report_files.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace parallax::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class FindReportsTest : public testing::Test {
 protected:
  FindReportsTest() {
    std::string pattern = testing::TempDir() + "/reports-XXXXXX";
    folder_ = mkdtemp(pattern.data());
  }
  ~FindReportsTest() override { fs::remove_all(folder_); }

  void Write(const std::string& name, const std::string& text) {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name) << text;
  }

  fs::path folder_;
};

TEST_F(FindReportsTest, TakesTextAndHtmlOfAFolderInOrder) {
  Write("b.html", "<p>b");
  Write("a.txt", "a");
  Write("inner/c.HTM", "c");
  Write("notes.md", "no report");
  const auto reports = FindReports({folder_.string()});
  ASSERT_TRUE(reports.ok()) << reports.status();
  ASSERT_EQ(reports->size(), 3u);
  EXPECT_EQ((*reports)[0].path, (folder_ / "a.txt").string());
  EXPECT_EQ((*reports)[1].path, (folder_ / "b.html").string());
  EXPECT_EQ((*reports)[2].path, (folder_ / "inner/c.HTM").string());
}

TEST_F(FindReportsTest, AManifestSaysWhatIsKnownOfEachFile) {
  Write("a.txt", "a");
  Write("b.txt", "b");
  Write("manifest.json",
        R"([{"file": "b.txt", "outlet": "Wire Desk",
             "uri": "https://example.org/b", "published": "2022-09-15"}])");
  const auto reports = FindReports({folder_.string()});
  ASSERT_TRUE(reports.ok()) << reports.status();
  ASSERT_EQ(reports->size(), 1u);
  EXPECT_EQ((*reports)[0].input.outlet(), "Wire Desk");
  EXPECT_EQ((*reports)[0].input.uri(), "https://example.org/b");
  EXPECT_EQ((*reports)[0].input.publish_time().seconds(), 1663200000);
}

TEST_F(FindReportsTest, RefusesABadManifestAndAMissingPath) {
  EXPECT_THAT(FindReports({(folder_ / "none").string()}).status().message(),
              HasSubstr("none"));
  Write("manifest.json", R"([{"outlet": "Wire Desk"}])");
  EXPECT_THAT(FindReports({folder_.string()}).status().message(),
              HasSubstr("names no file"));
  Write("manifest.json", R"([{"file": "a", "published": "yesterday"}])");
  EXPECT_THAT(FindReports({folder_.string()}).status().message(),
              HasSubstr("yesterday"));
  Write("manifest.json", "{");
  EXPECT_THAT(FindReports({folder_.string()}).status().message(),
              HasSubstr("JSON list"));
}

}  // namespace
}  // namespace parallax::cli
