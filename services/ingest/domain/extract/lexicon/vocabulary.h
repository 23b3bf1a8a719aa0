// Words of all lexicons as small integers, so that a text is looked up once
// and every table then compares numbers.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_LEXICON_VOCABULARY_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_LEXICON_VOCABULARY_H_

#include <cstdint>
#include <string>
#include <vector>

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

  uint32_t size() const { return static_cast<uint32_t>(ends_.size()); }

 private:
  // Most words of a text are in no lexicon: that is told by the hash alone.
  struct Slot {
    uint32_t hash = 0;
    uint32_t word = kUnknown;
  };

  absl::string_view Text(uint32_t word) const;
  // The slot of `word`, or the free one where it would stand.
  size_t SlotOf(absl::string_view word, uint32_t hash) const;
  void Grow();

  // A power of two, at most half of them in use.
  std::vector<Slot> slots_ = std::vector<Slot>(2);
  std::string text_;                                       // of all words
  std::vector<uint32_t> ends_ = std::vector<uint32_t>(1);  // by word, in text_
};

// Lower case for ASCII, Latin, Greek and Cyrillic letters; other bytes kept.
std::string LowerCase(absl::string_view text);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_LEXICON_VOCABULARY_H_
