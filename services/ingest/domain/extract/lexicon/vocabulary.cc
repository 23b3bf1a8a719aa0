#include "services/ingest/domain/extract/lexicon/vocabulary.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"

namespace parallax::ingest::domain::extract {

std::string LowerCase(absl::string_view text) {
  bool ascii = true;
  for (const char c : text)
    ascii = ascii && static_cast<unsigned char>(c) < 128;
  if (ascii) return absl::AsciiStrToLower(text);
  icu::UnicodeString wide = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  wide.toLower(icu::Locale::getRoot());
  std::string out;
  wide.toUTF8String(out);
  return out;
}

uint32_t Vocabulary::Intern(absl::string_view word) {
  const auto [it, inserted] = words_.try_emplace(
      std::string(word), static_cast<uint32_t>(words_.size()) + 1);
  return it->second;
}

uint32_t Vocabulary::Find(absl::string_view word) const {
  const auto it = words_.find(word);
  return it == words_.end() ? kUnknown : it->second;
}

namespace {

// What the tokenizer keeps with the word after the hyphen: the prefixes of
// english_abbreviations.tsv.
constexpr absl::string_view kPrefixes[] = {
    "anti",  "co",    "counter", "cross", "e",      "ex",    "extra", "inter",
    "intra", "micro", "mid",     "mini",  "mis",    "multi", "neo",   "non",
    "pan",   "post",  "pre",     "pro",   "pseudo", "quasi", "re",    "semi",
    "sub",   "trans", "ultra",   "un",    "vice"};

bool IsPrefix(absl::string_view word) {
  return std::find(std::begin(kPrefixes), std::end(kPrefixes), word) !=
         std::end(kPrefixes);
}

}  // namespace

std::vector<std::string> Vocabulary::Split(absl::string_view phrase) {
  std::string lower = LowerCase(phrase);
  // Both marks begin with this byte.
  if (lower.find('\xE2') != std::string::npos) {
    lower = absl::StrReplaceAll(lower, {{"’", "'"}, {"‐", "-"}});
  }
  std::vector<std::string> words;
  words.reserve(8);
  std::string word;
  auto flush = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (size_t i = 0; i < lower.size(); ++i) {
    const char c = lower[i];
    const bool clitic = c == '\'' && i + 1 < lower.size() &&
                        lower[i + 1] == 's' &&
                        (i + 2 == lower.size() || lower[i + 2] == ' ');
    const bool plural_possessive =
        c == '\'' && (i + 1 == lower.size() || lower[i + 1] == ' ');
    const bool joined = c == '-' && i + 1 < lower.size() &&
                        absl::ascii_isalpha(lower[i + 1]) && IsPrefix(word);
    if (c == ' ') {
      flush();
    } else if (!joined && (c == '-' || c == ',' || c == '/' || c == '&' ||
                           plural_possessive)) {
      flush();
      words.emplace_back(1, c);
    } else if (clitic) {
      flush();
      words.emplace_back("'s");
      ++i;
    } else {
      word.push_back(c);
    }
  }
  flush();
  return words;
}

}  // namespace parallax::ingest::domain::extract
