#include "services/ingest/domain/extract/analysis/tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "services/ingest/domain/extract/analysis/projection.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::ElementsAre;

struct Word {
  const char* form;
  const char* lemma;
  Pos pos;
  int head;  // one-based, 0 for the root
  Rel rel;
  uint16_t features = 0;
};

// A one-sentence analysis built by hand.
class Tree {
 public:
  explicit Tree(const std::vector<Word>& words) {
    for (const Word& word : words) {
      Token token;
      token.begin = static_cast<uint32_t>(storage_.size());
      storage_ += word.form;
      token.end = static_cast<uint32_t>(storage_.size());
      storage_ += ' ';
      token.lower = word.form;
      token.lemma = word.lemma;
      token.pos = word.pos;
      token.head = word.head - 1;
      token.rel = word.rel;
      token.features = word.features;
      text_.tokens.push_back(token);
    }
    text_.text = storage_;
    Sentence sentence;
    sentence.last = static_cast<uint32_t>(words.size());
    sentence.end = static_cast<uint32_t>(storage_.size());
    sentence.parsed = true;
    text_.sentences.push_back(sentence);
    IndexChildren(text_);
  }

  AnalyzedText& operator*() { return text_; }

 private:
  std::string storage_;
  AnalyzedText text_;
};

// "the men who were killed and buried by troops fled"
Tree Relative() {
  return Tree({
      {"the", "the", Pos::kDet, 2, Rel::kDet},
      {"men", "man", Pos::kNoun, 10, Rel::kNsubj, kPlural},
      {"who", "who", Pos::kPron, 5, Rel::kNsubjPass},
      {"were", "be", Pos::kAux, 5, Rel::kAuxPass, kPast | kFinite},
      {"killed", "kill", Pos::kVerb, 2, Rel::kAclRelcl, kPast | kParticiple},
      {"and", "and", Pos::kCconj, 7, Rel::kCc},
      {"buried", "bury", Pos::kVerb, 5, Rel::kConj, kPast | kParticiple},
      {"by", "by", Pos::kAdp, 9, Rel::kCase},
      {"troops", "troop", Pos::kNoun, 7, Rel::kObl, kPlural},
      {"fled", "flee", Pos::kVerb, 0, Rel::kRoot, kPast | kFinite},
  });
}

TEST(TreeTest, FindsSubjectsThroughRelativeClausesAndCoordination) {
  Tree tree = Relative();
  RefineRelations(*tree);
  EXPECT_EQ(SubjectOf(*tree, 9), 1u);
  EXPECT_EQ(SubjectOf(*tree, 4), 1u);
  EXPECT_EQ(SubjectOf(*tree, 6), 1u);
  EXPECT_TRUE(IsPassive(*tree, 4));
  EXPECT_TRUE(IsPassive(*tree, 6));
  EXPECT_FALSE(IsPassive(*tree, 9));
  EXPECT_EQ(PatientOf(*tree, 6), 1u);
  EXPECT_EQ(AgentOf(*tree, 6), 8u);
  EXPECT_EQ(AgentOf(*tree, 4), std::nullopt);
  EXPECT_EQ((*tree).tokens[8].rel, Rel::kOblAgent);
}

TEST(TreeTest, MeasuresSubtreesAndPaths) {
  Tree tree = Relative();
  const TokenRange men = Subtree(*tree, 1);
  EXPECT_EQ(men.first, 0u);
  EXPECT_EQ(men.last, 9u);
  const TokenRange core = NounPhrase(*tree, 1);
  EXPECT_EQ(RangeText(*tree, core), "the men");
  EXPECT_THAT(PathToRoot(*tree, 8), ElementsAre(8, 6, 4, 1, 9));
  EXPECT_TRUE(IsBelow(*tree, 8, 4));
  EXPECT_FALSE(IsBelow(*tree, 4, 8));
  EXPECT_EQ(CommonAncestor(*tree, 3, 8), 4u);
  EXPECT_EQ(ClauseHead(*tree, 8), 6u);
  EXPECT_THAT(Conjuncts(*tree, 4), ElementsAre(4, 6));
  EXPECT_EQ(FirstConjunct(*tree, 6), 4u);
  EXPECT_EQ(SentenceOf(*tree, 5), 0u);
  EXPECT_EQ(RootOf(*tree, (*tree).sentences[0]), 9u);
  EXPECT_EQ(CaseOf(*tree, 8), "by");
}

TEST(TreeTest, ReadsAuxiliaries) {
  Tree tree({
      {"they", "they", Pos::kPron, 4, Rel::kNsubj},
      {"will", "will", Pos::kAux, 4, Rel::kAux, kFinite},
      {"not", "not", Pos::kPart, 4, Rel::kAdvmod},
      {"advance", "advance", Pos::kVerb, 0, Rel::kRoot, kInfinitive},
      {"or", "or", Pos::kCconj, 6, Rel::kCc},
      {"seize", "seize", Pos::kVerb, 4, Rel::kConj, kInfinitive},
      {"villages", "village", Pos::kNoun, 6, Rel::kObj, kPlural},
  });
  const VerbGroup group = VerbGroupOf(*tree, 3);
  EXPECT_EQ(group.modality, Modality::kFuture);
  EXPECT_TRUE(group.negated);
  EXPECT_FALSE(group.passive);
  EXPECT_EQ(group.range.first, 1u);
  EXPECT_EQ(VerbGroupOf(*tree, 5).modality, Modality::kFuture);
  EXPECT_EQ(SubjectOf(*tree, 5), 0u);
  EXPECT_EQ(PatientOf(*tree, 3), 6u);
}

TEST(TreeTest, ControlsInfinitives) {
  // "he ordered troops to leave"
  Tree tree({
      {"he", "he", Pos::kPron, 2, Rel::kNsubj},
      {"ordered", "order", Pos::kVerb, 0, Rel::kRoot, kPast | kFinite},
      {"troops", "troop", Pos::kNoun, 2, Rel::kObj, kPlural},
      {"to", "to", Pos::kPart, 5, Rel::kMark},
      {"leave", "leave", Pos::kVerb, 2, Rel::kXcomp, kInfinitive},
  });
  EXPECT_EQ(SubjectOf(*tree, 4), 2u);
  EXPECT_TRUE(VerbGroupOf(*tree, 4).infinitive);
}

TEST(TreeTest, NegatesNouns) {
  // "no soldiers died"
  Tree tree({
      {"no", "no", Pos::kDet, 2, Rel::kDet},
      {"soldiers", "soldier", Pos::kNoun, 3, Rel::kNsubj, kPlural},
      {"died", "die", Pos::kVerb, 0, Rel::kRoot, kPast | kFinite},
  });
  EXPECT_TRUE(IsNegated(*tree, 1));
  EXPECT_FALSE(IsNegated(*tree, 2));
}

TEST(ProjectionTest, MarksObliquesOfTime) {
  // "they fled in 2022"
  Tree tree({
      {"they", "they", Pos::kPron, 2, Rel::kNsubj},
      {"fled", "flee", Pos::kVerb, 0, Rel::kRoot, kPast | kFinite},
      {"in", "in", Pos::kAdp, 4, Rel::kCase},
      {"2022", "2022", Pos::kNum, 2, Rel::kObl},
  });
  RefineRelations(*tree);
  EXPECT_EQ((*tree).tokens[3].rel, Rel::kOblTmod);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
