#include "services/claims/domain/scope_index.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/claims/domain/figure.h"

namespace parallax::claims::domain {
namespace {

// From this size on the same figure in two reports is no coincidence.
constexpr std::int64_t kTellingFigure = 20;

constexpr int kAny = -1;
constexpr int kUnknown = -2;
constexpr int kAnyClass = -1;
constexpr Day kAnyDay = INT32_MIN;

bool IsOpen(const Item& item) {
  const Scope& scope = item.scope;
  return scope.kind == pb::CLAIM_KIND_CASUALTIES && scope.aspect.empty() &&
         (scope.victims_side.empty() ||
          scope.victims_class == pb::VICTIM_CLASS_UNSPECIFIED) &&
         CountOf(item.assertion()) != nullptr;
}

bool IsFull(const Item& item) {
  const Scope& scope = item.scope;
  return scope.kind == pb::CLAIM_KIND_CASUALTIES && scope.aspect.empty() &&
         !scope.victims_side.empty() && CountOf(item.assertion()) != nullptr;
}

bool HasClass(const Scope& scope) {
  return scope.victims_class != pb::VICTIM_CLASS_UNSPECIFIED;
}

// The one to be preferred; either may be null.
const Scope* Fuller(const Scope* a, const Scope* b) {
  if (a == nullptr || b == nullptr) return a == nullptr ? b : a;
  if (HasClass(*a) != HasClass(*b)) return HasClass(*a) ? a : b;
  return *b < *a ? b : a;
}

absl::string_view ReportOf(const Item& item) {
  return item.source->source->document_revision();
}

// Precise figures have a key of their own: one that only bounds the number may
// be the same, but nothing is a looser wording of it.
std::string PreciseKey(const type::Count& count) {
  return absl::StrCat("precisely ", FigureKey(&count));
}

}  // namespace

ScopeIndex::ScopeIndex(const std::vector<Item>& items) {
  bool any = false;
  for (const Item& item : items) {
    if (!IsOpen(item)) continue;
    reports_[Number(ReportOf(item))];
    any = true;
  }
  if (!any) return;
  for (const Item& item : items) {
    if (IsFull(item)) Add(item);
  }
}

int ScopeIndex::Number(absl::string_view text) {
  return numbers_.emplace(text, static_cast<int>(numbers_.size()))
      .first->second;
}

int ScopeIndex::Known(absl::string_view text) const {
  const auto found = numbers_.find(text);
  return found == numbers_.end() ? kUnknown : found->second;
}

void ScopeIndex::Add(const Item& full) {
  const type::Count& count = *CountOf(full.assertion());
  const int figure = Number(FigureKey(&count));
  if (HasClass(full.scope) && Representative(count) >= kTellingFigure) {
    File(kAny, figure, full.scope);
  }
  const auto report = reports_.find(Known(ReportOf(full)));
  if (report == reports_.end()) return;
  File(report->first, figure, full.scope);
  if (!IsPrecise(count)) return;
  const int precise = Number(PreciseKey(count));
  File(report->first, precise, full.scope);
  std::vector<Figure>& figures = report->second;
  const auto same = [&](const Figure& other) { return other.key == precise; };
  if (std::none_of(figures.begin(), figures.end(), same)) {
    figures.push_back({precise, &count});
  }
}

void ScopeIndex::File(int document, int figure, const Scope& full) {
  const int side = Number(full.victims_side);
  const int place = Number(full.place);
  const auto file = [&](int of_side, int of_class) {
    for (const int of_place : {place, kAny}) {
      for (const Day day : {full.day, kAnyDay}) {
        const Scope*& kept = scopes_[Key{document, figure, full.measure,
                                         of_side, of_class, of_place, day}];
        kept = Fuller(kept, &full);
        ++steps_;
      }
    }
  };
  // Beyond its report a figure alone says too little.
  if (document != kAny) {
    file(kAny, full.victims_class);
    if (HasClass(full)) file(kAny, kAnyClass);
  }
  // Who names the side is completed by who was harmed.
  if (HasClass(full)) file(side, kAnyClass);
}

const Scope* ScopeIndex::FindOfClass(Key key, const Scope& open) {
  std::vector<int> places = {kAny};
  if (!open.place.empty()) places = {Known(""), Known(open.place)};
  std::vector<Day> days = {kAnyDay};
  // Reports differ by a day on when a night was.
  if (open.day != 0) days = {0, open.day - 1, open.day, open.day + 1};
  const Scope* best = nullptr;
  for (const int place : places) {
    for (const Day day : days) {
      key.place = place;
      key.day = day;
      ++steps_;
      const auto found = scopes_.find(key);
      if (found != scopes_.end()) best = Fuller(best, found->second);
    }
  }
  return best;
}

const Scope* ScopeIndex::Find(int document, int figure, const Scope& open) {
  Key key{};
  key.document = document;
  key.figure = figure;
  key.measure = open.measure;
  key.side = open.victims_side.empty() ? kAny : Known(open.victims_side);
  key.victims_class = HasClass(open) ? open.victims_class : kAnyClass;
  const Scope* found = FindOfClass(key, open);
  if (found != nullptr || HasClass(open) || !open.victims_side.empty()) {
    return found;
  }
  key.victims_class = pb::VICTIM_CLASS_UNSPECIFIED;
  return FindOfClass(key, open);
}

const Scope* ScopeIndex::FindLooser(int document, const type::Count& count,
                                    const Scope& open) {
  const Scope* best = nullptr;
  const auto report = reports_.find(document);
  if (report == reports_.end()) return best;
  for (const Figure& figure : report->second) {
    ++steps_;
    if (!IsLooserWording(count, *figure.count)) continue;
    best = Fuller(best, Find(document, figure.key, open));
  }
  return best;
}

const Scope* ScopeIndex::Completion(const Item& item) {
  if (!IsOpen(item)) return nullptr;
  const type::Count& count = *CountOf(item.assertion());
  const int document = Known(ReportOf(item));
  const int figure = Known(FigureKey(&count));
  const Scope* found = Find(document, figure, item.scope);
  if (found == nullptr) found = FindLooser(document, count, item.scope);
  // A small figure elsewhere is a coincidence.
  if (found == nullptr && !item.scope.victims_side.empty() &&
      Representative(count) >= kTellingFigure) {
    found = Find(kAny, figure, item.scope);
  }
  return found;
}

}  // namespace parallax::claims::domain
