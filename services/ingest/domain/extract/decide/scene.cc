#include "services/ingest/domain/extract/decide/side_case.h"
#include "services/ingest/domain/extract/kinds/words.h"

namespace parallax::ingest::domain::extract {
namespace {

const FeatureValue& WhatIs(const DocContext& doc, SideId side) {
  static constexpr FeatureValue kNone("none");
  return side == kNoSide ? kNone : SideKind(doc.sides[side]);
}

}  // namespace

void AddVictimsScene(const SideCase& c, FeatureSet& f) {
  AddWordsAround(c.doc, c.draft.head, f);
}

void AddPerpetratorScene(const SideCase& c, FeatureSet& f) {
  const DocContext& doc = c.doc;
  const Draft& draft = c.draft;
  f.Add("it.kind", KindName(draft.kind));
  f.Add("it.act", draft.trigger >= 0 ? doc.triggers[draft.trigger].trigger->cls
                                     : absl::string_view(draft.rule));
  f.Add("it.head", doc.token(draft.head).lemma);
  f.Add("it.said", draft.attribution < 0
                       ? "outlet"
                       : AttributionStanceName(
                             doc.in().attributions[draft.attribution].stance));
  f.Add("it.source", c.at.source_lemma);
  f.Add("it.source.group", c.at.source_group);
  f.Add("it.claimant", WhatIs(doc, draft.claimant));
  f.Add("it.agent", c.at.agent_lemma);
  f.Add("it.agent.group", c.at.agent_group);
  f.Add("it.agent.form", draft.roles.agent_form);
  f.Add("it.agent.how", c.at.agent_how);
  f.Add("it.patient", c.at.patient_lemma);
  f.Add("it.patient.group", c.at.patient_group);
  f.Add("it.victims.how", c.at.victims_how);
  f.Add("it.near", c.at.near);
  f.Add("it.war", doc.war);
  f.Add("it.land", WhatIs(doc, c.at.place));
  f.Add("it.block", BlockName(doc.role_of(doc.sentence_of(draft.head))));
  if (draft.kind == Kind::kCasualties) {
    f.Add("it.measure", MeasureName(draft.measure));
    f.Add("it.bound", CountBoundName(draft.count.bound));
  }
  AddWordsAround(doc, draft.head, f);
}

}  // namespace parallax::ingest::domain::extract
