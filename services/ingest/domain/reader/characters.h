// Small helpers over UTF-8 text that is known to be valid.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_CHARACTERS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_CHARACTERS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::reader {

// Offset of the first byte that is not valid UTF-8, or npos.
std::size_t FindInvalidUtf8(absl::string_view text);

// A word of a text: letters and digits with inner hyphens and apostrophes.
struct Word {
  absl::string_view text;
  bool capitalised = false;  // begins with an upper-case letter
};

// The words of `text`, in order.
std::vector<Word> WordsOf(absl::string_view text);

// Lower case, for any script.
std::string Lower(absl::string_view text);

// Lower case, white space runs as one space, without outer white space and
// punctuation: for comparing phrases.
std::string Fold(absl::string_view text);

// Without white space at both ends, no-break spaces included.
absl::string_view Trim(absl::string_view text);

// Whether the text ends as a sentence does: with . ! ? or …, perhaps followed
// by quotes or brackets.
bool EndsSentence(absl::string_view text);

// Whether no letter of the text is lower-case and one is upper-case.
bool IsAllCaps(absl::string_view text);

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_CHARACTERS_H_
