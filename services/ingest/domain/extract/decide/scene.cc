#include "services/ingest/domain/extract/decide/side_case.h"
#include "services/ingest/domain/extract/kinds/words.h"

namespace parallax::ingest::domain::extract {
namespace {

constexpr size_t kMaxNamed = 3;

// Whom the report names most, and where it is set: whether the people of a
// country at war are counted as its own is a matter of which war it is.
void AddSetting(const DocContext& doc, FeatureSet& f) {
  size_t named = 0;
  for (const SideId side : doc.side_order) {
    if (doc.sides[side].mentions == 0) continue;
    f.Add("named", doc.sides[side].name);
    if (++named == kMaxNamed) break;
  }
  f.Add("it.home", doc.home == kNoSide
                       ? absl::string_view("-")
                       : absl::string_view(doc.sides[doc.home].name));
}

}  // namespace

void AddVictimsScene(const SideCase& c, FeatureSet& f) {
  AddSetting(c.doc, f);
  f.Add("it.war", c.doc.war);
  f.Add("it.doer", KindOfSide(c.doc, c.at.agent_guess));
  f.Add("it.claimant", KindOfSide(c.doc, c.draft.claimant));
  AddWordsAround(c.doc, c.draft.head, f);
}

void AddPerpetratorScene(const SideCase& c, FeatureSet& f) {
  const DocContext& doc = c.doc;
  const Draft& draft = c.draft;
  f.Add("it.victims", KindOfSide(doc, draft.victims));
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
  f.Add("it.claimant", KindOfSide(doc, draft.claimant));
  f.Add("it.agent", c.at.agent_lemma);
  f.Add("it.agent.group", c.at.agent_group);
  f.Add("it.agent.form", draft.roles.agent_form);
  f.Add("it.agent.how", c.at.agent_how);
  f.Add("it.patient", c.at.patient_lemma);
  f.Add("it.patient.group", c.at.patient_group);
  f.Add("it.victims.how", c.at.victims_how);
  f.Add("it.near", c.at.near);
  f.Add("it.war", doc.war);
  f.Add("it.land", KindOfSide(doc, c.at.place));
  f.Add("it.block", BlockName(doc.role_of(doc.sentence_of(draft.head))));
  if (draft.kind == Kind::kCasualties) {
    f.Add("it.measure", MeasureName(draft.measure));
    f.Add("it.bound", CountBoundName(draft.count.bound));
  }
  AddWordsAround(doc, draft.head, f);
}

}  // namespace parallax::ingest::domain::extract
