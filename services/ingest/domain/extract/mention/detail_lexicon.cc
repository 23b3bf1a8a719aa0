#include "services/ingest/domain/extract/mention/detail_lexicon.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/ingest/domain/extract/lexicon/tsv.h"

namespace parallax::ingest::domain::extract {

bool DetailLexicon::Word::Fits(absl::string_view word) const {
  return stem ? absl::StartsWith(word, text) : word == text;
}

absl::StatusOr<DetailLexicon> DetailLexicon::Load(const std::string& path) {
  auto rows = ReadTsv(path, 3);
  if (!rows.ok()) return rows.status();
  DetailLexicon lexicon;
  for (const TsvRow& row : *rows) {
    Phrase phrase;
    phrase.value = row.cells[1];
    for (absl::string_view part :
         absl::StrSplit(row.cells[2], ' ', absl::SkipEmpty())) {
      Word word;
      word.stem = absl::EndsWith(part, "*");
      if (word.stem) part.remove_suffix(1);
      if (part.empty()) {
        return absl::InvalidArgumentError(
            absl::StrCat(path, ":", row.line, ": a stem without letters"));
      }
      word.text = std::string(part);
      phrase.words.push_back(std::move(word));
    }
    if (!phrase.words.empty()) {
      lexicon.phrases_[row.cells[0]].push_back(std::move(phrase));
    }
  }
  return lexicon;
}

template <typename WordAt>
DetailLexicon::Found DetailLexicon::FindWords(absl::string_view detail,
                                              uint32_t size,
                                              const WordAt& word_at) const {
  const auto found = phrases_.find(detail);
  if (found == phrases_.end()) return {};
  // Most phrases are ruled out by the letter that they begin with.
  std::string letters(size, '\0');
  for (uint32_t i = 0; i < size; ++i) {
    const absl::string_view word = word_at(i);
    if (!word.empty()) letters[i] = word[0];
  }
  for (const Phrase& phrase : found->second) {
    const auto length = static_cast<uint32_t>(phrase.words.size());
    const char first = phrase.words[0].text[0];
    for (size_t at = letters.find(first);
         at != std::string::npos && at + length <= size;
         at = letters.find(first, at + 1)) {
      const auto begin = static_cast<uint32_t>(at);
      uint32_t same = 0;
      while (same < length && phrase.words[same].Fits(word_at(begin + same))) {
        ++same;
      }
      if (same == length) return {phrase.value, begin, begin + length};
    }
  }
  return {};
}

DetailLexicon::Found DetailLexicon::Find(absl::string_view detail,
                                         absl::Span<const Token> tokens) const {
  return FindWords(
      detail, static_cast<uint32_t>(tokens.size()),
      [&](uint32_t i) -> absl::string_view { return tokens[i].lower; });
}

absl::string_view DetailLexicon::FindInText(absl::string_view detail,
                                            absl::string_view text) const {
  const std::vector<absl::string_view> words =
      absl::StrSplit(text, absl::ByAnyChar(" \n,.;"), absl::SkipEmpty());
  return FindWords(detail, static_cast<uint32_t>(words.size()),
                   [&](uint32_t i) { return words[i]; })
      .value;
}

}  // namespace parallax::ingest::domain::extract
