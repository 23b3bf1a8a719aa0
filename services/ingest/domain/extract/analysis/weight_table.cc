#include "services/ingest/domain/extract/analysis/weight_table.h"

#include <utility>

#include "absl/status/status.h"

namespace parallax::ingest::domain::extract {

// Model files are little-endian, as every platform this runs on.
static_assert(std::endian::native == std::endian::little);

template <typename Slot>
std::string WeightTable<Slot>::Serialize() const {
  const char* raw = reinterpret_cast<const char*>(slots_.data());
  const size_t count = slots_.size();
  std::string out(count * sizeof(Slot), '\0');
  for (size_t byte = 0; byte < sizeof(Slot); ++byte) {
    for (size_t i = 0; i < count; ++i) {
      out[byte * count + i] = raw[i * sizeof(Slot) + byte];
    }
  }
  return out;
}

template <typename Slot>
absl::StatusOr<WeightTable<Slot>> WeightTable<Slot>::Deserialize(
    absl::string_view bytes) {
  const size_t count = bytes.size() / sizeof(Slot);
  if (count < 2 || !std::has_single_bit(count) ||
      bytes.size() != count * sizeof(Slot)) {
    return absl::DataLossError("weight table has an impossible size");
  }
  WeightTable table;
  table.slots_.assign(count, Slot{});
  table.shift_ = 64 - std::countr_zero(count);
  char* raw = reinterpret_cast<char*>(table.slots_.data());
  for (size_t byte = 0; byte < sizeof(Slot); ++byte) {
    for (size_t i = 0; i < count; ++i) {
      raw[i * sizeof(Slot) + byte] = bytes[byte * count + i];
    }
  }
  // Find stops at an empty slot: a table without one would never end.
  for (const Slot& slot : table.slots_) {
    if (slot.check == 0) return table;
  }
  return absl::DataLossError("weight table has no empty slot");
}

template class WeightTable<NarrowSlot>;
template class WeightTable<WideSlot>;

}  // namespace parallax::ingest::domain::extract
