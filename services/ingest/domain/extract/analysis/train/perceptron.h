// The averaged perceptron in integer arithmetic, so that training gives the
// same model on every machine.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_PERCEPTRON_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_PERCEPTRON_H_

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "services/ingest/domain/extract/analysis/hashing.h"
#include "services/ingest/domain/extract/analysis/weight_table.h"

namespace parallax::ingest::domain::extract::train {

// A fixed sequence of pseudo-random numbers.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t Next() { return Mix(state_ += 0x9E3779B97F4A7C15u); }
  uint32_t Below(uint32_t bound) {
    return static_cast<uint32_t>((Next() >> 32) * bound >> 32);
  }

 private:
  uint64_t state_;
};

// Leaves out each key with the given chance, so that no weight can lean on
// another always being there. Returns the keys kept, moved to the front.
inline absl::Span<const uint64_t> DropKeys(absl::Span<uint64_t> keys,
                                           uint32_t percent, Random& random) {
  if (percent == 0) return keys;
  size_t kept = 0;
  for (uint64_t key : keys) {
    if (random.Below(100) >= percent) keys[kept++] = key;
  }
  return keys.first(kept);
}

template <typename T>
void Shuffle(std::vector<T>& items, Random& random) {
  for (size_t i = items.size(); i > 1; --i) {
    std::swap(items[i - 1], items[random.Below(static_cast<uint32_t>(i))]);
  }
}

// Table is the WeightTable class that the trained weights end in.
template <typename Table>
class Perceptron {
 public:
  static constexpr int kClasses = Table::kClasses;
  using Scores = std::array<int64_t, kClasses>;

  void Score(absl::Span<const uint64_t> keys, int classes,
             Scores& scores) const {
    for (int c = 0; c < classes; ++c) scores[c] = 0;
    for (uint64_t key : keys) {
      const uint32_t row = Row(key);
      if (row == kNoRow) continue;
      const int32_t* weights = &weights_[size_t{row} * kClasses];
      for (int c = 0; c < classes; ++c) scores[c] += weights[c];
    }
  }

  // Moves the weights of `keys` towards `right` and away from `wrong`.
  void Update(absl::Span<const uint64_t> keys, int right, int wrong) {
    for (uint64_t key : keys) {
      const size_t row = size_t{AddRow(key)} * kClasses;
      Add(row + right, 1);
      Add(row + wrong, -1);
      ++updates_[row / kClasses];
    }
  }

  // Counts one decision; averaging weighs by these.
  void Tick() { ++now_; }

  // Calls visit(key, weights) with the averaged weights times `scale`, rounded,
  // of every feature updated at least `min_updates` times.
  template <typename Visit>
  void VisitAverages(int64_t scale, uint32_t min_updates, Visit visit) const {
    std::array<int32_t, kClasses> weights;
    for (const Entry& entry : index_) {
      if (entry.row == kNoRow || updates_[entry.row] < min_updates) continue;
      for (int c = 0; c < kClasses; ++c) {
        weights[c] = static_cast<int32_t>(
            Average(size_t{entry.row} * kClasses + c, scale));
      }
      visit(entry.key, weights);
    }
  }

  size_t features() const { return updates_.size(); }

 private:
  static constexpr uint32_t kNoRow = std::numeric_limits<uint32_t>::max();
  struct Entry {
    uint64_t key = 0;
    uint32_t row = kNoRow;
  };

  void Add(size_t at, int32_t delta) {
    weights_[at] += delta;
    totals_[at] += now_ * delta;
  }

  int64_t Average(size_t at, int64_t scale) const {
    const int64_t sum = weights_[at] * now_ - totals_[at];
    const int64_t steps = std::max<int64_t>(now_, 1);
    const int64_t scaled = sum * scale;
    const int64_t rounded =
        (scaled >= 0 ? scaled + steps / 2 : scaled - steps / 2) / steps;
    return rounded;
  }

  uint32_t Row(uint64_t key) const {
    size_t i = key >> shift_;
    while (index_[i].row != kNoRow) {
      if (index_[i].key == key) return index_[i].row;
      i = (i + 1) & (index_.size() - 1);
    }
    return kNoRow;
  }

  uint32_t AddRow(uint64_t key) {
    if (updates_.size() * 2 >= index_.size()) Grow();
    size_t i = key >> shift_;
    while (index_[i].row != kNoRow) {
      if (index_[i].key == key) return index_[i].row;
      i = (i + 1) & (index_.size() - 1);
    }
    const uint32_t row = static_cast<uint32_t>(updates_.size());
    index_[i] = {key, row};
    updates_.push_back(0);
    weights_.resize(weights_.size() + kClasses, 0);
    totals_.resize(totals_.size() + kClasses, 0);
    return row;
  }

  void Grow() {
    std::vector<Entry> old = std::move(index_);
    index_.assign(old.size() * 2, Entry{});
    shift_ = 64 - std::countr_zero(index_.size());
    for (const Entry& entry : old) {
      if (entry.row == kNoRow) continue;
      size_t i = entry.key >> shift_;
      while (index_[i].row != kNoRow) i = (i + 1) & (index_.size() - 1);
      index_[i] = entry;
    }
  }

  std::vector<Entry> index_ = std::vector<Entry>(1 << 16);
  int shift_ = 48;
  std::vector<int32_t> weights_;
  std::vector<int64_t> totals_;
  std::vector<uint32_t> updates_;
  int64_t now_ = 0;
};

// The mean of several perceptrons that saw the same examples in different
// orders: steadier than each of them, and no dearer to use.
template <typename Table>
class Committee {
 public:
  static constexpr int kClasses = Table::kClasses;

  void Add(const Perceptron<Table>& member, int64_t scale,
           uint32_t min_updates) {
    ++members_;
    member.VisitAverages(
        scale, min_updates,
        [this](uint64_t key, const std::array<int32_t, kClasses>& weights) {
          const auto [it, added] =
              rows_.try_emplace(key, static_cast<uint32_t>(rows_.size()));
          if (added) sums_.resize(sums_.size() + kClasses, 0);
          int32_t* sum = &sums_[size_t{it->second} * kClasses];
          for (int c = 0; c < kClasses; ++c) sum[c] += weights[c];
        });
  }

  // The at most `limit` features that weigh most.
  Table Compress(size_t limit) const {
    struct Kept {
      int64_t size;
      uint64_t key;
      uint32_t row;
    };
    std::vector<Kept> kept;
    for (const auto& [key, row] : rows_) {
      int64_t size = 0;
      for (int c = 0; c < kClasses; ++c) size += std::abs(Mean(row, c));
      if (size > 0) kept.push_back({size, key, row});
    }
    std::sort(kept.begin(), kept.end(), [](const Kept& a, const Kept& b) {
      return a.size != b.size ? a.size > b.size : a.key < b.key;
    });
    if (kept.size() > limit) kept.resize(limit);
    Table table(kept.size());
    for (const Kept& k : kept) {
      typename Table::Weight weights[kClasses];
      using Limits = std::numeric_limits<typename Table::Weight>;
      for (int c = 0; c < kClasses; ++c) {
        weights[c] = static_cast<typename Table::Weight>(
            std::clamp<int64_t>(Mean(k.row, c), Limits::min(), Limits::max()));
      }
      table.Insert(k.key, weights);
    }
    return table;
  }

 private:
  int64_t Mean(uint32_t row, int c) const {
    const int64_t sum = sums_[size_t{row} * kClasses + c];
    const int64_t half = members_ / 2;
    return (sum >= 0 ? sum + half : sum - half) / std::max(members_, 1);
  }

  absl::flat_hash_map<uint64_t, uint32_t> rows_;
  std::vector<int32_t> sums_;
  int members_ = 0;
};

}  // namespace parallax::ingest::domain::extract::train

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_PERCEPTRON_H_
