#include "services/ingest/domain/extract/lexicon/lexicons.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::HasSubstr;

uint32_t Id(const std::string& word) {
  return TestResources().lexicons.vocabulary().Find(word);
}

TEST(Lexicons, KnowWhoMayBeAVictim) {
  const Lexicons& lexicons = TestResources().lexicons;
  EXPECT_EQ(lexicons.person(Id("soldier")), PersonClass::kMilitary);
  EXPECT_EQ(lexicons.person(Id("civilian")), PersonClass::kCivilian);
  EXPECT_EQ(lexicons.person(Id("policeman")), PersonClass::kPolice);
  EXPECT_EQ(lexicons.person(Id("people")), PersonClass::kPerson);
  EXPECT_EQ(lexicons.person(Id("bridge")), PersonClass::kNone);
  EXPECT_EQ(lexicons.person(Vocabulary::kUnknown), PersonClass::kNone);
}

TEST(Lexicons, KnowNumbersAndUnits) {
  const Lexicons& lexicons = TestResources().lexicons;
  EXPECT_EQ(lexicons.number_kind(Id("twenty")), NumberKind::kTen);
  EXPECT_EQ(lexicons.number_value(Id("twenty")), 20);
  EXPECT_EQ(lexicons.number_kind(Id("dozens")), NumberKind::kVague);
  EXPECT_EQ(lexicons.number_kind(Id("soldier")), NumberKind::kNone);
  EXPECT_EQ(lexicons.number_kind(Vocabulary::kUnknown), NumberKind::kNone);
  EXPECT_EQ(lexicons.unit(Id("km")), QuantityRole::kDistance);
  EXPECT_EQ(lexicons.unit(Id("euro")), QuantityRole::kMoney);
  EXPECT_EQ(lexicons.unit(Id("soldier")), QuantityRole::kCount);
}

TEST(Lexicons, KnowWhatMayBeDamagedAndWhoActs) {
  const Lexicons& lexicons = TestResources().lexicons;
  EXPECT_EQ(lexicons.object_class(Id("house")), "building");
  EXPECT_EQ(lexicons.object_class(Id("soldier")), "");
  EXPECT_EQ(lexicons.group_class(Id("rebel")), "armed");
  EXPECT_EQ(lexicons.group_class(Id("house")), "");
  EXPECT_EQ(lexicons.group_class(Vocabulary::kUnknown), "");
}

TEST(Lexicons, KnowTheListsOfWords) {
  const Lexicons& lexicons = TestResources().lexicons;
  EXPECT_TRUE(lexicons.IsIn(WordList::kRebel, Id("insurgent")));
  EXPECT_FALSE(lexicons.IsIn(WordList::kRebel, Id("army")));
  EXPECT_TRUE(lexicons.IsIn(WordList::kForce, Id("army")));
  EXPECT_TRUE(lexicons.IsIn(WordList::kParty, Id("army")));
  EXPECT_TRUE(lexicons.IsIn(WordList::kFiringPosition, Id("army")));
  EXPECT_TRUE(lexicons.IsIn(WordList::kAllied, Id("backed")));
  EXPECT_TRUE(lexicons.IsIn(WordList::kFire, Id("shelling")));
  EXPECT_FALSE(lexicons.IsIn(WordList::kFire, Id("insurgent")));
  EXPECT_FALSE(lexicons.IsIn(WordList::kRebel, Vocabulary::kUnknown));
}

// A copy of the shipped lexicons, one file of which is overwritten.
class BrokenLexicons : public ::testing::Test {
 protected:
  void SetUp() override {
    directory_ = std::string(::testing::TempDir()) + "/extract_lexicons";
    std::filesystem::remove_all(directory_);
    std::filesystem::create_directories(directory_);
    for (const auto& entry : std::filesystem::directory_iterator(
             std::string(PARALLAX_SOURCE_DIR) +
             "/services/ingest/data/lexicons")) {
      std::filesystem::copy(entry.path(), directory_);
    }
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  void Write(const std::string& name, const std::string& content) const {
    std::ofstream(directory_ + "/" + name) << content;
  }

  std::string directory_;
};

TEST_F(BrokenLexicons, TheCopyLoads) {
  Lexicons lexicons;
  EXPECT_EQ(lexicons.Load(directory_), absl::OkStatus());
}

struct BrokenCase {
  const char* file;
  const char* content;
};

class UnknownValues : public BrokenLexicons,
                      public ::testing::WithParamInterface<BrokenCase> {};

TEST_P(UnknownValues, AreRefusedByFileAndLine) {
  Write(GetParam().file, GetParam().content);
  Lexicons lexicons;
  const absl::Status status = lexicons.Load(directory_);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
  EXPECT_THAT(status.message(), HasSubstr(std::string(GetParam().file) + ":2"));
}

INSTANTIATE_TEST_SUITE_P(
    Files, UnknownValues,
    ::testing::Values(
        BrokenCase{"number_words.tsv", "one\tunit\t1\ntwo\tdigit\t2\n"},
        BrokenCase{"number_words.tsv", "one\tunit\t1\ntwo\tunit\tmany\n"},
        BrokenCase{"quantity_units.tsv", "km\tdistance\nell\tlength\n"},
        BrokenCase{"quantity_bounds.tsv",
                   "over\tpre\tmore_than\nunder\tpre\tless\n"},
        BrokenCase{"victim_nouns.tsv", "nurse\tcivilian\nfox\tanimal\n"},
        BrokenCase{"kind_attack.tsv", "shell\tverb\tact\nhit\tadverb\tact\n"},
        BrokenCase{"claim_lists.tsv", "rebel\trebel\nfoe\tenemy\n"},
        BrokenCase{"peoples.tsv", "kurdish\tIraq\tKurdistan Region\ntuareg\n"},
        BrokenCase{"rulers.tsv",
                   "Afghanistan\tTaliban\t2021-08-15\t-\t-\n"
                   "Palestine\tHamas\tJune 2007\t-\tgaza\n"},
        BrokenCase{"rulers.tsv",
                   "Afghanistan\tTaliban\t2021-08-15\t-\t-\n"
                   "Palestine\tHamas\t2007-06-14\tnow\tgaza\n"},
        BrokenCase{"unarmed_states.tsv", "Iceland\nMonaco\tnone\n"},
        BrokenCase{"ranks.tsv", "major\tofficer\ncaptain\n"}));

TEST_F(BrokenLexicons, AMissingFileIsNotFound) {
  std::filesystem::remove(directory_ + "/kind_truce.tsv");
  Lexicons lexicons;
  const absl::Status status = lexicons.Load(directory_);
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound) << status;
  EXPECT_THAT(status.message(), HasSubstr("kind_truce.tsv"));
}

TEST(Lexicons, KnowWhoRulesACountryOrAPartOfIt) {
  const Lexicons& lexicons = TestResources().lexicons;
  ASSERT_FALSE(lexicons.rulers().empty());
  const Ruler& last = lexicons.rulers().back();
  EXPECT_EQ(last.country, "Palestine");
  EXPECT_EQ(last.side, "Hamas");
  EXPECT_EQ(last.since, absl::CivilDay(2007, 6, 14));
  EXPECT_FALSE(last.until.has_value());
  EXPECT_EQ(last.territory, Id("gaza"));
  EXPECT_TRUE(lexicons.IsUnarmed("Costa Rica"));
  EXPECT_FALSE(lexicons.IsUnarmed("Israel"));
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
