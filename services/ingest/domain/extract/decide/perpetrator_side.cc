#include "services/ingest/domain/extract/decide/side_case.h"
#include "services/ingest/domain/extract/decide/side_guess.h"
#include "services/ingest/domain/extract/kinds/words.h"
#include "services/ingest/domain/extract/model/joined.h"

namespace parallax::ingest::domain::extract {
namespace {

constexpr RecallName kDoer("doer");
constexpr RecallName kMostDoer("most_doer");
constexpr RecallName kMostDoerKind("most_doer.kind");
constexpr RecallName kKindDoer("kind_doer");
constexpr RecallName kClaimantDoer("claimant_doer");
constexpr RecallName kVictimsDoer("victims_doer");
constexpr RecallName kMostDoerHow("most_doer.how");

}  // namespace

void AddPerpetratorFeatures(const SideCase& c, absl::Span<const SideId> sides,
                            absl::Span<FeatureSet> sets) {
  const FeatureValue kind = KindName(c.draft.kind);
  const FeatureValue stance = StanceName(c.draft.stance);
  const Joined act(kind, ".",
                   c.draft.trigger >= 0
                       ? c.doc.triggers[c.draft.trigger].trigger->cls
                       : absl::string_view(c.draft.rule));
  const FeatureValue context = act;
  const FeatureValue said =
      c.draft.attribution < 0
          ? "outlet"
          : AttributionStanceName(
                c.doc.in().attributions[c.draft.attribution].stance);
  const bool casualties = c.draft.kind == Kind::kCasualties;
  const FeatureValue guess = c.at.agent_guess == kNoSide ? "unset" : "set";
  const FeatureValue agent = c.draft.roles.agent < 0 ? "none"
                             : c.at.agent == kNoSide ? "unset"
                                                     : "set";
  const Joined form(c.draft.roles.agent_form,
                    c.draft.roles.agent_inherited ? ".inherited" : "");
  const FeatureValue form_all = form;
  const JoinedValue form_kind(form, ".", kind);
  const JoinedValue how_kind(c.at.agent_how, ".", kind);
  const JoinedValue near_agent(c.at.near, ".", agent);
  const JoinedValue stance_kind(stance, ".", kind);
  const FeatureValue how = c.at.agent_how;
  const FeatureValue group = c.at.agent_group;
  const SideId enemy = c.doc.Opponent(c.draft.claimant);
  const SideId land = c.at.place != kNoSide ? c.at.place : c.doc.home;
  const SideId invader =
      land != kNoSide && Invaded(c.doc, land) ? c.doc.Opponent(land) : kNoSide;
  const Joined told(c.draft.claimant == kNoSide   ? "outlet."
                    : c.draft.claimant == land    ? "invaded."
                    : c.draft.claimant == invader ? "invader."
                                                  : "other.",
                    agent);
  const FeatureValue teller = told;
  const JoinedValue teller_kind(told, ".", kind);
  for (size_t i = 0; i < sides.size(); ++i) {
    const SideId side = sides[i];
    FeatureSet& f = sets[i];
    c.acts.AddTo(side, kind, f);
    AddRecall(c.memory.doer, side, kDoer, agent, f);
    AddRecall(c.memory.most_doer, side, kMostDoer, agent, f);
    AddRecall(c.memory.most_doer, side, kMostDoerKind, kind, f);
    AddRecall(c.memory.kind_doer, side, kKindDoer, kind, f);
    AddRecall(c.memory.claimant_doer, side, kClaimantDoer, agent, f);
    if (casualties) {
      AddRecall(c.victims_doer, side, kVictimsDoer, agent, f);
      AddRecall(c.memory.most_doer, side, kMostDoerHow, how, f);
    }
    if (side == kNoSide) {
      f.Add("none", kind);
      f.Add("none.guess", c.at.agent_how, guess);
      f.Add("none.guess.kind", Joined(c.at.agent_how, ".", guess), kind);
      f.Add("none.near", c.at.near,
            c.at.previous_perpetrator == kNoSide ? "none" : "set");
      f.Add("none.context", context);
      f.Add("none.agent", agent, kind);
      f.Add("none.agent.form", c.draft.roles.agent_form, agent);
      f.Add("none.lemma", c.at.agent_lemma);
      f.Add("none.noun", c.at.agent_noun, agent);
      f.Add("none.kin", c.at.agent_kin == kNoSide ? "n" : "y", agent);
      f.Add("none.cause", c.at.cause == kNoSide ? "n" : "y", agent);
      f.Add("none.actor", c.at.actor == kNoSide ? "n" : "y", agent);
      f.Add("none.adversary", c.at.adversary == kNoSide ? "n" : "y", kind);
      f.Add("none.group", c.at.agent_group, kind);
      f.Add("none.accused", c.at.accused == kNoSide ? "n" : "y", said);
      f.Add("none.weapon", c.at.weapon == kNoSide ? "n" : "y", kind);
      f.Add("none.said", said, kind);
      f.Add("none.stance", stance, kind);
      f.Add("none.passive", YesNo(c.draft.roles.passive), agent);
      f.Add("none.previous",
            c.at.previous_perpetrator == kNoSide ? "none" : "set", kind);
      f.Add("none.claimant", c.draft.claimant == kNoSide ? "none" : "set",
            kind);
      if (c.draft.claimant != kNoSide) {
        f.Add("none.claimant.party", YesNo(c.doc.sides[c.draft.claimant].party),
              kind);
      }
      f.Add("none.measure",
            c.draft.kind == Kind::kCasualties ? MeasureName(c.draft.measure)
                                              : absl::string_view("-"),
            agent);
      f.Add("none.lead", Bucket(c.draft.sentence), kind);
      f.Add("none.invader", YesNo(invader != kNoSide), teller);
      f.Add("none.invader.kind", YesNo(invader != kNoSide), teller_kind);
      if (casualties) {
        f.Add("none.victims", c.draft.victims == kNoSide ? "none" : "set",
              agent);
        f.Add("none.victims.claimant", c.draft.victims == kNoSide ? "none"
                                       : c.draft.victims == c.draft.claimant
                                           ? "own"
                                       : c.draft.claimant == kNoSide ? "outlet"
                                                                     : "other");
        f.Add("none.victims.previous",
              c.at.previous_perpetrator == kNoSide ? "none" : "set",
              c.draft.victims == c.at.previous_victims ? "same" : "other");
      }
      continue;
    }
    AddStanding(c, side, kind, f);
    f.Add("guess", MatchOf(side, c.at.agent_guess), how);
    f.Add("guess.kind", MatchOf(side, c.at.agent_guess), how_kind);
    f.Add("previous.near", MatchOf(side, c.at.previous_perpetrator), c.at.near);
    f.Add("previous.near.agent", MatchOf(side, c.at.previous_perpetrator),
          near_agent);
    if (casualties) {
      const absl::string_view own = c.draft.victims == kNoSide ? "none"
                                    : c.draft.victims == c.draft.claimant
                                        ? "own"
                                    : c.draft.claimant == kNoSide ? "outlet"
                                                                  : "other";
      f.Add("victims", MatchOf(side, c.draft.victims), agent);
      f.Add("victims.enemy", MatchOf(side, c.doc.Opponent(c.draft.victims)),
            agent);
      f.Add("victims.enemy.own", MatchOf(side, c.doc.Opponent(c.draft.victims)),
            own);
      f.Add("victims.claimant", MatchOf(side, c.draft.claimant), own);
      f.Add("victims.previous", MatchOf(side, c.at.previous_perpetrator),
            c.draft.victims == c.at.previous_victims ? "same" : "other");
    }
    f.Add("agent", MatchOf(side, c.at.agent), kind);
    f.Add("agent.context", MatchOf(side, c.at.agent), context);
    f.Add("agent.all", MatchOf(side, c.at.agent));
    AddNoun(c, "agent", side, c.at.agent_noun, c.at.agent_kin, c.at.agent, f);
    f.Add("agent.form", MatchOf(side, c.at.agent), form_all);
    f.Add("agent.form.kind", MatchOf(side, c.at.agent), form_kind);
    f.Add("cause", MatchOf(side, c.at.cause), kind);
    f.Add("cause.agent", MatchOf(side, c.at.cause), agent);
    f.Add("target", MatchOf(side, c.at.target), agent);
    f.Add("adversary", MatchOf(side, c.at.adversary), kind);
    f.Add("actor", MatchOf(side, c.at.actor), kind);
    f.Add("actor.agent", MatchOf(side, c.at.actor), agent);
    f.Add("accused", MatchOf(side, c.at.accused), said);
    f.Add("accused.kind", MatchOf(side, c.at.accused), kind);
    f.Add("weapon", MatchOf(side, c.at.weapon), kind);
    f.Add("weapon.agent", MatchOf(side, c.at.weapon), agent);
    f.Add("patient", MatchOf(side, c.at.patient), kind);
    f.Add("patient.agent", MatchOf(side, c.at.patient), agent);
    f.Add("claimant", MatchOf(side, c.draft.claimant), kind);
    f.Add("claimant.agent", MatchOf(side, c.draft.claimant), agent);
    f.Add("claimant.context", MatchOf(side, c.draft.claimant), context);
    f.Add("claimant.stance", MatchOf(side, c.draft.claimant), stance_kind);
    f.Add("claimant.said", MatchOf(side, c.draft.claimant), said);
    f.Add("enemy", MatchOf(side, enemy), kind);
    f.Add("enemy.agent", MatchOf(side, enemy), agent);
    f.Add("enemy.stance", MatchOf(side, enemy), stance_kind);
    f.Add("enemy.patient", MatchOf(side, c.doc.Opponent(c.at.patient)), agent);
    f.Add("invader", MatchOf(side, invader), teller);
    f.Add("invader.kind", MatchOf(side, invader), teller_kind);
    f.Add("previous", MatchOf(side, c.at.previous_perpetrator), kind);
    f.Add("previous.agent", MatchOf(side, c.at.previous_perpetrator), agent);
    f.Add("place", MatchOf(side, c.at.place), kind);
    f.Add("place.agent", MatchOf(side, c.at.place), agent);
    f.Add("left.agent", MatchOf(side, c.at.left), agent);
    f.Add("right.agent", MatchOf(side, c.at.right), agent);
    f.Add("left.passive", MatchOf(side, c.at.left),
          YesNo(c.draft.roles.passive));
    f.Add("right.passive", MatchOf(side, c.at.right),
          YesNo(c.draft.roles.passive));
    f.Add("group.home", group, MatchOf(side, c.doc.home));
    f.Add("group", group, SideKind(c.doc.sides[side]));
    f.Add("group.party", group, YesNo(c.doc.sides[side].party));
    if (c.at.agent == kNoSide) {
      f.Add("lemma.what", c.at.agent_lemma, SideKind(c.doc.sides[side]));
    }
    if (c.draft.antecedent >= 0) {
      f.Add("antecedent", MatchOf(side, c.antecedent_perpetrator),
            Joined(said, ".", stance));
      f.Add("antecedent.claimant", MatchOf(side, c.draft.claimant), said);
    }
  }
}

}  // namespace parallax::ingest::domain::extract
