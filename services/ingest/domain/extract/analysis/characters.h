// UTF-8 decoding and the character classes that tokenisation needs.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_CHARACTERS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_CHARACTERS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::extract {

enum class CharClass : uint8_t {
  kSpace,
  kLetter,
  kDigit,
  kPeriod,
  kApostrophe,    // ' and U+2019
  kQuote,         // every other quotation mark
  kHyphen,        // '-', U+2010, U+2011
  kDash,          // U+2012..U+2015
  kTerminator,    // ! ?
  kEllipsis,      // U+2026
  kOpenBracket,   // ( [ {
  kCloseBracket,  // ) ] }
  kCurrency,
  kComma,
  kColon,
  kSlash,
  kOther,
};

// One code point of a text: its value and length in bytes. A malformed byte
// counts as one character U+FFFD of length 1.
struct Char {
  uint32_t code = 0;
  uint32_t length = 1;
};

// Decodes the character at `position`, which must be below text.size().
Char DecodeAt(absl::string_view text, size_t position);

CharClass ClassOf(uint32_t code);

// Letters and digits, the characters that words are made of.
inline bool IsWordClass(CharClass c) {
  return c == CharClass::kLetter || c == CharClass::kDigit;
}

// Upper-case letters of the Latin, Greek and Cyrillic scripts.
bool IsUpper(uint32_t code);

// Simple one-to-one lower-casing of the same scripts.
uint32_t ToLower(uint32_t code);

// Appends `code` in UTF-8.
void AppendUtf8(uint32_t code, std::string& out);

// The lower-cased form of a word with typographic quotes, hyphens and dashes
// folded to ASCII: what lexicons are keyed by.
void FoldCase(absl::string_view form, std::string& out);
std::string FoldCase(absl::string_view form);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_CHARACTERS_H_
