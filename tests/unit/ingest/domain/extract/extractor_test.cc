#include "services/ingest/domain/extract/extractor.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
namespace v1 = claims::v1;

v1::ActorList Actors(const char* text) {
  v1::ActorList list;
  if (!google::protobuf::TextFormat::ParseFromString(text, &list)) {
    ADD_FAILURE() << "actors do not parse";
  }
  return list;
}

constexpr char kParties[] = R"pb(
  actors {
    name: "actors/armenia"
    display_name: "Armenia"
    kind: ACTOR_KIND_STATE
    side: "Armenia"
    country_code: "AM"
    aliases { text: "Armenian" kind: ALIAS_KIND_DEMONYM }
    opponents: "Azerbaijan"
  }
  actors {
    name: "actors/azerbaijan"
    display_name: "Azerbaijan"
    kind: ACTOR_KIND_STATE
    side: "Azerbaijan"
    country_code: "AZ"
    aliases { text: "Azerbaijani" kind: ALIAS_KIND_DEMONYM }
    opponents: "Armenia"
  }
  actors {
    name: "actors/russia"
    display_name: "Russia"
    kind: ACTOR_KIND_STATE
    side: "Russia"
    country_code: "RU"
    aliases { text: "Russian" kind: ALIAS_KIND_DEMONYM }
    aliases { text: "Moscow" kind: ALIAS_KIND_METONYM }
    opponents: "Ukraine"
  }
  actors {
    name: "actors/ukraine"
    display_name: "Ukraine"
    kind: ACTOR_KIND_STATE
    side: "Ukraine"
    country_code: "UA"
    aliases { text: "Ukrainian" kind: ALIAS_KIND_DEMONYM }
    opponents: "Russia"
  }
)pb";

std::string DataDirectory() {
  return std::string(PARALLAX_BINARY_DIR) + "/share/parallax/ingest";
}

Extractor& Shared() {
  static const std::unique_ptr<Extractor>* const extractor = [] {
    auto loaded = Extractor::Load(DataDirectory(), Actors(kParties));
    if (!loaded.ok()) ADD_FAILURE() << loaded.status();
    return new std::unique_ptr<Extractor>(*std::move(loaded));
  }();
  return **extractor;
}

std::vector<v1::Mention> Extract(const std::string& text) {
  return Shared().Extract(MakeReport(text));
}

// The mentions of casualties of this measure.
std::vector<v1::Casualties> Casualties(const std::string& text,
                                       v1::CasualtyMeasure measure) {
  std::vector<v1::Casualties> out;
  for (const v1::Mention& mention : Extract(text)) {
    if (mention.assertion().has_casualties() &&
        mention.assertion().casualties().measure() == measure) {
      out.push_back(mention.assertion().casualties());
    }
  }
  return out;
}

constexpr char kToll[] =
    "Armenia’s defence ministry said on Thursday that at least 105 Armenian "
    "soldiers had been killed in clashes with Azerbaijan.";

TEST(Extractor, ReadsATollWithItsClaimant) {
  const std::vector<v1::Mention> mentions = Extract(kToll);
  int found = 0;
  for (const v1::Mention& mention : mentions) {
    const v1::Assertion& assertion = mention.assertion();
    if (!assertion.has_casualties()) continue;
    ++found;
    EXPECT_EQ(assertion.stance(), v1::STANCE_ASSERTS);
    EXPECT_EQ(assertion.claimant().side(), "Armenia");
    EXPECT_EQ(assertion.claimant().authority(), v1::AUTHORITY_DEFENCE_MINISTRY);
    const v1::Casualties& body = assertion.casualties();
    EXPECT_EQ(body.measure(), v1::CASUALTY_MEASURE_KILLED);
    EXPECT_EQ(body.count().min(), 105);
    EXPECT_EQ(body.count().bound(), type::v1::BOUND_AT_LEAST);
    EXPECT_EQ(body.victims_side(), "Armenia");
    EXPECT_EQ(body.victims_class(), v1::VICTIM_CLASS_MILITARY);
    EXPECT_EQ(body.loss_relation(), v1::LOSS_RELATION_OWN_LOSS);
  }
  EXPECT_EQ(found, 1);
}

TEST(Extractor, ReadsKilledAndWoundedApart) {
  const std::string text = "Five soldiers were killed and 12 were wounded.";
  const auto killed = Casualties(text, v1::CASUALTY_MEASURE_KILLED);
  const auto wounded = Casualties(text, v1::CASUALTY_MEASURE_WOUNDED);
  ASSERT_EQ(killed.size(), 1u);
  ASSERT_EQ(wounded.size(), 1u);
  EXPECT_EQ(killed[0].count().min(), 5);
  EXPECT_EQ(wounded[0].count().min(), 12);
}

struct NumberCase {
  const char* text;
  Count count;
};

class KilledCounts : public ::testing::TestWithParam<NumberCase> {};

TEST_P(KilledCounts, AreReadAsWritten) {
  const auto killed = Casualties(GetParam().text, v1::CASUALTY_MEASURE_KILLED);
  ASSERT_EQ(killed.size(), 1u) << GetParam().text;
  const type::v1::Count& count = killed[0].count();
  EXPECT_EQ(count.has_min(), GetParam().count.min.has_value());
  EXPECT_EQ(count.has_max(), GetParam().count.max.has_value());
  EXPECT_EQ(count.min(), GetParam().count.min.value_or(0)) << GetParam().text;
  EXPECT_EQ(count.max(), GetParam().count.max.value_or(0)) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Sentences, KilledCounts,
    ::testing::Values(
        NumberCase{"The strike killed 40 people.", {40, 40}},
        NumberCase{"At least 40 people were killed.", {40, std::nullopt}},
        NumberCase{"As many as 40 people were killed.", {std::nullopt, 40}},
        NumberCase{"More than 40 people were killed.", {41, std::nullopt}},
        NumberCase{"One hundred and five soldiers were killed.", {105, 105}},
        NumberCase{"Between 20 and 30 soldiers were killed.", {20, 30}}));

TEST(Extractor, NeitherAgesNorDatesAreTolls) {
  int tolls = 0;
  for (const v1::Mention& mention :
       Extract("A 31-year-old teacher was killed on 13 September 2022.")) {
    if (!mention.assertion().has_casualties()) continue;
    ++tolls;
    const type::v1::Count& count = mention.assertion().casualties().count();
    EXPECT_EQ(count.min(), 1);
    EXPECT_EQ(count.max(), 1);
  }
  EXPECT_EQ(tolls, 1);
}

TEST(Extractor, ADenialIsNoAssertion) {
  bool denied = false;
  for (const v1::Mention& mention :
       Extract("Moscow denied that Russian troops had shelled the hospital.")) {
    if (mention.assertion().kind() != v1::CLAIM_KIND_ATTACK) continue;
    denied = true;
    EXPECT_EQ(mention.assertion().stance(), v1::STANCE_DENIES);
    EXPECT_EQ(mention.assertion().claimant().side(), "Russia");
  }
  EXPECT_TRUE(denied);
}

TEST(Extractor, EachSpanIsTheTextAtItsOffsets) {
  const std::string text =
      "ЄРЕВАН — “Ժամը 5-ին”: Armenia’s ministry said 105 Armenian soldiers "
      "were killed near Sötk on Monday night.\nAzerbaijan’s ministry denied "
      "that its troops had shelled the village of Şurnuxu.";
  const std::vector<v1::Mention> mentions = Extract(text);
  ASSERT_FALSE(mentions.empty());
  const auto is_text = [&](const type::v1::TextSpan& span) {
    ASSERT_LE(span.end_byte(), static_cast<int64_t>(text.size()));
    ASSERT_LT(span.start_byte(), span.end_byte());
    EXPECT_EQ(span.text(), text.substr(span.start_byte(),
                                       span.end_byte() - span.start_byte()));
  };
  for (const v1::Mention& mention : mentions) {
    is_text(mention.span());
    for (const v1::Evidence& evidence : mention.evidence()) {
      is_text(evidence.span());
    }
  }
}

TEST(Extractor, ReadsNothingInATextWithoutWar) {
  EXPECT_TRUE(Extract("The orchestra played five concerts in June.").empty());
  EXPECT_TRUE(Extract("").empty());
  EXPECT_TRUE(Extract(" \n \n").empty());
}

TEST(Extractor, FurnitureIsNotRead) {
  EXPECT_TRUE(Shared()
                  .Extract(MakeReport("Five soldiers were killed.",
                                      BlockRole::kFurniture))
                  .empty());
}

TEST(Extractor, TheSameArticleGivesTheSameMentionsOnEveryThread) {
  const std::vector<v1::Mention> expected = Extract(kToll);
  ASSERT_FALSE(expected.empty());
  std::vector<std::vector<v1::Mention>> found(4);
  std::vector<std::thread> threads;
  threads.reserve(found.size());
  for (auto& mentions : found) {
    threads.emplace_back([&mentions] { mentions = Extract(kToll); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& mentions : found) {
    ASSERT_EQ(mentions.size(), expected.size());
    for (size_t i = 0; i < mentions.size(); ++i) {
      EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(
          mentions[i], expected[i]));
    }
  }
}

TEST(Extractor, ANewRegistryCountsFromTheNextArticleOn) {
  auto extractor = Extractor::Load(DataDirectory(), v1::ActorList());
  ASSERT_TRUE(extractor.ok()) << extractor.status();
  const auto sides = [&] {
    std::string all;
    for (const v1::Mention& mention :
         (*extractor)->Extract(MakeReport(kToll))) {
      all += mention.assertion().claimant().side() + ";";
    }
    return all;
  };
  EXPECT_THAT(sides(), Not(HasSubstr("Armenia")));
  ASSERT_EQ((*extractor)->SetActors(Actors(kParties)), absl::OkStatus());
  EXPECT_THAT(sides(), HasSubstr("Armenia"));
}

TEST(Extractor, AMissingFileIsNamed) {
  const auto none = Extractor::Load("/nowhere", v1::ActorList());
  EXPECT_EQ(none.status().code(), absl::StatusCode::kNotFound);
  const std::string directory =
      std::string(::testing::TempDir()) + "/extract_data";
  std::filesystem::remove_all(directory);
  std::filesystem::create_directories(directory);
  for (const auto& entry :
       std::filesystem::directory_iterator(DataDirectory())) {
    if (entry.path().filename() == "claim_weights.tsv") continue;
    std::filesystem::create_symlink(entry.path(),
                                    directory / entry.path().filename());
  }
  const auto without = Extractor::Load(directory, v1::ActorList());
  EXPECT_EQ(without.status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(without.status().message(), HasSubstr("claim_weights.tsv"));
  std::filesystem::remove_all(directory);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
