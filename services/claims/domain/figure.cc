#include "services/claims/domain/figure.h"

#include <cstdint>

#include "absl/strings/str_cat.h"

namespace parallax::claims::domain {
namespace {

std::int64_t Low(const type::Count& count) {
  if (count.has_min()) return count.min();
  if (count.has_best() && count.bound() == type::BOUND_EXACT) {
    return count.best();
  }
  return 0;
}

std::int64_t High(const type::Count& count) {
  if (count.has_max()) return count.max();
  if (count.has_best() && count.bound() == type::BOUND_EXACT) {
    return count.best();
  }
  return INT64_MAX;
}

}  // namespace

const type::Count* CountOf(const pb::Assertion& assertion) {
  const type::Count* count = nullptr;
  switch (assertion.body_case()) {
    case pb::Assertion::kCasualties:
      if (assertion.casualties().has_count()) {
        count = &assertion.casualties().count();
      }
      break;
    case pb::Assertion::kDamage:
      if (assertion.damage().has_count()) count = &assertion.damage().count();
      break;
    case pb::Assertion::kDeployment:
      if (assertion.deployment().has_count()) {
        count = &assertion.deployment().count();
      }
      break;
    case pb::Assertion::kTerritory:
      if (assertion.territory().has_settlements()) {
        count = &assertion.territory().settlements();
      }
      break;
    default:
      break;
  }
  return count != nullptr && HasNumber(*count) ? count : nullptr;
}

bool HasNumber(const type::Count& count) {
  return count.has_min() || count.has_max() || count.has_best();
}

bool IsPrecise(const type::Count& count) {
  switch (count.bound()) {
    case type::BOUND_EXACT:
    case type::BOUND_ABOUT:
      return count.has_best() ||
             (count.has_min() && count.has_max() && count.min() == count.max());
    default:
      return false;
  }
}

bool Disjoint(const type::Count& a, const type::Count& b) {
  if (!HasNumber(a) || !HasNumber(b)) return false;
  std::int64_t low_a = Low(a), high_a = High(a);
  std::int64_t low_b = Low(b), high_b = High(b);
  // "About 100" leaves a tenth on either side.
  if (a.bound() == type::BOUND_ABOUT) {
    low_a -= low_a / 10;
    if (high_a != INT64_MAX) high_a += high_a / 10;
  }
  if (b.bound() == type::BOUND_ABOUT) {
    low_b -= low_b / 10;
    if (high_b != INT64_MAX) high_b += high_b / 10;
  }
  return high_a < low_b || high_b < low_a;
}

bool SameFigure(const type::Count& a, const type::Count& b) {
  return FigureKey(&a) == FigureKey(&b);
}

bool IsLooserWording(const type::Count& loose, const type::Count& precise) {
  if (!HasNumber(loose) || !IsPrecise(precise)) return false;
  const std::int64_t number = Representative(precise);
  const std::int64_t slack = number / 10;
  switch (loose.bound()) {
    case type::BOUND_AT_LEAST:
      return loose.has_min() && loose.min() <= number &&
             number - loose.min() <= slack;
    case type::BOUND_AT_MOST:
      return loose.has_max() && loose.max() >= number &&
             loose.max() - number <= slack;
    case type::BOUND_ABOUT: {
      const std::int64_t about = Representative(loose);
      return precise.bound() == type::BOUND_EXACT && about != number &&
             about - number <= slack && number - about <= slack;
    }
    default:
      return false;
  }
}

std::int64_t Representative(const type::Count& count) {
  if (count.has_best()) return count.best();
  if (count.has_min()) return count.min();
  if (count.has_max()) return count.max();
  return 0;
}

std::string FigureText(const type::Count& count) {
  switch (count.bound()) {
    case type::BOUND_AT_LEAST:
      if (count.has_min()) return absl::StrCat("at least ", count.min());
      break;
    case type::BOUND_AT_MOST:
      if (count.has_max()) return absl::StrCat("at most ", count.max());
      break;
    case type::BOUND_ABOUT:
      return absl::StrCat("about ", Representative(count));
    case type::BOUND_RANGE:
      if (count.has_min() && count.has_max()) {
        return absl::StrCat(count.min(), " to ", count.max());
      }
      break;
    case type::BOUND_VAGUE:
      if (!count.phrase().empty()) return count.phrase();
      return absl::StrCat(Representative(count), " or more");
    default:
      break;
  }
  return absl::StrCat(Representative(count));
}

std::string FigureKey(const type::Count* count) {
  if (count == nullptr || !HasNumber(*count)) return "-";
  const bool exact = count->bound() == type::BOUND_EXACT;
  if (exact) return absl::StrCat("=", Representative(*count));
  std::string key = absl::StrCat(static_cast<int>(count->bound()), ":");
  if (count->has_min()) absl::StrAppend(&key, count->min());
  key += "..";
  if (count->has_max()) absl::StrAppend(&key, count->max());
  if (count->has_best()) absl::StrAppend(&key, "~", count->best());
  return key;
}

}  // namespace parallax::claims::domain
