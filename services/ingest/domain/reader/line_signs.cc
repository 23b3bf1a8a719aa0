#include "services/ingest/domain/reader/line_signs.h"

#include <re2/re2.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "services/ingest/domain/reader/characters.h"
#include "services/ingest/domain/reader/phrases.h"

namespace parallax::ingest::domain::reader {
namespace {

constexpr std::size_t kProseWords = 9;
constexpr std::size_t kLongLineWords = 25;
constexpr std::size_t kFoldedBytes = 400;

absl::string_view Start(absl::string_view line) {
  std::size_t cut = std::min(line.size(), kFoldedBytes);
  while (cut > 0 && cut < line.size() &&
         (static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) {
    --cut;
  }
  return line.substr(0, cut);
}

// Dates, times, weekdays, zones, and the words around them.
bool OnlyDateWords(const std::string& folded) {
  static const RE2* const kDateWord = new RE2(
      "(?:(?:\\d{1,4}(?:st|nd|rd|th)?|\\d{1,2}[:.h]\\d{2}(?::\\d{2})?(?:am|pm|"
      "z)?|\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}(?:t\\d{2}:\\d{2}.*)?|[ap]\\.?m\\."
      "?|\\d{1,2}[ap]m|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|"
      "june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
      "dec(?:ember)?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)"
      "(?:day)?|published|updated|posted|last|first|on|at|of|gmt|utc|bst|e[sd]"
      "t|"
      "cet|cest|msk|ist|date|time|ago|minutes?|mins?|hours?|hrs?|days?|weeks?|"
      "today|yesterday|just|now|local|min|read)[,.;:|·•–—-]*|[|·•–—-]+)");
  bool any = false;
  for (const absl::string_view word :
       absl::StrSplit(folded, ' ', absl::SkipEmpty())) {
    if (!RE2::FullMatch(re2::StringPiece(word.data(), word.size()),
                        *kDateWord)) {
      return false;
    }
    any = true;
  }
  return any;
}

bool HasFullDate(const std::string& folded) {
  static const RE2* const kFullDate = new RE2(
      "(?:^|[^a-z\\d])(?:\\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|"
      "jul|aug|sep|oct|nov|dec)[a-z]*\\.?,? \\d{4}|(?:jan|feb|mar|apr|may|jun|"
      "jul|aug|sep|oct|nov|dec)[a-z]*\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|"
      "\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}[./]\\d{1,2}[./]\\d{4})");
  return RE2::PartialMatch(folded, *kFullDate);
}

// "Syria | Currencies | Banking", "War in Ukraine · Russia".
bool IsTagRow(absl::string_view line) {
  for (const absl::string_view separator : {" | ", " · ", " • "}) {
    const std::vector<absl::string_view> parts =
        absl::StrSplit(line, separator);
    if (parts.size() < 2) continue;
    return std::all_of(parts.begin(), parts.end(), [](absl::string_view part) {
      const std::size_t words = WordsOf(part).size();
      return words >= 1 && words <= 4 && !EndsSentence(part);
    });
  }
  return false;
}

bool IsName(const std::vector<Word>& words) {
  if (words.empty() || words.size() > 10) return false;
  return std::all_of(words.begin(), words.end(), [](const Word& word) {
    static constexpr absl::string_view kSmall[] = {
        "of",  "the", "and", "for", "de", "la", "al",
        "via", "bin", "von", "el",  "by", "in"};
    return word.capitalised || std::find(std::begin(kSmall), std::end(kSmall),
                                         word.text) != std::end(kSmall);
  });
}

bool IsDesk(absl::string_view folded) {
  for (const absl::string_view word :
       {"correspondent", "correspondents", "reporter", "reporters", "editor",
        "staff", "bureau", "staff and agencies", "newsroom"}) {
    if (absl::EndsWith(folded, word)) return true;
  }
  return false;
}

}  // namespace

LineSigns ReadSigns(absl::string_view line) {
  LineSigns signs;
  const std::vector<Word> words = WordsOf(line);
  signs.words = words.size();
  signs.folded = Fold(Start(line));
  signs.ends_sentence = EndsSentence(line);
  const bool short_line = words.size() <= 14;
  const bool heading = words.size() <= 8 && !EndsSentence(line);
  signs.furniture = short_line && IsFurniture(signs.folded);
  signs.section = heading && IsSectionHead(signs.folded);
  signs.credit = heading && IsCredit(signs.folded);
  signs.byline = words.size() <= 16 && words.size() >= 2 &&
                         absl::StartsWithIgnoreCase(line, "by ")
                     ? heading || (words.size() <= 6 && words[1].capitalised)
                     : heading && IsByline(signs.folded);
  signs.tag_row = short_line && IsTagRow(line);
  signs.date_like =
      words.size() <= 14 && (OnlyDateWords(signs.folded) ||
                             (HasFullDate(signs.folded) && words.size() <= 10 &&
                              !signs.ends_sentence));
  signs.prose = !signs.furniture && !signs.date_like && !signs.dated &&
                ((words.size() >= kProseWords && signs.ends_sentence) ||
                 words.size() >= kLongLineWords);
  const bool name = IsName(words);
  const bool digits =
      std::any_of(line.begin(), line.end(), absl::ascii_isdigit);
  signs.person_like =
      !signs.ends_sentence && !digits && !signs.section &&
      ((name && words.size() >= 2 && words.size() <= 4 && !IsAllCaps(line)) ||
       (words.size() <= 6 && IsDesk(signs.folded)));
  if (!words.empty() && words.size() <= 4 && name && !signs.ends_sentence) {
    signs.outlet_like = IsMediaWord(Lower(words.back().text)) ||
                        (words.size() == 1 && !AgencyName(line).empty());
  }
  return signs;
}

bool IsNameOnly(absl::string_view text) { return IsName(WordsOf(text)); }

std::vector<std::string> NamesOfByline(absl::string_view line) {
  static const RE2* const kPrefix = new RE2(
      "(?i)^(?:(?:additional )?report(?:ing|ed) by|written by|writing "
      "by|editing "
      "by|by|authors?:)\\s+");
  re2::StringPiece rest(line.data(), line.size());
  RE2::Consume(&rest, *kPrefix);
  std::vector<std::string> names;
  std::string list(rest.data(), rest.size());
  static const RE2* const kJoints =
      new RE2("(?i)\\s+(?:and|in|for|at)\\s+|\\s*[,;|&]\\s*");
  RE2::GlobalReplace(&list, *kJoints, "\n");
  for (const absl::string_view part :
       absl::StrSplit(list, '\n', absl::SkipEmpty())) {
    const absl::string_view name = Trim(part);
    if (!name.empty()) names.emplace_back(name);
  }
  return names;
}

}  // namespace parallax::ingest::domain::reader
