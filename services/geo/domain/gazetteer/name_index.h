// Folded names -> places, read in place from a gazetteer file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/geo/domain/gazetteer/format.h"

namespace parallax::geo::domain {

struct NamePosting {
  uint32_t place;  // may be out of range in a damaged file: the caller checks
  NameType type;
};

// A view: the bytes must outlive it. Immutable, thread safe. On damaged bytes
// it finds less, and never reads outside them.
class NameIndex {
 public:
  NameIndex() = default;
  // `blocks` holds the offsets of blocks in `names`, plus the end.
  NameIndex(absl::string_view blocks, absl::string_view names);

  // Appends the postings of exactly `folded` to `out`.
  void Exact(absl::string_view folded, std::vector<NamePosting>& out) const;

  // Called with each name in order; false ends the walk.
  using Visitor = std::function<bool(absl::string_view name,
                                     const std::vector<NamePosting>& postings)>;

  // Visits the names that start with `prefix`, in order.
  void Prefix(absl::string_view prefix, const Visitor& visit) const;

  // Visits the names within `max_edits` (1 or 2) insertions, deletions or
  // substitutions of bytes of `folded`, other than itself, that begin with the
  // same byte: few slips are in the first letter, and it bounds the work. Names
  // shorter than three bytes match nothing.
  void Fuzzy(absl::string_view folded, int max_edits,
             const Visitor& visit) const;

  size_t block_count() const { return block_count_; }

 private:
  class Cursor;

  uint32_t BlockStart(size_t block) const;
  absl::string_view FirstName(size_t block) const;
  // Last block whose first name is <= `name`; 0 if none.
  size_t FindBlock(absl::string_view name) const;

  absl::string_view blocks_;
  absl::string_view names_;
  size_t block_count_ = 0;
};

}  // namespace parallax::geo::domain
