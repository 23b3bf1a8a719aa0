// Words and marks of the filter language.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/status/errors.h"

namespace parallax::storage {

struct FilterToken {
  enum class Kind {
    kWord,    // name, number, dotted path, unquoted value
    kString,  // quoted
    kAnd,
    kOr,
    kNot,
    kMinus,
    kOpen,
    kClose,
    kComma,
    kEq,
    kNe,
    kLt,
    kLe,
    kGt,
    kGe,
    kHas,
    kEnd,
  };
  Kind kind = Kind::kEnd;
  // kWord, kString: the text, escapes undone. A star that was escaped is
  // marked by its position in `escaped_stars`.
  std::string text;
  std::vector<std::size_t> escaped_stars;
  std::size_t position = 0;  // first byte
  std::size_t end = 0;       // behind the last byte
};

// INVALID_ARGUMENT at a byte offset of the filter.
absl::Status FilterError(
    std::size_t position, absl::string_view message,
    status::ErrorReason reason = type::v1::ERROR_REASON_INVALID_FILTER);

// All tokens with a kEnd behind them.
absl::StatusOr<std::vector<FilterToken>> LexFilter(absl::string_view text);

}  // namespace parallax::storage
