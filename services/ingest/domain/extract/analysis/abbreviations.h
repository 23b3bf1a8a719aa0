// Abbreviations and affixes that decide where tokens and sentences end.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_ABBREVIATIONS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_ABBREVIATIONS_H_

#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::extract {

// What follows an abbreviation decides whether its period ends the sentence.
enum class AbbreviationKind : uint8_t {
  kNone,
  kTitle,    // "Gen.": a name follows, the sentence goes on
  kNumber,   // "No.": the sentence goes on when a digit follows
  kMonth,    // "Jan.": goes on before a digit, ends before a sentence opener
  kGeneral,  // "U.S.", "Inc.", "p.m.": ends only before a sentence opener
};

// Immutable after parsing; safe to share between threads.
class Abbreviations {
 public:
  // Parses lines "<kind>\t<word>" with '#' comments. Kinds: title, number,
  // month, general (words without their final period; one written with a
  // capital is an abbreviation only when the text capitalises it), prefix
  // (a first part that its hyphen does not cut off, as in "co-operate"),
  // opener (a word that opens a sentence when capitalised), unit (letters that
  // may directly follow digits, as in "10km") and reporting (a verb that may
  // follow a quoted question).
  static absl::StatusOr<Abbreviations> Parse(absl::string_view tsv);

  // `word` is lower case, without the final period; `capitalised` says whether
  // the text wrote it with a capital.
  AbbreviationKind Find(absl::string_view word, bool capitalised) const;

  bool IsPrefix(absl::string_view word) const {
    return prefixes_.contains(word);
  }
  bool IsOpener(absl::string_view word) const {
    return openers_.contains(word);
  }
  bool IsUnit(absl::string_view word) const { return units_.contains(word); }
  bool IsReporting(absl::string_view word) const {
    return reporting_.contains(word);
  }

 private:
  struct Entry {
    AbbreviationKind kind = AbbreviationKind::kNone;
    bool needs_capital = false;
  };

  void Add(absl::string_view word, AbbreviationKind kind);

  absl::flat_hash_map<std::string, Entry> kinds_;
  absl::flat_hash_set<std::string> prefixes_;
  absl::flat_hash_set<std::string> openers_;
  absl::flat_hash_set<std::string> units_;
  absl::flat_hash_set<std::string> reporting_;
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_ABBREVIATIONS_H_
