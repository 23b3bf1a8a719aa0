// Phrases of one or more words with integers attached, found in linear time.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_LEXICON_PHRASE_TABLE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_LEXICON_PHRASE_TABLE_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/ingest/domain/extract/lexicon/vocabulary.h"

namespace parallax::ingest::domain::extract {

// A word of a text as the vocabulary knows it: as written and as lemma.
struct WordIds {
  uint32_t lower = Vocabulary::kUnknown;
  uint32_t lemma = Vocabulary::kUnknown;
};

// A token trie. Filled while lexicons load, read-only afterwards.
class PhraseTable {
 public:
  using Values = absl::InlinedVector<int32_t, 2>;

  struct Match {
    uint32_t length = 0;  // in words; 0 when nothing matched
    const Values* values = nullptr;
  };

  // Attaches `value` to `phrase`. A phrase may carry several values.
  void Add(Vocabulary& vocabulary, absl::string_view phrase, int32_t value);

  // Longest phrase that starts at the first of `words`; each word may match by
  // its form or by its lemma.
  Match Longest(absl::Span<const WordIds> words) const;

  // As Longest, but words match by their lemma alone.
  Match LongestLemma(absl::Span<const WordIds> words) const;

  // As Longest, but words match by their form alone.
  Match LongestForm(absl::Span<const WordIds> words) const;

 private:
  struct Node {
    Values values;
  };

  uint32_t Child(uint32_t node, uint32_t word) const;
  void Walk(absl::Span<const WordIds> words, bool lemmas, uint32_t node,
            uint32_t depth, Match& best) const;

  std::vector<Node> nodes_ = std::vector<Node>(1);
  absl::flat_hash_map<uint64_t, uint32_t> children_;
  // By word, whether a phrase begins with it: few words of a text do.
  std::vector<bool> begins_;
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_LEXICON_PHRASE_TABLE_H_
