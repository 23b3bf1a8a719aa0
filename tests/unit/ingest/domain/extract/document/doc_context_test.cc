#include "services/ingest/domain/extract/document/doc_context.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Clauses(const Report& report) {
  std::vector<std::string> out;
  for (const Clause& clause : report.doc().clauses) {
    out.push_back(report.Words(clause.first, clause.last));
  }
  return out;
}

std::string LeadDay(const Report& report) {
  const int32_t time = report.doc().lead_time;
  return time < 0 ? ""
                  : report.Words(report.doc().times[time].first,
                                 report.doc().times[time].last);
}

TEST(DocContext, TheLeadDayIsTheFirstOfTheBody) {
  EXPECT_EQ(LeadDay(Report("Friday's shells\nThey fell in March, on Monday and "
                           "Tuesday.",
                           BlockRole::kHeadline)),
            "Monday");
  EXPECT_EQ(
      LeadDay(Report("Troops fired. It rained. It snowed. It froze. It "
                     "thawed. It rained. It snowed. It froze. Shells fell "
                     "on Monday.")),
      "");
}

TEST(DocContext, TheDayOfAStatementIsNoLeadDay) {
  EXPECT_EQ(LeadDay(Report("Troops shelled a school on Monday, the ministry "
                           "said on Tuesday.")),
            "Monday");
  EXPECT_EQ(LeadDay(Report("The ministry said on Tuesday that troops shelled a "
                           "school on Monday.")),
            "Monday");
}

TEST(DocContext, ConjunctionsBelongToNoClause) {
  EXPECT_THAT(Clauses(Report("Troops shelled the town and planes bombed it")),
              ElementsAre("Troops shelled the town", "planes bombed it"));
  EXPECT_THAT(Clauses(Report("Troops shelled the town, and planes bombed it")),
              ElementsAre("Troops shelled the town", "planes bombed it"));
  EXPECT_THAT(Clauses(Report("Troops shelled the town, but nobody was hurt")),
              ElementsAre("Troops shelled the town", "nobody was hurt"));
}

TEST(DocContext, WordsThatBeginAClauseStayInIt) {
  EXPECT_THAT(Clauses(Report("Troops left when planes bombed the town")),
              ElementsAre("Troops left", "when planes bombed the town"));
}

TEST(DocContext, ASentenceThatBeginsWithButIsOneClause) {
  const Report report("Troops fired. But nobody was hurt");
  EXPECT_EQ(report.doc().notes[report.Find("but")].clause,
            report.doc().notes[report.Find("hurt")].clause);
}

TEST(DocContext, ABoundOfANumberIsNoClauseBorder) {
  EXPECT_THAT(Clauses(Report("The strike killed as many as 40 people")),
              ElementsAre("The strike killed as many as 40 people"));
}

TEST(DocContext, EveryTokenOfAClauseKnowsIt) {
  const Report report(
      "Troops shelled the town, and planes bombed it. Nobody was hurt.");
  for (size_t c = 0; c < report.doc().clauses.size(); ++c) {
    const Clause& clause = report.doc().clauses[c];
    for (uint32_t i = clause.first; i < clause.last; ++i) {
      EXPECT_EQ(report.doc().notes[i].clause, c);
    }
  }
  // The conjunction is told with the clause before it.
  EXPECT_EQ(report.doc().notes[report.Find("and")].clause, 0u);
}

std::vector<std::string> Sides(const Report& report) {
  std::vector<std::string> out;
  for (const SideId side : report.doc().side_order) {
    out.push_back(report.doc().sides[side].name);
  }
  return out;
}

TEST(DocContext, NamesOfOneSideCountTogether) {
  const Report report(
      "Azerbaijan fired at Armenian posts. Yerevan protested. Armenia fired "
      "back.");
  ASSERT_THAT(Sides(report), ElementsAre("Armenia", "Azerbaijan"));
  EXPECT_EQ(report.doc().sides[report.Side("Armenia")].mentions, 3);
  EXPECT_EQ(report.doc().sides[report.Side("Azerbaijan")].mentions, 1);
  EXPECT_EQ(report.doc().sides[report.Side("Armenia")].rank, 0);
}

TEST(DocContext, OpponentsInTheRegistryAreParties) {
  const Report report("Azerbaijan fired at Armenian posts. Turkey protested.");
  EXPECT_TRUE(report.doc().sides[report.Side("Armenia")].party);
  EXPECT_TRUE(report.doc().sides[report.Side("Azerbaijan")].party);
  EXPECT_FALSE(report.doc().sides[report.Side("Turkey")].party);
  EXPECT_EQ(report.doc().Opponent(report.Side("Armenia")),
            report.Side("Azerbaijan"));
  EXPECT_EQ(report.doc().Opponent(kNoSide), kNoSide);
}

TEST(DocContext, ShortCapitalsAreNoPronoun) {
  EXPECT_THAT(Sides(Report("They told us to leave.")), IsEmpty());
  EXPECT_THAT(Sides(Report("They told the US to leave.")), ElementsAre("US"));
}

TEST(DocContext, AMediumHasNoSide) {
  const Report report("Reuters reported it.");
  ASSERT_EQ(report.doc().actors.size(), 1u);
  EXPECT_EQ(report.doc().actors[0].side, kNoSide);
}

TEST(DocContext, TheLongestNameOfAnActorWins) {
  const Report report("The Armenian defence ministry spoke.");
  ASSERT_EQ(report.doc().actors.size(), 1u);
  const ActorMention& mention = report.doc().actors[0];
  EXPECT_EQ(report.Words(mention.first, mention.last),
            "Armenian defence ministry");
  EXPECT_EQ(report.SideName(mention.side), "Armenia");
}

TEST(DocContext, AnArmedGroupIsMarked) {
  const Report report("The Northern Front fired.");
  EXPECT_TRUE(report.doc().sides[report.Side("Northern Front")].armed_group);
}

TEST(DocContext, TheDatelineTellsWhereTheReportWasFiled) {
  EXPECT_EQ(Report("Troops fired.").doc().dateline, kNoSide);
  const Report report("KYIV, Sept 15 - Troops fired at a bridge.");
  EXPECT_EQ(report.SideName(report.doc().dateline), "Ukraine");
}

TEST(DocContext, HomeIsWhereMostPlacesLie) {
  const Report report("Shells hit Kharkiv and Kherson. Rostov was quiet.");
  EXPECT_EQ(report.SideName(report.doc().home), "Ukraine");
}

TEST(DocContext, NumbersOfTimesAreNoCounts) {
  const Report report("Two soldiers died on 13 September.");
  for (const Quantity& q : report.doc().quantities) {
    if (report.Words(q.core, q.core_last) == "Two") continue;
    EXPECT_NE(q.role, QuantityRole::kCount);
  }
  EXPECT_EQ(report.doc().notes[report.Find("september")].time, 0);
}

std::vector<std::string> TriggersOf(const Report& report, Kind kind) {
  std::vector<std::string> out;
  for (const TriggerMention& mention : report.doc().triggers) {
    if (mention.trigger->kind == kind) {
      out.push_back(report.Words(mention.first, mention.last));
    }
  }
  return out;
}

TEST(DocContext, FindsWordsForActsInEveryForm) {
  EXPECT_THAT(TriggersOf(Report("Shelling killed five."), Kind::kCasualties),
              ElementsAre("killed"));
  EXPECT_THAT(TriggersOf(Report("Five were being killed."), Kind::kCasualties),
              ElementsAre("killed"));
  EXPECT_THAT(TriggersOf(Report("The town was shelled."), Kind::kAttack),
              ElementsAre("shelled"));
}

TEST(DocContext, ALongPhraseHidesNoShorterOneOfAnotherKind) {
  const Report report("The base fell on 4 November.");
  EXPECT_THAT(TriggersOf(report, Kind::kAttack), ElementsAre("fell on"));
  EXPECT_THAT(TriggersOf(report, Kind::kTerritory), ElementsAre("fell"));
  EXPECT_THAT(TriggersOf(Report("They set fire to a church."), Kind::kDamage),
              ElementsAre("set fire"));
}

// "it killed" is the verb, "five killed" may be the word for the dead.
TEST(DocContext, AVerbIsReadByItsRow) {
  const Report report("The strike killed five. Troops captured the village.");
  for (const TriggerMention& mention : report.doc().triggers) {
    const std::string word = report.Words(mention.first, mention.last);
    if (word == "killed" && mention.trigger->kind == Kind::kCasualties) {
      EXPECT_EQ(mention.trigger->cls, "killed.patient");
    }
    if (word == "captured" && mention.trigger->kind == Kind::kTerritory) {
      EXPECT_EQ(mention.trigger->cls, "take");
    }
  }
  EXPECT_THAT(TriggersOf(report, Kind::kTerritory), ElementsAre("captured"));
}

TEST(DocContext, BylinesHoldNoActs) {
  EXPECT_THAT(
      Report("Five killed by our staff", BlockRole::kByline).doc().triggers,
      IsEmpty());
}

TEST(DocContext, TheInnermostAttributionHoldsAToken) {
  const Report report(
      "The ministry said the governor had confirmed that five soldiers died.");
  const int32_t inner = report.doc().notes[report.Find("died")].attribution;
  const int32_t outer = report.doc().notes[report.Find("governor")].attribution;
  ASSERT_GE(inner, 0);
  ASSERT_GE(outer, 0);
  EXPECT_NE(inner, outer);
  EXPECT_EQ(inner, report.Cue("confirmed"));
  EXPECT_EQ(outer, report.Cue("said"));
}

TEST(DocContext, EmptyTextHasNothing) {
  const Report report("");
  EXPECT_EQ(report.doc().size(), 0u);
  EXPECT_THAT(report.doc().clauses, IsEmpty());
  EXPECT_THAT(report.doc().sides, IsEmpty());
}

TEST(DocContext, WhatACoalitionLeadsIsTheCoalitions) {
  const Report report(
      "US-led warplanes bombed the town. Later the coalition struck again.");
  EXPECT_EQ(report.SideName(report.doc().ActorSideAt(report.Find("led"))),
            "US-led coalition");
  EXPECT_EQ(report.SideName(report.doc().ActorSideAt(report.Find("coalition"))),
            "US-led coalition");
}

TEST(DocContext, WhatIsNotArmedIsNoCoalitions) {
  const Report report("A US-led conference met in the town.");
  EXPECT_EQ(report.SideName(report.doc().ActorSideAt(report.Find("us"))), "US");
}

TEST(DocContext, ADemonymInAPersonsNameNamesNoSide) {
  const Report report("Rahim Turkish Karimi heads the local hospital.");
  EXPECT_EQ(report.doc().ActorSideAt(report.Find("turkish")), kNoSide);
}

TEST(DocContext, RebelsGoByTheCountryThatTheyFight) {
  const Report report("The rebels took a town from Niger's army.");
  EXPECT_EQ(report.SideName(report.doc().ActorSideAt(report.Find("rebels"))),
            "Nigerien rebels");
}

TEST(DocContext, RebelsBesideANamedGroupAreNotGuessed) {
  const Report report(
      "The rebels took a town in Niger. The Northern Front praised them.");
  EXPECT_EQ(report.doc().ActorSideAt(report.Find("rebels")), kNoSide);
}

TEST(DocContext, RebelsOfAnotherCountryAreOthers) {
  const Report report("Niger's army met Syrian rebels, and Niger said so.");
  EXPECT_NE(report.SideName(report.doc().ActorSideAt(report.Find("rebels"))),
            "Nigerien rebels");
}

TEST(DocContext, WhatRebelsHoldNamesNobody) {
  const Report report("Niger's army shelled the rebel-held town.");
  EXPECT_EQ(report.doc().ActorSideAt(report.Find("rebel")), kNoSide);
}

TEST(DocContext, ANameInsideAWordInSmallLettersIsFound) {
  const Report report("The town fell to pro-Nigerien fighters.");
  EXPECT_EQ(report.SideName(report.doc().ActorSideAt(report.Find("fighters"))),
            "Nigerien rebels");
}

TEST(DocContext, APeoplesFightersAreOfASideWhereTheyFight) {
  const Report turkey("Turkey said Kurdish fighters fired on a Kurdish town.");
  EXPECT_EQ(turkey.SideName(turkey.doc().ActorSideAt(turkey.Find("kurdish"))),
            "PKK");
  EXPECT_EQ(turkey.doc().ActorSideAt(turkey.Find("kurdish", 1)), kNoSide);
  const Report abroad(
      "Turkey met Syria. Turkey said Syrian Kurdish fighters had left.");
  EXPECT_NE(abroad.SideName(abroad.doc().ActorSideAt(abroad.Find("kurdish"))),
            "PKK");
  const Report niger("Niger said Kurdish fighters fired on a town.");
  EXPECT_EQ(niger.doc().ActorSideAt(niger.Find("kurdish")), kNoSide);
}

TEST(DocContext, AnotherCoalitionIsNotTheOneNamed) {
  const Report report(
      "US-led warplanes bombed the town. The ruling coalition met, and so did "
      "the coalition government.");
  const uint32_t ruling = report.Find("ruling");
  EXPECT_EQ(report.doc().ActorSideAt(ruling + 1), kNoSide);
  EXPECT_EQ(report.doc().ActorSideAt(report.Find("government") - 1), kNoSide);
}

TEST(DocContext, PeopleAtWarCountThoughTheirStateIsNotNamed) {
  const Report named("Ukraine said Russian rockets hit Kharkiv and Kyiv.");
  EXPECT_EQ(named.SideName(named.doc().home), "Ukraine");
  EXPECT_EQ(named.doc().war, "hs0");
  const Report unnamed(
      "Russian rockets hit Kharkiv and Kyiv. Russian troops fired.");
  EXPECT_EQ(unnamed.SideName(unnamed.doc().home), "Ukraine");
  EXPECT_EQ(unnamed.doc().war, "sh0");
}

TEST(DocContext, PeopleAtPeaceAreNoParty) {
  const Report report("Rockets hit Kharkiv and Kyiv. Five people died.");
  EXPECT_EQ(report.doc().war, "0");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
