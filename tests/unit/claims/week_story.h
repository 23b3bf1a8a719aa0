// The week of September 2022 as the reports told it: see the figures in the
// golden test of the project's founding documents. The words are ours, the
// figures are those that the parties gave.
#pragma once

#include <vector>

#include "tests/unit/claims/report.h"

namespace parallax::claims::testing {

inline constexpr char kPremier[] = "Nikol Pashinyan";

inline std::vector<Report> WeekStory() {
  std::vector<Report> story;
  // 13 September: 49 and an admission without a number.
  story.push_back(Report("rt-13", "2022-09-13 15:00", "RT")
                      .Killed(kPremier, "Armenia", 49)
                      .OfMilitary("Armenia")
                      .NotFinal()
                      .Since("2022-09-12")
                      .Killed("Azerbaijan", "Azerbaijan", -1)
                      .OfMilitary("Azerbaijan"));
  // 14 September: 105 and 50; the sum of both.
  story.push_back(Report("agency-14", "2022-09-14 16:00", "Agency")
                      .Killed("Armenia", "Armenia", 105)
                      .OfMilitary("Armenia")
                      .Killed(kPremier, "Armenia", 105)
                      .AtLeast(101)
                      .OfMilitary("Armenia")
                      .Since("2022-09-12")
                      .Killed(kPremier, "Armenia", 105)
                      .OfMilitary("Armenia")
                      .Since("2022-09-12")
                      .Killed("Azerbaijan", "Azerbaijan", 50)
                      .OfMilitary("Azerbaijan")
                      .Territory(kPremier, "Armenia", pb::TERRITORY_ACT_HELD,
                                 "Azerbaijan", "some areas")
                      .Killed("", "", 5000)
                      .Background());
  story.push_back(Report("sum-14", "2022-09-14 20:00", "Newser")
                      .Killed("", "", 155)
                      .SumOf({"Armenia", "Azerbaijan"}));
  // The truce of the evening of the 14th.
  story.push_back(Report("truce-15", "2022-09-15 06:00", "Radio")
                      .Truce("Armen Grigoryan", "Armenia")
                      .On("2022-09-14")
                      .Truce("Azerbaijan", "Azerbaijan")
                      .Unconfirmed()
                      .On("2022-09-14")
                      .Territory("Armenian defence ministry", "Armenia",
                                 pb::TERRITORY_ACT_LOST, "Armenia",
                                 "settlements")
                      .Denied());
  story.push_back(Report("drift-15", "2022-09-15 09:00", "Royal")
                      .Truce("", "")
                      .On("2022-09-14"));
  // 15 September: the list of 71, the sum of 176, blame both ways.
  story.push_back(Report("list-15", "2022-09-15 14:00", "Daily")
                      .Killed("Azerbaijani defence ministry", "Azerbaijan", 71)
                      .OfMilitary("Azerbaijan")
                      .NamedList()
                      .Attack("Armenia", "Armenia", "Azerbaijan")
                      .Attack("Azerbaijan", "Azerbaijan", "Armenia"));
  story.push_back(Report("sum-15", "2022-09-15 18:00", "Times")
                      .Killed("", "", 176)
                      .SumOf({"Armenia", "Azerbaijan"}));
  // 16 September: 135, not final.
  story.push_back(Report("conf-16", "2022-09-16 12:00", "Conf")
                      .Killed(kPremier, "Armenia", 135)
                      .OfMilitary("Armenia")
                      .NotFinal()
                      .Since("2022-09-12"));
  // 19 September: 207 dead and missing; 79; a paraphrase drops the missing.
  story.push_back(Report("total-19", "2022-09-19 10:00", "Bureau")
                      .Casualties(pb::CASUALTY_MEASURE_KILLED_OR_MISSING,
                                  kPremier, "Armenia", 207)
                      .Of("Armenia", pb::VICTIM_CLASS_MIXED)
                      .On("2022-09-12", "2022-09-14")
                      .Killed("Azerbaijani defence ministry", "Azerbaijan", 79)
                      .OfMilitary("Azerbaijan")
                      .On("2022-09-12", "2022-09-14"));
  story.push_back(Report("drift-19", "2022-09-19 18:00", "Gulf")
                      .Killed("Armenia", "Armenia", 200)
                      .AtLeast(201)
                      .OfMilitary("Armenia")
                      .On("2022-09-12", "2022-09-14"));
  // 15 October: the rival figure.
  story.push_back(Report("rival-15oct", "2022-10-15 10:00", "Weekly")
                      .Killed("Armenian speaker", "Armenia", 430)
                      .About(430)
                      .OfMilitary("Azerbaijan")
                      .On("2022-09-12", "2022-09-14"));
  return story;
}

}  // namespace parallax::claims::testing
