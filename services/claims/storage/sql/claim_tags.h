// What a claim can be found by beside its columns: the rows of claim_tag, which
// stand in the order of publication.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/storage/sql_connection.h"
#include "services/claims/domain/values.h"

namespace parallax::claims::storage {

// Beginnings of tags, and what follows.
inline constexpr absl::string_view kPlaceTag = "place:";  // folded or places/
inline constexpr absl::string_view kCountryTag = "country:";
inline constexpr absl::string_view kOutletTag = "outlet:";
inline constexpr absl::string_view kPartyTag = "party:";
inline constexpr absl::string_view kCellTag = "cell:";  // domain::CellsOf()

// Writes the claim's tags in place of what is there.
absl::Status PutTags(::parallax::storage::SqlConnection& connection,
                     const domain::pb::Claim& claim,
                     const std::vector<std::string>& outlets);

// Outlets that carry the claim, by its tags.
absl::StatusOr<std::vector<std::string>> ReadOutlets(
    ::parallax::storage::SqlConnection& connection, const std::string& claim);

}  // namespace parallax::claims::storage
