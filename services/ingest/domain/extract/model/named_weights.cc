#include "services/ingest/domain/extract/model/named_weights.h"

namespace parallax::ingest::domain::extract {

bool NamedWeights::Fill(absl::Span<const Entry> entries) {
  *this = NamedWeights(entries.size());
  for (const Entry& entry : entries) {
    if (!Add(entry)) return false;
  }
  return true;
}

bool NamedWeights::Add(const Entry& entry) {
  Place place = PlaceOf(entry.first, count_);
  while (true) {
    Group& group = groups_[place.group];
    for (uint32_t slot = 0; slot < kSlots; ++slot) {
      if (group.tags[slot] == place.tag) return false;
      if (group.tags[slot] != kFree) continue;
      group.tags[slot] = place.tag;
      group.weights[slot] = std::bit_cast<uint32_t>(entry.second);
      ++size_;
      return true;
    }
    place.group = place.group + 1 == count_ ? 0 : place.group + 1;
  }
}

}  // namespace parallax::ingest::domain::extract
