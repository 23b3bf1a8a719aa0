// Reads the index and data files of WordNet 3.0: which parts of speech a word
// has, and the broad semantic class of its commonest sense.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_WORDNET_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_WORDNET_H_

#include <cstdint>
#include <map>
#include <string>

#include "absl/status/statusor.h"

namespace parallax::ingest::domain::extract::train {

struct WordNetEntry {
  uint8_t parts = 0;       // bits: 1 noun, 2 verb, 4 adjective, 8 adverb
  uint8_t noun_class = 0;  // 1..26, the lexicographer file less 2; 0 without
  uint8_t verb_class = 0;  // 1..15, the lexicographer file less 28; 0 without
};

// Single lower-case words by lemma.
using WordNet = std::map<std::string, WordNetEntry>;

// `folder` holds index.noun, data.noun and so on, as Debian's wordnet-base
// installs them in /usr/share/wordnet.
absl::StatusOr<WordNet> ReadWordNet(const std::string& folder);

}  // namespace parallax::ingest::domain::extract::train

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_WORDNET_H_
