#include "services/ingest/domain/extract/analysis/analyzer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/ingest/domain/extract/analysis/characters.h"
#include "services/ingest/domain/extract/analysis/model_file.h"
#include "services/ingest/domain/extract/analysis/sentence_splitter.h"
#include "services/ingest/domain/extract/analysis/tags.h"
#include "services/ingest/domain/extract/analysis/tree.h"
#include "tests/unit/ingest/analysis/support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(AnalyzerTest, ReadsAPassiveWithItsAgent) {
  const Article article =
      MakeArticle({"Ten soldiers were killed on Tuesday by rebels."});
  const AnalyzedText text = TestAnalyzer().Analyze(article);
  const uint32_t killed = Find(text, "killed");
  ASSERT_LT(killed, text.tokens.size());
  EXPECT_EQ(text.tokens[killed].lemma, "kill");
  EXPECT_EQ(text.tokens[killed].rel, Rel::kRoot);
  EXPECT_TRUE(IsPassive(text, killed));
  EXPECT_EQ(text.tokens[Find(text, "soldiers")].rel, Rel::kNsubjPass);
  EXPECT_EQ(text.tokens[Find(text, "rebels")].rel, Rel::kOblAgent);
  EXPECT_EQ(text.tokens[Find(text, "tuesday")].rel, Rel::kOblTmod);
  EXPECT_EQ(AgentOf(text, killed), Find(text, "rebels"));
  EXPECT_EQ(PatientOf(text, killed), Find(text, "soldiers"));
}

TEST(AnalyzerTest, ReadsAnActiveWithNegation) {
  const Article article = MakeArticle({"The army did not shell the village."});
  const AnalyzedText text = TestAnalyzer().Analyze(article);
  const uint32_t shell = Find(text, "shell");
  EXPECT_EQ(text.tokens[shell].pos, Pos::kVerb);
  EXPECT_TRUE(IsNegated(text, shell));
  EXPECT_EQ(SubjectOf(text, shell), Find(text, "army"));
  EXPECT_EQ(PatientOf(text, shell), Find(text, "village"));
}

TEST(AnalyzerTest, ReadsOnlyReadableBlocks) {
  Article article = MakeArticle({"Share", "Ten people died."});
  article.blocks[0].role = BlockRole::kFurniture;
  const AnalyzedText text = TestAnalyzer().Analyze(article);
  EXPECT_THAT(SentenceTexts(text), ElementsAre("Ten people died."));
  EXPECT_EQ(text.sentences[0].block, 1u);
}

TEST(AnalyzerTest, ParsesOnlyWhatThePolicyWants) {
  const Article article = MakeArticle({"Ten people died. It rained."});
  const AnalyzedText text = TestAnalyzer().Analyze(
      article, [](const AnalyzedText& t, const Sentence& s) {
        for (uint32_t i = s.first; i < s.last; ++i) {
          if (t.tokens[i].lemma == "die") return true;
        }
        return false;
      });
  ASSERT_EQ(text.sentences.size(), 2u);
  EXPECT_TRUE(text.sentences[0].parsed);
  EXPECT_FALSE(text.sentences[1].parsed);
  EXPECT_EQ(text.tokens[Find(text, "rained")].pos, Pos::kVerb);
  EXPECT_TRUE(Children(text, Find(text, "rained")).empty());
  EXPECT_FALSE(RootOf(text, text.sentences[1]).has_value());
}

// Every token's bytes are its form, tokens do not overlap, and nothing but
// white space lies between them.
void ExpectExactOffsets(const Article& article) {
  const AnalyzedText text = TestAnalyzer().Analyze(article);
  uint32_t at = 0;
  for (const Sentence& sentence : text.sentences) {
    const Block& block = article.blocks[sentence.block];
    EXPECT_GE(sentence.begin, block.begin);
    EXPECT_LE(sentence.end, block.end);
    for (uint32_t i = sentence.first; i < sentence.last; ++i) {
      const Token& token = text.tokens[i];
      ASSERT_LT(token.begin, token.end);
      ASSERT_GE(token.begin, at);
      for (uint32_t b = at; b < token.begin;) {
        const Char c = DecodeAt(article.text, b);
        EXPECT_EQ(ClassOf(c.code), CharClass::kSpace) << b;
        b += c.length;
      }
      EXPECT_EQ(token.lower, FoldCase(text.Form(token)));
      at = token.end;
    }
  }
}

TEST(AnalyzerTest, OffsetsAreExact) {
  ExpectExactOffsets(MakeArticle(
      {"\xC3\x89lys\xC3\xA9"
       "e: \xE2\x80\x9CWe didn\xE2\x80\x99t shell "
       "Donets\xE2\x80\x99k \xE2\x80\x94 or S\xC3\xA3o Tom\xC3\xA9\xE2\x80\xA6"
       "\xE2\x80\x9D he said.\xC2\xA0Stop.",
       "Line one\r\ncontinues here.\r\nLine three \xF0\x9F\x94\xA5 ends",
       "\xD0\x9A\xD0\xB8\xD1\x97\xD0\xB2 and \xE4\xB8\xAD\xE5\x9B\xBD 10km"}));
}

TEST(AnalyzerTest, CarriageReturnsChangeNoSentence) {
  const Article plain = MakeArticle({"Ten people\ndied. It\nrained."});
  const Article windows = MakeArticle({"Ten people\r\ndied. It\r\nrained."});
  const AnalyzedText a = TestAnalyzer().Analyze(plain);
  const AnalyzedText b = TestAnalyzer().Analyze(windows);
  ASSERT_EQ(a.tokens.size(), b.tokens.size());
  for (size_t i = 0; i < a.tokens.size(); ++i) {
    EXPECT_EQ(a.tokens[i].lower, b.tokens[i].lower);
    EXPECT_EQ(a.tokens[i].head, b.tokens[i].head);
    EXPECT_EQ(a.tokens[i].rel, b.tokens[i].rel);
  }
}

TEST(AnalyzerTest, IsDeterministic) {
  const Article article = MakeArticle(
      {"The defence ministry said on Monday that 49 servicemen had died.",
       "\"We will respond,\" the minister added."});
  const AnalyzedText a = TestAnalyzer().Analyze(article);
  const auto other = Analyzer::FromBytes(ReadDataFile("english.model"));
  ASSERT_TRUE(other.ok());
  const AnalyzedText b = (*other)->Analyze(article);
  ASSERT_EQ(a.tokens.size(), b.tokens.size());
  for (size_t i = 0; i < a.tokens.size(); ++i) {
    EXPECT_EQ(a.tokens[i].pos, b.tokens[i].pos);
    EXPECT_EQ(a.tokens[i].head, b.tokens[i].head);
    EXPECT_EQ(a.tokens[i].rel, b.tokens[i].rel);
    EXPECT_EQ(a.tokens[i].lemma, b.tokens[i].lemma);
    EXPECT_EQ(a.tokens[i].features, b.tokens[i].features);
  }
}

TEST(AnalyzerTest, TreesAreTrees) {
  const Article article = MakeArticle(
      {"Yerevan said 105 soldiers had died, a figure that Baku, which blamed "
       "Armenia for the clashes, did not confirm.",
       "the the the , , of of said said"});
  const AnalyzedText text = TestAnalyzer().Analyze(article);
  for (const Sentence& sentence : text.sentences) {
    int roots = 0;
    for (uint32_t i = sentence.first; i < sentence.last; ++i) {
      roots += text.tokens[i].head < 0;
      EXPECT_LE(PathToRoot(text, i).size(), sentence.last - sentence.first);
      for (uint32_t child : Children(text, i)) {
        EXPECT_EQ(text.tokens[child].head, static_cast<int32_t>(i));
        EXPECT_GE(child, sentence.first);
        EXPECT_LT(child, sentence.last);
      }
    }
    EXPECT_EQ(roots, 1);
  }
}

// The work of every stage is bounded by the number of tokens, given that no
// sentence and no token grows without bound: whatever the text.
TEST(AnalyzerTest, HostileTextGivesBoundedSentencesAndTokens) {
  const size_t kBytes = 60000;
  const auto repeat = [](const std::string& unit) {
    std::string out;
    while (out.size() < kBytes) out += unit;
    return out;
  };
  for (const std::string& unit :
       {std::string("a"), std::string("a'"), std::string("\""),
        std::string("("), std::string("a's"), std::string("1,"),
        std::string("a-"), std::string("A."), std::string("said \" "),
        std::string("no "), std::string("\xC3\xA9."), std::string(". "),
        std::string("\xE2\x80\x9C"
                    "a "),
        std::string("@a"), std::string("a.b@")}) {
    const Article article = MakeArticle({repeat(unit)});
    const AnalyzedText text = TestAnalyzer().Analyze(article);
    EXPECT_LE(text.tokens.size(), article.text.size()) << unit;
    for (const Sentence& sentence : text.sentences) {
      ASSERT_LE(sentence.last - sentence.first, kMaxSentenceTokens) << unit;
      ASSERT_LT(sentence.first, sentence.last) << unit;
    }
    for (const Token& token : text.tokens) {
      ASSERT_LE(token.end - token.begin, kMaxTokenBytes) << unit;
    }
  }
}

TEST(AnalyzerTest, EmptyArticlesGiveNothing) {
  Article article;
  EXPECT_TRUE(TestAnalyzer().Analyze(article).tokens.empty());
  const Article blank = MakeArticle({"", " \n "});
  EXPECT_TRUE(TestAnalyzer().Analyze(blank).sentences.empty());
}

TEST(AnalyzerTest, MissingModelIsNamed) {
  const auto analyzer = Analyzer::Load("/nonexistent/english.model");
  EXPECT_EQ(analyzer.status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(analyzer.status().message()),
              HasSubstr("/nonexistent/english.model"));
}

TEST(AnalyzerTest, DamagedModelIsRefused) {
  const std::string model = ReadDataFile("english.model");
  ASSERT_GT(model.size(), 1000u);
  EXPECT_LE(model.size(), 10u << 20);
  const auto refuse = [](const std::string& bytes) {
    const auto analyzer = Analyzer::FromBytes(bytes);
    EXPECT_EQ(analyzer.status().code(), absl::StatusCode::kDataLoss);
    return std::string(analyzer.status().message());
  };
  refuse("");
  EXPECT_THAT(refuse("this is a text file, not a language model at all"),
              HasSubstr("not a language model"));
  EXPECT_THAT(refuse(model.substr(0, model.size() / 2)), HasSubstr("short"));
  EXPECT_THAT(refuse(model + "x"), HasSubstr("after its end"));
  std::string flipped = model;
  flipped[model.size() / 2] ^= 1;
  EXPECT_THAT(refuse(flipped), HasSubstr("damaged"));
  EXPECT_THAT(refuse(*EncodeModel({{sections::kAbbreviations, ""}})),
              HasSubstr("has no section"));
}

TEST(TagsTest, NamedLabelsAreWhereTheTableHasThem) {
  EXPECT_EQ(LabelName(labels::kRoot), "root");
  EXPECT_EQ(LabelName(labels::kNsubj), "nsubj");
  EXPECT_EQ(LabelName(labels::kNsubjPass), "nsubj:pass");
  EXPECT_EQ(LabelName(labels::kObj), "obj");
  EXPECT_EQ(LabelName(labels::kObl), "obl");
  EXPECT_EQ(LabelName(labels::kOblAgent), "obl:agent");
  EXPECT_EQ(LabelName(labels::kOblUnmarked), "obl:unmarked");
  EXPECT_EQ(LabelName(labels::kAuxPass), "aux:pass");
  EXPECT_EQ(LabelName(labels::kCase), "case");
  EXPECT_EQ(LabelName(labels::kPunct), "punct");
}

TEST(Analyzer, WhatOwnsOrSpeaksIsAName) {
  const auto pos_of = [](const std::string& report, absl::string_view lower) {
    const Article article = MakeArticle({report});
    const AnalyzedText text = TestAnalyzer().Analyze(article);
    for (const Token& token : text.tokens) {
      if (token.lower == lower) return token.pos;
    }
    return Pos::kX;
  };
  EXPECT_EQ(pos_of("Dale denounced rebel leader Omar Said's raids.", "said"),
            Pos::kPropn);
  EXPECT_EQ(pos_of("Dale said Omar's raids went on.", "said"), Pos::kVerb);
  EXPECT_EQ(pos_of("Syria's Northern Front said it had left.", "front"),
            Pos::kPropn);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
