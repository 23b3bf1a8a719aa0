// Which country a place name most likely lies in: a hint for whose people and
// ground a report speaks of. Points and areas are the geo service's business.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_PLACES_PLACE_LEXICON_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_PLACES_PLACE_LEXICON_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/ingest/domain/extract/lexicon/phrase_table.h"

namespace parallax::ingest::domain::extract {

// Immutable after Load; safe to share between threads.
class PlaceLexicon {
 public:
  // Reads place_countries.tsv (name, ISO code). Names are matched by `words` of
  // the same vocabulary.
  absl::Status Load(const std::string& path, Vocabulary& vocabulary);

  PhraseTable::Match Longest(absl::Span<const WordIds> words) const {
    return table_.LongestForm(words);
  }
  // ISO code of a match's value.
  const std::string& code(int32_t value) const { return codes_[value]; }

 private:
  PhraseTable table_;
  std::vector<std::string> codes_;
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_PLACES_PLACE_LEXICON_H_
