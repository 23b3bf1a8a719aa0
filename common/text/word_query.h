// Searching texts by their words, the same wherever it is done: a text and what
// is looked for in it are folded alike, so that a store compares bytes.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace parallax::text {

// The words of a UTF-8 text, each between two spaces, in order: letters and
// digits by Unicode's compatibility case folding, without diacritics, strokes
// and marks; everything else parts words. In scripts that put no spaces each
// letter is a word. Of a word the first 64 letters count. Empty when there is
// no word.
//
//   FoldWords("Pashinyan's office: 1,000") == " pashinyan s office 1 000 "
//   FoldWords("Kəlbəcər") == " kelbecer "
//
// Thread safe.
std::string FoldWords(absl::string_view text);

// Words that follow each other.
struct WordQuery {
  std::vector<std::string> words;  // one or more
  // The last one may go on.
  bool prefix = false;

  // What folded texts hold as a part that hold the words.
  std::string Needle() const;
};

// Reads "two words" or, with a star at the end, "two wor*". `escaped` are the
// positions of stars that are none. INVALID_ARGUMENT when there is no word, a
// quotation mark (") without its other one, a star that is not at the end of a
// word and of the text, or a beginning of fewer than two letters.
absl::StatusOr<WordQuery> ParseWordQuery(
    absl::string_view text, absl::Span<const std::size_t> escaped = {});

// Whether the text that folded to `folded` holds the words of `query`.
bool HoldsWords(absl::string_view folded, const WordQuery& query);

}  // namespace parallax::text
