#include "services/ingest/domain/extract/mention/detail_lexicon.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::HasSubstr;

DetailLexicon Load(const std::string& content) {
  auto lexicon = DetailLexicon::Load(WriteTempFile("details.tsv", content));
  if (!lexicon.ok()) {
    ADD_FAILURE() << lexicon.status();
    return DetailLexicon();
  }
  return *std::move(lexicon);
}

constexpr char kTruce[] =
    "# detail\tvalue\tphrase\n"
    "truce\tended\tdid not hold\n"
    "truce\tviolated\tviolat*\n"
    "truce\tagreed\tagreed\n"
    "sum\tsides\tboth sides\n";

TEST(DetailLexicon, FindsWholeWordsAndStems) {
  const DetailLexicon lexicon = Load(kTruce);
  EXPECT_EQ(lexicon.FindInText("truce", "a truce was agreed on monday"),
            "agreed");
  EXPECT_EQ(lexicon.FindInText("truce", "violations of the truce"), "violated");
  EXPECT_EQ(lexicon.FindInText("truce", "they disagreed"), "");
}

TEST(DetailLexicon, FindsPhrasesOfSeveralWords) {
  const DetailLexicon lexicon = Load(kTruce);
  EXPECT_EQ(lexicon.FindInText("truce", "the truce did not hold"), "ended");
  EXPECT_EQ(lexicon.FindInText("truce", "it did hold"), "");
  EXPECT_EQ(lexicon.FindInText("truce", "it did not"), "");
}

TEST(DetailLexicon, RefusesAStemWithoutLetters) {
  const auto lexicon = DetailLexicon::Load(
      WriteTempFile("details.tsv", "truce\tended\tbroken\ntruce\tall\t*\n"));
  EXPECT_EQ(lexicon.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(lexicon.status().message(), HasSubstr("details.tsv:2"));
}

TEST(DetailLexicon, AWordThatBeginsAlikeComesFirst) {
  const DetailLexicon lexicon = Load(kTruce);
  EXPECT_EQ(lexicon.FindInText("sum", "but both blamed both sides"), "sides");
}

TEST(DetailLexicon, TheFirstOfTheFileWins) {
  const DetailLexicon lexicon = Load(kTruce);
  EXPECT_EQ(lexicon.FindInText("truce", "an agreed truce was violated"),
            "violated");
}

TEST(DetailLexicon, EachDetailHasItsOwnPhrases) {
  const DetailLexicon lexicon = Load(kTruce);
  EXPECT_EQ(lexicon.FindInText("sum", "agreed by both sides"), "sides");
  EXPECT_EQ(lexicon.FindInText("unknown", "agreed by both sides"), "");
}

TEST(DetailLexicon, TellsWhichTokensItFound) {
  const DetailLexicon lexicon = Load(kTruce);
  const Report report("The truce did not hold.");
  const auto found =
      lexicon.Find("truce", absl::MakeConstSpan(report.doc().text().tokens));
  EXPECT_EQ(found.value, "ended");
  EXPECT_EQ(report.Words(found.first, found.last), "did not hold");
  EXPECT_EQ(lexicon.Find("truce", {}).value, "");
}

TEST(DetailLexicon, RefusesABrokenFile) {
  const auto bad =
      DetailLexicon::Load(WriteTempFile("bad_details.tsv", "truce\tended\n"));
  EXPECT_EQ(bad.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(bad.status().message(), HasSubstr("bad_details.tsv:1"));
  EXPECT_EQ(DetailLexicon::Load("/nowhere/details.tsv").status().code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
