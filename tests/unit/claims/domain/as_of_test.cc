#include "services/claims/domain/as_of.h"

#include <random>

#include "gtest/gtest.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/claims/ledger_fixture.h"
#include "tests/unit/claims/random_reports.h"
#include "tests/unit/claims/week_story.h"

namespace parallax::claims::testing {
namespace {

// What the ledger said at some moment of its own, and what it says of that.
struct Remembered {
  domain::Micros recorded = 0;
  std::string text;
  std::string text_by;  // of what had been published by `kBy`
  std::string reviewed;
};

domain::Viewpoint From(domain::Micros recorded,
                       domain::Micros as_of = domain::kForever,
                       bool reviewed = false) {
  domain::Viewpoint from(as_of);
  from.recorded_as_of = recorded;
  from.reviewed = reviewed;
  return from;
}

domain::Viewpoint Reviewed() {
  return From(domain::kForever, domain::kForever, true);
}

class AsOfTest : public ::testing::Test {
 protected:
  void Remember(domain::Micros by) {
    Remembered& now = remembered_.emplace_back();
    now.recorded = absl::ToUnixMicros(ledger_.clock().Now());
    now.text = ledger_.Text();
    now.text_by = ledger_.Text(by);
    now.reviewed = ledger_.Text(Reviewed());
    ledger_.clock().Advance(absl::Minutes(1));
  }
  void CheckAll(domain::Micros by) {
    for (std::size_t i = 0; i < remembered_.size(); ++i) {
      SCOPED_TRACE(i);
      const Remembered& then = remembered_[i];
      EXPECT_EQ(ledger_.Text(From(then.recorded)), then.text);
      EXPECT_EQ(ledger_.Text(From(then.recorded, by)), then.text_by);
      EXPECT_EQ(ledger_.Text(From(then.recorded, domain::kForever, true)),
                then.reviewed);
    }
  }

  Ledger ledger_;
  std::vector<Remembered> remembered_;
};

TEST_F(AsOfTest, EveryEarlierLedgerCanBeReadAgain) {
  const domain::Micros by = At("2022-09-15 00:00");
  int step = 0;
  for (const Report& report : WeekStory()) {
    const auto response = ledger_.Record(report);
    if (++step % 3 == 0) ledger_.Review(response.claims(0), "reject {}");
    Remember(by);
  }
  // A revision that is recorded again with other content, another one that is
  // newer, and one that takes everything back.
  ledger_.Record(Report("rt-13", "2022-09-13 15:00", "RT")
                     .Killed(kPremier, "Armenia", 48)
                     .OfMilitary("Armenia")
                     .Since("2022-09-12"));
  Remember(by);
  ledger_.Record(Report("conf-16", "2022-09-17 12:00", "Conf", 2)
                     .Killed(kPremier, "Armenia", 136)
                     .OfMilitary("Armenia"));
  Remember(by);
  ledger_.Record(Report("rival-15oct", "2022-10-15 10:00", "Weekly"));
  Remember(by);
  CheckAll(by);
}

TEST_F(AsOfTest, RandomReportsAndRevisionsCanBeReadAgain) {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    for (const Report& report : RandomReports(&random, 14)) {
      ledger_.Record(report);
      Remember(At("2022-06-20 00:00"));
    }
  }
  CheckAll(At("2022-06-20 00:00"));
}

TEST_F(AsOfTest, BeforeTheFirstReportNothingWasHeld) {
  const domain::Micros before =
      absl::ToUnixMicros(ledger_.clock().Now() - absl::Hours(1));
  const auto response = ledger_.Record(WeekStory()[0]);
  EXPECT_EQ(ledger_.Text(From(before)), "");
  EXPECT_THAT(ledger_.views().GetClaim(ledger_.call(), response.claims(0),
                                       From(before)),
              parallax::testing::HasStatus(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace parallax::claims::testing
