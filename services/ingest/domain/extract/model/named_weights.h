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
#include "services/ingest/domain/extract/model/factors.h"
#include "services/ingest/domain/extract/model/quick_hash.h"

namespace parallax::ingest::domain::extract {

// The sum of what features weigh, alone and in pairs.
class WeightSum {
 public:
  // `alone` holds the bits of a float: the weight, less half the squares of its
  // factors. `mask` is all ones, or 0 for adding nothing. Sums of factors
  // saturate at 16 bits, which takes a thousand features of the greatest.
  void Add(uint32_t alone, const Factors& factors, uint32_t mask) {
    alone_ += std::bit_cast<float>(alone & mask);
#ifdef __SSE2__
    const __m128i bytes = _mm_and_si128(
        _mm_loadu_si128(reinterpret_cast<const __m128i*>(factors.data())),
        _mm_set1_epi32(static_cast<int>(mask)));
    low_ = _mm_adds_epi16(low_,
                          _mm_srai_epi16(_mm_unpacklo_epi8(bytes, bytes), 8));
    high_ = _mm_adds_epi16(high_,
                           _mm_srai_epi16(_mm_unpackhi_epi8(bytes, bytes), 8));
#else
    for (size_t k = 0; k < kFactors; ++k) {
      factors_[k] += static_cast<int>(mask & 1) * factors[k];
    }
#endif
  }

  float Total() const;

 private:
  float alone_ = 0.0f;
#ifdef __SSE2__
  __m128i low_ = {};  // the factors' sums, 16 bits each
  __m128i high_ = {};
#else
  int32_t factors_[kFactors] = {};
#endif
};

// Groups of three cache lines each; a feature that finds its own group full
// stands in the next one. Whether a feature has a weight cannot be foreseen, so
// a group is searched without branches. A feature is known by its group and 32
// bits more: a stranger is taken for one of them once in some hundred million
// times. Immutable once filled; safe to share between threads.
class NamedWeights {
 public:
  // A feature's QuickHash and weight.
  using Entry = std::pair<uint64_t, FeatureWeight>;

  NamedWeights() : NamedWeights(0) {}

  // Takes the place of what was there. False when two features cannot be told
  // apart.
  bool Fill(absl::Span<const Entry> entries);

  // Where the feature's weight would stand; brings it nearer.
  struct Place {
    uint32_t group = 0;
    uint32_t tag = 0;
  };
  Place Seek(uint64_t key) const {
    const Place place = PlaceOf(key, count_);
    const Group& group = groups_[place.group];
    __builtin_prefetch(&group);
    __builtin_prefetch(&group.factors[0]);
    __builtin_prefetch(&group.factors[kSlots / 2]);
    return place;
  }

  // Adds nothing for a feature without a weight.
  void AddTo(Place place, WeightSum& sum) const {
    while (true) {
      const Group& group = groups_[place.group];
      const uint32_t found = SlotsOf(group, place.tag);
      if (found != 0 || group.tags[kSlots - 1] == kFree) {
        const uint32_t slot =
            static_cast<uint32_t>(std::countr_zero(found | 1u << (kSlots - 1)));
        sum.Add(group.alone[slot], group.factors[slot],
                found == 0 ? 0 : ~uint32_t{0});
        return;
      }
      place.group = place.group + 1 == count_ ? 0 : place.group + 1;
    }
  }
  void AddTo(uint64_t key, WeightSum& sum) const {
    AddTo(PlaceOf(key, count_), sum);
  }

 private:
  static constexpr uint32_t kSlots = 8;
  static constexpr uint32_t kFree = 0;
  struct alignas(64) Group {
    uint32_t tags[kSlots] = {};
    uint32_t alone[kSlots] = {};  // bits of floats
    Factors factors[kSlots] = {};
  };
  static_assert(sizeof(Group) == 192);

  // The group by the upper bits, the tag by the lower ones.
  static Place PlaceOf(uint64_t key, uint32_t groups) {
    const uint32_t tag = static_cast<uint32_t>(key);
    return {static_cast<uint32_t>(((key >> 32) * groups) >> 32),
            tag == kFree ? 1 : tag};
  }

  // A bit for each slot of this tag: one at most.
  static uint32_t SlotsOf(const Group& group, uint32_t tag) {
#ifdef __SSE2__
    const auto* const tags = reinterpret_cast<const __m128i*>(group.tags);
    const __m128i wanted = _mm_set1_epi32(static_cast<int>(tag));
    const int low = _mm_movemask_ps(
        _mm_castsi128_ps(_mm_cmpeq_epi32(_mm_load_si128(tags), wanted)));
    const int high = _mm_movemask_ps(
        _mm_castsi128_ps(_mm_cmpeq_epi32(_mm_load_si128(tags + 1), wanted)));
    return static_cast<uint32_t>(low | high << 4);
#else
    uint32_t found = 0;
    for (uint32_t slot = 0; slot < kSlots; ++slot) {
      if (group.tags[slot] == tag) found |= 1u << slot;
    }
    return found;
#endif
  }

  // Room for `entries` with two thirds in use: few groups overflow, and a
  // search always ends.
  explicit NamedWeights(size_t entries)
      : count_(static_cast<uint32_t>(3 * entries / (2 * kSlots) + 2)),
        groups_(count_) {}
  bool Add(const Entry& entry);

  uint32_t count_;  // of groups
  TableMemory<Group> groups_;
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_NAMED_WEIGHTS_H_
