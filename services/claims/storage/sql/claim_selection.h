// What a filter over claims demands that an index of its own can select.
#pragma once

#include <string>
#include <vector>

#include "common/storage/filter.h"
#include "common/storage/sql_dialect.h"
#include "common/storage/sql_value.h"

namespace parallax::claims::storage {

// A query for claims by one index: all for which the filter holds, and others.
struct Selection {
  std::string key;   // what of the claim `t` it selects: "t.id" or "t.name"
  std::string rows;  // the query, of one column `found`, with its values
  std::vector<::parallax::storage::SqlValue> values;
  bool by_words = false;
};

// By the claimant's name, by words, then by times, without what `order` is by:
// claims of one claimant stand in the order of publication.
std::vector<Selection> SelectionsOf(const ::parallax::storage::Filter& filter,
                                    ::parallax::storage::SqlDialect dialect,
                                    const std::string& order);

// Tags of which the filter demands at least one, for each such demand.
std::vector<std::vector<std::string>> TagsOf(
    const ::parallax::storage::Filter& filter);

Selection ByTags(const std::vector<std::string>& tags);

// The bounds that the filter puts on the times that `order`, a column of claim,
// is by: conditions on `expression`, each with " AND " before it.
std::string BoundsOf(const ::parallax::storage::Filter& filter,
                     const std::string& order, const std::string& expression,
                     std::vector<::parallax::storage::SqlValue>* values);

// The tag of a place, country, outlet or party as filters give it.
std::string TagOf(absl::string_view prefix, const std::string& value);

// Cells or the place of an area, as tags; empty when it is too large.
std::vector<std::string> TagsOfArea(
    const ::parallax::storage::FilterNode& call);

}  // namespace parallax::claims::storage
