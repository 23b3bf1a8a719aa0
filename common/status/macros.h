// Early returns for absl::Status and absl::StatusOr.
#pragma once

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// Returns the status from the enclosing function unless it is OK.
#define PARALLAX_RETURN_IF_ERROR(expression)                                  \
  do {                                                                        \
    if (absl::Status parallax_status = (expression); !parallax_status.ok()) { \
      return parallax_status;                                                 \
    }                                                                         \
  } while (false)

#define PARALLAX_STATUS_JOIN_INNER(a, b) a##b
#define PARALLAX_STATUS_JOIN(a, b) PARALLAX_STATUS_JOIN_INNER(a, b)
// `result` and `target` are declared here, which parentheses would forbid.
// NOLINTBEGIN(bugprone-macro-parentheses)
#define PARALLAX_ASSIGN_OR_RETURN_IMPL(result, target, expression) \
  auto result = (expression);                                      \
  if (!result.ok()) return std::move(result).status();             \
  target = *std::move(result)
// NOLINTEND(bugprone-macro-parentheses)

// PARALLAX_ASSIGN_OR_RETURN(auto value, MakeValue()): declares or assigns
// `target` from a StatusOr, or returns its error. Not usable as the body of an
// `if` without braces, because it is more than one statement.
#define PARALLAX_ASSIGN_OR_RETURN(target, expression) \
  PARALLAX_ASSIGN_OR_RETURN_IMPL(                     \
      PARALLAX_STATUS_JOIN(parallax_statusor_, __LINE__), target, expression)
