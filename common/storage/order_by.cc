#include "common/storage/order_by.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace parallax::storage {
namespace {

constexpr std::size_t kMaxBytes = 512;

absl::Status Wrong(absl::string_view message) {
  return status::InvalidField("order_by", message,
                              type::v1::ERROR_REASON_INVALID_ORDER);
}

absl::StatusOr<OrderTerm> ParseTerm(
    absl::string_view text, absl::Span<const absl::string_view> allowed) {
  const std::vector<absl::string_view> words =
      absl::StrSplit(text, absl::ByAnyChar(" \t\r\n"), absl::SkipEmpty());
  if (words.empty()) return Wrong("a field is missing between commas");
  if (std::find(allowed.begin(), allowed.end(), words[0]) == allowed.end()) {
    return Wrong(absl::StrCat("cannot order by \"", words[0],
                              "\"; allowed: ", absl::StrJoin(allowed, ", ")));
  }
  OrderTerm term{.field = std::string(words[0])};
  if (words.size() > 2 ||
      (words.size() == 2 && words[1] != "desc" && words[1] != "asc")) {
    return Wrong(
        absl::StrCat("expected \"desc\" or a comma after \"", words[0], "\""));
  }
  term.descending = words.size() == 2 && words[1] == "desc";
  return term;
}

}  // namespace

absl::StatusOr<std::vector<OrderTerm>> ParseOrderBy(
    absl::string_view text, absl::Span<const absl::string_view> allowed) {
  std::vector<OrderTerm> terms;
  if (text.size() > kMaxBytes) {
    return Wrong(absl::StrCat("longer than ", kMaxBytes, " bytes"));
  }
  if (absl::StripAsciiWhitespace(text).empty()) return terms;
  for (const absl::string_view part : absl::StrSplit(text, ',')) {
    PARALLAX_ASSIGN_OR_RETURN(OrderTerm term, ParseTerm(part, allowed));
    for (const OrderTerm& earlier : terms) {
      if (earlier.field == term.field) {
        return Wrong(absl::StrCat("\"", term.field, "\" comes twice"));
      }
    }
    terms.push_back(std::move(term));
  }
  return terms;
}

}  // namespace parallax::storage
