// Comparing numbers as reports bound them.
#pragma once

#include <string>

#include "services/claims/domain/values.h"

namespace parallax::claims::domain {

// The count of an assertion, whichever body holds it; null when the body has
// none or no number was given.
const type::Count* CountOf(const pb::Assertion& assertion);

// True when the count says any number.
bool HasNumber(const type::Count& count);

// The number is stated to the unit: "105", and also "about 100" counts as
// stated. Vague words, open ends and ranges are not.
bool IsPrecise(const type::Count& count);

// No number satisfies both.
bool Disjoint(const type::Count& a, const type::Count& b);

// The same number stated the same way.
bool SameFigure(const type::Count& a, const type::Count& b);

// `loose` is a looser wording of `precise`: "more than 100" of 105. Allows a
// tenth of difference, so that "dozens" is no wording of 49.
bool IsLooserWording(const type::Count& loose, const type::Count& precise);

// The number that stands for the count in comparisons of size: best, else min,
// else max, else 0.
std::int64_t Representative(const type::Count& count);

// "105", "at least 49", "up to 30", "20 to 30", or the phrase as written.
std::string FigureText(const type::Count& count);

// Identifies the figure within a claim's content.
std::string FigureKey(const type::Count* count);

}  // namespace parallax::claims::domain
