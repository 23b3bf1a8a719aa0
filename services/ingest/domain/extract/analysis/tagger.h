// Part-of-speech tagger: a greedy left-to-right linear classifier.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TAGGER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TAGGER_H_

#include <array>
#include <cstdint>

#include "absl/types/span.h"
#include "services/ingest/domain/extract/analysis/lexicon.h"
#include "services/ingest/domain/extract/analysis/tags.h"
#include "services/ingest/domain/extract/analysis/weight_table.h"

namespace parallax::ingest::domain::extract {

inline constexpr int kTaggerFeatures = 24;
using TaggerKeys = std::array<uint64_t, kTaggerFeatures>;

// Features of words[i], the tags to its left being decided.
void TaggerFeatures(absl::Span<const WordAtoms> words, size_t i,
                    const Tag* tags, TaggerKeys& keys);

struct alignas(64) WideScores {
  std::array<int16_t, WideTable::kLanes> lanes{};

  int16_t& operator[](size_t i) { return lanes[i]; }
  int16_t operator[](size_t i) const { return lanes[i]; }
};

// The weights of a few features over all classes, on their way from memory.
class WideRows {
 public:
  void Clear() { count_ = 0; }

  // At most kMost since the last Clear.
  void Ask(const WideTable& table, uint64_t key) {
    const int8_t* const row = table.Find(key);
    __builtin_prefetch(row);  // nothing happens for null
    rows_[count_] = row;
    count_ += row != nullptr;
  }
  void AddTo(WideScores& scores) const;

 private:
  static constexpr size_t kMost = 32;
  size_t count_ = 0;
  std::array<const int8_t*, kMost> rows_;
};

// Index of the highest of the first `count` scores, at least 1; the first of
// equals.
int ArgMax(WideScores scores, int count);

// Writes one tag for each word of a sentence to `tags`.
void TagWords(const WideTable& table, absl::Span<const WordAtoms> words,
              Tag* tags);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TAGGER_H_
