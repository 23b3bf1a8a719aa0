#include "tests/bench/figures.h"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "services/cli/output/table.h"

namespace parallax::bench {

void PrintFigures(const std::vector<Figure>& figures, bool json) {
  if (json) {
    auto rows = nlohmann::ordered_json::array();
    for (const Figure& figure : figures) {
      nlohmann::ordered_json row = {{"figure", figure.what},
                                    {"value", figure.value},
                                    {"yardstick", figure.yardstick},
                                    {"aim", figure.aim}};
      if (!figure.aim.empty()) row["met"] = figure.met;
      rows.push_back(std::move(row));
    }
    std::printf("%s\n", rows.dump(2).c_str());
    return;
  }
  cli::Table table({{"FIGURE"},
                    {"VALUE", cli::Table::Align::kRight},
                    {"YARDSTICK"},
                    {"AIM"},
                    {"MET"}});
  for (const Figure& figure : figures) {
    table.AddRow({figure.what, figure.value, figure.yardstick, figure.aim,
                  figure.aim.empty() ? ""
                  : figure.met       ? "yes"
                                     : "no"});
  }
  const cli::Terminal out(1);
  out.Write(table.Render(out));
}

}  // namespace parallax::bench
