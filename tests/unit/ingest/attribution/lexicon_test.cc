#include "services/ingest/domain/extract/attribution/lexicon.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace parallax::ingest::domain::extract::attribution {
namespace {

class LexiconTest : public ::testing::Test {
 protected:
  LexiconTest() {
    folder_ = std::filesystem::temp_directory_path() /
              ("parallax_lexicon_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
    Write("attribution_verbs.tsv",
          "# verbs\nsay\treporting\tasserts\tclause quote\tof about\n"
          "blame\treporting\taccuses\tparty\tfor on\n");
    Write("attribution_nouns.tsv",
          "noun\tclaim\treporting\tasserts\tclause\tof\n");
    Write("attribution_lists.tsv", "agency\treuters tass\n");
  }
  ~LexiconTest() override { std::filesystem::remove_all(folder_); }

  void Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
  }

  std::filesystem::path folder_;
};

TEST_F(LexiconTest, ReadsEntries) {
  const auto lexicon = AttributionLexicon::Load(folder_.string());
  ASSERT_TRUE(lexicon.ok()) << lexicon.status();
  const CueEntry* say = lexicon->Verb("say");
  ASSERT_NE(say, nullptr);
  EXPECT_TRUE(say->Takes(kFrameClause));
  EXPECT_FALSE(say->Takes(kFrameObject));
  EXPECT_TRUE(say->TakesPreposition("about"));
  EXPECT_EQ(lexicon->Verb("walk"), nullptr);
  EXPECT_NE(lexicon->Noun("claim"), nullptr);
  EXPECT_EQ(lexicon->Flags("reuters"), static_cast<uint32_t>(kAgency));
  EXPECT_EQ(lexicon->Flags("river"), 0u);
}

TEST_F(LexiconTest, FindsVerbsUnderGuessedLemmas) {
  const auto lexicon = AttributionLexicon::Load(folder_.string());
  ASSERT_TRUE(lexicon.ok()) << lexicon.status();
  EXPECT_NE(lexicon->Verb("blam"), nullptr);
}

TEST_F(LexiconTest, NamesTheFaultyLine) {
  Write("attribution_verbs.tsv",
        "# verbs\nsay\treporting\tmumbles\tclause\t-\n");
  const auto lexicon = AttributionLexicon::Load(folder_.string());
  ASSERT_FALSE(lexicon.ok());
  EXPECT_EQ(lexicon.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_NE(lexicon.status().message().find("attribution_verbs.tsv:2"),
            absl::string_view::npos);
}

TEST_F(LexiconTest, RefusesTwoEntriesForOneVerb) {
  Write("attribution_verbs.tsv",
        "say\treporting\tasserts\tclause\t-\n"
        "say\treporting\tasserts\tquote\t-\n");
  EXPECT_FALSE(AttributionLexicon::Load(folder_.string()).ok());
}

TEST_F(LexiconTest, MissingFileIsNotFound) {
  std::filesystem::remove(folder_ / "attribution_nouns.tsv");
  const auto lexicon = AttributionLexicon::Load(folder_.string());
  EXPECT_EQ(lexicon.status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract::attribution
