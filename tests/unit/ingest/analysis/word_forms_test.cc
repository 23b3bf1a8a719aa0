#include "services/ingest/domain/extract/analysis/train/word_forms.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/ingest/domain/extract/analysis/lemmatizer.h"
#include "services/ingest/domain/extract/analysis/train/train_lexicon.h"

namespace parallax::ingest::domain::extract::train {
namespace {

Tag Verb(absl::string_view xpos) { return TagFromTreebank("VERB", xpos); }

std::vector<WordForm> Verbs(absl::string_view text) {
  auto forms = ParseIrregularVerbs(text);
  EXPECT_TRUE(forms.ok()) << forms.status();
  return forms.ok() ? *std::move(forms) : std::vector<WordForm>();
}

TEST(WordFormsTest, ReadsAlternativePasts) {
  const auto forms = Verbs("# comment\nstrike\tstruck\tstruck/stricken\n");
  ASSERT_EQ(forms.size(), 5u);
  EXPECT_EQ(forms[2].form, "struck");
  EXPECT_EQ(forms[2].lemma, "strike");
  EXPECT_EQ(TagName(forms[2].tag), "VERB/VBD");
  EXPECT_EQ(forms[4].form, "stricken");
  EXPECT_EQ(TagName(forms[4].tag), "VERB/VBN");
}

TEST(WordFormsTest, RefusesALineWithoutParticiple) {
  EXPECT_FALSE(ParseIrregularVerbs("retake\tretook\n").ok());
}

TEST(WordFormsTest, LeavesOutCompoundPlurals) {
  const auto forms =
      ParseIrregularPlurals("aides-de-camp aide-de-camp\nmen man\n\n");
  ASSERT_EQ(forms.size(), 1u);
  EXPECT_EQ(forms[0].form, "men");
  EXPECT_EQ(forms[0].lemma, "man");
}

TEST(WordFormsTest, UnseenPastsHaveTheirTagAndLemma) {
  const auto forms =
      Verbs("retake\tretook\tretaken\noverrun\toverran\toverrun");
  const WordNet wordnet = {{"retake", {.parts = 3, .verb_class = 5}}};
  const Lexicon lexicon = BuildLexicon({}, wordnet, forms);
  const LexiconEntry* retook = lexicon.Find(NormalizedHash("retook"));
  ASSERT_NE(retook, nullptr);
  EXPECT_EQ(retook->only_tag, Verb("VBD"));
  EXPECT_EQ(retook->verb_class, 5);
  const LexiconEntry* overrun = lexicon.Find(NormalizedHash("overrun"));
  ASSERT_NE(overrun, nullptr);
  EXPECT_EQ(overrun->only_tag, LexiconEntry::kNoTag);
  EXPECT_NE(overrun->tags & uint64_t{1} << Verb("VBN"), 0u);

  const auto lemmatizer =
      Lemmatizer::Parse(BuildLemmaTable({}, lexicon, forms));
  ASSERT_TRUE(lemmatizer.ok());
  std::string lemma;
  lemmatizer->Lemma("retaken", Verb("VBN"), lexicon, lemma);
  EXPECT_EQ(lemma, "retake");
  lemmatizer->Lemma("retook", Verb("VBN"), lexicon, lemma);
  EXPECT_EQ(lemma, "retake");
}

TEST(WordFormsTest, AListedPastCorrectsTheTreebank) {
  const auto sentences =
      ParseConllu("1\tfled\tflead\tVERB\tVBD\t_\t0\troot\t_\t_\n\n");
  ASSERT_TRUE(sentences.ok());
  const auto lemmatizer = Lemmatizer::Parse(BuildLemmaTable(
      {&sentences->front()}, Lexicon(), Verbs("flee\tfled\tfled")));
  ASSERT_TRUE(lemmatizer.ok());
  std::string lemma;
  lemmatizer->Lemma("fled", Verb("VBD"), Lexicon(), lemma);
  EXPECT_EQ(lemma, "flee");
}

TEST(LemmatizerTest, AVerbGoesBackToAVerb) {
  const Lexicon lexicon =
      BuildLexicon({}, {{"annexe", {.parts = 1}}, {"annex", {.parts = 3}}}, {});
  const auto lemmatizer = Lemmatizer::Parse("VERB/VBZ\tsuffix\ts\t1\t\n");
  ASSERT_TRUE(lemmatizer.ok());
  std::string lemma;
  lemmatizer->Lemma("annexes", Verb("VBZ"), lexicon, lemma);
  EXPECT_EQ(lemma, "annex");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract::train
