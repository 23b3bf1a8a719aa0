// The founding report, which is not part of this repository: found through
// PARALLAX_SHARED or beside the checkout, else the tests are skipped.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/grpc_status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/e2e/suite/ledger.h"
#include "tests/e2e/suite/matching.h"
#include "tests/e2e/suite/reports.h"
#include "tests/e2e/suite/suite.h"
#include "tests/support/status_matchers.h"

namespace parallax::testing {
namespace {

namespace v1 = claims::v1;
using nlohmann::json;
using ::testing::IsEmpty;
using ::testing::Not;

// One space for each run of white space.
std::string Squeezed(absl::string_view text) {
  const std::vector<absl::string_view> words =
      absl::StrSplit(text, absl::ByAnyChar(" \t\r\n"), absl::SkipEmpty());
  return absl::StrJoin(words, " ");
}

// Byte offset of the `count`-th character.
std::size_t ByteOffset(const std::string& text, std::size_t count) {
  std::size_t at = 0;
  while (at < text.size() && count > 0) {
    ++at;
    while (at < text.size() && (text[at] & 0xc0) == 0x80) ++at;
    --count;
  }
  return at;
}

std::string NameOf(const json& claim, const char* key) {
  return claim.contains(key) && claim.at(key).is_string()
             ? claim.at(key).get<std::string>()
             : "";
}

class SeedReport : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const std::string shared = SharedFolder();
    if (shared.empty()) return;
    for (const auto& entry :
         std::filesystem::directory_iterator(shared + "/seed")) {
      if (entry.path().extension() == ".txt") raw_ = entry.path().string();
    }
    for (const auto& entry :
         std::filesystem::directory_iterator(shared + "/corpus/seed")) {
      gold_ = new json(json::parse(ReadFileOrDie(entry.path().string())));
    }
    suite_ = new Suite;
    ASSERT_THAT(suite_->Start(), IsOk());
    ingest::v1::DocumentInput input;
    input.set_content(ReadFileOrDie(raw_));
    input.set_outlet("BBC News");
    const auto response = suite_->Ingest(input);
    ASSERT_THAT(response, IsOk()) << suite_->Logs();
    auto ledger = ReadLedger(suite_->claims());
    ASSERT_THAT(ledger, IsOk());
    ledger_ = new Ledger(*std::move(ledger));
    for (const v1::Claim& claim : ledger_->claims) {
      for (const std::string& name : claim.mentions()) {
        grpc::ClientContext context;
        Limit(&context);
        v1::GetMentionRequest request;
        request.set_name(name);
        v1::GetMentionResponse mention;
        ASSERT_TRUE(
            suite_->claims().GetMention(&context, request, &mention).ok());
        mentions_.push_back(mention.mention());
      }
    }
  }

  static void TearDownTestSuite() {
    delete suite_;
    suite_ = nullptr;
  }

  void SetUp() override {
    if (SharedFolder().empty()) {
      GTEST_SKIP() << "the founding report is not here: set PARALLAX_SHARED to "
                      "the folder that holds seed/ and corpus/";
    }
    ASSERT_NE(ledger_, nullptr);
  }

  static std::string Quoted(const json& claim) {
    const std::string text = gold_->at("text");
    const std::size_t begin = ByteOffset(text, claim.at("start"));
    const std::size_t end = ByteOffset(text, claim.at("end"));
    return text.substr(begin, end - begin);
  }

  // Whether the mention stands on words that the annotation quotes.
  static bool Overlaps(const v1::Mention& mention, const json& claim) {
    const std::string text = Squeezed(gold_->at("text").get<std::string>());
    const std::string quoted = Squeezed(Quoted(claim));
    const std::string span = Squeezed(mention.span().text());
    const std::size_t gold = text.find(quoted);
    for (std::size_t at = text.find(span); at != std::string::npos;
         at = text.find(span, at + 1)) {
      const std::size_t from = std::max(gold, at);
      const std::size_t to = std::min(gold + quoted.size(), at + span.size());
      if (to > from && to - from >= std::min(quoted.size(), span.size()) / 3) {
        return true;
      }
    }
    return false;
  }

  static bool Agrees(const v1::Mention& mention, const json& claim) {
    const v1::Assertion& is = mention.assertion();
    const auto upper = [&](const char* key) {
      return absl::AsciiStrToUpper(claim.at(key).get<std::string>());
    };
    if (v1::ClaimKind_Name(is.kind()) !=
            absl::StrCat("CLAIM_KIND_", upper("kind")) ||
        v1::Stance_Name(is.stance()) !=
            absl::StrCat("STANCE_", upper("stance")) ||
        is.claimant().side() != NameOf(claim, "claimant_side")) {
      return false;
    }
    if (is.kind() != v1::CLAIM_KIND_CASUALTIES) {
      return PerpetratorOf(is) == NameOf(claim, "perpetrator_side");
    }
    const auto value = ValueOf(is);
    const json& least = claim.at("count_min");
    const bool same = least.is_null()
                          ? !value.has_value()
                          : value == least.get<int64_t>() ||
                                // "More than 100" is 101 or above 100.
                                (claim.at("bound") == "at_least" &&
                                 value == least.get<int64_t>() - 1);
    return same &&
           v1::CasualtyMeasure_Name(is.casualties().measure()) ==
               absl::StrCat("CASUALTY_MEASURE_", upper("measure")) &&
           is.casualties().victims_side() == NameOf(claim, "victims_side");
  }

  static std::vector<std::string> Find(const json& pattern) {
    return FindClaims(*ledger_, pattern);
  }

  static std::string raw_;
  static Suite* suite_;
  static const json* gold_;
  static const Ledger* ledger_;
  static std::vector<v1::Mention> mentions_;
};

std::string SeedReport::raw_;
Suite* SeedReport::suite_ = nullptr;
const json* SeedReport::gold_ = nullptr;
const Ledger* SeedReport::ledger_ = nullptr;
std::vector<v1::Mention> SeedReport::mentions_;

TEST_F(SeedReport, EveryAnnotatedClaimComesOut) {
  std::vector<std::string> missing;
  for (const json& claim : gold_->at("claims")) {
    const std::string kind = claim.at("kind");
    if (kind != "casualties" && kind != "truce" && kind != "territory" &&
        kind != "attack") {
      continue;
    }
    if (std::none_of(mentions_.begin(), mentions_.end(),
                     [&](const v1::Mention& mention) {
                       return Overlaps(mention, claim) &&
                              Agrees(mention, claim);
                     })) {
      json brief = claim;
      for (const char* key : {"start", "end", "via", "bound", "victims_type",
                              "place", "event_date"}) {
        brief.erase(key);
      }
      missing.push_back(
          absl::StrCat(Squeezed(Quoted(claim)), "\n   ", brief.dump(), "\n"));
    }
  }
  EXPECT_THAT(missing, IsEmpty()) << Summary(*ledger_);
}

TEST_F(SeedReport, TheFiguresOfBothSides) {
  EXPECT_THAT(Find({{"kind", "CASUALTIES"},
                    {"claimant", "Pashinyan"},
                    {"victims_side", "Armenia"},
                    {"victims_class", "MILITARY"},
                    {"value", 105}}),
              Not(IsEmpty()));
  EXPECT_THAT(Find({{"kind", "CASUALTIES"},
                    {"side", "Azerbaijan"},
                    {"victims_side", "Azerbaijan"},
                    {"identification", "NAMED_LIST"},
                    {"value", 71}}),
              Not(IsEmpty()));
  for (const v1::Claim& claim : ledger_->claims) {
    if (!Matches(claim, {{"claimant", "Pashinyan"}, {"value", 105}})) continue;
    EXPECT_EQ(claim.assertion().casualties().loss_relation(),
              v1::LOSS_RELATION_OWN_LOSS);
    // Monday, 12 September.
    EXPECT_EQ(claim.assertion().event_time().start_time().seconds() / 86400,
              19247);
  }
}

TEST_F(SeedReport, GroundBlameAndDenial) {
  EXPECT_THAT(Find({{"kind", "TERRITORY"},
                    {"claimant", "Pashinyan"},
                    {"perpetrator_side", "Azerbaijan"},
                    {"area_sq_km", 10}}),
              Not(IsEmpty()));
  EXPECT_THAT(Find({{"kind", "ATTACK"},
                    {"stance", "DENIES"},
                    {"side", "Azerbaijan"},
                    {"perpetrator_side", "Azerbaijan"}}),
              Not(IsEmpty()));
  EXPECT_THAT(Find({{"kind", "ATTACK"},
                    {"side", "Azerbaijan"},
                    {"perpetrator_side", "Armenia"},
                    {"place", "Kalbajar"}}),
              Not(IsEmpty()));
  EXPECT_THAT(Find({{"kind", "ATTACK"},
                    {"side", "Armenia"},
                    {"perpetrator_side", "Azerbaijan"},
                    {"place", "Sotk"}}),
              Not(IsEmpty()));
  EXPECT_THAT(Find({{"kind", "ATTACK"},
                    {"side", "Turkey"},
                    {"perpetrator_side", "Armenia"}}),
              Not(IsEmpty()));
}

TEST_F(SeedReport, Truces) {
  EXPECT_THAT(Find({{"kind", "TRUCE"},
                    {"stance", "UNCONFIRMED"},
                    {"side", "Azerbaijan"}}),
              Not(IsEmpty()));
  bool unconfirmed = false;
  for (const v1::Question& question : ledger_->questions) {
    unconfirmed =
        unconfirmed ||
        (question.scope().kind() == v1::CLAIM_KIND_TRUCE &&
         question.status() == v1::QUESTION_STATUS_UNCONFIRMED_BY_OTHER);
  }
  EXPECT_TRUE(unconfirmed) << Summary(*ledger_);
}

TEST_F(SeedReport, TheEarlierWarIsNotInTheTally) {
  EXPECT_THAT(Find({{"value", 5000}, {"own_voice", true}}), Not(IsEmpty()));
  std::set<std::string> incidents;
  for (const v1::Claim& claim : ledger_->claims) {
    if (Matches(claim, {{"claimant", "Pashinyan"}, {"value", 105}})) {
      incidents.insert(claim.incident());
    }
  }
  for (const v1::Claim& claim : ledger_->claims) {
    if (!Matches(claim, {{"value", 5000}})) continue;
    EXPECT_FALSE(incidents.contains(claim.incident())) << Summary(claim);
  }
  EXPECT_THAT(Find({{"kind", "DEPLOYMENT"},
                    {"perpetrator_side", "Russia"},
                    {"value", 2000}}),
              Not(IsEmpty()));
}

TEST_F(SeedReport, FurnitureAndOtherStoriesAreNoClaims) {
  for (const v1::Claim& claim : ledger_->claims) {
    for (const char* word :
         {"Share", "Save", "foothold", "Higgins", "Palestinian", "Getty"}) {
      EXPECT_FALSE(absl::StrContains(claim.quote(), word)) << Summary(claim);
    }
  }
}

TEST_F(SeedReport, SpansQuoteTheDocument) {
  ingest::v1::ListDocumentsResponse documents;
  {
    grpc::ClientContext context;
    Limit(&context);
    ASSERT_TRUE(suite_->ingest().ListDocuments(&context, {}, &documents).ok());
  }
  ASSERT_EQ(documents.documents_size(), 1);
  grpc::ClientContext context;
  Limit(&context);
  ingest::v1::GetDocumentRequest request;
  request.set_name(documents.documents(0).name());
  request.set_view(ingest::v1::DOCUMENT_VIEW_FULL);
  ingest::v1::GetDocumentResponse response;
  ASSERT_TRUE(suite_->ingest().GetDocument(&context, request, &response).ok());
  const std::string& text = response.document().latest_revision().text();
  for (const v1::Mention& mention : mentions_) {
    const auto& span = mention.span();
    EXPECT_EQ(span.text(),
              text.substr(static_cast<std::size_t>(span.start_byte()),
                          static_cast<std::size_t>(span.end_byte() -
                                                   span.start_byte())));
  }
}

TEST_F(SeedReport, PlacesResolveToTheRightPoints) {
  struct Point {
    const char* name;
    double latitude;
    double longitude;
    double tolerance;  // degrees
  };
  const Point points[] = {{"Sotk", 40.20, 45.87, 0.1},
                          {"Kalbajar", 40.10, 46.04, 0.35},
                          {"Nagorno-Karabakh", 39.82, 46.75, 0.6}};
  geo::v1::ResolvePlacesRequest request;
  request.add_country_codes("AM");
  request.add_country_codes("AZ");
  for (const Point& point : points) {
    request.add_toponyms()->set_phrase(point.name);
  }
  grpc::ClientContext context;
  Limit(&context);
  geo::v1::ResolvePlacesResponse response;
  ASSERT_THAT(status::FromGrpc(
                  suite_->geo().ResolvePlaces(&context, request, &response)),
              IsOk());
  ASSERT_EQ(response.references_size(), 3);
  for (int i = 0; i < 3; ++i) {
    const auto& found = response.references(i).point();
    EXPECT_NEAR(found.latitude(), points[i].latitude, points[i].tolerance)
        << points[i].name;
    EXPECT_NEAR(found.longitude(), points[i].longitude, points[i].tolerance)
        << points[i].name;
  }
}

}  // namespace
}  // namespace parallax::testing
