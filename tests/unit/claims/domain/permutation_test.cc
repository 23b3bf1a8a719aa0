// The ledger is a function of the set of reports: neither their order nor their
// repetition changes what it says.
#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/unit/claims/ledger_fixture.h"
#include "tests/unit/claims/random_reports.h"
#include "tests/unit/claims/week_story.h"

namespace parallax::claims::testing {
namespace {

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
