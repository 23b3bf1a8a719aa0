#include <algorithm>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "services/ingest/domain/extract/decide/fields.h"
#include "services/ingest/domain/extract/kinds/words.h"
#include "services/ingest/domain/extract/model/joined.h"

namespace parallax::ingest::domain::extract {
namespace {

// Words of the span that speak of silence or rejection.
std::vector<absl::string_view> TellingWords(const DocContext& doc,
                                            const Draft& draft) {
  static const auto* const kTelling =
      new absl::flat_hash_set<absl::string_view>{
          "not",       "n't",      "no",        "never",  "nothing", "whether",
          "how",       "neither",  "nor",       "yet",    "false",   "baseless",
          "comment",   "confirm",  "confirmed", "deny",   "denied",  "denies",
          "reject",    "rejected", "rejects",   "figure", "silent",  "mention",
          "dismissed", "untrue",   "invented",  "lie",    "fake"};
  constexpr uint32_t kReach = 40;
  std::vector<absl::string_view> words;
  const uint32_t last = std::min(draft.last, draft.first + kReach);
  for (uint32_t i = draft.first; i < last; ++i) {
    const absl::string_view word = doc.token(i).lower;
    if (kTelling->contains(word)) words.push_back(word);
  }
  return words;
}

// "Three, not five", "eight rather than 17": the number that is rejected. "Not
// one" and "dozens if not hundreds" reject none, and "not 63 as first stated"
// tells an earlier count.
bool IsRejectedNumber(const DocContext& doc, const Draft& draft) {
  if (draft.quantity < 0) return false;
  const Quantity& q = doc.quantities[draft.quantity];
  if (q.form != QuantityForm::kNumber || q.first < 2) return false;
  const uint32_t at = q.first;
  const uint32_t end = doc.sentence_of(q.core).last;
  for (uint32_t i = q.last; i < end && i < q.last + 3; ++i) {
    if (doc.Is(i, "as")) return false;
  }
  if (doc.Is(at - 1, "not")) {
    return doc.Is(at - 2, ",") || doc.Is(at - 2, "and") ||
           doc.Is(at - 2, "but") || doc.Is(at - 2, "(") ||
           (q.last < doc.size() && doc.Is(q.last, "but"));
  }
  return (doc.Is(at - 1, "than") && doc.Is(at - 2, "rather")) ||
         (doc.Is(at - 1, "of") && doc.Is(at - 2, "instead"));
}

bool IsFirstPerson(absl::string_view lower) {
  return lower == "we" || lower == "i";
}

}  // namespace

int32_t DenialInside(const DocContext& doc, const Draft& draft) {
  const int32_t inner = doc.notes[draft.head].attribution;
  if (inner < 0 || draft.attribution < 0 || inner == draft.attribution) {
    return -1;
  }
  const auto& attributions = doc.in().attributions;
  const Attribution& denial = attributions[inner];
  if (denial.stance != attribution::Stance::kDenies || denial.negated ||
      denial.source_head < 0) {
    return -1;
  }
  const Attribution& said = attributions[draft.attribution];
  const bool own =
      IsFirstPerson(
          doc.token(static_cast<uint32_t>(denial.source_head)).lower) ||
      (denial.source_entity >= 0 && denial.source_entity == said.source_entity);
  const bool inside = std::any_of(
      said.content.begin(), said.content.end(), [&](const TokenRange& range) {
        return range.Contains(static_cast<uint32_t>(denial.cue_head));
      });
  return own && inside ? inner : -1;
}

void DecideStance(const DocContext& doc, Decider& decider,
                  std::vector<Draft>& drafts, size_t index) {
  Draft& draft = drafts[index];
  const Attribution* a = draft.attribution >= 0
                             ? &doc.in().attributions[draft.attribution]
                             : nullptr;
  const std::vector<absl::string_view> telling = TellingWords(doc, draft);
  std::vector<FeatureSet> sets;
  std::vector<bool> right;
  sets.reserve(3);
  for (const Stance stance :
       {Stance::kAsserts, Stance::kDenies, Stance::kUnconfirmed}) {
    const FeatureValue label = StanceName(stance);
    FeatureSet& f = sets.emplace_back("stance", decider.names());
    f.Add("bias", label);
    f.Add("kind", KindName(draft.kind), label);
    f.Add("rule", draft.rule, label);
    std::string said = "outlet";
    if (a != nullptr) {
      said = std::string(AttributionStanceName(a->stance));
      if (a->negated) absl::StrAppend(&said, ".neg");
      f.Add("construction", attribution::RuleName(a->construction), label);
      if (a->cue_head >= 0) {
        f.Add("cue", doc.token(a->cue_head).lemma, label);
        f.Add("cue.neg",
              Joined(doc.token(a->cue_head).lemma, a->negated ? ".neg" : ""),
              label);
      }
    }
    f.Add("said", said, label);
    f.Add("said.kind", Joined(said, ".", KindName(draft.kind)), label);
    const absl::string_view negated =
        draft.roles.negated && draft.rule != "anaphor/attribution" ? "y" : "n";
    const bool none_count =
        draft.quantity >= 0 &&
        doc.quantities[draft.quantity].form == QuantityForm::kNone;
    f.Add("negated", negated, label);
    f.Add("negated.said", Joined(negated, none_count ? ".zero." : ".", said),
          label);
    f.Add("negated.kind",
          Joined(negated, none_count ? ".zero." : ".", KindName(draft.kind)),
          label);
    if (draft.roles.question) f.Add("question", said, label);
    for (const absl::string_view word : telling) {
      f.Add("word", word, label);
      f.Add("word.kind", Joined(word, ".", KindName(draft.kind)), label);
    }
    // The claimant's own side as the doer speaks for a denial.
    if (draft.roles.agent >= 0 && draft.claimant != kNoSide) {
      const SideId agent =
          doc.SideOfPhrase(static_cast<uint32_t>(draft.roles.agent));
      f.Add("own", Joined(YesNo(agent == draft.claimant), negated), label);
    }
    if (draft.gold != nullptr) right.push_back(draft.gold->stance == stance);
  }
  draft.stance = static_cast<Stance>(decider.Pick(sets, right));
  // "No word from X about a truce" asserts nothing.
  if (a != nullptr && a->stance == attribution::Stance::kUnconfirmed &&
      a->cue_class == attribution::CueClass::kReporting) {
    draft.stance = Stance::kUnconfirmed;
  }
  // What stands in the words that are denied is denied.
  const auto holds = [&](const TokenRange& range) {
    return range.Contains(draft.head);
  };
  if (a != nullptr && a->stance == attribution::Stance::kDenies &&
      draft.stance == Stance::kAsserts && !a->negated && !draft.roles.negated &&
      std::any_of(a->content.begin(), a->content.end(), holds)) {
    draft.stance = Stance::kDenies;
  }
  if (IsRejectedNumber(doc, draft) || DenialInside(doc, draft) >= 0) {
    draft.stance = Stance::kDenies;
  }
}

}  // namespace parallax::ingest::domain::extract
