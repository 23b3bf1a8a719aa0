#include "services/ingest/domain/extract/analysis/train/treebank.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "services/ingest/domain/extract/analysis/lemmatizer.h"
#include "services/ingest/domain/extract/analysis/train/train_lexicon.h"

namespace parallax::ingest::domain::extract::train {
namespace {

constexpr char kConllu[] =
    "# text = They didn't. Men were killed by troops\n"
    "1\tMen\tman\tNOUN\tNNS\t_\t3\tnsubj:pass\t_\t_\n"
    "2\twere\tbe\tAUX\tVBD\t_\t3\taux:pass\t_\t_\n"
    "3\tkilled\tkill\tVERB\tVBN\t_\t0\troot\t_\t_\n"
    "4-5\tbytroops\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "4\tby\tby\tADP\tIN\t_\t5\tcase\t_\t_\n"
    "5\ttroops\ttroop\tNOUN\tNNS\t_\t3\tobl\t_\t_\n"
    "5.1\tghost\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "\n";

TEST(TreebankTest, ReadsWordsAndMarksAgents) {
  const auto sentences = ParseConllu(kConllu);
  ASSERT_TRUE(sentences.ok());
  ASSERT_EQ(sentences->size(), 1u);
  const GoldSentence& words = sentences->front();
  ASSERT_EQ(words.size(), 5u);
  EXPECT_EQ(words[0].folded, "men");
  EXPECT_EQ(TagName(words[2].tag), "VERB/VBN");
  EXPECT_EQ(words[2].head, -1);
  EXPECT_EQ(words[4].label, labels::kOblAgent);
}

TEST(TreebankTest, RefusesOtherText) {
  EXPECT_FALSE(ParseConllu("1\tMen\tman\n").ok());
  EXPECT_FALSE(ParseConllu("1\ta\tb\tX\tX\t_\tnone\tdep\t_\t_\n").ok());
}

// Whether every word hangs on the one root.
bool IsWhole(const GoldSentence& sentence) {
  const int size = static_cast<int>(sentence.size());
  int roots = 0;
  for (int i = 0; i < size; ++i) {
    roots += sentence[i].head < 0;
    int at = i;
    for (int steps = 0; at >= 0; at = sentence[at].head) {
      if (at >= size || ++steps > size) return false;
    }
  }
  return roots == 1;
}

TEST(TreebankTest, NewsTreesAreWhole) {
  std::ifstream file(std::string(PARALLAX_SOURCE_DIR) +
                     "/services/ingest/domain/extract/analysis/train/"
                     "news_trees.conllu");
  std::ostringstream text;
  text << file.rdbuf();
  const auto sentences = ParseConllu(text.str());
  ASSERT_TRUE(sentences.ok()) << sentences.status();
  EXPECT_GT(sentences->size(), 1500u);
  for (const GoldSentence& sentence : *sentences) {
    EXPECT_TRUE(IsWhole(sentence)) << sentence.front().form;
  }
}

TEST(TreebankTest, LearnsLemmasOfUnseenForms) {
  std::string conllu;
  for (const char* stem : {"village", "tank", "rebel", "soldier", "house"}) {
    conllu += std::string("1\t") + stem + "s\t" + stem +
              "\tNOUN\tNNS\t_\t0\troot\t_\t_\n\n";
  }
  conllu += "1\tmen\tman\tNOUN\tNNS\t_\t0\troot\t_\t_\n\n";
  const auto sentences = ParseConllu(conllu);
  ASSERT_TRUE(sentences.ok());
  std::vector<const GoldSentence*> all;
  for (const GoldSentence& sentence : *sentences) all.push_back(&sentence);
  const auto lemmatizer =
      Lemmatizer::Parse(BuildLemmaTable(all, Lexicon(), {}));
  ASSERT_TRUE(lemmatizer.ok());
  const Tag plural = TagFromTreebank("NOUN", "NNS");
  std::string lemma;
  lemmatizer->Lemma("missiles", plural, Lexicon(), lemma);
  EXPECT_EQ(lemma, "missile");
  lemmatizer->Lemma("men", plural, Lexicon(), lemma);
  EXPECT_EQ(lemma, "man");
  lemmatizer->Lemma("missiles", TagFromTreebank("NOUN", "NN"), Lexicon(),
                    lemma);
  EXPECT_EQ(lemma, "missiles");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract::train
