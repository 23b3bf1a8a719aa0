// The ledger is a function of the set of reports: neither their order nor their
// repetition changes what it says.
#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/unit/claims/ledger_fixture.h"
#include "tests/unit/claims/week_story.h"

namespace parallax::claims::testing {
namespace {

// A random world of reports: a few conflicts, many days, revisions of the same
// document, background, loose dates, denials, copies.
std::vector<Report> RandomReports(std::mt19937* random, int count) {
  const auto pick = [&](int n) {
    return static_cast<int>((*random)() % static_cast<unsigned>(n));
  };
  const std::vector<std::vector<std::string>> conflicts = {
      {"Armenia", "Azerbaijan"}, {"Russia", "Ukraine"}, {"Sudan"}};
  const std::vector<std::string> names = {"Nikol Pashinyan", "Pashinyan",
                                          "Defence ministry", ""};
  std::vector<Report> reports;
  for (int i = 0; i < count; ++i) {
    const auto& sides = conflicts[pick(3)];
    const int day = pick(90);
    const std::string published =
        absl::StrCat("2022-0", 5 + day / 30, "-", day % 30 < 9 ? "0" : "",
                     day % 30 + 1, " 1", pick(10), ":00");
    const int document = pick(count * 2 / 3 + 1);
    Report report(absl::StrCat("d", document), published,
                  absl::StrCat("Outlet ", pick(4)), 1 + pick(3));
    if (sides.size() == 2) {
      report.Between({sides[0], sides[1]});
    } else {
      report.Between({sides[0]});
    }
    if (pick(3) == 0) report.Cluster(absl::StrCat("c", pick(3)));
    const int mentions = pick(4);
    for (int m = 0; m < mentions; ++m) {
      const std::string side = sides[pick(static_cast<int>(sides.size()))];
      const std::string other = sides[pick(static_cast<int>(sides.size()))];
      const std::string name = pick(3) == 0 ? side : names[pick(4)];
      const std::string by = name.empty() ? "" : side;
      switch (pick(5)) {
        case 0:
        case 1: {
          report.Killed(name, by, 10 + 5 * pick(4)).OfMilitary(other);
          if (pick(4) == 0) report.AtLeast(10 + 5 * pick(4));
          if (pick(5) == 0) report.Of(other, pb::VICTIM_CLASS_UNSPECIFIED);
          if (pick(6) == 0) report.SumOf({sides.front(), sides.back()});
          if (pick(6) == 0) report.Superseded();
          break;
        }
        case 2:
          report.Truce(name, by);
          break;
        case 3:
          report.Attack(name, by, other, pick(2) == 0 ? "houses" : "");
          break;
        default:
          report.Territory(name, by, pb::TERRITORY_ACT_TAKEN, other,
                           pick(2) == 0 ? "villages" : "heights");
      }
      if (pick(5) == 0) report.Denied();
      if (pick(7) == 0) report.Unconfirmed();
      if (pick(8) == 0) report.Background();
      const std::string event =
          absl::StrCat("2022-0", 5 + pick(3), "-1", pick(10));
      if (pick(2) == 0) report.On(event);
      if (pick(6) == 0) report.Since(event);
      if (pick(8) == 0) {
        report.On("2022-06-01", "2022-06-30")
            .Precision(type::v1::TIME_PRECISION_MONTH);
      }
      if (pick(4) == 0) report.Uttered(published.substr(0, 10));
    }
    // The same revision must have the same content wherever it is sent.
    bool again = false;
    for (const Report& known : reports) {
      again = again || known.request().source().document_revision() ==
                           report.request().source().document_revision();
    }
    if (!again) reports.push_back(report);
  }
  return reports;
}

TEST(PermutationTest, AnyOrderOfTheWeekIsTheSameLedger) {
  Ledger straight;
  for (const Report& report : WeekStory()) straight.Record(report);
  const std::string expected = straight.Text();
  std::mt19937 random(7);
  for (int round = 0; round < 5; ++round) {
    std::vector<Report> reports = WeekStory();
    std::shuffle(reports.begin(), reports.end(), random);
    Ledger ledger;
    for (const Report& report : reports) ledger.Record(report);
    EXPECT_EQ(ledger.Text(), expected) << "round " << round;
    // Sending everything again changes nothing, not even the revision.
    const std::int64_t revision = ledger.store().CommittedRevision();
    for (const Report& report : reports) ledger.Record(report);
    EXPECT_EQ(ledger.store().CommittedRevision(), revision);
    EXPECT_EQ(ledger.Text(), expected);
  }
}

TEST(PermutationTest, AnyOrderOfRandomReportsIsTheSameLedger) {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    std::mt19937 random(seed);
    std::vector<Report> reports = RandomReports(&random, 60);
    Ledger straight;
    for (const Report& report : reports) straight.Record(report);
    const std::string expected = straight.Text();
    std::shuffle(reports.begin(), reports.end(), random);
    Ledger shuffled;
    for (const Report& report : reports) {
      shuffled.Record(report);
      if (random() % 4 == 0) shuffled.Record(report);
    }
    ASSERT_EQ(shuffled.Text(), expected) << "seed " << seed;
  }
}

TEST(PermutationTest, NamesOfASmallerLedgerKeepAnswering) {
  for (unsigned seed = 31; seed <= 36; ++seed) {
    std::mt19937 random(seed);
    std::vector<Report> reports = RandomReports(&random, 60);
    // A later revision takes statements back for good; names of these may go.
    std::set<std::string> documents;
    std::erase_if(reports, [&](const Report& report) {
      const std::string& name = report.request().source().document_revision();
      return !documents.insert(name.substr(0, name.rfind("/revisions/")))
                  .second;
    });
    std::shuffle(reports.begin(), reports.end(), random);
    Ledger ledger;
    std::set<std::string> claims, questions, incidents;
    for (std::size_t i = 0; i < reports.size(); ++i) {
      ledger.Record(reports[i]);
      if (i % 8 != 0) continue;
      for (const auto& claim : ledger.Claims()) claims.insert(claim.name());
      for (const auto& question : ledger.Questions()) {
        questions.insert(question.name());
      }
      for (const auto& incident : ledger.Incidents()) {
        incidents.insert(incident.name());
      }
    }
    auto& views = ledger.views();
    const rpc::CallContext& call = ledger.call();
    for (const std::string& name : claims) {
      EXPECT_TRUE(views.GetClaim(call, name, domain::kForever).ok())
          << "seed " << seed << " " << name;
    }
    for (const std::string& name : questions) {
      EXPECT_TRUE(views.GetQuestion(call, name, domain::kForever).ok())
          << "seed " << seed << " " << name;
    }
    for (const std::string& name : incidents) {
      EXPECT_TRUE(views.GetIncident(call, name, domain::kForever).ok())
          << "seed " << seed << " " << name;
    }
  }
}

TEST(PermutationTest, AsOfARandomMomentIsTheLedgerOfItsReports) {
  for (unsigned seed = 21; seed <= 24; ++seed) {
    std::mt19937 random(seed);
    const std::vector<Report> reports = RandomReports(&random, 50);
    Ledger ledger;
    for (const Report& report : reports) ledger.Record(report);
    for (const char* when : {"2022-05-20", "2022-06-16", "2022-07-12"}) {
      Ledger small;
      for (const Report& report : reports) {
        if (report.published() <= At(when)) small.Record(report);
      }
      ASSERT_EQ(ledger.Text(At(when)), small.Text())
          << "seed " << seed << " as of " << when;
    }
  }
}

}  // namespace
}  // namespace parallax::claims::testing
