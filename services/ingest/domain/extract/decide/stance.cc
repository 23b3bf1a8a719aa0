#include "absl/strings/str_cat.h"
#include "services/ingest/domain/extract/decide/fields.h"
#include "services/ingest/domain/extract/kinds/words.h"

namespace parallax::ingest::domain::extract {

void DecideStance(const DocContext& doc, Decider& decider,
                  std::vector<Draft>& drafts, size_t index) {
  Draft& draft = drafts[index];
  const Attribution* a = draft.attribution >= 0
                             ? &doc.in().attributions[draft.attribution]
                             : nullptr;
  std::vector<FeatureSet> sets;
  std::vector<bool> right;
  for (const Stance stance :
       {Stance::kAsserts, Stance::kDenies, Stance::kUnconfirmed}) {
    const absl::string_view label = StanceName(stance);
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
              absl::StrCat(doc.token(a->cue_head).lemma,
                           a->negated ? ".neg" : ""),
              label);
      }
    }
    f.Add("said", said, label);
    f.Add("said.kind", absl::StrCat(said, ".", KindName(draft.kind)), label);
    const absl::string_view negated =
        draft.roles.negated && draft.rule != "anaphor/attribution" ? "y" : "n";
    const bool none_count =
        draft.quantity >= 0 &&
        doc.quantities[draft.quantity].form == QuantityForm::kNone;
    f.Add("negated", negated, label);
    f.Add("negated.said",
          absl::StrCat(negated, none_count ? ".zero." : ".", said), label);
    f.Add("negated.kind",
          absl::StrCat(negated, none_count ? ".zero." : ".",
                       KindName(draft.kind)),
          label);
    if (draft.roles.question) f.Add("question", said, label);
    // Words of the span that speak of silence or rejection.
    for (uint32_t i = draft.first; i < draft.last && i < draft.first + 40;
         ++i) {
      const Token& t = doc.token(i);
      if (t.lower == "not" || t.lower == "n't" || t.lower == "no" ||
          t.lower == "never" || t.lower == "nothing" || t.lower == "whether" ||
          t.lower == "how" || t.lower == "neither" || t.lower == "nor" ||
          t.lower == "yet" || t.lower == "false" || t.lower == "baseless" ||
          t.lower == "comment" || t.lower == "confirm" ||
          t.lower == "confirmed" || t.lower == "deny" || t.lower == "denied" ||
          t.lower == "denies" || t.lower == "reject" || t.lower == "rejected" ||
          t.lower == "rejects" || t.lower == "figure" || t.lower == "silent" ||
          t.lower == "mention" || t.lower == "dismissed" ||
          t.lower == "untrue" || t.lower == "invented" || t.lower == "lie" ||
          t.lower == "fake") {
        f.Add("word", t.lower, label);
        f.Add("word.kind", absl::StrCat(t.lower, ".", KindName(draft.kind)),
              label);
      }
    }
    // The claimant's own side as the doer speaks for a denial.
    if (draft.roles.agent >= 0 && draft.claimant != kNoSide) {
      const SideId agent =
          doc.SideOfPhrase(static_cast<uint32_t>(draft.roles.agent));
      f.Add("own", absl::StrCat(agent == draft.claimant ? "y" : "n", negated),
            label);
    }
    if (draft.gold != nullptr) right.push_back(draft.gold->stance == stance);
  }
  draft.stance = static_cast<Stance>(decider.Pick(sets, right));
  // "No word from X about a truce" asserts nothing.
  if (a != nullptr && a->stance == attribution::Stance::kUnconfirmed &&
      a->cue_class == attribution::CueClass::kReporting) {
    draft.stance = Stance::kUnconfirmed;
  }
}

}  // namespace parallax::ingest::domain::extract
