#include <algorithm>
#include <iterator>

#include "services/ingest/domain/extract/kinds/choice.h"

namespace parallax::ingest::domain::extract {
namespace {

// An attribution further away than this does not stand together with the
// clause.
constexpr uint32_t kMaxGap = 3;
constexpr uint32_t kMaxTokens = 45;

bool EndsClause(absl::string_view word) {
  return word == "but" || word == "," || word == ";" || word == ":" ||
         word == "(" || word == ")" || word == "." || word == "—" ||
         word == "–" || word == "--" || word == "\"" || word == "“" ||
         word == "”";
}

// The clause that starts at `at` says when or why it happened.
bool IsSubordinate(const DocContext& doc, uint32_t at) {
  if (doc.Is(at, "as") && doc.Is(at + 1, "well")) return false;
  return doc.token(at).pos == Pos::kSconj || doc.Is(at, "when") ||
         doc.Is(at, "as") || doc.Is(at, "while") || doc.Is(at, "after");
}

// What follows the words of the claim without a break belongs to the clause.
// Of counts that stand in a row each keeps to its own words.
uint32_t ClauseEnd(const DocContext& doc, const Draft& draft, uint32_t last,
                   uint32_t end) {
  if (last >= end || (draft.quantity >= 0 && !IsSubordinate(doc, last))) {
    return last;
  }
  while (last < end && last - draft.first < kMaxTokens &&
         !EndsClause(doc.token(last).lower)) {
    ++last;
  }
  return last;
}

// "when two bombs exploded" is told from its subject on.
uint32_t PastJoint(const DocContext& doc, uint32_t first, uint32_t end) {
  static constexpr absl::string_view kJoints[] = {
      "when", "as", "while", "after", "before", "since", "and", "but"};
  while (first < end && doc.token(first).rel != Rel::kCase &&
         std::find(std::begin(kJoints), std::end(kJoints),
                   doc.token(first).lower) != std::end(kJoints)) {
    ++first;
  }
  return first;
}

// The subject that commas part from its verb: "Offices of the movement, the
// party of the opposition, were overrun".
uint32_t SubjectStart(const DocContext& doc, uint32_t head, uint32_t first) {
  for (const uint32_t child : doc.children(head)) {
    const Rel rel = doc.token(child).rel;
    if (child >= first || (rel != Rel::kNsubj && rel != Rel::kNsubjPass) ||
        doc.token(child).pos == Pos::kPron) {
      continue;
    }
    return doc.PhraseStart(child);
  }
  return first;
}

bool PartsCounts(const DocContext& doc, uint32_t token) {
  const absl::string_view word = doc.token(token).lower;
  return word == "," || word == ";" || word == "and" || word == "(" ||
         word == "including" || word == "plus";
}

// Whether a number other than that of the draft, and no sum that holds it,
// begins at the token.
bool IsOtherCount(const DocContext& doc, const Draft& draft, uint32_t token) {
  const int32_t q = doc.notes[token].quantity;
  return q >= 0 && doc.quantities[q].core == token &&
         doc.quantities[q].role == QuantityRole::kCount &&
         doc.quantities[q].form != QuantityForm::kSum &&
         !(doc.quantities[q].core >= doc.quantities[draft.quantity].first &&
           doc.quantities[q].core < doc.quantities[draft.quantity].last);
}

// "Eight Iranians, two Syrians and five others": of counts in a row each keeps
// to its own words, behind the one before it and before the one after it. The
// act may be left to the first.
void PartFromOtherCounts(const DocContext& doc, Draft& draft) {
  const Quantity& own = doc.quantities[draft.quantity];
  uint32_t start = draft.first;
  uint32_t joint = 0;  // one past the last word that parts counts
  for (uint32_t i = own.first; i > draft.first; --i) {
    if (joint == 0 && PartsCounts(doc, i - 1)) joint = i;
    if (!IsOtherCount(doc, draft, i - 1)) continue;
    if (joint != 0) start = joint;
    break;
  }
  draft.first = start;
  const uint32_t own_last =
      own.noun >= 0 ? static_cast<uint32_t>(own.noun) + 1 : own.last;
  const uint32_t least = std::max(own_last, draft.head + 1);
  for (uint32_t i = least; i < draft.last; ++i) {
    if (!IsOtherCount(doc, draft, i)) continue;
    uint32_t end = i;
    while (end > least && !PartsCounts(doc, end - 1)) --end;
    if (end > least) draft.last = end - 1;
    break;
  }
}

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
  if (draft.quantity < 0) {
    const uint32_t start = SubjectStart(doc, draft.head, draft.first);
    if (draft.head - start < kMaxTokens / 2) draft.first = start;
  }
  draft.first = PastJoint(doc, draft.first, low);
  draft.last =
      ClauseEnd(doc, draft, std::min(draft.last, sentence.last), sentence.last);
  draft.sentence = doc.notes[draft.head].sentence;
  if (draft.quantity >= 0) PartFromOtherCounts(doc, draft);
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
