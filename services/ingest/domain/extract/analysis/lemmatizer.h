// Lemmas by table and suffix rules learnt from treebanks.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_LEMMATIZER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_LEMMATIZER_H_

#include <array>
#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/analysis/lexicon.h"
#include "services/ingest/domain/extract/analysis/tags.h"

namespace parallax::ingest::domain::extract {

// How a lemma differs from its form: `strip` bytes off the end, `add` on.
struct LemmaEdit {
  uint8_t strip = 0;
  std::string add;
};

inline constexpr size_t kMaxLemmaSuffix = 6;

// Immutable after parsing; safe to share between threads.
class Lemmatizer {
 public:
  // Lines "<tag name>\t<kind>\t<form or suffix>\t<strip>\t<add>", kind being
  // "form" or "suffix"; the longest suffix wins, whole forms win over all.
  static absl::StatusOr<Lemmatizer> Parse(absl::string_view table);

  // Writes the lemma of a folded form to `lemma`: from the table of forms, else
  // the word of the lexicon that it regularly inflects, else by suffix.
  void Lemma(absl::string_view folded, Tag tag, const Lexicon& lexicon,
             std::string& lemma) const;

 private:
  const LemmaEdit* FindSuffix(absl::string_view folded, Tag tag) const;

  absl::flat_hash_map<uint64_t, LemmaEdit> edits_;
  std::array<bool, 256> has_edits_ = {};  // by tag
};

// Keys of the table, shared with the trainer.
uint64_t LemmaFormKey(absl::string_view form, Tag tag);
uint64_t LemmaSuffixKey(absl::string_view suffix, Tag tag);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_LEMMATIZER_H_
