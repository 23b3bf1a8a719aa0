// Hash tables from feature keys to small weight vectors, laid out so that one
// cache line answers one feature for all classes.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_WEIGHT_TABLE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_WEIGHT_TABLE_H_

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/analysis/huge_pages.h"

namespace parallax::ingest::domain::extract {

// The 16 bits of a key that a table compares; never 0, which marks a free slot.
inline uint16_t KeyCheck(uint64_t key) {
  const uint16_t low = static_cast<uint16_t>(key);
  return low == 0 ? 1 : low;
}

// Which of eight checks in a row are `wanted`: two bits for each.
inline uint32_t FindCheck(const uint16_t* eight, uint16_t wanted) {
#ifdef __SSE2__
  const __m128i checks =
      _mm_loadu_si128(reinterpret_cast<const __m128i*>(eight));
  const __m128i same =
      _mm_cmpeq_epi16(checks, _mm_set1_epi16(static_cast<int16_t>(wanted)));
  return static_cast<uint32_t>(_mm_movemask_epi8(same));
#else
  uint32_t found = 0;
  for (uint32_t i = 0; i < 8; ++i) {
    if (eight[i] == wanted) found |= 3u << (2 * i);
  }
  return found;
#endif
}

// Few classes with wide weights (the parser's transitions). Eight features
// share a cache line; a key belongs to one line only, so a lookup never
// probes. Most features that are not in the table are told by a few bits, which
// stay in the nearer caches. Immutable once filled; safe to share between
// threads.
class NarrowTable {
 public:
  using Weight = int16_t;
  static constexpr int kClasses = 3;

  NarrowTable() : NarrowTable(0) {}

  // Room for `entries` features at a load of about two thirds.
  explicit NarrowTable(size_t entries);

  // Returns false when the key's line is full or holds a key that cannot be
  // told apart: insert the most telling features first.
  bool Insert(uint64_t key, const Weight* weights);

  void Prefetch(uint64_t key) const {
    __builtin_prefetch(&buckets_[Index(key)]);
  }

  // False only for a feature without weights, and for most of them.
  bool MayHold(uint64_t key) const {
    return (hints_[Index(key)] & Hint(KeyCheck(key))) != 0;
  }

  // Adds the feature's weights, if it has any, to `scores`.
  void AddTo(uint64_t key, int32_t* scores) const {
    const Bucket& bucket = buckets_[Index(key)];
    const uint32_t found = FindCheck(bucket.checks, KeyCheck(key));
    // Without branches: about half of all features are not in the table.
    const int32_t present = -static_cast<int32_t>(found != 0);
    const uint32_t slot =
        static_cast<uint32_t>(std::countr_zero(found | 0x8000u)) / 2;
    scores[0] += bucket.weights[0][slot] & present;
    scores[1] += bucket.weights[1][slot] & present;
    scores[2] += bucket.weights[2][slot] & present;
  }

  // Little-endian image, split by byte position so that it compresses well.
  std::string Serialize() const;
  static absl::StatusOr<NarrowTable> Deserialize(absl::string_view bytes);

 private:
  static constexpr uint32_t kSlots = 8;
  struct alignas(64) Bucket {
    uint16_t checks[kSlots] = {};
    Weight weights[kClasses][kSlots] = {};
  };
  static_assert(sizeof(Bucket) == 64);

  size_t Index(uint64_t key) const {
    return (key >> 32) & (buckets_.size() - 1);
  }
  static uint16_t Hint(uint16_t check) { return uint16_t(1u << (check % 16)); }
  void CollectHints();

  TableMemory<Bucket> buckets_;
  // Of every bucket, the hints of its checks.
  TableMemory<uint16_t> hints_;
};

// Many classes with narrow weights (tags, dependency labels): one feature a
// cache line, linear probing. The checks stand by themselves once more, close
// enough to stay in the nearer caches: a feature that is not in the table costs
// no way to memory. Immutable once filled; safe to share between threads.
class WideTable {
 public:
  using Weight = int8_t;
  static constexpr int kClasses = 62;
  // Scores have two lanes more than there are classes, of no meaning: they
  // take up what stands in a line besides weights.
  static constexpr int kLanes = 64;

  WideTable() : WideTable(0) {}
  explicit WideTable(size_t entries);

  bool Insert(uint64_t key, const Weight* weights);

  // The feature's kLanes bytes, aligned to them; null when it has none.
  const int8_t* Find(uint64_t key) const {
    const uint16_t check = KeyCheck(key);
    for (size_t i = Index(key);; i = (i + kAhead) & (slots_.size() - 1)) {
      const uint32_t same = FindCheck(&checks_[i], check);
      const uint32_t free = FindCheck(&checks_[i], 0);
      if ((same | free) == 0) continue;
      const int at = std::countr_zero(same | free);
      const size_t slot = (i + static_cast<size_t>(at) / 2);
      return (same >> at & 1) != 0 ? slots_[slot & (slots_.size() - 1)].bytes
                                   : nullptr;
    }
  }

  // Adds the feature's weights, if it has any, to `scores` (kLanes of them).
  void AddTo(uint64_t key, int16_t* scores) const {
    const int8_t* const row = Find(key);
    if (row == nullptr) return;
    for (int lane = 0; lane < kLanes; ++lane) {
      scores[lane] = static_cast<int16_t>(scores[lane] + row[lane]);
    }
  }

  std::string Serialize() const;
  static absl::StatusOr<WideTable> Deserialize(absl::string_view bytes);

 private:
  static constexpr size_t kAhead = 8;  // checks that are compared at once
  struct alignas(64) Slot {
    int8_t bytes[kLanes] = {};  // weights, then the check in the last two

    uint16_t Check() const {
      uint16_t check;
      std::memcpy(&check, bytes + kClasses, sizeof(check));
      return check;
    }
  };
  static_assert(sizeof(Slot) == 64);

  size_t Index(uint64_t key) const { return (key >> 32) & (slots_.size() - 1); }
  void CollectChecks();

  TableMemory<Slot> slots_;
  // Of every slot, and of the first ones again behind the last.
  TableMemory<uint16_t> checks_;
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_WEIGHT_TABLE_H_
