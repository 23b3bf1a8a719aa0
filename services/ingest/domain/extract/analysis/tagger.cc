#include "services/ingest/domain/extract/analysis/tagger.h"

#include <cstdint>
#include <iterator>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "services/ingest/domain/extract/analysis/hashing.h"

namespace parallax::ingest::domain::extract {
namespace {

uint64_t TagAtom(Tag tag) { return Mix(0x7A60000u + tag); }

// Where the keys stand that hang on the tags to the left, and the others.
constexpr int kTagKeys[] = {1, 7, 8, 14, 15, 19, 20, 21};
constexpr int kWordKeys[] = {0,  2,  3,  4,  5,  6,  9,  10,
                             11, 12, 13, 16, 17, 18, 22, 23};
static_assert(std::size(kTagKeys) + std::size(kWordKeys) == kTaggerFeatures);

// What the words alone say of words[i]: known before the words to its left
// have tags.
void WordFeatures(absl::Span<const WordAtoms> words, size_t i,
                  TaggerKeys& keys) {
  const WordAtoms& outside = OutsideAtoms();
  const WordAtoms& w0 = words[i];
  const WordAtoms& l1 = i >= 1 ? words[i - 1] : outside;
  const WordAtoms& l2 = i >= 2 ? words[i - 2] : outside;
  const WordAtoms& r1 = i + 1 < words.size() ? words[i + 1] : outside;
  const WordAtoms& r2 = i + 2 < words.size() ? words[i + 2] : outside;
  const uint64_t first = Mix(i == 0 ? 2003 : 2004);
  keys[0] = Key(Mix(1), w0.form);
  keys[2] = Key(Mix(3), w0.suffix2);
  keys[3] = Key(Mix(4), w0.suffix3);
  keys[4] = Key(Mix(5), w0.suffix4);
  keys[5] = Key(Mix(6), w0.prefix3);
  keys[6] = Key(Mix(7), w0.shape, first);
  keys[9] = Key(Mix(10), l1.form, w0.ambiguity);
  keys[10] = Key(Mix(11), r1.form, w0.ambiguity);
  keys[11] = Key(Mix(12), l2.form);
  keys[12] = Key(Mix(13), r2.form);
  keys[13] = Key(Mix(14), w0.ambiguity, r1.ambiguity);
  keys[16] = Key(Mix(17), r1.ambiguity, r2.ambiguity);
  keys[17] = Key(Mix(18), w0.form, r1.form);
  keys[18] = Key(Mix(19), l1.form, w0.form);
  keys[22] = Key(Mix(23), w0.parts, w0.suffix3, w0.shape);
  keys[23] = Key(Mix(24), w0.parts, l1.ambiguity, r1.ambiguity);
}

void ContextFeatures(absl::Span<const WordAtoms> words, size_t i,
                     const Tag* tags, TaggerKeys& keys) {
  const WordAtoms& w0 = words[i];
  const WordAtoms& r1 = i + 1 < words.size() ? words[i + 1] : OutsideAtoms();
  const uint64_t t1 = i >= 1 ? TagAtom(tags[i - 1]) : Mix(2001);
  const uint64_t t2 = i >= 2 ? TagAtom(tags[i - 2]) : Mix(2002);
  keys[1] = Key(Mix(2), w0.form, t1);
  keys[7] = Key(Mix(8), t1);
  keys[8] = Key(Mix(9), t1, t2);
  keys[14] = Key(Mix(15), w0.ambiguity, t1);
  keys[15] = Key(Mix(16), w0.ambiguity, t1, r1.ambiguity);
  keys[19] = Key(Mix(20), w0.suffix3, w0.shape, t1);
  keys[20] = Key(Mix(21), t1, t2, w0.ambiguity, r1.ambiguity);
  keys[21] = Key(Mix(22), w0.parts, t1);
}

// Lanes [first, first + 16) of the sum of rows.
void AddLanes(absl::Span<const int8_t* const> rows, int first,
              int16_t* scores) {
#ifdef __SSE2__
  auto* const out = reinterpret_cast<__m128i*>(scores + first);
  __m128i low = _mm_load_si128(out);
  __m128i high = _mm_load_si128(out + 1);
  for (const int8_t* const row : rows) {
    const __m128i bytes =
        _mm_load_si128(reinterpret_cast<const __m128i*>(row + first));
    const __m128i signs = _mm_cmpgt_epi8(_mm_setzero_si128(), bytes);
    low = _mm_add_epi16(low, _mm_unpacklo_epi8(bytes, signs));
    high = _mm_add_epi16(high, _mm_unpackhi_epi8(bytes, signs));
  }
  _mm_store_si128(out, low);
  _mm_store_si128(out + 1, high);
#else
  for (const int8_t* const row : rows) {
    for (int lane = first; lane < first + 16; ++lane) {
      scores[lane] = static_cast<int16_t>(scores[lane] + row[lane]);
    }
  }
#endif
}

// The first word from `i` on that does not always take the same tag.
size_t NextOpen(absl::Span<const WordAtoms> words, size_t i) {
  while (i < words.size() && words[i].only_tag != LexiconEntry::kNoTag) ++i;
  return i;
}

}  // namespace

void TaggerFeatures(absl::Span<const WordAtoms> words, size_t i,
                    const Tag* tags, TaggerKeys& keys) {
  WordFeatures(words, i, keys);
  ContextFeatures(words, i, tags, keys);
}

void WideRows::AddTo(WideScores& scores) const {
  const auto rows = absl::MakeConstSpan(rows_.data(), count_);
  for (int first = 0; first < WideTable::kLanes; first += 16) {
    AddLanes(rows, first, scores.lanes.data());
  }
}

int ArgMax(WideScores scores, int count) {
  for (int c = count; c < WideTable::kLanes; ++c) scores[c] = INT16_MIN;
  int16_t top = INT16_MIN;
  for (int c = 0; c < WideTable::kLanes; ++c) {
    top = scores[c] > top ? scores[c] : top;
  }
  int best = 0;
  while (scores[best] != top) ++best;
  return best;
}

void TagWords(const WideTable& table, absl::Span<const WordAtoms> words,
              Tag* tags) {
  const int count = TagCount();
  // What the words say of the next open one is on its way from memory while
  // this one is decided.
  TaggerKeys keys[2];
  WideRows rows[2];
  int here = 0;
  const auto prepare = [&](size_t i, int at) {
    rows[at].Clear();
    if (i >= words.size()) return;
    WordFeatures(words, i, keys[at]);
    for (const int k : kWordKeys) rows[at].Ask(table, keys[at][k]);
  };
  size_t open = NextOpen(words, 0);
  prepare(open, here);
  for (size_t i = 0; i < words.size(); ++i) {
    if (i != open) {
      tags[i] = words[i].only_tag;
      continue;
    }
    ContextFeatures(words, i, tags, keys[here]);
    for (const int k : kTagKeys) rows[here].Ask(table, keys[here][k]);
    open = NextOpen(words, i + 1);
    prepare(open, 1 - here);
    WideScores scores{};
    rows[here].AddTo(scores);
    tags[i] = static_cast<Tag>(ArgMax(scores, count));
    here = 1 - here;
  }
}

}  // namespace parallax::ingest::domain::extract
