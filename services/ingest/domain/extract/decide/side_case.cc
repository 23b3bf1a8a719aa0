#include "services/ingest/domain/extract/decide/side_case.h"

#include "services/ingest/domain/extract/model/joined.h"

namespace parallax::ingest::domain::extract {
using claims::v1::ActorKind;

absl::string_view MatchOf(SideId side, SideId pointer) {
  return pointer == kNoSide ? "unset" : side == pointer ? "y" : "n";
}

absl::string_view SideKind(const Side& side) {
  if (side.armed_group || side.kind == ActorKind::ACTOR_KIND_ARMED_GROUP) {
    return "armed";
  }
  switch (side.kind) {
    case ActorKind::ACTOR_KIND_STATE:
      return "state";
    case ActorKind::ACTOR_KIND_INTERNATIONAL_ORGANISATION:
      return "igo";
    case ActorKind::ACTOR_KIND_NGO:
      return "ngo";
    default:
      return "other";
  }
}

void AddStanding(const SideCase& c, SideId side, absl::string_view context,
                 FeatureSet& f) {
  const Side& s = c.doc.sides[side];
  f.Add("rank", Bucket(s.rank));
  f.Add("what", SideKind(s));
  f.Add("what.context", SideKind(s), context);
  f.Add("party", s.party ? "y" : "n", context);
  f.Add("party.rank", s.party ? "y" : "n", Bucket(s.rank));
  if (s.mentions == 0) f.Add("latent", context);
  f.Add("home", MatchOf(side, c.doc.home), context);
  f.Add("enemy_of_home", MatchOf(side, c.doc.Opponent(c.doc.home)), context);
  f.Add("dateline", MatchOf(side, c.doc.dateline), context);
  f.Add("left", MatchOf(side, c.at.left), context);
  f.Add("right", MatchOf(side, c.at.right), context);
  f.Add("subject", MatchOf(side, c.at.subject), context);
}

void AddNoun(const SideCase& c, absl::string_view role, SideId side,
             absl::string_view noun, SideId kin, SideId direct, FeatureSet& f) {
  const absl::string_view set = direct == kNoSide ? "unset" : "set";
  f.Add("kin", MatchOf(side, kin), Joined(role, ".", set));
  if (direct != kNoSide) return;
  f.Add("kin.noun", MatchOf(side, kin), noun);
  f.Add("noun.home", noun, MatchOf(side, c.doc.home));
  f.Add("noun.what", noun,
        Joined(SideKind(c.doc.sides[side]),
               c.doc.sides[side].party ? ".party" : ""));
}

void AddRecall(const Remembered& remembered, SideId side,
               absl::string_view name, absl::string_view context,
               FeatureSet& f) {
  const absl::string_view agrees =
      !remembered.told                                ? "untold"
      : remembered.side == side                       ? "y"
      : remembered.side == kNoSide || side == kNoSide ? "none"
                                                      : "n";
  f.Add(side == kNoSide ? "none.memory" : "memory", Joined(name, ".", agrees),
        context);
}

}  // namespace parallax::ingest::domain::extract
