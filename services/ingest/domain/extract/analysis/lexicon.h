// What is known of a word by itself: the tags it takes in the treebanks, its
// parts of speech and semantic class in WordNet; and the atoms that features
// are made of.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_LEXICON_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_LEXICON_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/analysis/huge_pages.h"
#include "services/ingest/domain/extract/analysis/tags.h"

namespace parallax::ingest::domain::extract {

struct LexiconEntry {
  uint64_t word = 0;          // NormalizedHash of the form
  uint64_t tags = 0;          // bit t: the word takes tag t
  uint8_t only_tag = kNoTag;  // the tag of a frequent, unambiguous word
  uint8_t parts = 0;          // WordNet: bits 1 noun, 2 verb, 4 adj., 8 adverb
  uint8_t noun_class = 0;     // of the commonest sense, 0: none
  uint8_t verb_class = 0;
  uint32_t reserved = 0;

  static constexpr uint8_t kNoTag = 0xFF;
};
static_assert(sizeof(LexiconEntry) == 24);

// Immutable; safe to share between threads.
class Lexicon {
 public:
  Lexicon() : Lexicon(std::vector<LexiconEntry>{}) {}
  explicit Lexicon(const std::vector<LexiconEntry>& entries);

  // The word's entry, or null.
  const LexiconEntry* Find(uint64_t word) const {
    size_t i = word >> shift_;
    while (index_[i] != 0) {
      const LexiconEntry& entry = entries_[index_[i] - 1];
      if (entry.word == word) return &entry;
      i = (i + 1) & (index_.size() - 1);
    }
    return nullptr;
  }

  const TableMemory<LexiconEntry>& entries() const { return entries_; }

  std::string Serialize() const;
  static absl::StatusOr<Lexicon> Deserialize(absl::string_view bytes);

 private:
  TableMemory<LexiconEntry> entries_;
  TableMemory<uint32_t> index_;  // position + 1 in entries_, 0 when empty
  int shift_ = 63;
};

// The hashed properties of one word that features combine.
struct WordAtoms {
  uint64_t form = 0;  // of the folded form, numbers generalised
  uint64_t shape = 0;
  uint64_t suffix2 = 0;
  uint64_t suffix3 = 0;
  uint64_t suffix4 = 0;
  uint64_t prefix3 = 0;
  uint64_t ambiguity = 0;   // of the tags the word takes, or of its looks
  uint64_t parts = 0;       // what WordNet makes of the word and its ending
  uint64_t noun_class = 0;  // semantic class, were the word a noun
  uint64_t verb_class = 0;
  uint8_t only_tag = LexiconEntry::kNoTag;
  bool capital = false;
};

// Hash of a folded form, with digits generalised so that numbers share it.
uint64_t NormalizedHash(absl::string_view folded);

// `form` as written, `folded` as FoldCase made it.
WordAtoms MakeAtoms(absl::string_view form, absl::string_view folded,
                    const Lexicon& lexicon);

// Endings that inflect a base form.
enum class Inflection : uint8_t { kNone, kS, kEd, kIng };

// How an inflected form goes back to its base: without its last `strip` bytes
// and with `add`, if that is not 0.
struct BaseForm {
  Inflection inflection = Inflection::kNone;
  uint8_t strip = 0;
  char add = 0;
};

// Bits of LexiconEntry::parts.
inline constexpr uint8_t kNounPart = 1;
inline constexpr uint8_t kVerbPart = 2;

// The entry of the base form that a regular inflection of it, like "shelled"
// or "convoys", goes back to, provided that it is one of `parts`; null when
// there is none.
const LexiconEntry* FindBase(absl::string_view folded, const Lexicon& lexicon,
                             uint8_t parts, BaseForm* base);

// The atoms of what lies beyond the ends of a sentence.
const WordAtoms& OutsideAtoms();

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_LEXICON_H_
