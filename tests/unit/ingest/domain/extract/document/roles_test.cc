#include "services/ingest/domain/extract/document/roles.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

std::string Word(const Report& report, int32_t token) {
  return token < 0 ? "" : report.doc().token(token).lower;
}

struct RoleCase {
  const char* text;
  const char* act;
  const char* agent;
  const char* patient;
};

class GrammaticalRoles : public ::testing::TestWithParam<RoleCase> {};

TEST_P(GrammaticalRoles, AreReadOffTheTree) {
  const Report report(GetParam().text);
  const uint32_t act = report.Find(GetParam().act);
  ASSERT_LT(act, report.doc().size());
  const Roles roles = FindRoles(report.doc(), act);
  EXPECT_EQ(Word(report, roles.agent), GetParam().agent) << GetParam().text;
  EXPECT_EQ(Word(report, roles.patient), GetParam().patient) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Verbs, GrammaticalRoles,
    ::testing::Values(
        RoleCase{"Troops shelled the town.", "shelled", "troops", "town"},
        RoleCase{"The town was shelled by troops.", "shelled", "troops",
                 "town"},
        RoleCase{"The town was shelled.", "shelled", "", "town"},
        RoleCase{"Troops fired at the town.", "fired", "troops", "town"},
        RoleCase{"Troops entered the town and shelled a school.", "shelled",
                 "troops", "school"},
        RoleCase{"The army wants to shell the town.", "shell", "army", "town"},
        RoleCase{"They praised the troops who shelled the town.", "shelled",
                 "troops", "town"},
        RoleCase{"The town came under shelling by troops, killing a child.",
                 "killing", "troops", "child"},
        RoleCase{"The town came under attack, killing a child.", "killing", "",
                 "child"},
        RoleCase{"Soldiers killed in the attack were buried.", "killed", "",
                 "soldiers"}));

INSTANTIATE_TEST_SUITE_P(
    Nouns, GrammaticalRoles,
    ::testing::Values(
        RoleCase{"Russia's shelling of the town went on.", "shelling", "russia",
                 "town"},
        RoleCase{"The shelling of the town went on.", "shelling", "", "town"},
        RoleCase{"The army told of strikes in the border zone by "
                 "Armenian forces.",
                 "strikes", "forces", ""},
        RoleCase{"The report on the strikes in the town by "
                 "Armenia came.",
                 "strikes", "", ""},
        RoleCase{"The strikes in the hills by the Armenian "
                 "border went on.",
                 "strikes", "", ""},
        RoleCase{"Kyiv was behind the strike.", "strike", "kyiv", ""},
        RoleCase{"The army launched an attack on the town.", "attack", "army",
                 "town"}));

struct MoodCase {
  const char* text;
  const char* act;
  bool negated;
  bool modal;
  bool infinitive;
  bool question;
};

class Moods : public ::testing::TestWithParam<MoodCase> {};

TEST_P(Moods, AreToldApart) {
  const Report report(GetParam().text);
  const uint32_t act = report.Find(GetParam().act);
  ASSERT_LT(act, report.doc().size());
  const Roles roles = FindRoles(report.doc(), act);
  EXPECT_EQ(roles.negated, GetParam().negated) << GetParam().text;
  EXPECT_EQ(roles.modal, GetParam().modal) << GetParam().text;
  EXPECT_EQ(roles.infinitive, GetParam().infinitive) << GetParam().text;
  EXPECT_EQ(roles.question, GetParam().question) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Verbs, Moods,
    ::testing::Values(
        MoodCase{"Troops shelled the town.", "shelled", 0, 0, 0, 0},
        MoodCase{"Troops did not shell the town.", "shell", 1, 0, 0, 0},
        MoodCase{"Troops never shelled the town.", "shelled", 1, 0, 0, 0},
        MoodCase{"No troops shelled the town.", "shelled", 1, 0, 0, 0},
        MoodCase{"Troops may shell the town.", "shell", 0, 1, 0, 0},
        MoodCase{"Troops will shell the town.", "shell", 0, 1, 0, 0},
        MoodCase{"Troops want to shell the town.", "shell", 0, 0, 1, 0},
        MoodCase{"He asked whether troops shelled the town.", "shelled", 0, 0,
                 0, 1}));

TEST(Roles, APassiveIsMarked) {
  const Report passive("The town was shelled by troops.");
  EXPECT_TRUE(FindRoles(passive.doc(), passive.Find("shelled")).passive);
  EXPECT_EQ(FindRoles(passive.doc(), passive.Find("shelled")).agent_form, "by");
  const Report active("Troops shelled the town.");
  EXPECT_FALSE(FindRoles(active.doc(), active.Find("shelled")).passive);
  EXPECT_EQ(FindRoles(active.doc(), active.Find("shelled")).agent_form,
            "subject");
}

TEST(Roles, AnInheritedSubjectIsMarked) {
  const Report report("Troops entered the town and shelled a school.");
  EXPECT_TRUE(FindRoles(report.doc(), report.Find("shelled")).agent_inherited);
  EXPECT_FALSE(FindRoles(report.doc(), report.Find("entered")).agent_inherited);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
