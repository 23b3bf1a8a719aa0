// The words that carry attributions, read from attribution_*.tsv.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_LEXICON_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_LEXICON_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/attribution/attribution.h"

namespace parallax::ingest::domain::extract::attribution {

// How a word takes what it reports. Bit flags; the names used in the files
// stand at the right.
enum Frame : uint32_t {
  kFrameClause = 1 << 0,       // clause: said (that) ...
  kFrameQuote = 1 << 1,        // quote: "...", he said
  kFrameParenthesis = 1 << 2,  // paren: ..., he said, ...
  kFrameInfinitive = 1 << 3,   // infinitive: claims to have, vowed to
  kFrameGerund = 1 << 4,       // gerund: denied firing
  kFrameObject = 1 << 5,       // object: announced a truce
  kFrameQuestion = 1 << 6,     // question: asked whether, wondered why
  kFrameAddressee = 1 << 7,    // addressee: told Y that; Y is the object
  kFrameParty = 1 << 8,        // party: accused Y of, blamed Y for
  kFramePerson = 1 << 9,       // person: urged Y to leave
  kFramePredicate = 1 << 10,   // predicate: called Y a terrorist
  kFrameAs = 1 << 11,          // aspredicate: portrayed Y as; only with "as"
  kFrameExpect = 1 << 12,      // expectinf: is expected to
  kFrameRelease = 1 << 13,     // releaseobj: issued a statement
  kFramePointOut = 1 << 14,    // pointout: clause only with "out"
  kFrameLike = 1 << 15,        // wouldlike: would like to
  kFrameQuoted = 1 << 16,      // quotedobject: object in quotation marks
  kFrameColon = 1 << 17,       // colonquote: the letter read: "..."
  kFrameShow = 1 << 18,        // polls: with a document or figures as subject
  kFrameTally = 1 << 19,       // tally: counted ten dead; object with a number
  kFrameFigure = 1 << 20,      // figure: put the toll at ten
  kFrameGoOn = 1 << 21,        // goon: reports only with "on"
  kFrameLaidBlame = 1 << 22,   // laidblame: put the blame for X on Y
  kFrameFigureTo = 1 << 23,    // figureto: raised the toll to ten
};

struct CueEntry {
  Stance stance = Stance::kAsserts;
  CueClass cue_class = CueClass::kReporting;
  uint32_t frames = 0;
  // Prepositions that introduce what is reported: "warn" of, against, about.
  std::vector<std::string> prepositions;

  bool Takes(uint32_t frame) const { return (frames & frame) != 0; }
  bool TakesPreposition(absl::string_view preposition) const;
};

// Word lists of attribution_lists.tsv, as bit flags.
enum WordFlag : uint32_t {
  kHearsayAdverb = 1 << 0,
  kSeemingAdverb = 1 << 1,
  kChannel = 1 << 2,
  kMedium = 1 << 3,
  kAgency = 1 << 4,
  kDocumentNoun = 1 << 5,
  kPersonNoun = 1 << 6,
  kOffice = 1 << 7,
  kFemaleNoun = 1 << 8,
  kMaleNoun = 1 << 9,
  kTitle = 1 << 10,
  kBodyNoun = 1 << 11,
  kGroupNoun = 1 << 12,
  kPairNoun = 1 << 13,
  kTimeNoun = 1 << 14,
  kFemaleName = 1 << 15,
  kMaleName = 1 << 16,
  kMetonym = 1 << 17,
  kBothWord = 1 << 18,
  kReciprocal = 1 << 19,
  kStatementVerb = 1 << 20,
  kAccountNoun = 1 << 21,
  kFigureNoun = 1 << 22,
  kWithheldNoun = 1 << 23,
  kWithholdingVerb = 1 << 24,
  kFalseWord = 1 << 25,
  kTrueWord = 1 << 26,
};

// Immutable once loaded; safe to share between threads.
class AttributionLexicon {
 public:
  // Reads attribution_{verbs,nouns,lists}.tsv from `directory`.
  // INVALID_ARGUMENT with file and line for a malformed row, NOT_FOUND for a
  // missing file.
  static absl::StatusOr<AttributionLexicon> Load(const std::string& directory);

  // By lemma; null when the word is no cue.
  const CueEntry* Verb(absl::string_view lemma) const;
  // Verbs that report nothing but may tell of silence: "could not be reached".
  const CueEntry* SilenceVerb(absl::string_view lemma) const;
  const CueEntry* Noun(absl::string_view lemma) const;
  const CueEntry* Adjective(absl::string_view lemma) const;

  // WordFlag bits of a lower-cased form or lemma, 0 when in no list.
  uint32_t Flags(absl::string_view word) const;

 private:
  using Entries = absl::flat_hash_map<std::string, CueEntry>;

  absl::Status LoadVerbs(const std::string& path);
  absl::Status LoadNouns(const std::string& path);
  absl::Status LoadLists(const std::string& path);

  Entries verbs_;
  Entries silences_;
  Entries nouns_;
  Entries adjectives_;
  absl::flat_hash_map<std::string, uint32_t> flags_;
};

}  // namespace parallax::ingest::domain::extract::attribution

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_LEXICON_H_
