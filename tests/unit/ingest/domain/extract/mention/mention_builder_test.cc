#include "services/ingest/domain/extract/mention/mention_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::ElementsAre;
namespace v1 = claims::v1;

const DetailLexicon& Details() {
  static const DetailLexicon* const details = [] {
    auto loaded = DetailLexicon::Load(std::string(PARALLAX_BINARY_DIR) +
                                      "/share/parallax/ingest/"
                                      "claim_details.tsv");
    if (!loaded.ok()) ADD_FAILURE() << loaded.status();
    return new DetailLexicon(*std::move(loaded));
  }();
  return *details;
}

class MentionBuilderTest : public ::testing::Test {
 protected:
  void Read(const std::string& text) {
    report_ = std::make_unique<Report>(text);
  }
  // Where `words` stand in the text.
  ByteRange At(const std::string& words) const {
    const size_t at = report_->article().text.find(words);
    EXPECT_NE(at, std::string::npos) << words;
    return {static_cast<uint32_t>(at),
            static_cast<uint32_t>(at + words.size())};
  }
  // A claim of this kind on `words`.
  ExtractedClaim Claim(Kind kind, const std::string& words) const {
    ExtractedClaim claim;
    claim.kind = kind;
    claim.span = At(words);
    claim.rule = "test";
    return claim;
  }
  ExtractedClaim Casualties(const std::string& words, int64_t count,
                            Measure measure = Measure::kKilled) const {
    ExtractedClaim claim = Claim(Kind::kCasualties, words);
    claim.measure = measure;
    claim.count = Count{count, count, CountBound::kExact};
    return claim;
  }
  std::vector<v1::Mention> Build(const std::vector<ExtractedClaim>& claims) {
    return BuildMentions(
        MentionInputs{report_->article(), report_->doc().text(), *TestActors(),
                      Details()},
        claims);
  }
  v1::Mention BuildOne(const ExtractedClaim& claim) {
    std::vector<v1::Mention> mentions = Build({claim});
    if (mentions.size() != 1) {
      ADD_FAILURE() << mentions.size() << " mentions of one claim";
      return {};
    }
    return mentions[0];
  }

  std::unique_ptr<Report> report_;
};

TEST_F(MentionBuilderTest, BindsTheClaimToItsWords) {
  Read("Шуша: five soldiers were killed on Monday.");
  ExtractedClaim claim = Casualties("five soldiers were killed on Monday", 5);
  claim.count_span = At("five");
  claim.act_span = At("killed");
  claim.extraction_score = 0.75;
  const v1::Mention mention = BuildOne(claim);
  EXPECT_EQ(mention.rule(), "test");
  EXPECT_EQ(mention.span().text(), "five soldiers were killed on Monday");
  EXPECT_EQ(mention.span().start_byte(),
            static_cast<int64_t>(report_->article().text.find("five")));
  EXPECT_EQ(mention.assertion().kind(), v1::CLAIM_KIND_CASUALTIES);
  EXPECT_EQ(mention.assertion().stance(), v1::STANCE_ASSERTS);
  EXPECT_EQ(mention.assertion().scores().extraction(), 0.75);
  ASSERT_EQ(mention.evidence_size(), 2);
  EXPECT_EQ(mention.evidence(0).role(), v1::EVIDENCE_ROLE_ACT);
  EXPECT_EQ(mention.evidence(0).span().text(), "killed");
  EXPECT_EQ(mention.evidence(1).role(), v1::EVIDENCE_ROLE_COUNT);
  EXPECT_EQ(mention.evidence(1).span().text(), "five");
}

struct CountCase {
  Count count;
  type::v1::Bound bound;
  int64_t best;  // -1: none
};

class Counts : public MentionBuilderTest,
               public ::testing::WithParamInterface<CountCase> {};

TEST_P(Counts, KeepTheirBound) {
  Read("Soldiers were killed.");
  ExtractedClaim claim = Casualties("Soldiers were killed", 0);
  claim.count = GetParam().count;
  const v1::Mention mention = BuildOne(claim);
  ASSERT_TRUE(mention.assertion().casualties().has_count());
  const type::v1::Count& count = mention.assertion().casualties().count();
  EXPECT_EQ(count.bound(), GetParam().bound);
  EXPECT_EQ(count.has_min(), GetParam().count.min.has_value());
  EXPECT_EQ(count.has_max(), GetParam().count.max.has_value());
  EXPECT_EQ(count.has_best() ? count.best() : -1, GetParam().best);
}

INSTANTIATE_TEST_SUITE_P(
    Bounds, Counts,
    ::testing::Values(
        CountCase{{5, 5, CountBound::kExact}, type::v1::BOUND_EXACT, 5},
        CountCase{{5, std::nullopt, CountBound::kAtLeast},
                  type::v1::BOUND_AT_LEAST,
                  5},
        CountCase{{std::nullopt, 40, CountBound::kAtMost},
                  type::v1::BOUND_AT_MOST,
                  40},
        CountCase{{40, 40, CountBound::kAbout}, type::v1::BOUND_ABOUT, 40},
        CountCase{{20, 30, CountBound::kAbout}, type::v1::BOUND_RANGE, 25},
        CountCase{{24, std::nullopt, CountBound::kAbout},
                  type::v1::BOUND_VAGUE,
                  -1}));

TEST_F(MentionBuilderTest, WithoutANumberThereIsNoCount) {
  Read("Soldiers were killed.");
  ExtractedClaim claim = Casualties("Soldiers were killed", 0);
  claim.count = Count();
  EXPECT_FALSE(BuildOne(claim).assertion().casualties().has_count());
}

TEST_F(MentionBuilderTest, TellsWhoseLossItIs) {
  Read("Five soldiers were killed.");
  ExtractedClaim claim = Casualties("Five soldiers were killed", 5);
  claim.conflict_sides = {"Armenia", "Azerbaijan"};
  const auto loss = [&](const char* claimant, const char* victims) {
    claim.claimant = claim.claimant_side = claimant;
    claim.victims_side = victims;
    return BuildOne(claim).assertion().casualties().loss_relation();
  };
  EXPECT_EQ(loss("Armenia", "Armenia"), v1::LOSS_RELATION_OWN_LOSS);
  EXPECT_EQ(loss("Armenia", "Azerbaijan"), v1::LOSS_RELATION_ENEMY_LOSS);
  EXPECT_EQ(loss("Turkey", "Armenia"), v1::LOSS_RELATION_THIRD_PARTY);
  EXPECT_EQ(loss("", "Armenia"), v1::LOSS_RELATION_UNSPECIFIED);
  EXPECT_EQ(loss("Armenia", ""), v1::LOSS_RELATION_UNSPECIFIED);
}

TEST_F(MentionBuilderTest, ASumOfBothSidesNamesItsParts) {
  Read("In all 150 soldiers from both sides were killed.");
  ExtractedClaim claim = Casualties("150 soldiers from both sides", 150);
  claim.conflict_sides = {"Armenia", "Azerbaijan"};
  EXPECT_THAT(BuildOne(claim).assertion().casualties().component_sides(),
              ElementsAre("Armenia", "Azerbaijan"));
  claim.victims_side = "Armenia";
  EXPECT_TRUE(
      BuildOne(claim).assertion().casualties().component_sides().empty());
}

TEST_F(MentionBuilderTest, DeadAndMissingIsOneNumber) {
  Read("The ministry listed 207 dead and missing.");
  const auto mentions =
      Build({Casualties("207 dead and missing", 207),
             Casualties("207 dead and missing", 207, Measure::kMissing)});
  ASSERT_EQ(mentions.size(), 1u);
  EXPECT_EQ(mentions[0].assertion().casualties().measure(),
            v1::CASUALTY_MEASURE_KILLED_OR_MISSING);
}

TEST_F(MentionBuilderTest, TwoNumbersStayTwo) {
  Read("The ministry listed 20 dead and 7 missing.");
  const auto mentions = Build({Casualties("20 dead", 20),
                               Casualties("7 missing", 7, Measure::kMissing)});
  ASSERT_EQ(mentions.size(), 2u);
  EXPECT_EQ(mentions[0].assertion().casualties().measure(),
            v1::CASUALTY_MEASURE_KILLED);
  EXPECT_EQ(mentions[1].assertion().casualties().measure(),
            v1::CASUALTY_MEASURE_MISSING);
}

struct FinalityCase {
  const char* text;
  v1::Finality finality;
};

class Finalities : public MentionBuilderTest,
                   public ::testing::WithParamInterface<FinalityCase> {};

TEST_P(Finalities, AreReadBesideTheNumber) {
  Read(GetParam().text);
  EXPECT_EQ(BuildOne(Casualties("105 soldiers", 105)).assertion().finality(),
            GetParam().finality)
      << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Words, Finalities,
    ::testing::Values(
        FinalityCase{"It lost 105 soldiers.", v1::FINALITY_UNSPECIFIED},
        FinalityCase{"It lost 105 soldiers, but that is not final.",
                     v1::FINALITY_NOT_FINAL},
        FinalityCase{"It lost 105 soldiers. The figure is not final.",
                     v1::FINALITY_NOT_FINAL},
        FinalityCase{"It lost 105 soldiers.\nThe figure is not final.",
                     v1::FINALITY_NOT_FINAL},
        FinalityCase{"It lost 105 soldiers.\nThe match is not final.",
                     v1::FINALITY_UNSPECIFIED}));

struct OfficeCase {
  const char* description;
  v1::Authority authority;
};

class Offices : public MentionBuilderTest,
                public ::testing::WithParamInterface<OfficeCase> {};

TEST_P(Offices, GiveTheirAuthority) {
  Read("Five soldiers were killed.");
  ExtractedClaim claim = Casualties("Five soldiers were killed", 5);
  claim.claimant = "The source";
  claim.claimant_description = GetParam().description;
  EXPECT_EQ(BuildOne(claim).assertion().claimant().authority(),
            GetParam().authority)
      << GetParam().description;
}

INSTANTIATE_TEST_SUITE_P(
    Named, Offices,
    ::testing::Values(
        OfficeCase{"Armenian prime minister", v1::AUTHORITY_HEAD_OF_GOVERNMENT},
        OfficeCase{"deputy prime minister", v1::AUTHORITY_OTHER_OFFICIAL},
        OfficeCase{"President", v1::AUTHORITY_HEAD_OF_STATE},
        OfficeCase{"vice president", v1::AUTHORITY_OTHER_OFFICIAL},
        OfficeCase{"defence ministry", v1::AUTHORITY_DEFENCE_MINISTRY},
        OfficeCase{"foreign minister", v1::AUTHORITY_OTHER_OFFICIAL},
        OfficeCase{"a villager", v1::AUTHORITY_WITNESS},
        OfficeCase{"rebel commander", v1::AUTHORITY_ARMED_GROUP}));

TEST_F(MentionBuilderTest, TheRegistryGivesTheAuthorityThatIsNotNamed) {
  Read("Five soldiers were killed.");
  ExtractedClaim claim = Casualties("Five soldiers were killed", 5);
  claim.claimant = "Northern Front";
  EXPECT_EQ(BuildOne(claim).assertion().claimant().authority(),
            v1::AUTHORITY_ARMED_GROUP);
}

TEST_F(MentionBuilderTest, NobodyNamedMeansTheOutlet) {
  Read("Five soldiers were killed.");
  EXPECT_EQ(BuildOne(Casualties("Five soldiers were killed", 5))
                .assertion()
                .claimant()
                .authority(),
            v1::AUTHORITY_OUTLET);
}

TEST_F(MentionBuilderTest, ADayIsAnIntervalToTheNext) {
  Read("Five soldiers were killed on Monday.");
  ExtractedClaim claim = Casualties("Five soldiers were killed on Monday", 5);
  claim.event_day = absl::CivilDay(2022, 9, 12);
  const auto time = BuildOne(claim).assertion().event_time();
  EXPECT_EQ(time.start_time().seconds(), 1662940800);
  EXPECT_EQ(time.end_time().seconds(), 1662940800 + 86400);
  EXPECT_EQ(time.precision(), type::v1::TIME_PRECISION_DAY);
}

TEST_F(MentionBuilderTest, SinceADayIsOpen) {
  Read("Five soldiers were killed since Monday.");
  ExtractedClaim claim =
      Casualties("Five soldiers were killed since Monday", 5);
  TimeExpression time;
  time.day = time.end_day = absl::CivilDay(2022, 9, 12);
  time.precision = TimePrecision::kDay;
  time.since = true;
  claim.event_day = time.day;
  claim.time = time;
  claim.time_span = At("since Monday");
  const auto interval = BuildOne(claim).assertion().event_time();
  EXPECT_TRUE(interval.has_start_time());
  EXPECT_FALSE(interval.has_end_time());
  EXPECT_EQ(interval.phrase(), "since Monday");
}

TEST_F(MentionBuilderTest, WithoutADayTheMonthCounts) {
  Read("In August five soldiers were killed.");
  ExtractedClaim claim = Casualties("In August five soldiers were killed", 5);
  TimeExpression month;
  month.day = absl::CivilDay(2022, 8, 1);
  month.end_day = absl::CivilDay(2022, 8, 31);
  month.precision = TimePrecision::kMonth;
  claim.time = month;
  const auto time = BuildOne(claim).assertion().event_time();
  EXPECT_EQ(time.precision(), type::v1::TIME_PRECISION_MONTH);
  EXPECT_EQ((time.end_time().seconds() - time.start_time().seconds()) / 86400,
            31);
}

TEST_F(MentionBuilderTest, NoTimeIsMadeUp) {
  Read("Five soldiers were killed.");
  EXPECT_FALSE(BuildOne(Casualties("Five soldiers were killed", 5))
                   .assertion()
                   .has_event_time());
}

TEST_F(MentionBuilderTest, GroundIsMeasuredInSquareMetres) {
  Read("Azerbaijan occupied 10 square kilometres.");
  const auto territory = BuildOne(Claim(Kind::kTerritory,
                                        "Azerbaijan occupied 10 square "
                                        "kilometres"))
                             .assertion()
                             .territory();
  EXPECT_EQ(territory.act(), v1::TERRITORY_ACT_TAKEN);
  EXPECT_DOUBLE_EQ(territory.area().value(), 1e7);
  EXPECT_EQ(territory.area().unit(), type::v1::UNIT_SQUARE_METRE);
  EXPECT_EQ(territory.area().phrase(), "10 square kilometres");
}

struct TruceCase {
  const char* text;
  v1::TruceState state;
};

class TruceStates : public MentionBuilderTest,
                    public ::testing::WithParamInterface<TruceCase> {};

TEST_P(TruceStates, AreReadFromTheWords) {
  Read(GetParam().text);
  const std::string all(GetParam().text);
  EXPECT_EQ(BuildOne(Claim(Kind::kTruce, all.substr(0, all.size() - 1)))
                .assertion()
                .truce()
                .state(),
            GetParam().state)
      << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Words, TruceStates,
    ::testing::Values(
        TruceCase{"A truce was agreed.", v1::TRUCE_STATE_AGREED},
        TruceCase{"Troops violated the truce.", v1::TRUCE_STATE_VIOLATED},
        TruceCase{"The truce is in force.", v1::TRUCE_STATE_IN_FORCE},
        TruceCase{"The truce collapsed.", v1::TRUCE_STATE_ENDED},
        TruceCase{"They offered a truce.", v1::TRUCE_STATE_PROPOSED},
        TruceCase{"They want a truce.", v1::TRUCE_STATE_UNSPECIFIED}));

TEST_F(MentionBuilderTest, EveryKindHasItsBody) {
  Read("Troops did it.");
  for (const Kind kind : kAllKinds) {
    const auto mention = BuildOne(Claim(kind, "Troops did it"));
    EXPECT_NE(mention.assertion().kind(), v1::CLAIM_KIND_UNSPECIFIED);
    EXPECT_NE(mention.assertion().body_case(), v1::Assertion::BODY_NOT_SET)
        << KindName(kind);
  }
}

TEST_F(MentionBuilderTest, MentionsStandInOrderOfTheirSpans) {
  Read("Five soldiers were killed and a town was shelled.");
  const auto mentions = Build({Claim(Kind::kAttack, "a town was shelled"),
                               Casualties("Five soldiers were killed", 5)});
  ASSERT_EQ(mentions.size(), 2u);
  EXPECT_EQ(mentions[0].span().text(), "Five soldiers were killed");
  EXPECT_EQ(mentions[1].span().text(), "a town was shelled");
}

TEST_F(MentionBuilderTest, AClaimWithoutWordsIsLeftOut) {
  Read("Five soldiers were killed.");
  ExtractedClaim nothing;
  ExtractedClaim beyond = Casualties("Five soldiers were killed", 5);
  beyond.span.end = 5000;
  EXPECT_TRUE(Build({nothing, beyond}).empty());
}

TEST_F(MentionBuilderTest, AtMostEightSidesAreListed) {
  Read("Five soldiers were killed.");
  ExtractedClaim claim = Casualties("Five soldiers were killed", 5);
  claim.conflict_sides.assign(12, "Armenia");
  EXPECT_EQ(BuildOne(claim).assertion().conflict_sides_size(), 8);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
