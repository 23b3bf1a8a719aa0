#include "services/ingest/domain/extract/analysis/abbreviations.h"

#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace parallax::ingest::domain::extract {

absl::StatusOr<Abbreviations> Abbreviations::Parse(absl::string_view tsv) {
  Abbreviations out;
  int line_number = 0;
  for (absl::string_view line : absl::StrSplit(tsv, '\n')) {
    ++line_number;
    if (line.empty() || line.front() == '#') continue;
    const std::pair<absl::string_view, absl::string_view> cells =
        absl::StrSplit(line, absl::MaxSplits('\t', 1));
    const absl::string_view kind = cells.first;
    const std::string word(cells.second);
    if (word.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat("abbreviations, line ", line_number, ": no word"));
    }
    if (kind == "title") {
      out.Add(word, AbbreviationKind::kTitle);
    } else if (kind == "number") {
      out.Add(word, AbbreviationKind::kNumber);
    } else if (kind == "month") {
      out.Add(word, AbbreviationKind::kMonth);
    } else if (kind == "general") {
      out.Add(word, AbbreviationKind::kGeneral);
    } else if (kind == "prefix") {
      out.prefixes_.insert(word);
    } else if (kind == "opener") {
      out.openers_.insert(word);
    } else if (kind == "unit") {
      out.units_.insert(word);
    } else if (kind == "reporting") {
      out.reporting_.insert(word);
    } else {
      return absl::InvalidArgumentError(absl::StrCat(
          "abbreviations, line ", line_number, ": unknown kind '", kind, "'"));
    }
  }
  return out;
}

void Abbreviations::Add(absl::string_view word, AbbreviationKind kind) {
  const bool needs_capital = absl::ascii_isupper(word.front());
  auto [it, inserted] = kinds_.try_emplace(absl::AsciiStrToLower(word),
                                           Entry{kind, needs_capital});
  // A word listed both ways needs no capital.
  if (!inserted) it->second.needs_capital &= needs_capital;
}

AbbreviationKind Abbreviations::Find(absl::string_view word,
                                     bool capitalised) const {
  const auto it = kinds_.find(word);
  if (it == kinds_.end()) return AbbreviationKind::kNone;
  if (it->second.needs_capital && !capitalised) return AbbreviationKind::kNone;
  return it->second.kind;
}

}  // namespace parallax::ingest::domain::extract
