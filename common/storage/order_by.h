// The order_by field of AIP-132: "publish_time desc, name".
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace parallax::storage {

struct OrderTerm {
  std::string field;
  bool descending = false;
  friend bool operator==(const OrderTerm& a, const OrderTerm& b) {
    return a.field == b.field && a.descending == b.descending;
  }
};

// INVALID_ARGUMENT for the field "order_by" when a field is not in `allowed`,
// comes twice, or the text is malformed. Empty text gives no terms.
absl::StatusOr<std::vector<OrderTerm>> ParseOrderBy(
    absl::string_view text, absl::Span<const absl::string_view> allowed);

}  // namespace parallax::storage
