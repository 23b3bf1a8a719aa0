#include "services/claims/domain/text.h"

#include <cctype>

namespace parallax::claims::domain {
namespace {

bool IsWordByte(unsigned char c) { return std::isalnum(c) || c >= 0x80; }

}  // namespace

std::string Fold(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (IsWordByte(c)) {
      // A typographic apostrophe counts as one.
      if (text.substr(i, 3) == "\xE2\x80\x99") {
        i += 2;
        if (i + 1 < text.size() && (text[i + 1] == 's' || text[i + 1] == 'S') &&
            (i + 2 == text.size() ||
             !IsWordByte(static_cast<unsigned char>(text[i + 2])))) {
          ++i;
        }
        continue;
      }
      out.push_back(static_cast<char>(c < 0x80 ? std::tolower(c) : c));
      continue;
    }
    if (c == '\'') {
      if (i + 1 < text.size() && (text[i + 1] == 's' || text[i + 1] == 'S') &&
          (i + 2 == text.size() ||
           !IsWordByte(static_cast<unsigned char>(text[i + 2])))) {
        ++i;
      }
      continue;
    }
    if (!out.empty() && out.back() != ' ') out.push_back(' ');
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  if (out.rfind("the ", 0) == 0) out.erase(0, 4);
  return out;
}

std::string HeadWord(absl::string_view text) {
  std::string folded = Fold(text);
  const std::size_t space = folded.rfind(' ');
  std::string word =
      space == std::string::npos ? folded : folded.substr(space + 1);
  if (word.size() > 3 && word.back() == 's' && word[word.size() - 2] != 's') {
    word.pop_back();
  }
  return word;
}

bool IsTrailingName(absl::string_view part, absl::string_view whole) {
  if (part.empty() || part.size() + 1 >= whole.size()) return false;
  const std::size_t at = whole.size() - part.size();
  return whole.substr(at) == part && whole[at - 1] == ' ';
}

}  // namespace parallax::claims::domain
