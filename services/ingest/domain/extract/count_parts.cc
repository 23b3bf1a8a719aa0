#include "services/ingest/domain/extract/count_parts.h"

#include <cstdint>

namespace parallax::ingest::domain::extract {
namespace {

// "71 of its troops" counts all that it means, "two of the dead" do not.
bool CountsItsPeople(const DocContext& doc, const Quantity& q) {
  for (uint32_t i = q.core_last; i + 1 < doc.size() && i < q.core_last + 3;
       ++i) {
    if (doc.token(i).lower != "of") continue;
    const absl::string_view w = doc.token(i + 1).lower;
    return w == "its" || w == "our" || w == "his" || w == "her" ||
           w == "their" || w == "my";
  }
  return false;
}

// "including three civilians", "among them two children"
bool StandsAsPart(const DocContext& doc, const Quantity& q) {
  const Sentence& sentence = doc.sentence_of(q.core);
  for (uint32_t i = q.first; i > sentence.first && q.first - i < 3;) {
    const absl::string_view w = doc.token(--i).lower;
    if (w == "including" || w == "among") return true;
    if (w == "," || w == "and") return false;
  }
  return false;
}

// "34 soldiers were killed; two were officers": a part of the number before it,
// by a word of its own for those counted.
bool DescribesPart(const DocContext& doc, const Quantity& q) {
  const uint32_t end = doc.sentence_of(q.core).last;
  uint32_t i = q.core_last;
  if (i + 1 >= end || (!doc.Is(i, "were") && !doc.Is(i, "was"))) return false;
  ++i;
  while (i + 1 < end &&
         (doc.token(i).pos == Pos::kDet || doc.token(i).pos == Pos::kAdj)) {
    ++i;
  }
  return doc.in().lexicons.person(doc.words[i].lemma) != PersonClass::kNone;
}

// Whether a larger number of the same loss stands before it, at most a sentence
// back.
bool FollowsWhole(const std::vector<Draft>& drafts, size_t index) {
  const Draft& part = drafts[index];
  for (size_t i = index; i-- > 0;) {
    const Draft& whole = drafts[i];
    if (whole.sentence + 1 < part.sentence) return false;
    if (whole.kind == part.kind && whole.measure == part.measure &&
        whole.quantity >= 0 && whole.quantity != part.quantity &&
        whole.count.min.value_or(0) > part.count.min.value_or(0)) {
      return true;
    }
  }
  return false;
}

// Between two numbers that add up stand a noun with its attributes and "and".
constexpr uint32_t kMostBetween = 8;

// "and", "as well as", "along with" right before `at`.
bool IsJoined(const DocContext& doc, uint32_t at) {
  if (at < 2) return false;
  return doc.Is(at - 1, "and") || doc.Is(at - 1, "plus") ||
         (doc.Is(at - 1, "as") && doc.Is(at - 2, "well")) ||
         (doc.Is(at - 1, "with") && doc.Is(at - 2, "along"));
}

// Whether the two numbers count heads of one list: "30 soldiers and four
// volunteers", but not "30 soldiers died and four of them".
bool StandInOneList(const DocContext& doc, const Quantity& a,
                    const Quantity& b) {
  if (b.first <= a.last || b.first - a.last > kMostBetween) return false;
  if (a.noun < 0 || b.noun < 0 || a.noun == b.noun || !IsJoined(doc, b.first)) {
    return false;
  }
  for (uint32_t i = a.last; i < b.first; ++i) {
    const Token& t = doc.token(i);
    if (t.pos == Pos::kVerb || t.lower == "including" || t.lower == "among" ||
        t.lower == "from" || t.lower == ";") {
      return false;
    }
  }
  return true;
}

bool IsPlain(const Quantity& q) {
  return !q.partitive && q.form != QuantityForm::kNone &&
         q.form != QuantityForm::kSum;
}

// Whether both answer the same question: what became of whom, by whose word.
bool CountTheSame(const Draft& a, const Draft& b) {
  return a.kind == b.kind && a.measure == b.measure && a.stance == b.stance &&
         a.claimant == b.claimant && a.victims == b.victims &&
         a.victims_type == b.victims_type && a.trigger == b.trigger;
}

// Whether the sum of the list that the number stands in is a claim itself.
bool IsSummedUp(const DocContext& doc, const std::vector<Draft>& drafts,
                size_t index) {
  const uint32_t sentence = drafts[index].sentence;
  const uint32_t core = doc.quantities[drafts[index].quantity].core;
  const auto sums_up = [&](const Draft& draft) {
    if (draft.quantity < 0) return false;
    const Quantity& q = doc.quantities[draft.quantity];
    return q.form == QuantityForm::kSum && q.first <= core && core < q.last;
  };
  for (size_t i = index; i-- > 0 && drafts[i].sentence == sentence;) {
    if (sums_up(drafts[i])) return true;
  }
  for (size_t i = index + 1;
       i < drafts.size() && drafts[i].sentence == sentence; ++i) {
    if (sums_up(drafts[i])) return true;
  }
  return false;
}

}  // namespace

bool IsPartOfOther(const DocContext& doc, const std::vector<Draft>& drafts,
                   size_t index) {
  const Quantity& q = doc.quantities[drafts[index].quantity];
  return (q.partitive && !CountsItsPeople(doc, q)) || StandsAsPart(doc, q) ||
         (DescribesPart(doc, q) && FollowsWhole(drafts, index));
}

bool AddsToOther(const DocContext& doc, const std::vector<Draft>& drafts,
                 size_t index) {
  const Draft& draft = drafts[index];
  const Quantity& q = doc.quantities[draft.quantity];
  if (q.additional) return true;
  if (draft.kind != Kind::kCasualties || !IsPlain(q) ||
      IsPartOfOther(doc, drafts, index)) {
    return false;
  }
  if (IsSummedUp(doc, drafts, index)) return false;
  for (size_t i = index; i-- > 0 && drafts[i].sentence == draft.sentence;) {
    const Draft& other = drafts[i];
    if (other.quantity < 0 || !CountTheSame(other, draft)) continue;
    const Quantity& before = doc.quantities[other.quantity];
    if (IsPlain(before) && !IsPartOfOther(doc, drafts, i) &&
        StandInOneList(doc, before, q)) {
      return true;
    }
  }
  return false;
}

}  // namespace parallax::ingest::domain::extract
