#include "services/ingest/domain/extract/model/named_weights.h"

#include <cstring>

namespace parallax::ingest::domain::extract {

float WeightSum::Total() const {
#ifdef __SSE2__
  int16_t sums[kFactors];
  static_assert(sizeof(sums) == sizeof(low_) + sizeof(high_));
  std::memcpy(sums, &low_, sizeof(low_));
  std::memcpy(sums + kFactors / 2, &high_, sizeof(high_));
#else
  const int32_t* const sums = factors_;
#endif
  int64_t squares = 0;
  for (size_t k = 0; k < kFactors; ++k) {
    squares += int64_t{sums[k]} * sums[k];
  }
  return alone_ + static_cast<float>(squares) * (kFactorStep * kFactorStep / 2);
}

bool NamedWeights::Fill(absl::Span<const Entry> entries) {
  *this = NamedWeights(entries.size());
  for (const Entry& entry : entries) {
    if (!Add(entry)) return false;
  }
  return true;
}

bool NamedWeights::Add(const Entry& entry) {
  Place place = PlaceOf(entry.first, count_);
  // A feature is no pair with itself: what its factors add to the square of
  // their sum is taken off here.
  int squares = 0;
  for (size_t k = 0; k < kFactors; ++k) {
    const int factor{entry.second.factors[k]};
    squares += factor * factor;
  }
  const float alone = entry.second.alone - static_cast<float>(squares) *
                                               (kFactorStep * kFactorStep / 2);
  while (true) {
    Group& group = groups_[place.group];
    for (uint32_t slot = 0; slot < kSlots; ++slot) {
      if (group.tags[slot] == place.tag) return false;
      if (group.tags[slot] != kFree) continue;
      group.tags[slot] = place.tag;
      group.alone[slot] = std::bit_cast<uint32_t>(alone);
      group.factors[slot] = entry.second.factors;
      return true;
    }
    place.group = place.group + 1 == count_ ? 0 : place.group + 1;
  }
}

}  // namespace parallax::ingest::domain::extract
