// The words that carry attributions, read from attribution_*.tsv.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_LEXICON_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_LEXICON_H_

#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/attribution/attribution.h"

namespace parallax::ingest::domain::extract::attribution {

// How a verb takes what it reports. Bit flags.
enum Frame : uint16_t {
  kTakesClause = 1 << 0,      // said (that) ...
  kTakesQuote = 1 << 1,       // "...", he said
  kTakesInfinitive = 1 << 2,  // claims to have, vowed to
  kTakesObject = 1 << 3,      // announced a truce
  kTakesOblique = 1 << 4,     // spoke of, warned against (see prepositions)
  kTakesAddressee = 1 << 5,   // told Y that; Y is the object
  kTakesParty = 1 << 6,       // accused Y of, blamed Y for
  kTakesPredicate = 1 << 7,   // called Y a terrorist, described Y as
  kTakesPerson = 1 << 8,      // urged Y to leave: Y and infinitive are content
  kTakesQuestion = 1 << 9,    // asked whether, wondered why
  kNeedsClause = 1 << 10,     // counts only with a clause or quote
};

struct CueEntry {
  Stance stance = Stance::kAsserts;
  CueClass cue_class = CueClass::kReporting;
  uint16_t frames = 0;
  // Prepositions that introduce the content, space separated, with a leading
  // and a trailing space: " of on against "; "" for none.
  std::string prepositions;
};

// Immutable after Load; safe to share between threads.
class AttributionLexicon {
 public:
  // Reads attribution_*.tsv from `directory`. InvalidArgument with file and
  // line for a malformed row, NotFound for a missing file.
  static absl::StatusOr<AttributionLexicon> Load(const std::string& directory);

  // By lemma; null when the word is no cue.
  const CueEntry* Verb(absl::string_view lemma) const;
  const CueEntry* Noun(absl::string_view lemma) const;
  const CueEntry* Adjective(absl::string_view lemma) const;

  // Word lists by name, e.g. Has("hearsay_adverb", "reportedly").
  bool Has(absl::string_view list, absl::string_view word) const;

 private:
  absl::flat_hash_map<std::string, CueEntry> verbs_;
  absl::flat_hash_map<std::string, CueEntry> nouns_;
  absl::flat_hash_map<std::string, CueEntry> adjectives_;
  absl::flat_hash_map<std::string, absl::flat_hash_set<std::string>> lists_;
};

}  // namespace parallax::ingest::domain::extract::attribution

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_LEXICON_H_
