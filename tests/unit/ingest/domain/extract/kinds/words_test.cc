#include "services/ingest/domain/extract/kinds/words.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

struct WordCase {
  const char* text;
  const char* word;
  const char* value;
};

class Determiners : public ::testing::TestWithParam<WordCase> {};

TEST_P(Determiners, AreNamed) {
  const Report report(GetParam().text);
  EXPECT_EQ(Determiner(report.doc(), report.Find(GetParam().word)),
            GetParam().value)
      << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Phrases, Determiners,
    ::testing::Values(WordCase{"A strike came.", "strike", "a"},
                      WordCase{"Another strike came.", "strike", "a"},
                      WordCase{"The strike came.", "strike", "the"},
                      WordCase{"This strike came.", "strike", "this"},
                      WordCase{"No strike came.", "strike", "no"},
                      WordCase{"Russia's strike came.", "strike", "possessive"},
                      WordCase{"Their strike came.", "strike", "possessive"},
                      WordCase{"Five strikes came.", "strikes", "number"},
                      WordCase{"Russian strikes came.", "strikes", "named"},
                      WordCase{"Strikes came.", "strikes", "bare"}));

class Classes : public ::testing::TestWithParam<WordCase> {};

TEST_P(Classes, AreNamed) {
  const Report report(GetParam().text);
  EXPECT_EQ(ArgumentClass(report.doc(),
                          static_cast<int32_t>(report.Find(GetParam().word))),
            GetParam().value)
      << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Arguments, Classes,
    ::testing::Values(WordCase{"Soldiers left.", "soldiers", "military"},
                      WordCase{"Policemen left.", "policemen", "military"},
                      WordCase{"Civilians left.", "civilians", "person"},
                      WordCase{"Armenia left.", "armenia", "side"},
                      WordCase{"They left Kharkiv.", "kharkiv", "place"},
                      WordCase{"The house fell.", "house", "building"},
                      WordCase{"They left.", "they", "pronoun"},
                      WordCase{"The rain fell.", "rain", "other"}));

TEST(Words, NoArgumentHasAClassOfItsOwn) {
  const Report report("Troops left.");
  EXPECT_EQ(ArgumentClass(report.doc(), -1), "none");
}

class Tenses : public ::testing::TestWithParam<WordCase> {};

TEST_P(Tenses, AreNamed) {
  const Report report(GetParam().text);
  EXPECT_EQ(Tense(report.doc().token(report.Find(GetParam().word))),
            GetParam().value)
      << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Verbs, Tenses,
    ::testing::Values(
        WordCase{"Troops shelled the town.", "shelled", "past"},
        WordCase{"Azerbaijan shells Armenian positions.", "shells", "present"},
        WordCase{"The town was shelled.", "shelled", "participle"},
        WordCase{"Troops are shelling the town.", "shelling", "gerund"},
        WordCase{"Troops may shell the town.", "shell", "infinitive"}));

TEST(Words, TheNeighbourIsTheNearestNounOfTheClause) {
  const Report report("Troops shelled the border town, and planes left.");
  const uint32_t act = report.Find("shelled");
  EXPECT_EQ(Neighbour(report.doc(), act, -1),
            static_cast<int32_t>(report.Find("troops")));
  EXPECT_EQ(Neighbour(report.doc(), act, +1),
            static_cast<int32_t>(report.Find("town")));
  EXPECT_EQ(Neighbour(report.doc(), report.Find("left"), +1), -1);
}

// Nouns, verbs and adjectives of the same sentence, ten words either way.
TEST(Words, WordsAroundAreThoseNearIt) {
  const Report report(
      "Before dawn one calm Sunday in the old market of the village the "
      "shelling of the poor town killed Armenians who come on foot from "
      "valleys that the radio called quiet.");
  FeatureNames names;
  FeatureSet around("task", &names);
  AddWordsAround(report.doc(), report.Find("shelling"), around);
  std::multiset<std::string> words;
  for (const uint64_t key : around.keys()) words.insert(*names.Find(key));
  const auto count = [&](const std::string& word) {
    return words.count("task\taround\t" + word);
  };
  for (const char* word : {"calm", "old", "market", "village", "poor", "town",
                           "kill", "come", "foot"}) {
    EXPECT_EQ(count(word), 1u) << word;
  }
  for (const char* word : {"dawn", "shelling", "of", "valley", "radio"}) {
    EXPECT_EQ(count(word), 0u) << word;
  }
}

TEST(Words, StancesHaveNamesOfTheirOwn) {
  std::set<std::string> names;
  for (int s = 0; s <= static_cast<int>(attribution::Stance::kWants); ++s) {
    names.insert(std::string(
        AttributionStanceName(static_cast<attribution::Stance>(s))));
  }
  EXPECT_EQ(names.size(), static_cast<size_t>(attribution::Stance::kWants) + 1);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
