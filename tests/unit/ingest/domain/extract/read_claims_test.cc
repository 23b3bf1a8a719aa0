#include "services/ingest/domain/extract/read_claims.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

// Takes the first reading of every choice that `wanted` accepts, and of each
// field's options the one that `field` names for its task.
class Scripted : public Decider {
 public:
  using Wanted = std::function<bool(const Choice&)>;
  explicit Scripted(Wanted wanted, size_t claimant = 0)
      : wanted_(std::move(wanted)), claimant_(claimant) {}

  void Select(const DocContext&, std::vector<Choice>& choices) override {
    for (Choice& choice : choices) {
      choice.chosen = !choice.drafts.empty() && wanted_(choice) ? 1 : 0;
    }
  }
  size_t Pick(const std::vector<FeatureSet>& options,
              const std::vector<bool>&) override {
    if (options[0].task() == "claimant" && claimant_ < options.size()) {
      return claimant_;
    }
    return 0;
  }

 private:
  Wanted wanted_;
  size_t claimant_;
};

bool IsTask(const Choice& choice, const std::string& task) {
  return choice.features[0].task() == task;
}

TEST(ReadClaims, ADeniedAccountIsAlsoToldByItsTeller) {
  const Report report(
      "Armenia and Azerbaijan fought. Azerbaijan denied the Armenian account "
      "that it fired upon vehicles.");
  // Takes the attack, and for it the attribution that covers it.
  class Denier : public Scripted {
   public:
    using Scripted::Scripted;
    size_t Pick(const std::vector<FeatureSet>& options,
                const std::vector<bool>& right) override {
      if (options[0].task() == "stance") return 1;
      return Scripted::Pick(options, right);
    }
  };
  Denier decider(
      [](const Choice& choice) {
        return choice.drafts[0].kind == Kind::kAttack && IsTask(choice, "act");
      },
      1);
  const std::vector<Draft> drafts = ReadClaims(report.doc(), decider);
  bool told = false;
  for (const Draft& draft : drafts) {
    if (report.Words(draft.head, draft.head + 1) != "fired") continue;
    told |= draft.stance == Stance::kAsserts &&
            report.SideName(draft.voice) == "Armenia";
  }
  EXPECT_TRUE(told);
}

TEST(ReadClaims, NothingChosenIsNothingClaimed) {
  const Report report("Troops shelled the town and killed five people.");
  Scripted decider([](const Choice&) { return false; });
  EXPECT_TRUE(ReadClaims(report.doc(), decider).empty());
}

TEST(ReadClaims, ClaimsStandInOrderOfTheText) {
  const Report report(
      "Troops shelled the town and killed five people. A truce was agreed.");
  Scripted decider([](const Choice&) { return true; });
  const std::vector<Draft> drafts = ReadClaims(report.doc(), decider);
  ASSERT_GE(drafts.size(), 3u);
  for (size_t i = 1; i < drafts.size(); ++i) {
    const auto at = [&](const Draft& draft) {
      return draft.quantity >= 0 ? report.doc().quantities[draft.quantity].core
                                 : draft.head;
    };
    EXPECT_LE(at(drafts[i - 1]), at(drafts[i]));
  }
}

TEST(ReadClaims, NoCasualtiesMeansNoneKilledAndNoneWounded) {
  const Report report("There were no casualties.");
  Scripted decider([](const Choice& c) { return IsTask(c, "count"); });
  const std::vector<Draft> drafts = ReadClaims(report.doc(), decider);
  ASSERT_EQ(drafts.size(), 2u);
  EXPECT_EQ(drafts[0].measure, Measure::kKilled);
  EXPECT_EQ(drafts[1].measure, Measure::kWounded);
  for (const Draft& draft : drafts) EXPECT_EQ(Show(draft.count), "0 exact");
}

TEST(ReadClaims, FiveKilledIsOneClaim) {
  const Report report("Five people were killed.");
  Scripted decider([](const Choice& c) { return IsTask(c, "count"); });
  EXPECT_EQ(ReadClaims(report.doc(), decider).size(), 1u);
}

TEST(ReadClaims, EachOfBothSidesBlamesTheOther) {
  const Report report(
      "Armenia and Azerbaijan fought. Both sides accused each other of "
      "shelling the town.");
  const uint32_t shelling = report.Find("shelling");
  Scripted decider([&](const Choice& c) { return c.at == shelling; }, 1);
  const std::vector<Draft> drafts = ReadClaims(report.doc(), decider);
  ASSERT_EQ(drafts.size(), 2u);
  for (const Draft& draft : drafts) {
    EXPECT_NE(draft.claimant, kNoSide);
    EXPECT_EQ(draft.perpetrator, report.doc().Opponent(draft.claimant));
  }
  EXPECT_NE(drafts[0].claimant, drafts[1].claimant);
}

// The sides that claim the shelling, in order.
std::vector<std::string> SpeakersOf(const std::string& text) {
  const Report report(text);
  const uint32_t shelled = report.Find("shelled");
  Scripted decider([&](const Choice& c) { return c.at == shelled; }, 1);
  std::vector<std::string> sides;
  for (const Draft& draft : ReadClaims(report.doc(), decider)) {
    sides.push_back(report.SideName(draft.claimant));
  }
  return sides;
}

TEST(ReadClaims, ThoseWhoEachSpeakClaimEach) {
  const std::vector<std::string> each =
      SpeakersOf("Armenia and Turkey each said that the town was shelled.");
  ASSERT_EQ(each.size(), 2u);
  EXPECT_EQ(each[1], "Turkey");
  EXPECT_EQ(
      SpeakersOf("Both Armenia and Turkey said that the town was shelled.")
          .size(),
      2u);
  // Who speak as one make one claim.
  EXPECT_EQ(
      SpeakersOf("Armenia and Turkey said that the town was shelled.").size(),
      1u);
}

TEST(ReadClaims, BothSidesAndNeitherSpeakEach) {
  const auto parties = ::testing::UnorderedElementsAre("Armenia", "Azerbaijan");
  EXPECT_THAT(SpeakersOf("Armenia and Azerbaijan fought. Both sides denied "
                         "that the town was shelled."),
              parties);
  EXPECT_THAT(SpeakersOf("Neither Armenia nor Azerbaijan confirmed that the "
                         "town was shelled."),
              parties);
}

TEST(ReadClaims, AnyTwoThatSpeakAreNotTheParties) {
  EXPECT_EQ(SpeakersOf("Armenia and Azerbaijan fought. Two villagers fled. "
                       "Both said that the town was shelled.")
                .size(),
            1u);
}

TEST(ReadClaims, NoCasualtiesOfBothAreNoneOfEach) {
  const Report report(
      "Armenia and Azerbaijan fought. Both sides reported no casualties.");
  Scripted decider([](const Choice& c) { return IsTask(c, "count"); }, 1);
  std::vector<std::pair<std::string, Measure>> told;
  for (const Draft& draft : ReadClaims(report.doc(), decider)) {
    told.emplace_back(report.SideName(draft.claimant), draft.measure);
  }
  const std::vector<std::pair<std::string, Measure>> each = {
      {"Armenia", Measure::kKilled},
      {"Armenia", Measure::kWounded},
      {"Azerbaijan", Measure::kKilled},
      {"Azerbaijan", Measure::kWounded}};
  EXPECT_THAT(told, ::testing::IsSupersetOf(each));
}

TEST(ReadClaims, WhatTwoAgreeIsNoClaimOfEach) {
  const Report report(
      "Armenia and Azerbaijan fought. Both sides agreed that the town was "
      "shelled.");
  const uint32_t shelled = report.Find("shelled");
  Scripted decider([&](const Choice& c) { return c.at == shelled; }, 1);
  EXPECT_EQ(ReadClaims(report.doc(), decider).size(), 1u);
}

TEST(ReadClaims, EachThatBlamesTheOtherDoesSoOnce) {
  const Report report(
      "Armenia and Azerbaijan each blamed the other for shelling the town.");
  Scripted decider([](const Choice& c) { return IsTask(c, "act"); }, 1);
  std::vector<std::pair<std::string, std::string>> blame;
  for (const Draft& draft : ReadClaims(report.doc(), decider)) {
    blame.emplace_back(report.SideName(draft.claimant),
                       report.SideName(draft.perpetrator));
  }
  EXPECT_THAT(blame, ::testing::UnorderedElementsAre(
                         std::pair("Armenia", "Azerbaijan"),
                         std::pair("Azerbaijan", "Armenia")));
}

TEST(ReadClaims, ADenialPointsAtWhatItDenies) {
  const Report report("Russia shelled the hospital. Moscow denied it.");
  Scripted decider(
      [](const Choice& c) { return IsTask(c, "act") || IsTask(c, "anaphor"); });
  const std::vector<Draft> drafts = ReadClaims(report.doc(), decider);
  ASSERT_GE(drafts.size(), 2u);
  EXPECT_EQ(drafts.back().rule, "anaphor/attribution");
  EXPECT_LT(drafts.back().antecedent, static_cast<int32_t>(drafts.size()) - 1);
}

TEST(ReadClaims, AnEmptyReportHasNoClaims) {
  const Report report("");
  Scripted decider([](const Choice&) { return true; });
  EXPECT_TRUE(ReadClaims(report.doc(), decider).empty());
}

TEST(ReadClaims, KilledAndWoundedShareAVagueNumber) {
  const Report report("The raid killed and wounded dozens of soldiers.");
  Scripted decider(
      [](const Choice& choice) { return IsTask(choice, "count"); });
  std::vector<Measure> measures;
  for (const Draft& draft : ReadClaims(report.doc(), decider)) {
    measures.push_back(draft.measure);
  }
  EXPECT_THAT(measures, ::testing::UnorderedElementsAre(Measure::kKilled,
                                                        Measure::kWounded));
}

TEST(ReadClaims, AnExactNumberIsOfBothTogether) {
  const Report report("The raid killed and wounded 30 soldiers.");
  Scripted decider(
      [](const Choice& choice) { return IsTask(choice, "count"); });
  EXPECT_EQ(ReadClaims(report.doc(), decider).size(), 1u);
}

TEST(ReadClaims, ABoundOfBothTogetherIsNotOfEach) {
  const Report report("At least 30 people were killed and wounded in a raid.");
  Scripted decider(
      [](const Choice& choice) { return IsTask(choice, "count"); });
  size_t counted = 0;
  for (const Draft& draft : ReadClaims(report.doc(), decider)) {
    counted += draft.count.min == 30 ? 1 : 0;
  }
  EXPECT_EQ(counted, 1u);
}

// The day that the body begins with is another.
TEST(ReadClaims, AHeadlineTakesItsDayFromWhatTheBodySaysOfTheAct) {
  const Report report(
      "Troops shell school\nOn Monday it snowed. Troops shelled a school on "
      "Tuesday.",
      BlockRole::kHeadline);
  // Takes the first day that is offered.
  class Dater : public Scripted {
   public:
    using Scripted::Scripted;
    size_t Pick(const std::vector<FeatureSet>& options,
                const std::vector<bool>& right) override {
      if (options[0].task() == "date") return 1;
      return Scripted::Pick(options, right);
    }
  };
  Dater decider([](const Choice& choice) {
    return choice.drafts[0].kind == Kind::kAttack;
  });
  const std::vector<Draft> drafts = ReadClaims(report.doc(), decider);
  ASSERT_GE(drafts.size(), 2u);
  EXPECT_EQ(drafts.front().sentence, 0u);
  EXPECT_EQ(drafts.back().sentence, 2u);
  for (const Draft& draft : drafts) {
    EXPECT_EQ(draft.day, absl::CivilDay(2022, 9, 13));
  }
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
