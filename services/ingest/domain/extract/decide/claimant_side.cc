#include "services/ingest/domain/extract/decide/side_case.h"
#include "services/ingest/domain/extract/kinds/words.h"
#include "services/ingest/domain/extract/model/joined.h"

namespace parallax::ingest::domain::extract {

void AddClaimantFeatures(const SideCase& c, SideId side, FeatureSet& f) {
  const absl::string_view lemma = c.at.source_lemma;
  const absl::string_view group = c.at.source_group;
  c.acts.AddTo(side, c.at.source == kNoSide ? "unset" : "set", f);
  AddRecall(c.speaker, side, "speaker",
            c.at.source == kNoSide ? "unset" : "set", f);
  if (side == kNoSide) {
    f.Add("none");
    f.Add("none.source", c.at.source == kNoSide ? "unset" : "set");
    f.Add("none.lemma", lemma);
    f.Add("none.noun", c.at.source_noun,
          c.at.source == kNoSide ? "unset" : "set");
    f.Add("none.group", group, c.at.source == kNoSide ? "unset" : "set");
    f.Add("none.state", c.at.source_state ? "y" : "n", group);
    return;
  }
  AddStanding(c, side, group, f);
  f.Add("source", MatchOf(side, c.at.source));
  f.Add("source.group", MatchOf(side, c.at.source), group);
  f.Add("source.lemma", MatchOf(side, c.at.source), lemma);
  f.Add("source.state", MatchOf(side, c.at.source),
        Joined(c.at.source_state ? "y." : "n.", group));
  const bool unset = c.at.source == kNoSide;
  f.Add("place", MatchOf(side, c.at.place), unset ? group : "set");
  f.Add("home.group", MatchOf(side, c.doc.home), unset ? group : "set");
  f.Add("kin", MatchOf(side, c.at.kin), unset ? group : "set");
  f.Add("kin.lemma", MatchOf(side, c.at.kin), unset ? lemma : "set");
  AddNoun(c, "source", side, c.at.source_noun, c.at.source_kin, c.at.source, f);
  f.Add("dateline", MatchOf(side, c.doc.dateline), unset ? group : "set");
  f.Add("dateline.group", MatchOf(side, c.doc.dateline), group);
  f.Add("home.lemma", MatchOf(side, c.doc.home), unset ? lemma : "set");
  f.Add("group.what", unset ? group : "set", SideKind(c.doc.sides[side]));
  f.Add("place.group", MatchOf(side, c.at.place), group);
  f.Add("lemma.what", lemma, SideKind(c.doc.sides[side]));
  f.Add("previous", MatchOf(side, c.at.previous_claimant),
        unset ? "unset" : "set");
  f.Add("previous_victims", MatchOf(side, c.at.previous_victims),
        unset ? "unset" : "set");
  f.Add("agent", MatchOf(side, c.at.agent), unset ? "unset" : "set");
  if (side == c.at.source) f.Add("kind", KindName(c.draft.kind));
}

}  // namespace parallax::ingest::domain::extract
