// Search by words, by area and by party: an index answers as the filter's own
// predicate does, over every engine.
#include <algorithm>
#include <random>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/claims/domain/area_filter.h"
#include "services/claims/domain/claim_fields.h"
#include "services/claims/domain/ledger_views.h"
#include "services/claims/domain/recorder.h"
#include "tests/conformance/claims/ledger_store_conformance.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/claims/fake_area_source.h"
#include "tests/unit/claims/report.h"

namespace parallax::claims::testing {
namespace {

using parallax::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

rpc::CallContext Call() { return rpc::CallContext::Background(); }

storage::Filter Parsed(const std::string& text) {
  FakeAreaSource areas;
  areas.features["layers/a/features/box"] = Box(39, 45, 41, 47);
  areas.places["Syunik"] = "places/syunik";
  auto filter = storage::ParseFilter(text, domain::ClaimFilterSchema());
  EXPECT_THAT(filter, IsOk()) << text;
  EXPECT_THAT(domain::BindAreas(Call(), &areas, &*filter), IsOk()) << text;
  return *std::move(filter);
}

// The claims that pass, page by page.
std::vector<pb::Claim> Listed(OpenStore& store, const std::string& text,
                              const std::string& order = "publish_time",
                              bool descending = true, int page_size = 7) {
  domain::LedgerViews views(&store.reader());
  const storage::Filter filter = Parsed(text);
  domain::ListQuery query;
  query.filter = &filter;
  query.order_by = order;
  query.descending = descending;
  query.limit = page_size;
  std::vector<pb::Claim> claims;
  while (true) {
    const auto page = views.ListClaims(Call(), query, domain::kForever);
    EXPECT_THAT(page, IsOk()) << text;
    if (!page.ok()) return claims;
    for (const auto& row : page->rows) claims.push_back(row.value);
    if (!page->more) return claims;
    query.after = {page->rows.back().order, page->rows.back().value.name()};
  }
}

std::vector<std::string> NamesOf(const std::vector<pb::Claim>& claims) {
  std::vector<std::string> names;
  for (const pb::Claim& claim : claims) names.push_back(claim.name());
  return names;
}

std::vector<std::string> Quotes(OpenStore& store, const std::string& text) {
  std::vector<std::string> quotes;
  for (const pb::Claim& claim : Listed(store, text)) {
    quotes.push_back(claim.quote());
  }
  return quotes;
}

TEST_P(LedgerStoreConformance, FindsQuotesAndClaimantsByWords) {
  const auto home = GetParam().make();
  const auto store = home->Open();
  domain::Recorder recorder(&store->ledger());
  const std::string shelling = "Kəlbəcər was shelled at night, Pashinyan said";
  const std::string border = "Border guards fired at Sotk";
  ASSERT_THAT(recorder.Record(Call(), Report("d1", "2022-09-14 12:00", "Desk")
                                          .Attack("Nikol Pashinyan", "Armenia",
                                                  "Azerbaijan")
                                          .On("2022-09-13")
                                          .Quote(shelling)
                                          .request()),
              IsOk());
  ASSERT_THAT(recorder.Record(Call(), Report("d2", "2022-09-15 12:00", "Desk")
                                          .Attack("Ministry of Defence",
                                                  "Azerbaijan", "Armenia")
                                          .On("2022-09-14")
                                          .Quote(border)
                                          .request()),
              IsOk());
  EXPECT_THAT(Quotes(*store, "KELBECER"), ElementsAre(shelling));
  EXPECT_THAT(Quotes(*store, "\"border guards\""), ElementsAre(border));
  EXPECT_THAT(Quotes(*store, "\"guards border\""), IsEmpty());
  EXPECT_THAT(Quotes(*store, "shell*"), ElementsAre(shelling));
  EXPECT_THAT(Quotes(*store, "shell"), IsEmpty());
  EXPECT_THAT(Quotes(*store, "\"border gua*\""), ElementsAre(border));
  EXPECT_THAT(Quotes(*store, "defence"), ElementsAre(border));
  EXPECT_THAT(Quotes(*store, "quote:defence"), IsEmpty());
  EXPECT_THAT(Quotes(*store, "claimant:\"of defence\""), ElementsAre(border));
  EXPECT_THAT(Quotes(*store, "at -shelled"), ElementsAre(border));
  EXPECT_THAT(Quotes(*store, "night OR sotk"),
              UnorderedElementsAre(shelling, border));
  EXPECT_THAT(Quotes(*store, "quote = \"Border guards fired at Sotk\""),
              ElementsAre(border));
  EXPECT_THAT(Quotes(*store, "quote = \"border guards fired at Sotk\""),
              IsEmpty());

  // Read anew, with other words.
  const std::string withdrawn = "Nobody was there";
  ASSERT_THAT(recorder.Record(Call(), Report("d2", "2022-09-15 12:00", "Desk")
                                          .Attack("Ministry of Defence",
                                                  "Azerbaijan", "Armenia")
                                          .On("2022-09-14")
                                          .Quote(withdrawn)
                                          .request()),
              IsOk());
  EXPECT_THAT(Quotes(*store, "\"border guards\""), IsEmpty());
  EXPECT_THAT(Quotes(*store, "nobody"), ElementsAre(withdrawn));
}

TEST_P(LedgerStoreConformance, FindsClaimsByWhereAndBetweenWhom) {
  const auto home = GetParam().make();
  const auto store = home->Open();
  domain::Recorder recorder(&store->ledger());
  const auto record = [&](const std::string& document, const std::string& quote,
                          const std::string& place, double latitude,
                          double longitude, const std::string& area) {
    ASSERT_THAT(
        recorder.Record(
            Call(), Report(document, "2022-09-14 12:00", "Desk")
                        .Attack(absl::StrCat("Speaker ", document), "Armenia",
                                "Azerbaijan")
                        .On("2022-09-13")
                        .Quote(quote)
                        .Place(place, absl::StrCat("places/", document), "AM")
                        .Point(latitude, longitude)
                        .In(area)
                        .request()),
        IsOk());
  };
  record("sotk", "at Sotk", "Sotk", 40.2028, 45.8636, "places/gegharkunik");
  record("goris", "at Goris", "Goris", 39.5083, 46.3419, "places/syunik");
  record("agdam", "at Agdam", "Agdam", 39.9934, 47.5, "places/agdam-district");
  EXPECT_THAT(Quotes(*store, "inside(\"places/syunik\")"),
              ElementsAre("at Goris"));
  EXPECT_THAT(Quotes(*store, "inside(Syunik)"), ElementsAre("at Goris"));
  EXPECT_THAT(Quotes(*store, "inside(\"places/AM\") -inside(Syunik)"),
              UnorderedElementsAre("at Sotk", "at Agdam"));
  EXPECT_THAT(Quotes(*store, "within(40.2, 45.9, 5)"), ElementsAre("at Sotk"));
  EXPECT_THAT(Quotes(*store, "within(40.2, 45.9, 100)"),
              UnorderedElementsAre("at Sotk", "at Goris"));
  EXPECT_THAT(Quotes(*store, "inside(\"layers/a/features/box\")"),
              UnorderedElementsAre("at Sotk", "at Goris"));
  EXPECT_THAT(Quotes(*store, "-inside(\"layers/a/features/box\")"),
              ElementsAre("at Agdam"));
  EXPECT_THAT(Listed(*store, "party:\"Azerbaijan\" country:AM"),
              ::testing::SizeIs(3));
  EXPECT_THAT(Listed(*store, "party:\"Russia\""), IsEmpty());
}

// A ledger of random reports, some of them replaced.
void FillAtRandom(OpenStore& store) {
  std::mt19937 random(160722);
  const auto pick = [&](const std::vector<std::string>& from) {
    return from[random() % from.size()];
  };
  const std::vector<std::string> words = {"shelling", "shelled", "Sotk",
                                          "guards",   "border",  "Şuşa",
                                          "night",    "the",     "105"};
  const std::vector<std::string> speakers = {"Nikol Pashinyan", "Ilham Aliyev",
                                             "Border Service", "José Borrell"};
  const std::vector<std::string> sides = {"Armenia", "Azerbaijan", "Russia"};
  domain::Recorder recorder(&store.ledger());
  for (int i = 0; i < 120; ++i) {
    const int document = i < 90 ? i : i - 90;
    Report report(absl::StrCat("d", document),
                  absl::StrCat("2022-09-", 10 + document % 15, " 12:00"),
                  "Desk");
    std::string quote;
    for (int n = 3 + random() % 4; n > 0; --n) {
      absl::StrAppend(&quote, pick(words), n > 1 ? " " : ".");
    }
    report.Attack(pick(speakers), pick(sides), pick(sides)).Quote(quote);
    if (random() % 3 > 0) {
      report.On(absl::StrCat("2022-09-0", 1 + random() % 9));
    }
    for (int n = random() % 3; n > 0; --n) {
      const int place = random() % 30;
      report
          .Place(absl::StrCat("Place ", place), absl::StrCat("places/p", place),
                 "AM", place % 7 == 0 ? 90'000 : 2'000)
          .Point(38.5 + place % 6 * 0.6, 44.5 + place / 6 * 0.7)
          .In(place % 2 == 0 ? "places/syunik" : "places/ararat");
    }
    ASSERT_THAT(recorder.Record(Call(), report.request()), IsOk());
  }
}

TEST_P(LedgerStoreConformance, AnIndexAnswersAsThePredicateDoes) {
  const auto home = GetParam().make();
  const auto store = home->Open();
  FillAtRandom(*store);
  std::set<std::string> found;
  for (const std::string order :
       {"publish_time", "event_time", "record_time", "tally_impact"}) {
    for (const bool descending : {true, false}) {
      const std::vector<pb::Claim> all = Listed(*store, "", order, descending);
      ASSERT_GT(all.size(), 30u);
      for (const std::string text :
           {"shelling",
            "shell*",
            "\"border guards\"",
            "susa -guards",
            "borrell OR aliyev",
            "(shelled OR susa*) claimant:pashinyan",
            "NOT (the OR night)",
            "guards OR kind = TRUCE",
            "quote = \"*guards border*\"",
            "quote = \"*the border*\"",
            "quote = *",
            "place:\"Place 3\"",
            "place:\"Place 3\" OR place:\"Place 4\"",
            "place:\"Place 3\" shelling",
            "place:\"places/syunik\" place:\"places/ararat\"",
            "inside(\"places/syunik\") event_time < 2022-09-05",
            "inside(\"places/syunik\") OR night",
            "within(39.7, 45.2, 1)",
            "within(39.7, 45.2, 60)",
            "within(39.7, 45.2, 60) the",
            "within(39.7, 45.2, 120) OR within(38.5, 44.5, 50)",
            "-within(39.7, 45.2, 120)",
            "within(40, 46, 4000)",
            "inside(\"layers/a/features/box\")",
            "inside(\"layers/a/features/box\") -inside(Syunik)",
            "party:Russia",
            "party:Russia country:AM",
            "NOT party:Russia night",
            "event_time <= 2022-09-04",
            "event_time > 2022-09-03 event_time <= 2022-09-06 the",
            "NOT event_time:*",
            "publish_time < 2022-09-14 within(39.7, 45.2, 60)",
            "publish_time >= 2022-09-20 party:Armenia",
            "record_time > 2000-01-01 superseded = false stance = ASSERTS"}) {
        const storage::Filter filter = Parsed(text);
        std::vector<std::string> expected;
        for (const pb::Claim& claim : all) {
          if (domain::ClaimMatches(filter, claim, {})) {
            expected.push_back(claim.name());
          }
        }
        if (!expected.empty()) found.insert(text);
        EXPECT_EQ(NamesOf(Listed(*store, text, order, descending)), expected)
            << text << " by " << order << (descending ? " desc" : "");
      }
    }
  }
  EXPECT_GT(found.size(), 28u);
}

// Claims enough that stores look for words in the order asked for before they
// look them up, each between two sides of its own.
constexpr int kManyReports = 45;
constexpr int kOfReport = 60;

void FillWithMany(OpenStore& store) {
  domain::Recorder recorder(&store.ledger());
  for (int i = 0; i < kManyReports; ++i) {
    // The words of the earliest come late in the order of lists.
    Report report(
        absl::StrCat("m", i),
        absl::StrCat("2022-0", 7 + i / 20, "-", 10 + i % 20, " 12:00"), "Desk");
    for (int n = 0; n < kOfReport; ++n) {
      const std::string side = absl::StrCat("Side ", i, " ", n);
      report.Between({side, "Neighbour"})
          .Attack(n % 2 == 0 ? "Border Service" : side, side, "Neighbour")
          .On(absl::StrCat("2022-0", 1 + (i + n) % 6, "-11"))
          .Quote(absl::StrCat(i < 10 ? "Convoy" : "Post",
                              n % 3 == 0 ? " shelled" : " fired at", " near ",
                              n == 7 ? "Sotk" : "Goris"));
    }
    ASSERT_THAT(recorder.Record(Call(), report.request()), IsOk());
  }
}

TEST_P(LedgerStoreConformance, WordsAndClaimantsOfManyClaims) {
  const auto home = GetParam().make();
  const auto store = home->Open();
  FillWithMany(*store);
  for (const std::string order : {"publish_time", "event_time"}) {
    for (const bool descending : {true, false}) {
      const std::vector<pb::Claim> all =
          Listed(*store, "", order, descending, 400);
      ASSERT_GT(all.size(), 2'500u);
      for (const std::string text :
           {"shelled", "convoy", "sotk", "convoy shelled",
            "shelled publish_time < 2022-07-15", "shelled kind = ATTACK",
            "claimant = \"Border Service\"", "claimant = \"Side 3 7\"",
            "claimant = \"border service\"",
            "claimant = \"Border Service\" convoy",
            "claimant = \"Border Service\" superseded = false",
            "claimant = \"Border Service\" OR claimant = \"Side 3 7\"",
            "claimant != \"Border Service\" convoy"}) {
        const storage::Filter filter = Parsed(text);
        std::vector<std::string> expected;
        for (const pb::Claim& claim : all) {
          if (domain::ClaimMatches(filter, claim, {})) {
            expected.push_back(claim.name());
          }
        }
        EXPECT_EQ(expected.empty(), text == "claimant = \"border service\"")
            << text;
        EXPECT_EQ(NamesOf(Listed(*store, text, order, descending, 90)),
                  expected)
            << text << " by " << order << (descending ? " desc" : "");
      }
    }
  }
}

}  // namespace
}  // namespace parallax::claims::testing
