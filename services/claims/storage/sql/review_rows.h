// Reviews in SQL.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/storage/sql_connection.h"
#include "services/claims/domain/review_store.h"

namespace parallax::claims::storage {

// Reads and appends through one connection, within its transaction.
class ReviewRows {
 public:
  explicit ReviewRows(::parallax::storage::SqlConnection* connection)
      : connection_(*connection) {}

  absl::StatusOr<std::vector<domain::pb::Review>> Of(const std::string& parties,
                                                     std::int64_t revision);
  absl::StatusOr<std::vector<domain::Anchor>> Places(std::int64_t revision);
  absl::StatusOr<std::optional<domain::KeptReview>> Find(const std::string& id);
  // `party` is the number of the anchor's parties.
  absl::Status Put(const domain::KeptReview& kept, std::int64_t party);

 private:
  ::parallax::storage::SqlConnection& connection_;
};

}  // namespace parallax::claims::storage
