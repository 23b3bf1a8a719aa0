// Words that tell a claim's details once its kind is known.
#pragma once

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/ingest/domain/extract/analysis/analyzed_text.h"

namespace parallax::ingest::domain::extract {

// Immutable after Load; safe to share between threads.
class DetailLexicon {
 public:
  // Reads claim_details.tsv. NotFound or InvalidArgument with file and line.
  static absl::StatusOr<DetailLexicon> Load(const std::string& path);

  struct Found {
    absl::string_view value;  // borrowed from the lexicon; empty: none
    // Tokens [first, last) of the phrase.
    uint32_t first = 0;
    uint32_t last = 0;
  };

  // The phrase of `detail` within `tokens`; where several are there, the one
  // that stands first in the file. Linear in the tokens for a given lexicon.
  Found Find(absl::string_view detail, absl::Span<const Token> tokens) const;

  // The same over words of lower-case text.
  absl::string_view FindInText(absl::string_view detail,
                               absl::string_view text) const;

 private:
  struct Word {
    std::string text;
    bool stem = false;
    bool Fits(absl::string_view word) const;
  };
  struct Phrase {
    std::string value;
    std::vector<Word> words;
  };
  template <typename WordAt>
  Found FindWords(absl::string_view detail, uint32_t size,
                  const WordAt& word_at) const;

  absl::flat_hash_map<std::string, std::vector<Phrase>> phrases_;
};

}  // namespace parallax::ingest::domain::extract
