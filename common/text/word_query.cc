#include "common/text/word_query.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/text/plain_letter.h"

namespace parallax::text {
namespace {

constexpr int kLongestWord = 64;
constexpr int kShortestBeginning = 2;

// Letters of Chinese and Japanese, and of Thai and its neighbours.
bool IsWordAlone(UChar32 c) {
  switch (u_getIntPropertyValue(c, UCHAR_LINE_BREAK)) {
    case U_LB_IDEOGRAPHIC:
    case U_LB_CONDITIONAL_JAPANESE_STARTER:
    case U_LB_COMPLEX_CONTEXT:
      return true;
    default:
      return false;
  }
}

// Marks on letters, and characters that nobody sees.
bool IsDropped(UChar32 c) {
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_MODIFIER_LETTER:
      return true;
    default:
      return false;
  }
}

bool IsLetter(UChar32 c) {
  return u_isalnum(c) || u_charType(c) == U_COMBINING_SPACING_MARK;
}

class Words {
 public:
  void Add(UChar32 c) {
    if (IsDropped(c)) return;
    if (const char* plain = PlainForm(c)) {
      for (; *plain != '\0'; ++plain) Append(*plain);
    } else if (!IsLetter(c)) {
      End();
    } else if (IsWordAlone(c)) {
      End();
      Append(c);
      End();
    } else {
      Append(c);
    }
  }

  std::string Take() {
    End();
    return std::move(out_);
  }

 private:
  void Append(UChar32 c) {
    if (length_ == kLongestWord) return;
    if (out_.empty()) out_.push_back(' ');
    char bytes[U8_MAX_LENGTH];
    int32_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, c);
    out_.append(bytes, size);
    ++length_;
  }

  void End() {
    if (length_ > 0) out_.push_back(' ');
    length_ = 0;
  }

  std::string out_;
  int length_ = 0;  // of the word at the end, in letters
};

bool IsAscii(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x80;
  });
}

int Letters(absl::string_view word) {
  return static_cast<int>(std::count_if(word.begin(), word.end(), [](char c) {
    return !U8_IS_TRAIL(static_cast<uint8_t>(c));
  }));
}

std::vector<std::string> SplitWords(absl::string_view text) {
  return absl::StrSplit(FoldWords(text), ' ', absl::SkipEmpty());
}

}  // namespace

std::string FoldWords(absl::string_view text) {
  Words words;
  if (IsAscii(text)) {
    for (const char c : text) {
      words.Add(absl::ascii_tolower(static_cast<unsigned char>(c)));
    }
    return words.Take();
  }
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* folder =
      icu::Normalizer2::getNFKCCasefoldInstance(error);
  const icu::Normalizer2* decomposer = icu::Normalizer2::getNFDInstance(error);
  icu::UnicodeString folded = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  if (U_SUCCESS(error)) {
    folded = decomposer->normalize(folder->normalize(folded, error), error);
  }
  for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    words.Add(folded.char32At(i));
  }
  return words.Take();
}

std::string WordQuery::Needle() const {
  return absl::StrCat(" ", absl::StrJoin(words, " "), prefix ? "" : " ");
}

absl::StatusOr<WordQuery> ParseWordQuery(
    absl::string_view text, absl::Span<const std::size_t> escaped) {
  WordQuery query;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool star =
        text[i] == '*' &&
        std::find(escaped.begin(), escaped.end(), i) == escaped.end();
    if (!star) continue;
    if (i + 1 < text.size()) {
      return absl::InvalidArgumentError(
          "a star stands for the rest of the last word only");
    }
    query.prefix = true;
    text.remove_suffix(1);
  }
  // Half a phrase: what was meant to be in it cannot be told.
  if (std::count(text.begin(), text.end(), '"') % 2 != 0) {
    return absl::InvalidArgumentError(
        "a quotation mark without its other one; punctuation does not count "
        "and may be left out");
  }
  query.words = SplitWords(text);
  if (query.words.empty()) {
    return absl::InvalidArgumentError("holds no word to look for");
  }
  if (!query.prefix) return query;
  // "border *": the star is no rest of a word.
  const std::vector<std::string> longer = SplitWords(absl::StrCat(text, "x"));
  if (longer.size() != query.words.size()) {
    return absl::InvalidArgumentError(
        "a star stands for the rest of the last word only");
  }
  if (Letters(query.words.back()) < kShortestBeginning) {
    return absl::InvalidArgumentError(
        "a star needs the first two letters of a word");
  }
  return query;
}

bool HoldsWords(absl::string_view folded, const WordQuery& query) {
  return absl::StrContains(folded, query.Needle());
}

}  // namespace parallax::text
