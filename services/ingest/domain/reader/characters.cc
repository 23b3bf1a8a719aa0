#include "services/ingest/domain/reader/characters.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace parallax::ingest::domain::reader {
namespace {

// As in ICU, which is asked about other scripts only.
bool IsAscii(UChar32 c) { return c >= 0 && c < 0x80; }

bool IsAlnum(UChar32 c) {
  return IsAscii(c) ? absl::ascii_isalnum(static_cast<unsigned char>(c))
                    : u_isalnum(c);
}

bool IsUpper(UChar32 c) {
  return IsAscii(c) ? absl::ascii_isupper(static_cast<unsigned char>(c))
                    : u_isupper(c);
}

UChar32 Next(absl::string_view text, std::size_t* position) {
  const auto byte = static_cast<unsigned char>(text[*position]);
  if (byte < 0x80) {
    ++*position;
    return byte;
  }
  auto i = static_cast<int64_t>(*position);
  UChar32 c = 0;
  const auto size = static_cast<int64_t>(text.size());
  U8_NEXT(text.data(), i, size, c);
  *position = static_cast<std::size_t>(i);
  return c;
}

bool IsSpace(UChar32 c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x200B ||
         c == 0xFEFF || c == 0x202F || c == 0x3000;
}

bool JoinsWord(UChar32 c) {
  return c == '-' || c == '\'' || c == 0x2019 || c == 0x2011;
}

void AppendLower(UChar32 c, std::string* out) {
  if (IsAscii(c)) {
    out->push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
    return;
  }
  c = u_tolower(c);
  char buffer[U8_MAX_LENGTH];
  int32_t length = 0;
  U8_APPEND_UNSAFE(buffer, length, c);
  out->append(buffer, static_cast<std::size_t>(length));
}

}  // namespace

std::size_t FindInvalidUtf8(absl::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++i;
      continue;
    }
    const std::size_t start = i;
    if (Next(text, &i) < 0) return start;
  }
  return absl::string_view::npos;
}

std::vector<Word> WordsOf(absl::string_view text) {
  std::vector<Word> words;
  words.reserve(text.size() / 6 + 1);
  std::size_t i = 0;
  while (i < text.size()) {
    std::size_t start = i;
    UChar32 c = Next(text, &i);
    if (c < 0 || !IsAlnum(c)) continue;
    const bool capitalised = IsUpper(c);
    std::size_t end = i;
    while (i < text.size()) {
      std::size_t after = i;
      c = Next(text, &after);
      if (c >= 0 && (IsAlnum(c) ||
                     (!IsAscii(c) && u_charType(c) == U_NON_SPACING_MARK))) {
        i = end = after;
      } else if (c >= 0 && JoinsWord(c)) {
        std::size_t beyond = after;
        if (after >= text.size() || !IsAlnum(Next(text, &beyond))) break;
        i = after;
      } else {
        break;
      }
    }
    words.push_back({text.substr(start, end - start), capitalised});
  }
  return words;
}

std::string Lower(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t i = 0;
  while (i < text.size()) {
    const UChar32 c = Next(text, &i);
    if (c >= 0) AppendLower(c, &out);
  }
  return out;
}

std::string Fold(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  std::size_t kept = 0;  // up to the last letter or digit
  std::size_t i = 0;
  while (i < text.size()) {
    const UChar32 c = Next(text, &i);
    if (c < 0) continue;
    if (IsSpace(c)) {
      gap = !out.empty();
      continue;
    }
    const bool solid = IsAlnum(c) || c == 0xA9;
    if (out.empty() && !solid) continue;
    if (gap) out.push_back(' ');
    gap = false;
    AppendLower(c, &out);
    if (solid) kept = out.size();
  }
  out.resize(kept);
  return out;
}

absl::string_view Trim(absl::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t after = begin;
    if (!IsSpace(Next(text, &after))) break;
    begin = after;
  }
  std::size_t end = text.size();
  while (end > begin) {
    std::size_t start = end - 1;
    while (start > begin &&
           (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) {
      --start;
    }
    std::size_t after = start;
    if (!IsSpace(Next(text, &after))) break;
    end = start;
  }
  return text.substr(begin, end - begin);
}

bool EndsSentence(absl::string_view text) {
  static constexpr absl::string_view kClosers[] = {"\"", "'", ")", "]",
                                                   "”",  "’", "»", "*"};
  bool again = true;
  while (again) {
    again = false;
    for (const absl::string_view closer : kClosers) {
      if (absl::EndsWith(text, closer)) {
        text.remove_suffix(closer.size());
        again = true;
      }
    }
  }
  return absl::EndsWith(text, ".") || absl::EndsWith(text, "!") ||
         absl::EndsWith(text, "?") || absl::EndsWith(text, "…") ||
         absl::EndsWith(text, "。");
}

bool IsAllCaps(absl::string_view text) {
  bool upper = false;
  std::size_t i = 0;
  while (i < text.size()) {
    const UChar32 c = Next(text, &i);
    if (c < 0) continue;
    if (u_islower(c)) return false;
    upper = upper || u_isupper(c);
  }
  return upper;
}

}  // namespace parallax::ingest::domain::reader
