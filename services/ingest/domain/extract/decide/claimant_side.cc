#include "services/ingest/domain/extract/decide/side_case.h"
#include "services/ingest/domain/extract/kinds/words.h"
#include "services/ingest/domain/extract/model/joined.h"

namespace parallax::ingest::domain::extract {
namespace {

constexpr RecallName kSpeaker("speaker");

}  // namespace

void AddClaimantFeatures(const SideCase& c, absl::Span<const SideId> sides,
                         absl::Span<FeatureSet> sets) {
  const FeatureValue lemma = c.at.source_lemma;
  const FeatureValue group = c.at.source_group;
  const bool unset = c.at.source == kNoSide;
  const FeatureValue source = unset ? "unset" : "set";
  const FeatureValue unset_group = unset ? group : "set";
  const FeatureValue unset_lemma = unset ? lemma : "set";
  const JoinedValue state_group(c.at.source_state ? "y." : "n.", group);
  for (size_t i = 0; i < sides.size(); ++i) {
    const SideId side = sides[i];
    FeatureSet& f = sets[i];
    c.acts.AddTo(side, source, f);
    AddRecall(c.speaker, side, kSpeaker, source, f);
    if (side == kNoSide) {
      f.Add("none");
      f.Add("none.source", source);
      f.Add("none.lemma", lemma);
      f.Add("none.noun", c.at.source_noun, source);
      f.Add("none.group", group, source);
      f.Add("none.state", YesNo(c.at.source_state), group);
      continue;
    }
    AddStanding(c, side, group, f);
    f.Add("source", MatchOf(side, c.at.source));
    f.Add("source.group", MatchOf(side, c.at.source), group);
    f.Add("source.lemma", MatchOf(side, c.at.source), lemma);
    f.Add("source.state", MatchOf(side, c.at.source), state_group);
    f.Add("place", MatchOf(side, c.at.place), unset_group);
    f.Add("home.group", MatchOf(side, c.doc.home), unset_group);
    f.Add("kin", MatchOf(side, c.at.kin), unset_group);
    f.Add("kin.lemma", MatchOf(side, c.at.kin), unset_lemma);
    AddNoun(c, "source", side, c.at.source_noun, c.at.source_kin, c.at.source,
            f);
    f.Add("dateline", MatchOf(side, c.doc.dateline), unset_group);
    f.Add("dateline.group", MatchOf(side, c.doc.dateline), group);
    f.Add("home.lemma", MatchOf(side, c.doc.home), unset_lemma);
    f.Add("group.what", unset_group, SideKind(c.doc.sides[side]));
    f.Add("place.group", MatchOf(side, c.at.place), group);
    f.Add("lemma.what", lemma, SideKind(c.doc.sides[side]));
    f.Add("previous", MatchOf(side, c.at.previous_claimant), source);
    f.Add("previous_victims", MatchOf(side, c.at.previous_victims), source);
    f.Add("agent", MatchOf(side, c.at.agent), source);
    if (side == c.at.source) f.Add("kind", KindName(c.draft.kind));
  }
}

}  // namespace parallax::ingest::domain::extract
