#include "services/ingest/domain/extract/kinds/second_look.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "services/ingest/domain/extract/decide/decider.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

float Number(const Look& look, absl::string_view name) {
  const auto* const at =
      std::find(std::begin(kLookNumbers), std::end(kLookNumbers), name);
  EXPECT_NE(at, std::end(kLookNumbers)) << name;
  return look.numbers[static_cast<size_t>(at - std::begin(kLookNumbers))];
}

class SecondLookTest : public ::testing::Test {
 protected:
  // A choice with one reading, at the word.
  Choice At(const std::string& word, Kind kind, float margin) const {
    Choice choice;
    choice.at = report_.Find(word);
    choice.best = 1;
    choice.margin = margin;
    Draft draft;
    draft.kind = kind;
    draft.head = choice.at;
    draft.rule = "attack/act";
    draft.score = margin;
    SetSpan(report_.doc(), draft);
    choice.drafts.push_back(draft);
    return choice;
  }
  std::vector<Look> Looks(const std::vector<Choice>& choices) const {
    std::vector<const Choice*> pointers;
    pointers.reserve(choices.size());
    for (const Choice& choice : choices) pointers.push_back(&choice);
    return LookAgain(report_.doc(), pointers);
  }

  Report report_{
      "Troops shelled the town, and planes bombed the port. Rebels fled."};
};

TEST_F(SecondLookTest, SeesTheOthersOfTheSentence) {
  const std::vector<Look> looks = Looks({At("shelled", Kind::kAttack, 2.0f),
                                         At("bombed", Kind::kAttack, 0.0f),
                                         At("fled", Kind::kTerritory, 1.0f)});
  ASSERT_EQ(looks.size(), 3u);
  EXPECT_EQ(Number(looks[0], "margin"), 2.0f);
  EXPECT_EQ(Number(looks[0], "sentence.kind.best"), 0.0f);
  EXPECT_EQ(Number(looks[0], "sentence.kind.likely"), 0.5f);
  EXPECT_EQ(Number(looks[0], "after.kind.best"), 0.0f);
  EXPECT_LT(Number(looks[0], "before.kind.best"), -10.0f);
  EXPECT_EQ(Number(looks[1], "before.kind.best"), 2.0f);
  // Their clauses are apart.
  EXPECT_LT(Number(looks[0], "beside.best"), -10.0f);
  EXPECT_EQ(Number(looks[2], "sentence"), 1.0f);
  EXPECT_EQ(Number(looks[2], "sentence.likely"), 0.0f);
}

TEST_F(SecondLookTest, SeesOnlyItsOwnKindInTheSentencesAround) {
  const std::vector<Look> looks = Looks({At("shelled", Kind::kAttack, 2.0f),
                                         At("bombed", Kind::kTerritory, -1.0f),
                                         At("fled", Kind::kTerritory, 1.0f)});
  EXPECT_EQ(Number(looks[2], "previous.kind.best"), -1.0f);
  EXPECT_EQ(Number(looks[1], "next.kind.best"), 1.0f);
  EXPECT_LT(Number(looks[0], "next.kind.best"), -10.0f);
}

TEST_F(SecondLookTest, CountsFromTheLastThatIsReadAsAClaim) {
  const std::vector<Look> looks = Looks({At("shelled", Kind::kAttack, 2.0f),
                                         At("bombed", Kind::kTerritory, -1.0f),
                                         At("fled", Kind::kTerritory, 1.0f)});
  const float since = static_cast<float>(report_.Find("fled")) -
                      static_cast<float>(report_.Find("shelled"));
  EXPECT_EQ(Number(looks[2], "last.tokens"), since);
  EXPECT_GT(Number(looks[2], "last.kind.tokens"), 100.0f);
  EXPECT_GT(Number(looks[0], "last.tokens"), 100.0f);
}

TEST_F(SecondLookTest, ReadingsOfTheSameWordsStandBesideEachOther) {
  const std::vector<Look> looks = Looks(
      {At("shelled", Kind::kAttack, 2.0f), At("shelled", Kind::kDamage, 0.5f)});
  EXPECT_EQ(Number(looks[0], "beside.best"), 0.5f);
  EXPECT_LT(Number(looks[0], "beside.kind.best"), -10.0f);
}

// Trees that say `value` of everything.
BoostedTrees Saying(float value) {
  TreeNode leaf;
  leaf.value = value;
  BoostedTrees trees;
  EXPECT_EQ(trees.Fill(std::vector<Tree>{{leaf}}, kLookColumns),
            absl::OkStatus());
  return trees;
}

TEST_F(SecondLookTest, DecidesOverTheFirst) {
  const FactorizationMachine model;
  const auto chosen = [&](float margin, float value) {
    std::vector<Choice> choices = {At("shelled", Kind::kAttack, margin)};
    choices[0].chosen = margin > 0.0f ? 1 : 0;
    std::vector<Choice*> pointers = {&choices[0]};
    const BoostedTrees trees = Saying(value);
    ModelDecider(model, &trees).Reconsider(report_.doc(), pointers);
    return choices[0].chosen;
  };
  EXPECT_EQ(chosen(1.0f, -2.0f), 0);
  EXPECT_EQ(chosen(-1.0f, 2.0f), 1);
  // What is hopeless is not looked at again.
  EXPECT_EQ(chosen(-9.0f, 2.0f), 0);
}

TEST_F(SecondLookTest, LeavesWhatIsCertain) {
  const FactorizationMachine model;
  std::vector<Choice> choices = {At("shelled", Kind::kAttack, 1.0f)};
  choices[0].certain = true;
  std::vector<Choice*> pointers = {&choices[0]};
  const BoostedTrees trees = Saying(-5.0f);
  ModelDecider(model, &trees).Reconsider(report_.doc(), pointers);
  EXPECT_EQ(choices[0].chosen, 1);
}

TEST_F(SecondLookTest, WithoutTreesThereIsNone) {
  const FactorizationMachine model;
  std::vector<Choice> choices = {At("shelled", Kind::kAttack, -1.0f)};
  choices[0].chosen = 1;
  std::vector<Choice*> pointers = {&choices[0]};
  ModelDecider(model).Reconsider(report_.doc(), pointers);
  EXPECT_EQ(choices[0].chosen, 1);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
