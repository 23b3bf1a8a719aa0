// What a claim can be found by beside its columns: the rows of claim_tag, which
// stand in the order of publication.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "common/storage/sql_connection.h"
#include "services/claims/domain/values.h"

namespace parallax::claims::storage {

// Beginnings of tags, and what follows.
inline constexpr absl::string_view kPlaceTag = "place:";  // folded or places/
inline constexpr absl::string_view kCountryTag = "country:";
inline constexpr absl::string_view kOutletTag = "outlet:";
inline constexpr absl::string_view kPartyTag = "party:";
inline constexpr absl::string_view kCellTag = "cell:";  // domain::CellsOf()

// The tags of one claim, each once.
struct ClaimTags {
  std::string claim;
  domain::Micros published = 0;
  std::vector<std::string> tags;
};

ClaimTags TagsOf(const domain::pb::Claim& claim,
                 const std::vector<std::string>& outlets);

// Writes the tags of claims, each of them once among `claims`, in place of what
// is there. Nothing is waited for.
absl::Status PutTags(::parallax::storage::SqlConnection& connection,
                     absl::Span<const ClaimTags> claims);

// Outlets that carry the claim, by its tags.
absl::StatusOr<std::vector<std::string>> ReadOutlets(
    ::parallax::storage::SqlConnection& connection, const std::string& claim);

}  // namespace parallax::claims::storage
