#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "services/claims/domain/figure.h"
#include "services/claims/domain/scope.h"

namespace parallax::claims::domain {
namespace {

// From this size on the same figure in two reports is no coincidence.
constexpr std::int64_t kTellingFigure = 20;

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
    Day chosen = starts.front();
    for (Day start : starts) {
      if (start <= at) chosen = start;
    }
    scope.day = chosen;
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

bool IsOpenScope(const Scope& scope) {
  return scope.kind == pb::CLAIM_KIND_CASUALTIES && scope.aspect.empty() &&
         (scope.victims_side.empty() ||
          scope.victims_class == pb::VICTIM_CLASS_UNSPECIFIED);
}

// True when `full` says everything that `open` says, and more.
bool Completes(const Scope& full, const Scope& open) {
  if (full.kind != open.kind || full.measure != open.measure ||
      !full.aspect.empty() || full.victims_side.empty()) {
    return false;
  }
  if (!open.victims_side.empty() && open.victims_side != full.victims_side) {
    return false;
  }
  if (open.victims_class != pb::VICTIM_CLASS_UNSPECIFIED &&
      open.victims_class != full.victims_class) {
    return false;
  }
  if (full.victims_class == pb::VICTIM_CLASS_UNSPECIFIED &&
      !open.victims_side.empty()) {
    return false;
  }
  if (open.day != 0 && full.day != 0 && std::abs(open.day - full.day) > 1) {
    return false;
  }
  return open.place.empty() || full.place.empty() || open.place == full.place;
}

bool SameDocument(const Item& a, const Item& b) {
  return a.source->source->document_revision() ==
         b.source->source->document_revision();
}

}  // namespace

void SettleScopes(std::vector<Item>* items) {
  SettleTruceDays(items);
  SettleCasualtyDays(items);
  std::vector<const Item*> numbered;
  for (const Item& item : *items) {
    if (item.scope.kind == pb::CLAIM_KIND_CASUALTIES &&
        CountOf(item.assertion()) != nullptr) {
      numbered.push_back(&item);
    }
  }
  // Completed all at once, so that no item depends on another's completion.
  std::vector<std::pair<Item*, Scope>> settled;
  for (Item& item : *items) {
    if (!IsOpenScope(item.scope)) continue;
    const type::Count* count = CountOf(item.assertion());
    if (count == nullptr) continue;
    const Item* best = nullptr;
    int best_rank = 0;
    for (const Item* other : numbered) {
      if (!Completes(other->scope, item.scope)) continue;
      const type::Count& figure = *CountOf(other->assertion());
      const bool same = SameFigure(*count, figure);
      const bool near = same || IsLooserWording(*count, figure);
      int rank = 0;
      if (near && SameDocument(item, *other)) {
        rank = same ? 4 : 3;
      } else if (same && !item.scope.victims_side.empty() &&
                 Representative(figure) >= kTellingFigure) {
        rank = 2;
      }
      // Among equals the fullest scope wins: a side and a class.
      rank *= 2;
      if (rank > 0 &&
          other->scope.victims_class != pb::VICTIM_CLASS_UNSPECIFIED) {
        ++rank;
      }
      if (rank > best_rank ||
          (rank == best_rank && best != nullptr &&
           std::tie(other->scope) < std::tie(best->scope))) {
        best_rank = rank;
        best = other;
      }
    }
    if (best != nullptr) settled.emplace_back(&item, best->scope);
  }
  for (auto& [item, scope] : settled) item->scope = scope;
}

}  // namespace parallax::claims::domain
