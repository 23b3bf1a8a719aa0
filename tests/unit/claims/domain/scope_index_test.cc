#include "services/claims/domain/scope_index.h"

#include <cstdlib>
#include <deque>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/claims/domain/figure.h"

namespace parallax::claims::domain {
namespace {

// Items with numbers, and what they point to.
class World {
 public:
  Item& Add(const std::string& report, std::int64_t number,
            type::Bound bound = type::BOUND_EXACT) {
    auto source = std::make_shared<pb::DocumentSource>();
    source->set_document_revision(report);
    auto mention = std::make_shared<pb::Mention>();
    type::Count& count =
        *mention->mutable_assertion()->mutable_casualties()->mutable_count();
    count.set_bound(bound);
    if (bound != type::BOUND_AT_MOST) count.set_min(number);
    if (bound != type::BOUND_AT_LEAST) count.set_max(number);
    if (bound == type::BOUND_EXACT) count.set_best(number);
    SourcedMention& sourced = mentions_.emplace_back();
    sourced.mention = std::move(mention);
    sourced.source = std::move(source);
    Item& item = items_.emplace_back();
    item.source = &sourced;
    item.scope.kind = pb::CLAIM_KIND_CASUALTIES;
    return item;
  }
  const std::vector<Item>& items() const { return items_; }

 private:
  std::deque<SourcedMention> mentions_;
  std::vector<Item> items_;
};

World RandomWorld(std::mt19937* random, int count) {
  const auto pick = [&](int n) {
    return static_cast<int>((*random)() % static_cast<unsigned>(n));
  };
  World world;
  for (int i = 0; i < count; ++i) {
    const std::int64_t number = pick(3) == 0 ? 5 + pick(2) : 95 + 5 * pick(4);
    Item& item = world.Add(absl::StrCat("r", pick(1 + count / 8)), number,
                           static_cast<type::Bound>(1 + pick(4)));
    Scope& scope = item.scope;
    scope.measure = static_cast<pb::CasualtyMeasure>(1 + pick(2));
    if (pick(2) == 0) scope.victims_side = pick(2) == 0 ? "A" : "B";
    scope.victims_class = static_cast<pb::VictimClass>(pick(3));
    if (pick(2) == 0) scope.place = absl::StrCat("places/", pick(3));
    if (pick(2) == 0) scope.day = 100 + pick(4);
    if (pick(10) == 0) scope.aspect = "increment";
  }
  return world;
}

bool IsOpen(const Scope& scope) {
  return scope.aspect.empty() &&
         (scope.victims_side.empty() ||
          scope.victims_class == pb::VICTIM_CLASS_UNSPECIFIED);
}

bool Completes(const Scope& full, const Scope& open) {
  const bool side =
      open.victims_side.empty() || open.victims_side == full.victims_side;
  const bool harmed = open.victims_class == pb::VICTIM_CLASS_UNSPECIFIED ||
                      open.victims_class == full.victims_class;
  const bool says_more = full.victims_class != pb::VICTIM_CLASS_UNSPECIFIED ||
                         open.victims_side.empty();
  const bool day =
      open.day == 0 || full.day == 0 || std::abs(open.day - full.day) <= 1;
  const bool place =
      open.place.empty() || full.place.empty() || open.place == full.place;
  return full.measure == open.measure && full.aspect.empty() &&
         !full.victims_side.empty() && side && harmed && says_more && day &&
         place;
}

// The same by comparing each with each.
const Scope* PlainCompletion(const std::vector<Item>& items, const Item& open) {
  if (!IsOpen(open.scope)) return nullptr;
  const type::Count& count = *CountOf(open.assertion());
  const Scope* best = nullptr;
  int best_rank = 0;
  for (const Item& full : items) {
    if (!Completes(full.scope, open.scope)) continue;
    const type::Count& figure = *CountOf(full.assertion());
    const bool same = SameFigure(count, figure);
    const bool together = full.source->source->document_revision() ==
                          open.source->source->document_revision();
    int rank = 0;
    if (together && (same || IsLooserWording(count, figure))) {
      rank = same ? 4 : 3;
    } else if (same && !open.scope.victims_side.empty() &&
               Representative(figure) >= 20) {
      rank = 2;
    }
    if (rank == 0) continue;
    rank *= 2;
    if (full.scope.victims_class != pb::VICTIM_CLASS_UNSPECIFIED) ++rank;
    if (rank > best_rank || (rank == best_rank && full.scope < *best)) {
      best_rank = rank;
      best = &full.scope;
    }
  }
  return best;
}

TEST(ScopeIndexTest, FindsWhatComparingEachWithEachFinds) {
  int completed = 0;
  for (unsigned seed = 1; seed <= 1000; ++seed) {
    std::mt19937 random(seed);
    const World world = RandomWorld(&random, 40);
    ScopeIndex index(world.items());
    for (const Item& item : world.items()) {
      const Scope* plain = PlainCompletion(world.items(), item);
      const Scope* found = index.Completion(item);
      ASSERT_EQ(found == nullptr, plain == nullptr) << "seed " << seed;
      if (plain == nullptr) continue;
      EXPECT_TRUE(*found == *plain) << "seed " << seed;
      ++completed;
    }
  }
  EXPECT_GT(completed, 1000);
}

TEST(ScopeIndexTest, ABusyIncidentCostsNoMoreForEachClaimThanAQuietOne) {
  const auto steps_each = [](int reports) {
    World world;
    for (int i = 0; i < reports; ++i) {
      // The same number at a place of each report's own.
      const std::string place = absl::StrCat("places/", i);
      Item& full = world.Add(absl::StrCat("full", i), 105);
      full.scope.victims_side = "Armenia";
      full.scope.victims_class = pb::VICTIM_CLASS_MILITARY;
      full.scope.place = place;
      full.scope.day = 100 + i % 7;
      Item& open = world.Add(absl::StrCat("open", i), 105);
      open.scope.victims_side = "Armenia";
      open.scope.place = place;
      open.scope.day = 100 + i % 7;
      // And what is said in full in another report, in words of this one.
      Item& headline =
          world.Add(absl::StrCat("full", i), 100, type::BOUND_AT_LEAST);
      headline.scope.place = place;
    }
    ScopeIndex index(world.items());
    for (const Item& item : world.items()) {
      const bool full = item.scope.victims_class != 0;
      EXPECT_EQ(index.Completion(item) == nullptr, full);
    }
    return static_cast<double>(index.steps()) /
           static_cast<double>(world.items().size());
  };
  const double quiet = steps_each(10);
  EXPECT_LT(quiet, 40);
  EXPECT_LE(steps_each(4000), quiet * 1.01);
}

}  // namespace
}  // namespace parallax::claims::domain
