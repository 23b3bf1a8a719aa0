// Columns of a feature that follow from what it says.
#pragma once

#include <cstdint>

#include "common/storage/sql_value.h"
#include "parallax/geo/v1/layer.pb.h"

namespace parallax::geo::storage {

// Keeps the order of cell ids in a signed column.
inline int64_t CellKey(uint64_t cell) {
  return static_cast<int64_t>(cell ^ (uint64_t{1} << 63));
}

// When a feature is said to hold, in microseconds; null for an open end.
struct ValidityColumns {
  parallax::storage::SqlValue from;
  parallax::storage::SqlValue to;
};
ValidityColumns ValidityOf(const v1::Feature& feature);

}  // namespace parallax::geo::storage
