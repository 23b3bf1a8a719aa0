// What reviews are known by and can be filtered by.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "common/storage/filter.h"
#include "services/claims/domain/values.h"

namespace parallax::claims::domain {

// "accept", "reject", "correct", "merge", "split", "undo"; "" for none.
absl::string_view ActionWord(const pb::Review& review);

// The last part of a review's name.
std::string ReviewId(absl::string_view name);

const ::parallax::storage::FilterSchema& ReviewFilterSchema();
bool ReviewMatches(const ::parallax::storage::Filter& filter,
                   const pb::Review& review);

}  // namespace parallax::claims::domain
