#include "services/ingest/domain/reader/phrases.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "services/ingest/domain/reader/characters.h"

extern const char kReaderPhrasesTsv[];

namespace parallax::ingest::domain::reader {
namespace {

struct Phrases {
  absl::flat_hash_map<std::string, absl::flat_hash_set<std::string>> exact;
  absl::flat_hash_map<std::string, std::vector<std::string>> listed;

  bool Holds(absl::string_view kind, absl::string_view phrase) const {
    const auto set = exact.find(kind);
    return set != exact.end() && set->second.contains(phrase);
  }

  bool Starts(absl::string_view kind, absl::string_view text) const {
    const auto list = listed.find(kind);
    if (list == listed.end()) return false;
    for (const std::string& phrase : list->second) {
      if (absl::StartsWith(text, phrase)) return true;
    }
    return false;
  }
};

const Phrases& All() {
  static const Phrases* const phrases = [] {
    auto* result = new Phrases;
    for (const absl::string_view line :
         absl::StrSplit(kReaderPhrasesTsv, '\n', absl::SkipEmpty())) {
      if (line.front() == '#') continue;
      const std::pair<absl::string_view, absl::string_view> parts =
          absl::StrSplit(line, absl::MaxSplits('\t', 1));
      const std::string kind(parts.first);
      result->exact[kind].insert(std::string(parts.second));
      result->listed[kind].push_back(std::string(parts.second));
    }
    return result;
  }();
  return *phrases;
}

// The longest phrase of `kind` that `line` begins with, ended by a colon, comma
// or dash, with that and the space after it.
std::size_t Prefix(absl::string_view kind, absl::string_view line) {
  std::size_t best = 0;
  const auto list = All().listed.find(kind);
  if (list == All().listed.end()) return 0;
  for (const std::string& phrase : list->second) {
    if (!absl::StartsWithIgnoreCase(line, phrase)) continue;
    std::size_t end = phrase.size();
    if (end >= line.size() || (line[end] != ':' && line[end] != ',')) continue;
    ++end;
    while (end < line.size() && line[end] == ' ') ++end;
    best = std::max(best, end);
  }
  return best;
}

}  // namespace

bool IsFurniture(absl::string_view folded) {
  return All().Holds("furniture", folded) ||
         All().Starts("furniture_start", folded);
}

bool IsSectionHead(absl::string_view folded) {
  return All().Holds("section", folded) ||
         All().Starts("section_start", folded);
}

bool IsCredit(absl::string_view folded) {
  return All().Holds("credit", folded) || All().Starts("credit_start", folded);
}

bool IsByline(absl::string_view folded) {
  return All().Starts("byline", folded);
}

bool IsMediaWord(absl::string_view folded_word) {
  return All().Holds("media_word", folded_word);
}

bool HasLegendWord(absl::string_view folded) {
  for (const Word& word : WordsOf(folded)) {
    if (All().Holds("legend", word.text)) return true;
  }
  return absl::StrContains(folded, "front line");
}

std::size_t PointerPrefix(absl::string_view line) {
  return Prefix("pointer", line);
}

std::size_t CaptionPrefix(absl::string_view line) {
  return Prefix("caption", line);
}

absl::string_view AgencyName(absl::string_view text) {
  text = Trim(text);
  const auto& agencies = All().exact.find("agency")->second;
  const auto found = agencies.find(text);
  return found == agencies.end() ? "" : absl::string_view(*found);
}

}  // namespace parallax::ingest::domain::reader
