#include "services/ingest/domain/extract/analysis/train/word_forms.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace parallax::ingest::domain::extract::train {

absl::StatusOr<std::vector<WordForm>> ParseIrregularVerbs(
    absl::string_view text) {
  static const Tag kBase = TagFromTreebank("VERB", "VB");
  static const Tag kPresent = TagFromTreebank("VERB", "VBP");
  static const Tag kPast = TagFromTreebank("VERB", "VBD");
  static const Tag kParticiple = TagFromTreebank("VERB", "VBN");
  std::vector<WordForm> out;
  int line_number = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++line_number;
    if (line.empty() || line.front() == '#') continue;
    const std::vector<absl::string_view> cells = absl::StrSplit(line, '\t');
    if (cells.size() != 3 || cells[0].empty() || cells[1].empty() ||
        cells[2].empty()) {
      return absl::InvalidArgumentError(absl::StrCat(
          "irregular verbs, line ", line_number, ": not three columns"));
    }
    const std::string base(cells[0]);
    out.push_back({base, base, kBase});
    out.push_back({base, base, kPresent});
    for (absl::string_view form : absl::StrSplit(cells[1], '/')) {
      out.push_back({std::string(form), base, kPast});
    }
    for (absl::string_view form : absl::StrSplit(cells[2], '/')) {
      out.push_back({std::string(form), base, kParticiple});
    }
  }
  return out;
}

std::vector<WordForm> ParseIrregularPlurals(absl::string_view text) {
  static const Tag kPlural = TagFromTreebank("NOUN", "NNS");
  const auto plain = [](absl::string_view word) {
    return std::all_of(word.begin(), word.end(), absl::ascii_islower);
  };
  std::vector<WordForm> out;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    const std::vector<absl::string_view> cells =
        absl::StrSplit(line, ' ', absl::SkipEmpty());
    if (cells.size() < 2 || !plain(cells[0]) || !plain(cells[1])) continue;
    out.push_back({std::string(cells[0]), std::string(cells[1]), kPlural});
  }
  return out;
}

}  // namespace parallax::ingest::domain::extract::train
