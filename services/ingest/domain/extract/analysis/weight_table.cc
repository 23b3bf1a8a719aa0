#include "services/ingest/domain/extract/analysis/weight_table.h"

#include "absl/status/status.h"

namespace parallax::ingest::domain::extract {
namespace {

// Model files are little-endian, as every platform this runs on.
static_assert(std::endian::native == std::endian::little);

// First bytes of all rows, then second bytes, and so on: like stands by like.
template <typename Row>
std::string ToColumns(const TableMemory<Row>& rows) {
  const char* raw = reinterpret_cast<const char*>(rows.data());
  const size_t count = rows.size();
  std::string out(count * sizeof(Row), '\0');
  for (size_t byte = 0; byte < sizeof(Row); ++byte) {
    for (size_t i = 0; i < count; ++i) {
      out[byte * count + i] = raw[i * sizeof(Row) + byte];
    }
  }
  return out;
}

template <typename Row>
absl::Status FromColumns(absl::string_view bytes, TableMemory<Row>& rows) {
  const size_t count = bytes.size() / sizeof(Row);
  if (!std::has_single_bit(count) || bytes.size() != count * sizeof(Row)) {
    return absl::DataLossError("weight table has an impossible size");
  }
  rows.assign(count, Row{});
  char* raw = reinterpret_cast<char*>(rows.data());
  for (size_t byte = 0; byte < sizeof(Row); ++byte) {
    for (size_t i = 0; i < count; ++i) {
      raw[i * sizeof(Row) + byte] = bytes[byte * count + i];
    }
  }
  return absl::OkStatus();
}

}  // namespace

NarrowTable::NarrowTable(size_t entries)
    : buckets_(std::bit_ceil(entries / 6 + 1)), hints_(buckets_.size()) {}

void NarrowTable::CollectHints() {
  hints_.assign(buckets_.size(), 0);
  for (size_t i = 0; i < buckets_.size(); ++i) {
    for (const uint16_t check : buckets_[i].checks) {
      if (check != 0) hints_[i] |= Hint(check);
    }
  }
}

bool NarrowTable::Insert(uint64_t key, const Weight* weights) {
  Bucket& bucket = buckets_[Index(key)];
  const uint16_t check = KeyCheck(key);
  for (uint32_t i = 0; i < kSlots; ++i) {
    if (bucket.checks[i] == check) return false;
    if (bucket.checks[i] != 0) continue;
    bucket.checks[i] = check;
    for (int c = 0; c < kClasses; ++c) bucket.weights[c][i] = weights[c];
    hints_[Index(key)] |= Hint(check);
    return true;
  }
  return false;
}

std::string NarrowTable::Serialize() const { return ToColumns(buckets_); }

absl::StatusOr<NarrowTable> NarrowTable::Deserialize(absl::string_view bytes) {
  NarrowTable table;
  const absl::Status status = FromColumns(bytes, table.buckets_);
  if (!status.ok()) return status;
  table.CollectHints();
  return table;
}

WideTable::WideTable(size_t entries)
    : slots_(std::bit_ceil(entries + entries / 4 + 2)) {
  CollectChecks();
}

void WideTable::CollectChecks() {
  checks_.resize(slots_.size() + kAhead);
  for (size_t i = 0; i < checks_.size(); ++i) {
    checks_[i] = slots_[i & (slots_.size() - 1)].Check();
  }
}

bool WideTable::Insert(uint64_t key, const Weight* weights) {
  const uint16_t check = KeyCheck(key);
  size_t i = Index(key);
  for (; slots_[i].Check() != 0; i = (i + 1) & (slots_.size() - 1)) {
    if (slots_[i].Check() == check) return false;
  }
  std::memcpy(slots_[i].bytes, weights, kClasses);
  std::memcpy(slots_[i].bytes + kClasses, &check, sizeof(check));
  for (size_t copy = i; copy < checks_.size(); copy += slots_.size()) {
    checks_[copy] = check;
  }
  return true;
}

std::string WideTable::Serialize() const { return ToColumns(slots_); }

absl::StatusOr<WideTable> WideTable::Deserialize(absl::string_view bytes) {
  WideTable table;
  const absl::Status status = FromColumns(bytes, table.slots_);
  if (!status.ok()) return status;
  table.CollectChecks();
  // A lookup stops at a free slot: a table without one would never end.
  for (const Slot& slot : table.slots_) {
    if (slot.Check() == 0) return table;
  }
  return absl::DataLossError("weight table has no free slot");
}

}  // namespace parallax::ingest::domain::extract
