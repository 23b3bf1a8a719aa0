// What a benchmark found, beside what it should find.
#pragma once

#include <string>
#include <vector>

namespace parallax::bench {

struct Figure {
  std::string what;
  std::string value;
  // What it is measured against, in the same run.
  std::string yardstick;
  // Empty where there is nothing to be met.
  std::string aim;
  bool met = true;
};

// An aligned table, or with `json` an array of objects.
void PrintFigures(const std::vector<Figure>& figures, bool json);

}  // namespace parallax::bench
