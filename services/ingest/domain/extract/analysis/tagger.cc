#include "services/ingest/domain/extract/analysis/tagger.h"

#include "services/ingest/domain/extract/analysis/hashing.h"

namespace parallax::ingest::domain::extract {
namespace {

uint64_t TagAtom(Tag tag) { return Mix(0x7A60000u + tag); }

}  // namespace

void TaggerFeatures(absl::Span<const WordAtoms> words, size_t i,
                    const Tag* tags, TaggerKeys& keys) {
  const WordAtoms& outside = OutsideAtoms();
  const WordAtoms& w0 = words[i];
  const WordAtoms& l1 = i >= 1 ? words[i - 1] : outside;
  const WordAtoms& l2 = i >= 2 ? words[i - 2] : outside;
  const WordAtoms& r1 = i + 1 < words.size() ? words[i + 1] : outside;
  const WordAtoms& r2 = i + 2 < words.size() ? words[i + 2] : outside;
  const uint64_t t1 = i >= 1 ? TagAtom(tags[i - 1]) : Mix(2001);
  const uint64_t t2 = i >= 2 ? TagAtom(tags[i - 2]) : Mix(2002);
  const uint64_t first = Mix(i == 0 ? 2003 : 2004);
  keys = {
      Key(Mix(1), w0.form),
      Key(Mix(2), w0.form, t1),
      Key(Mix(3), w0.suffix2),
      Key(Mix(4), w0.suffix3),
      Key(Mix(5), w0.suffix4),
      Key(Mix(6), w0.prefix3),
      Key(Mix(7), w0.shape, first),
      Key(Mix(8), t1),
      Key(Mix(9), t1, t2),
      Key(Mix(10), l1.form, w0.ambiguity),
      Key(Mix(11), r1.form, w0.ambiguity),
      Key(Mix(12), l2.form),
      Key(Mix(13), r2.form),
      Key(Mix(14), w0.ambiguity, r1.ambiguity),
      Key(Mix(15), w0.ambiguity, t1),
      Key(Mix(16), w0.ambiguity, t1, r1.ambiguity),
      Key(Mix(17), r1.ambiguity, r2.ambiguity),
      Key(Mix(18), w0.form, r1.form),
      Key(Mix(19), l1.form, w0.form),
      Key(Mix(20), w0.suffix3, w0.shape, t1),
      Key(Mix(21), t1, t2, w0.ambiguity, r1.ambiguity),
      Key(Mix(22), w0.parts, t1),
      Key(Mix(23), w0.parts, w0.suffix3, w0.shape),
      Key(Mix(24), w0.parts, l1.ambiguity, r1.ambiguity),
  };
}

void AddWideScores(const WideTable& table, absl::Span<const uint64_t> keys,
                   WideScores& scores) {
  for (uint64_t key : keys) table.Prefetch(key);
  for (uint64_t key : keys) table.AddTo(key, scores.lanes.data());
}

int ArgMax(const WideScores& scores, int count) {
  int best = 0;
  for (int c = 1; c < count; ++c) {
    if (scores[c] > scores[best]) best = c;
  }
  return best;
}

void TagWords(const WideTable& table, absl::Span<const WordAtoms> words,
              Tag* tags) {
  TaggerKeys keys;
  const int count = TagCount();
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i].only_tag != LexiconEntry::kNoTag) {
      tags[i] = words[i].only_tag;
      continue;
    }
    TaggerFeatures(words, i, tags, keys);
    WideScores scores{};
    AddWideScores(table, keys, scores);
    tags[i] = static_cast<Tag>(ArgMax(scores, count));
  }
}

}  // namespace parallax::ingest::domain::extract
