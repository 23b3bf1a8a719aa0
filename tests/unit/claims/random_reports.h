// Worlds of reports that nobody thought of.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/unit/claims/report.h"

namespace parallax::claims::testing {

// A random world of reports: a few conflicts, many days, revisions of the same
// document, background, loose dates, denials, copies.
inline std::vector<Report> RandomReports(std::mt19937* random, int count) {
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
      const std::string& side = sides[pick(static_cast<int>(sides.size()))];
      const std::string& other = sides[pick(static_cast<int>(sides.size()))];
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

}  // namespace parallax::claims::testing
