// Hash tables from feature keys to small weight vectors, laid out so that one
// cache line answers one feature for all classes.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_WEIGHT_TABLE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_WEIGHT_TABLE_H_

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::extract {

// Few classes with wide weights (the parser's transitions).
struct NarrowSlot {
  using Weight = int16_t;
  static constexpr int kClasses = 3;
  uint16_t check = 0;  // 0: empty
  Weight weights[kClasses] = {};
};
static_assert(sizeof(NarrowSlot) == 8);

// Many classes with narrow weights (tags, dependency labels).
struct alignas(64) WideSlot {
  using Weight = int8_t;
  static constexpr int kClasses = 62;
  uint16_t check = 0;  // 0: empty
  Weight weights[kClasses] = {};
};
static_assert(sizeof(WideSlot) == 64);

// Open addressing with linear probing over a power-of-two table. The high bits
// of a key choose the slot, the low 16 bits are compared. Immutable once
// filled; safe to share between threads.
template <typename Slot>
class WeightTable {
 public:
  WeightTable() : slots_(2), shift_(63) {}

  // Room for `entries` features at a load of at most two thirds.
  explicit WeightTable(size_t entries) {
    const size_t size = std::bit_ceil(entries + entries / 2 + 2);
    slots_.resize(size);
    shift_ = 64 - std::countr_zero(size);
  }

  // Returns false when the key cannot be told apart from one already there.
  bool Insert(uint64_t key, const typename Slot::Weight* weights) {
    const uint16_t check = Check(key);
    size_t i = key >> shift_;
    for (; slots_[i].check != 0; i = (i + 1) & (slots_.size() - 1)) {
      if (slots_[i].check == check) return false;
    }
    slots_[i].check = check;
    std::memcpy(slots_[i].weights, weights, sizeof(slots_[i].weights));
    return true;
  }

  void Prefetch(uint64_t key) const {
    __builtin_prefetch(&slots_[key >> shift_]);
  }

  // The slot of a feature, or null when it has no weights.
  const Slot* Find(uint64_t key) const {
    const uint16_t check = Check(key);
    size_t i = key >> shift_;
    while (true) {
      const Slot& slot = slots_[i];
      if (slot.check == check) return &slot;
      if (slot.check == 0) return nullptr;
      i = (i + 1) & (slots_.size() - 1);
    }
  }

  size_t size() const { return slots_.size(); }

  // Little-endian image of the slots, split by byte position so that it
  // compresses well.
  std::string Serialize() const;
  static absl::StatusOr<WeightTable> Deserialize(absl::string_view bytes);

 private:
  static uint16_t Check(uint64_t key) {
    const uint16_t low = static_cast<uint16_t>(key);
    return low == 0 ? 1 : low;
  }

  std::vector<Slot> slots_;
  int shift_ = 63;
};

using NarrowTable = WeightTable<NarrowSlot>;
using WideTable = WeightTable<WideSlot>;

extern template class WeightTable<NarrowSlot>;
extern template class WeightTable<WideSlot>;

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_WEIGHT_TABLE_H_
