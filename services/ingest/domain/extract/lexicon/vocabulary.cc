#include "services/ingest/domain/extract/lexicon/vocabulary.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/ingest/domain/extract/model/quick_hash.h"

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

namespace {

uint32_t HashOf(absl::string_view word) {
  return static_cast<uint32_t>(QuickHash(word, 0));
}

}  // namespace

absl::string_view Vocabulary::Text(uint32_t word) const {
  return absl::string_view(text_).substr(ends_[word - 1],
                                         ends_[word] - ends_[word - 1]);
}

size_t Vocabulary::SlotOf(absl::string_view word, uint32_t hash) const {
  const size_t mask = slots_.size() - 1;
  size_t at = hash & mask;
  while (slots_[at].word != kUnknown &&
         (slots_[at].hash != hash || Text(slots_[at].word) != word)) {
    at = (at + 1) & mask;
  }
  return at;
}

void Vocabulary::Grow() {
  const std::vector<Slot> old =
      std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
  for (const Slot& slot : old) {
    if (slot.word == kUnknown) continue;
    slots_[SlotOf(Text(slot.word), slot.hash)] = slot;
  }
}

uint32_t Vocabulary::Intern(absl::string_view word) {
  const uint32_t hash = HashOf(word);
  size_t at = SlotOf(word, hash);
  if (slots_[at].word != kUnknown) return slots_[at].word;
  const uint32_t number = size();
  absl::StrAppend(&text_, word);
  ends_.push_back(static_cast<uint32_t>(text_.size()));
  if (2 * ends_.size() > slots_.size()) {
    Grow();
    at = SlotOf(word, hash);
  }
  slots_[at] = {hash, number};
  return number;
}

uint32_t Vocabulary::Find(absl::string_view word) const {
  return slots_[SlotOf(word, HashOf(word))].word;
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
