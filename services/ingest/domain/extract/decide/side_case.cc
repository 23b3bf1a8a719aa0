#include "services/ingest/domain/extract/decide/side_case.h"

#include "services/ingest/domain/extract/model/joined.h"

namespace parallax::ingest::domain::extract {
using claims::v1::ActorKind;

const FeatureValue& MatchOf(SideId side, SideId pointer) {
  static constexpr FeatureValue kUnset("unset");
  return pointer == kNoSide ? kUnset : YesNo(side == pointer);
}

const FeatureValue& SideKind(const Side& side) {
  static constexpr FeatureValue kArmed("armed");
  static constexpr FeatureValue kState("state");
  static constexpr FeatureValue kIgo("igo");
  static constexpr FeatureValue kNgo("ngo");
  static constexpr FeatureValue kOther("other");
  if (side.armed_group || side.kind == ActorKind::ACTOR_KIND_ARMED_GROUP) {
    return kArmed;
  }
  switch (side.kind) {
    case ActorKind::ACTOR_KIND_STATE:
      return kState;
    case ActorKind::ACTOR_KIND_INTERNATIONAL_ORGANISATION:
      return kIgo;
    case ActorKind::ACTOR_KIND_NGO:
      return kNgo;
    default:
      return kOther;
  }
}

const FeatureValue& KindOfSide(const DocContext& doc, SideId side) {
  static constexpr FeatureValue kNone("none");
  return side == kNoSide ? kNone : SideKind(doc.sides[side]);
}

void AddStanding(const SideCase& c, SideId side, const FeatureValue& context,
                 FeatureSet& f) {
  const Side& s = c.doc.sides[side];
  const FeatureValue rank = Bucket(s.rank);
  const FeatureValue party = YesNo(s.party);
  f.Add("rank", rank);
  f.Add("what", SideKind(s));
  f.Add("what.context", SideKind(s), context);
  f.Add("party", party, context);
  f.Add("party.rank", party, rank);
  if (s.mentions == 0) f.Add("latent", context);
  f.Add("home", MatchOf(side, c.doc.home), context);
  f.Add("enemy_of_home", MatchOf(side, c.doc.Opponent(c.doc.home)), context);
  f.Add("dateline", MatchOf(side, c.doc.dateline), context);
  f.Add("left", MatchOf(side, c.at.left), context);
  f.Add("right", MatchOf(side, c.at.right), context);
  f.Add("subject", MatchOf(side, c.at.subject), context);
}

void AddNoun(const SideCase& c, absl::string_view role, SideId side,
             const FeatureValue& noun, SideId kin, SideId direct,
             FeatureSet& f) {
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
               const RecallName& name, const FeatureValue& context,
               FeatureSet& f) {
  const FeatureValue& agrees = !remembered.told          ? name.untold()
                               : remembered.side == side ? name.yes()
                               : remembered.side == kNoSide || side == kNoSide
                                   ? name.none()
                                   : name.no();
  f.Add(side == kNoSide ? "none.memory" : "memory", agrees, context);
}

}  // namespace parallax::ingest::domain::extract
