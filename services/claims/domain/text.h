// Comparing names and phrases that different reports write differently.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace parallax::claims::domain {

// ASCII lower case, runs of spaces and punctuation as one space, a leading
// "the" and a possessive "'s" dropped. Other bytes are kept.
std::string Fold(absl::string_view text);

// The last word of the folded text without a plural s: "residential homes"
// gives "home". Tells objects and targets apart.
std::string HeadWord(absl::string_view text);

// True when `part` is the last word or words of `whole`, both folded, and
// shorter: "pashinyan" of "nikol pashinyan".
bool IsTrailingName(absl::string_view part, absl::string_view whole);

// "Armenia and Azerbaijan", "A, B and C".
template <typename Range>
std::string JoinNames(const Range& names) {
  std::string out;
  int left = 0;
  for (const auto& name : names) {
    (void)name;
    ++left;
  }
  for (const auto& name : names) {
    --left;
    out += name;
    if (left > 1) out += ", ";
    if (left == 1) out += " and ";
  }
  return out;
}

}  // namespace parallax::claims::domain
