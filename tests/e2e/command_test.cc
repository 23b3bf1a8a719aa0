// The command against a running suite.
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/e2e/suite/reports.h"
#include "tests/e2e/suite/suite.h"
#include "tests/support/process.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace parallax::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class CommandTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_THAT(suite_.Start(), IsOk()) << suite_.Logs();
  }

  // Exit code of `parallax` with these arguments, and what it printed.
  int Run(const std::vector<std::string>& arguments, std::string* said) {
    Process process;
    std::vector<std::string> all = {
        "--server", absl::StrCat("claims=", suite_.Address(Service::kClaims),
                                 ",ingest=", suite_.Address(Service::kIngest),
                                 ",geo=", suite_.Address(Service::kGeo))};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const std::string out = folder_.File(absl::StrCat("said", ++runs_));
    if (!process.Start(absl::StrCat(PARALLAX_BINARY_DIR, "/bin/parallax"), all,
                       out)) {
      return -2;
    }
    const int code = process.Wait(absl::Seconds(60));
    *said = ReadFileOrDie(out);
    return code;
  }

  std::string Write(const std::string& name, const std::string& content) {
    std::ofstream(folder_.File(name)) << content;
    return folder_.File(name);
  }

  TempDir folder_;
  Suite suite_;
  std::string said_;
  int runs_ = 0;
};

TEST_F(CommandTest, TalliesPassOverCasualtiesWithoutANumber) {
  const std::string report = Write(
      "report.txt",
      "Armenia mourns its dead\n\n15 September 2022\n\nArmenia said on "
      "Thursday "
      "that 105 of its soldiers had been killed.\n\nArmenia said Azerbaijani "
      "shelling had killed civilians in Jermuk on Tuesday.\n");
  ASSERT_EQ(Run({"ingest", report}, &said_), 0) << said_;
  EXPECT_EQ(Run({"tally", "--limit", "200"}, &said_), 0) << said_;
  EXPECT_THAT(said_, HasSubstr("105"));
  EXPECT_EQ(Run({"incidents", "--party", "Armenia"}, &said_), 0) << said_;
  EXPECT_THAT(said_, HasSubstr("Armenia"));
  EXPECT_EQ(Run({"incidents", "--party", "Atlantis"}, &said_), 0) << said_;
  EXPECT_THAT(said_, Not(HasSubstr("Armenia")));
}

TEST_F(CommandTest, ALayerWhoseFeaturesAreRefusedIsNotKept) {
  const std::string layer = Write("bow.geojson", R"({
    "type": "FeatureCollection",
    "layer": {"name": "layers/bow", "display_name": "Bow",
              "attribution": {"according_to": "Armenian sources",
                              "basis": "FEATURE_BASIS_CLAIMED",
                              "validity": {"start_time": "2022-09-12T00:00:00Z"}}},
    "features": [{"type": "Feature", "id": "bow", "properties": {},
      "geometry": {"type": "Polygon",
                   "coordinates": [[[0,0],[2,2],[2,0],[0,2],[0,0]]]}}]})");
  EXPECT_NE(Run({"layers", "import", layer}, &said_), 0);
  EXPECT_THAT(said_, HasSubstr("geometry"));
  EXPECT_EQ(Run({"layers", "list"}, &said_), 0) << said_;
  EXPECT_THAT(said_, Not(HasSubstr("layers/bow")));
}

}  // namespace
}  // namespace parallax::testing
