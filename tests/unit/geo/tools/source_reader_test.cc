#include "services/geo/tools/source_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "services/geo/tools/geonames_reader.h"
#include "tests/support/temp_dir.h"

namespace parallax::geo::tools {
namespace {

using ::testing::HasSubstr;

class SourceReaderTest : public ::testing::Test {
 protected:
  std::string File(const std::string& text) {
    const std::string path = folder_.File("t" + std::to_string(++files_));
    std::ofstream(path) << text;
    return path;
  }

  void SetUp() override {
    ASSERT_TRUE(
        ReadCountries(File("# head\nAM\t174982\t40\t45\tArmenia|Hayastan"
                           "\tArmenian\n"),
                      world_)
            .ok());
    ASSERT_TRUE(ReadAdmin1Codes(
                    File("AM.04\tGegharkunik\tGegharkunik\t828261\n"), world_)
                    .ok());
  }

  World world_;

 private:
  parallax::testing::TempDir folder_;
  int files_ = 0;
};

constexpr char kGoris[] =
    "174895\tGoris\tGoris\tGeryusy,Goris,goris xx,Горис,圣胡\t39.51\t46.34\tP\t"
    "PPL\tAM\t\t08\t\t\t\t20379\t\t1351\tAsia/Yerevan\t2018-03-12\n";

TEST_F(SourceReaderTest, ReadsDumps) {
  ASSERT_TRUE(ReadPlaces(File(kGoris), 0, world_).ok());
  const DraftPlace& goris = world_.places.back();
  EXPECT_EQ(goris.id, 174895u);
  EXPECT_EQ(goris.population, 20379u);
  EXPECT_EQ(goris.admin1, "08");
  ASSERT_EQ(goris.names.size(), 2u) << "no transliterations, no other scripts";
  EXPECT_EQ(goris.names[0].text, "Geryusy");
  const size_t before = world_.places.size();
  ASSERT_TRUE(ReadPlaces(File(kGoris), 50'000, world_).ok());
  EXPECT_EQ(world_.places.size(), before);
}

TEST_F(SourceReaderTest, NamesFileAndLineOfAFault) {
  const absl::Status status =
      ReadPlaces(File(std::string(kGoris) + "1\t2\t3\n"), 0, world_);
  EXPECT_THAT(std::string(status.message()), HasSubstr(":2: not 19 columns"));
  EXPECT_EQ(ReadPlaces("/nowhere", 0, world_).code(),
            absl::StatusCode::kNotFound);
}

TEST_F(SourceReaderTest, SupplementsAndRenames) {
  ASSERT_TRUE(ReadPlaces(File(kGoris), 0, world_).ok());
  ASSERT_TRUE(ReadSupplement(
                  File("Sotk|Zod\t40.2\t45.87\tplace\tAM\t04\t1000\thand\n"
                       "Goris|Gerusy\t39.51\t46.34\tplace\tAM\t08\t\thand\n"),
                  world_)
                  .ok());
  EXPECT_EQ(world_.places.back().slug, "sotk-am");
  ASSERT_TRUE(ReadVariants(File("Goris@AM\tdisplay\tGORIS\n"
                                "Gerusy@AM\tused_by:AZ\tGorus\n"
                                "sotk-am\tnot\tZod\n"),
                           world_)
                  .ok());
  EXPECT_EQ(world_.places[world_.by_id.at(174895)].name, "GORIS");
  EXPECT_EQ(world_.places[world_.by_id.at(174895)].names.back().used_by, "AZ");
  EXPECT_TRUE(world_.places.back().names.empty());
  EXPECT_THAT(
      std::string(
          ReadVariants(File("Atlantis@AM\tmain\tX\n"), world_).message()),
      HasSubstr("no such settlement: \"Atlantis@AM\""));
}

TEST_F(SourceReaderTest, ReadsDisputesAndViews) {
  ASSERT_TRUE(
      ReadDisputed(File("the-land\tThe Land\t40\t45\t50\tAM\tAM.04\n"), world_)
          .ok());
  ASSERT_EQ(world_.members.size(), 1u);
  ASSERT_TRUE(
      ReadViews(File("the-land\tAM\tde facto\tAM\tLand\t1991-09-02\t\tnote\n"),
                world_)
          .ok());
  EXPECT_EQ(world_.views[0].from_day, 7914);
  EXPECT_FALSE(
      ReadViews(File("the-land\tAM\tsomehow\tAM\tLand\t\t\t\n"), world_).ok());
}

TEST_F(SourceReaderTest, CompletesAreasFromTheirSettlements) {
  ASSERT_TRUE(
      ReadSupplement(File("Sotk\t40.2\t45.87\tplace\tAM\t04\t1000\thand\n"),
                     world_)
          .ok());
  Complete(world_);
  const DraftPlace& area = world_.places[world_.FindCode("AM.04")];
  EXPECT_TRUE(area.has_point);
  EXPECT_NEAR(area.lat, 40.2, 1e-6);
  EXPECT_EQ(world_.places.back().parent, world_.FindCode("AM.04"));
  EXPECT_EQ(area.parent, world_.FindCode("AM"));
}

}  // namespace
}  // namespace parallax::geo::tools
