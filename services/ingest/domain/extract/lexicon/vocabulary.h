// Words of all lexicons as small integers, so that a text is looked up once
// and every table then compares numbers.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_LEXICON_VOCABULARY_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_LEXICON_VOCABULARY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::extract {

// Written while lexicons load, read-only and thread safe afterwards.
class Vocabulary {
 public:
  // Number of a word no lexicon holds.
  static constexpr uint32_t kUnknown = 0;

  // Number of `word`, given out now when it is new. Words are lower case.
  uint32_t Intern(absl::string_view word);

  // Number of `word`, kUnknown when no lexicon holds it.
  uint32_t Find(absl::string_view word) const;

  // Splits a lexicon phrase the way the tokenizer splits text: at spaces, with
  // hyphens and "'s" as words of their own. Lower-cases ASCII.
  static std::vector<std::string> Split(absl::string_view phrase);

  uint32_t size() const { return static_cast<uint32_t>(words_.size()) + 1; }

 private:
  absl::flat_hash_map<std::string, uint32_t> words_;
};

// Lower case for ASCII, Latin, Greek and Cyrillic letters; other bytes kept.
std::string LowerCase(absl::string_view text);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_LEXICON_VOCABULARY_H_
