#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/ingest/domain/extract/kinds/choice.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::IsEmpty;

std::vector<Choice> Choices(const Report& report) {
  std::vector<Choice> choices;
  TriggerChoices(report.doc(),
                 std::vector<bool>(report.doc().triggers.size(), false),
                 nullptr, choices);
  return choices;
}

// The drafts of this kind, "no claim" left out.
std::vector<Draft> DraftsOf(const Report& report, Kind kind) {
  std::vector<Draft> out;
  for (const Choice& choice : Choices(report)) {
    for (const Draft& draft : choice.drafts) {
      if (draft.kind == kind) out.push_back(draft);
    }
  }
  return out;
}

struct KindCase {
  const char* text;
  Kind kind;
  const char* head;
  const char* rule;
};

class Kinds : public ::testing::TestWithParam<KindCase> {};

TEST_P(Kinds, AreOfferedByTheirWords) {
  const Report report(GetParam().text);
  const std::vector<Draft> drafts = DraftsOf(report, GetParam().kind);
  ASSERT_FALSE(drafts.empty()) << GetParam().text;
  EXPECT_EQ(drafts[0].head, report.Find(GetParam().head)) << GetParam().text;
  EXPECT_EQ(drafts[0].rule, GetParam().rule) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Words, Kinds,
    ::testing::Values(KindCase{"Soldiers were killed.", Kind::kCasualties,
                               "killed", "casualties/act"},
                      KindCase{"Troops shelled the town.", Kind::kAttack,
                               "shelled", "attack/act"},
                      KindCase{"The bridge was destroyed.", Kind::kDamage,
                               "destroyed", "damage/act"},
                      KindCase{"Troops captured the village.", Kind::kTerritory,
                               "captured", "territory/act"},
                      KindCase{"A ceasefire took hold.", Kind::kTruce,
                               "ceasefire", "truce/act"},
                      KindCase{"The state deployed peacekeepers.",
                               Kind::kDeployment, "deployed", "deployment/act"},
                      KindCase{"The minister urged restraint.", Kind::kAppeal,
                               "urged", "appeal/act"}));

TEST(TriggerChoices, AnActKnowsWhoDidItToWhom) {
  const Report report("Russian troops shelled the hospital");
  const std::vector<Draft> drafts = DraftsOf(report, Kind::kAttack);
  ASSERT_EQ(drafts.size(), 1u);
  EXPECT_EQ(drafts[0].roles.agent, static_cast<int32_t>(report.Find("troops")));
  EXPECT_EQ(drafts[0].roles.patient,
            static_cast<int32_t>(report.Find("hospital")));
  EXPECT_EQ(drafts[0].object, drafts[0].roles.patient);
  EXPECT_EQ(report.Words(drafts[0].first, drafts[0].last),
            "Russian troops shelled the hospital");
}

TEST(TriggerChoices, OneVictimMayBeCounted) {
  const std::vector<Draft> one =
      DraftsOf(Report("The governor was killed."), Kind::kCasualties);
  ASSERT_EQ(one.size(), 2u);
  EXPECT_EQ(one[0].count.bound, CountBound::kNone);
  EXPECT_EQ(Show(one[1].count), "1 exact");
}

TEST(TriggerChoices, SomeOfThemAreNotOne) {
  const std::vector<Draft> some = DraftsOf(
      Report("Some of its troops had been killed."), Kind::kCasualties);
  for (const Draft& draft : some) {
    EXPECT_EQ(draft.count.bound, CountBound::kNone);
  }
  EXPECT_FALSE(some.empty());
}

TEST(TriggerChoices, SeveralVictimsWithoutANumberAreNotCounted) {
  const std::vector<Draft> many =
      DraftsOf(Report("Soldiers were killed."), Kind::kCasualties);
  ASSERT_EQ(many.size(), 1u);
  EXPECT_EQ(many[0].count.bound, CountBound::kNone);
}

TEST(TriggerChoices, NoClaimIsAlwaysAnOption) {
  const Report report("Troops shelled the town and captured a village.");
  const std::vector<Choice> choices = Choices(report);
  EXPECT_EQ(choices.size(), report.doc().triggers.size());
  for (const Choice& choice : choices) {
    EXPECT_EQ(choice.features.size(), choice.drafts.size() + 1);
    EXPECT_EQ(choice.chosen, 0);
  }
}

TEST(TriggerChoices, ATextWithoutActsOffersNothing) {
  EXPECT_THAT(Choices(Report("The river froze in January.")), IsEmpty());
  EXPECT_THAT(Choices(Report("")), IsEmpty());
}

TEST(TriggerChoices, FeaturesAreNamedOnRequest) {
  const Report report("Troops shelled the town.");
  FeatureNames names;
  std::vector<Choice> choices;
  TriggerChoices(report.doc(),
                 std::vector<bool>(report.doc().triggers.size(), false), &names,
                 choices);
  ASSERT_FALSE(choices.empty());
  for (const Choice& choice : choices) {
    for (const FeatureSet& set : choice.features) {
      for (const uint64_t key : set.keys()) {
        ASSERT_NE(names.Find(key), nullptr);
        EXPECT_EQ(names.Find(key)->substr(0, 4), "act\t");
      }
    }
  }
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
