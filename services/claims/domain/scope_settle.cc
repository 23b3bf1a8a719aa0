#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/claims/domain/figure.h"
#include "services/claims/domain/scope.h"
#include "services/claims/domain/scope_index.h"

namespace parallax::claims::domain {
namespace {

void SettleTruceDays(std::vector<Item>* items) {
  std::set<Day> days;
  for (const Item& item : *items) {
    if (item.scope.kind == pb::CLAIM_KIND_TRUCE && item.scope.day != 0) {
      days.insert(item.scope.day);
    }
  }
  if (days.empty()) return;
  // Reports differ by a day on when "late on Wednesday" was.
  std::vector<Day> starts;
  for (Day day : days) {
    if (starts.empty() || day > starts.back() + 1) starts.push_back(day);
  }
  for (Item& item : *items) {
    Scope& scope = item.scope;
    if (scope.kind != pb::CLAIM_KIND_TRUCE ||
        scope.aspect != aspect::kAgreement) {
      continue;
    }
    const Day at = scope.day != 0 ? scope.day : DayOf(item.source->published);
    const auto after = std::upper_bound(starts.begin(), starts.end(), at);
    scope.day = after == starts.begin() ? *after : *std::prev(after);
  }
}

// Reports differ by a day on when a night was: the same figure of two days that
// follow each other is that of the first.
void SettleCasualtyDays(std::vector<Item>* items) {
  using Key = std::pair<Scope, std::string>;
  std::map<Key, std::set<Day>> days;
  const auto key_of = [](const Item& item) {
    Scope scope = item.scope;
    scope.day = 0;
    return Key(std::move(scope), FigureKey(CountOf(item.assertion())));
  };
  const auto counts = [](const Item& item) {
    return item.scope.kind == pb::CLAIM_KIND_CASUALTIES &&
           item.scope.day != 0 && CountOf(item.assertion()) != nullptr;
  };
  for (const Item& item : *items) {
    if (counts(item)) days[key_of(item)].insert(item.scope.day);
  }
  for (Item& item : *items) {
    if (!counts(item)) continue;
    const std::set<Day>& known = days[key_of(item)];
    // At most the day before: a figure of many days is none of one night.
    const Day before = item.scope.day - 1;
    if (known.contains(before) && !known.contains(before - 1)) {
      item.scope.day = before;
    }
  }
}

}  // namespace

void SettleScopes(std::vector<Item>* items) {
  SettleTruceDays(items);
  SettleCasualtyDays(items);
  // Completed all at once, so that no item depends on another's completion.
  std::vector<std::pair<Item*, Scope>> settled;
  ScopeIndex index(*items);
  for (Item& item : *items) {
    if (const Scope* full = index.Completion(item)) {
      settled.emplace_back(&item, *full);
    }
  }
  for (auto& [item, scope] : settled) item->scope = scope;
}

}  // namespace parallax::claims::domain
