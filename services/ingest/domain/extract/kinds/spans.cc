#include <algorithm>

#include "services/ingest/domain/extract/kinds/choice.h"

namespace parallax::ingest::domain::extract {
namespace {

// An attribution further away than this does not stand together with the
// clause.
constexpr uint32_t kMaxGap = 3;
constexpr uint32_t kMaxTokens = 45;

}  // namespace

void SetSpan(const DocContext& doc, Draft& draft) {
  uint32_t low = draft.head;
  uint32_t high = draft.head;
  const auto cover = [&](uint32_t token) {
    if (doc.notes[token].sentence != doc.notes[draft.head].sentence) return;
    low = std::min(low, token);
    high = std::max(high, token);
  };
  if (draft.quantity >= 0) {
    const Quantity& q = doc.quantities[draft.quantity];
    cover(q.first);
    cover(q.last - 1);
  }
  if (draft.object >= 0) cover(static_cast<uint32_t>(draft.object));
  const Clause& left = doc.clauses[doc.notes[low].clause];
  const Clause& right = doc.clauses[doc.notes[high].clause];
  draft.first = std::min(low, left.first);
  draft.last = std::max(high + 1, right.last);
  const Sentence& sentence = doc.sentence_of(draft.head);
  draft.first = std::max(draft.first, sentence.first);
  draft.last = std::min(draft.last, sentence.last);
  draft.sentence = doc.notes[draft.head].sentence;
  // The attribution, where it touches the clause.
  const int32_t a = draft.attribution;
  if (a < 0) return;
  const Attribution& attribution = doc.in().attributions[a];
  uint32_t from = UINT32_MAX;
  uint32_t to = 0;
  const auto take = [&](const std::vector<TokenRange>& ranges) {
    for (const TokenRange& range : ranges) {
      if (range.empty() || range.first < sentence.first ||
          range.last > sentence.last) {
        continue;
      }
      from = std::min(from, range.first);
      to = std::max(to, range.last);
    }
  };
  take(attribution.cue);
  take(attribution.source);
  if (from >= to) return;
  const bool before = to <= draft.first + 1 && draft.first <= to + kMaxGap;
  const bool after = from + 1 >= draft.last && from <= draft.last + kMaxGap;
  const bool inside = from >= draft.first && to <= draft.last;
  if (inside) return;
  if ((before || after || (from < draft.last && to > draft.first)) &&
      std::max(to, draft.last) - std::min(from, draft.first) <= kMaxTokens) {
    draft.first = std::min(draft.first, from);
    draft.last = std::max(draft.last, to);
  }
}

}  // namespace parallax::ingest::domain::extract
