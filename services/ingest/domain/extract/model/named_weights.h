// Weights by the names of their features, laid out for looking up.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_NAMED_WEIGHTS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_NAMED_WEIGHTS_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "absl/types/span.h"
#include "services/ingest/domain/extract/analysis/huge_pages.h"
#include "services/ingest/domain/extract/model/quick_hash.h"

namespace parallax::ingest::domain::extract {

// Groups of a cache line each; a feature that finds its own group full stands
// in the next one. Whether a feature has a weight cannot be foreseen, so a
// group is searched without branches. A feature is known by its group and 32
// bits more: a stranger is taken for one of them once in some hundred million
// times. Immutable once filled; safe to share between threads.
class NamedWeights {
 public:
  // A feature's QuickHash and weight.
  using Entry = std::pair<uint64_t, float>;

  NamedWeights() : NamedWeights(0) {}

  // Takes the place of what was there. False when two features cannot be told
  // apart.
  bool Fill(absl::Span<const Entry> entries);

  bool empty() const { return size_ == 0; }
  size_t size() const { return size_; }

  // Where the feature's weight would stand; brings it nearer.
  struct Place {
    uint32_t group = 0;
    uint32_t tag = 0;
  };
  Place Seek(uint64_t key) const {
    const Place place = PlaceOf(key, count_);
    __builtin_prefetch(&groups_[place.group]);
    return place;
  }

  // 0 for a feature without a weight.
  float At(Place place) const {
    while (true) {
      const Group& group = groups_[place.group];
      const uint32_t bits = WeightOf(group, place.tag);
      if (bits != 0 || group.tags[kSlots - 1] == kFree) {
        return std::bit_cast<float>(bits);
      }
      place.group = place.group + 1 == count_ ? 0 : place.group + 1;
    }
  }
  float Find(uint64_t key) const { return At(PlaceOf(key, count_)); }

 private:
  static constexpr uint32_t kSlots = 8;
  static constexpr uint32_t kFree = 0;
  struct alignas(64) Group {
    uint32_t tags[kSlots] = {};
    uint32_t weights[kSlots] = {};  // bits of floats
  };
  static_assert(sizeof(Group) == 64);

  // The group by the upper bits, the tag by the lower ones.
  static Place PlaceOf(uint64_t key, uint32_t groups) {
    const uint32_t tag = static_cast<uint32_t>(key);
    return {static_cast<uint32_t>(((key >> 32) * groups) >> 32),
            tag == kFree ? 1 : tag};
  }

  static uint32_t WeightOf(const Group& group, uint32_t tag) {
#ifdef __SSE2__
    const auto* const tags = reinterpret_cast<const __m128i*>(group.tags);
    const auto* const weights = reinterpret_cast<const __m128i*>(group.weights);
    const __m128i wanted = _mm_set1_epi32(static_cast<int>(tag));
    const __m128i low = _mm_and_si128(
        _mm_cmpeq_epi32(_mm_load_si128(tags), wanted), _mm_load_si128(weights));
    const __m128i high =
        _mm_and_si128(_mm_cmpeq_epi32(_mm_load_si128(tags + 1), wanted),
                      _mm_load_si128(weights + 1));
    // At most one of the eight is not 0.
    const __m128i four = _mm_or_si128(low, high);
    const __m128i two = _mm_or_si128(four, _mm_shuffle_epi32(four, 0x4E));
    const __m128i one = _mm_or_si128(two, _mm_shuffle_epi32(two, 0xB1));
    return static_cast<uint32_t>(_mm_cvtsi128_si32(one));
#else
    uint32_t bits = 0;
    for (uint32_t slot = 0; slot < kSlots; ++slot) {
      if (group.tags[slot] == tag) bits |= group.weights[slot];
    }
    return bits;
#endif
  }

  // Room for `entries` with two thirds in use: few groups overflow, and a
  // search always ends.
  explicit NamedWeights(size_t entries)
      : count_(static_cast<uint32_t>(3 * entries / (2 * kSlots) + 2)),
        groups_(count_) {}
  bool Add(const Entry& entry);

  size_t size_ = 0;
  uint32_t count_;  // of groups
  TableMemory<Group> groups_;
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_NAMED_WEIGHTS_H_
