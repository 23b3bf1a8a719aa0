#include "services/ingest/domain/extract/decide/same_people.h"

#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::extract {
namespace {

// The claim before must stand this near, in sentences and, where a noun is left
// out, in tokens.
constexpr uint32_t kSentences = 1;
constexpr uint32_t kTokens = 16;

const Draft* CasualtiesBefore(const std::vector<Draft>& drafts, size_t index) {
  const Draft& draft = drafts[index];
  for (size_t i = index; i-- > 0;) {
    const Draft& before = drafts[i];
    if (before.sentence + kSentences < draft.sentence) return nullptr;
    if (before.kind == Kind::kCasualties) return &before;
  }
  return nullptr;
}

bool IsSufferers(absl::string_view lower) {
  return lower == "dead" || lower == "victims" || lower == "wounded" ||
         lower == "injured" || lower == "casualties" || lower == "killed" ||
         lower == "slain" || lower == "captives" || lower == "prisoners" ||
         lower == "hostages";
}

// "Three of them", "nine of the victims"
bool IsPart(const DocContext& doc, const Quantity& q) {
  uint32_t i = q.core_last;
  if (!doc.Is(i, "of")) return false;
  ++i;
  if (doc.Is(i, "them") || doc.Is(i, "whom")) return true;
  return doc.Is(i, "the") && i + 1 < doc.size() &&
         IsSufferers(doc.token(i + 1).lower);
}

// "Ten others", but not "ten other soldiers".
bool IsOthers(const DocContext& doc, const Quantity& q) {
  return doc.Is(q.core_last, "others") ||
         (q.noun >= 0 && doc.Is(static_cast<uint32_t>(q.noun), "others"));
}

// "Five soldiers died and ten were wounded", "nine killed, 21 wounded": the
// noun is left out behind a conjunction.
bool LeavesNounOut(const DocContext& doc, const Draft& draft, const Quantity& q,
                   const Draft& before) {
  if (draft.object >= 0 || q.noun >= 0 || before.quantity < 0 ||
      before.sentence != draft.sentence || q.form == QuantityForm::kNone) {
    return false;
  }
  const Quantity& other = doc.quantities[before.quantity];
  if (other.last > q.first || q.first - other.last > kTokens) return false;
  const uint32_t first = doc.sentence_of(draft.head).first;
  uint32_t i = q.first;
  while (i > first && (doc.Is(i - 1, "another") || doc.Is(i - 1, "further") ||
                       doc.Is(i - 1, "a"))) {
    --i;
  }
  return i > first && (doc.Is(i - 1, "and") || doc.Is(i - 1, ","));
}

}  // namespace

const Draft* FindSamePeople(const DocContext& doc,
                            const std::vector<Draft>& drafts, size_t index) {
  const Draft& draft = drafts[index];
  if (draft.kind != Kind::kCasualties || draft.quantity < 0) return nullptr;
  const Draft* before = CasualtiesBefore(drafts, index);
  if (before == nullptr) return nullptr;
  if (draft.object >= 0 &&
      doc.DirectSide(static_cast<uint32_t>(draft.object)) != kNoSide) {
    return nullptr;
  }
  const Quantity& q = doc.quantities[draft.quantity];
  if (LeavesNounOut(doc, draft, q, *before)) return before;
  // Of those whose side is unsaid a part may be called somebody's.
  const bool part = IsPart(doc, q) || IsOthers(doc, q);
  return part && before->victims != kNoSide ? before : nullptr;
}

}  // namespace parallax::ingest::domain::extract
