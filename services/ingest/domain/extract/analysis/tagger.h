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

// Sums the weights of `keys`, at most kMaxWideKeys, over all classes. It is
// quick where they were prefetched a while ago.
inline constexpr size_t kMaxWideKeys = 32;
void PrefetchWideScores(const WideTable& table,
                        absl::Span<const uint64_t> keys);
void AddWideScores(const WideTable& table, absl::Span<const uint64_t> keys,
                   WideScores& scores);

// Index of the highest of the first `count` scores, at least 1; the first of
// equals.
int ArgMax(WideScores scores, int count);

// Writes one tag for each word of a sentence to `tags`.
void TagWords(const WideTable& table, absl::Span<const WordAtoms> words,
              Tag* tags);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TAGGER_H_
