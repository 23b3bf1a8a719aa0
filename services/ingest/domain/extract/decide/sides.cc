// Which side speaks, which did it, whose people suffered.
#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/ingest/domain/extract/decide/fields.h"
#include "services/ingest/domain/extract/decide/settled_sides.h"
#include "services/ingest/domain/extract/decide/side_memory.h"
#include "services/ingest/domain/extract/decide/side_pointers.h"
#include "services/ingest/domain/extract/kinds/words.h"

namespace parallax::ingest::domain::extract {
namespace {

using claims::v1::ActorKind;

// Sides beyond the most frequent ones are options only when the words point at
// them.
constexpr size_t kMaxFrequent = 8;

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

std::vector<SideId> Options(const DocContext& doc, const SidePointers& p) {
  std::vector<SideId> out = {kNoSide};
  for (size_t i = 0; i < doc.side_order.size() && i < kMaxFrequent; ++i) {
    out.push_back(doc.side_order[i]);
  }
  for (const SideId side : {p.agent,
                            p.cause,
                            p.patient,
                            p.accused,
                            p.addressee,
                            p.source,
                            p.place,
                            p.previous_perpetrator,
                            p.previous_victims,
                            p.previous_claimant,
                            p.target,
                            p.adversary,
                            p.actor,
                            p.weapon,
                            p.left,
                            p.right,
                            p.subject,
                            doc.home,
                            p.victims_guess,
                            p.agent_guess}) {
    if (std::find(out.begin(), out.end(), side) == out.end()) {
      out.push_back(side);
    }
  }
  return out;
}

enum class Role { kClaimant, kPerpetrator, kVictims };

class Ranker {
 public:
  Ranker(const DocContext& doc, Decider& decider, const Draft& draft,
         const SidePointers& p, const SideMemory& memory)
      : doc_(doc), decider_(decider), draft_(draft), p_(p), memory_(memory) {}

  SideId Pick(Role role, const std::string* gold) {
    static constexpr absl::string_view kTasks[] = {"claimant_side",
                                                   "perpetrator", "victims"};
    const absl::string_view task = kTasks[static_cast<int>(role)];
    const std::vector<SideId> options = Options(doc_, p_);
    std::vector<FeatureSet> sets;
    std::vector<bool> right;
    for (const SideId side : options) {
      FeatureSet& f = sets.emplace_back(task, decider_.names());
      switch (role) {
        case Role::kClaimant:
          Claimant(side, f);
          break;
        case Role::kPerpetrator:
          Perpetrator(side, f);
          break;
        case Role::kVictims:
          Victims(side, f);
          break;
      }
      if (gold != nullptr) {
        right.push_back(side == kNoSide ? gold->empty()
                                        : doc_.sides[side].name == *gold);
      }
    }
    return options[decider_.Pick(sets, right)];
  }

 private:
  // Features of the side itself.
  void Standing(SideId side, absl::string_view context, FeatureSet& f) {
    const Side& s = doc_.sides[side];
    f.Add("rank", Bucket(s.rank));
    f.Add("what", SideKind(s));
    f.Add("what.context", SideKind(s), context);
    f.Add("party", s.party ? "y" : "n", context);
    f.Add("party.rank", s.party ? "y" : "n", Bucket(s.rank));
    if (s.mentions == 0) f.Add("latent", context);
    f.Add("home", Match(side, doc_.home), context);
    f.Add("enemy_of_home", Match(side, doc_.Opponent(doc_.home)), context);
    f.Add("dateline", Match(side, doc_.dateline), context);
    f.Add("left", Match(side, p_.left), context);
    f.Add("right", Match(side, p_.right), context);
    f.Add("subject", Match(side, p_.subject), context);
  }

  absl::string_view Match(SideId side, SideId pointer) const {
    return pointer == kNoSide ? "unset" : side == pointer ? "y" : "n";
  }

  // What earlier claims say, under a name for each of them.
  static void Recall(const Remembered& remembered, SideId side,
                     absl::string_view name, absl::string_view context,
                     FeatureSet& f) {
    const absl::string_view agrees =
        !remembered.told                                ? "untold"
        : remembered.side == side                       ? "y"
        : remembered.side == kNoSide || side == kNoSide ? "none"
                                                        : "n";
    f.Add(side == kNoSide ? "none.memory" : "memory",
          absl::StrCat(name, ".", agrees), context);
  }

  void Claimant(SideId side, FeatureSet& f) {
    const absl::string_view lemma = p_.source_lemma;
    const absl::string_view group = p_.source_group;
    if (side == kNoSide) {
      f.Add("none");
      f.Add("none.source", p_.source == kNoSide ? "unset" : "set");
      f.Add("none.lemma", lemma);
      f.Add("none.group", group, p_.source == kNoSide ? "unset" : "set");
      f.Add("none.state", p_.source_state ? "y" : "n", group);
      return;
    }
    Standing(side, group, f);
    f.Add("source", Match(side, p_.source));
    f.Add("source.group", Match(side, p_.source), group);
    f.Add("source.lemma", Match(side, p_.source), lemma);
    f.Add("source.state", Match(side, p_.source),
          absl::StrCat(p_.source_state ? "y." : "n.", group));
    const bool unset = p_.source == kNoSide;
    f.Add("place", Match(side, p_.place), unset ? group : "set");
    f.Add("home.group", Match(side, doc_.home), unset ? group : "set");
    f.Add("kin", Match(side, p_.kin), unset ? group : "set");
    f.Add("kin.lemma", Match(side, p_.kin), unset ? lemma : "set");
    f.Add("dateline", Match(side, doc_.dateline), unset ? group : "set");
    f.Add("dateline.group", Match(side, doc_.dateline), group);
    f.Add("home.lemma", Match(side, doc_.home), unset ? lemma : "set");
    f.Add("group.what", unset ? group : "set", SideKind(doc_.sides[side]));
    f.Add("place.group", Match(side, p_.place), group);
    f.Add("lemma.what", lemma, SideKind(doc_.sides[side]));
    f.Add("previous", Match(side, p_.previous_claimant),
          unset ? "unset" : "set");
    f.Add("previous_victims", Match(side, p_.previous_victims),
          unset ? "unset" : "set");
    f.Add("agent", Match(side, p_.agent), unset ? "unset" : "set");
    if (side == p_.source) f.Add("kind", KindName(draft_.kind));
  }

  void Perpetrator(SideId side, FeatureSet& f) {
    const absl::string_view kind = KindName(draft_.kind);
    const absl::string_view stance = StanceName(draft_.stance);
    const std::string context = absl::StrCat(
        kind, ".",
        draft_.trigger >= 0 ? doc_.triggers[draft_.trigger].trigger->cls
                            : absl::string_view(draft_.rule));
    absl::string_view said = "outlet";
    if (draft_.attribution >= 0) {
      said = AttributionStanceName(
          doc_.in().attributions[draft_.attribution].stance);
    }
    const bool casualties = draft_.kind == Kind::kCasualties;
    const absl::string_view guess = p_.agent_guess == kNoSide ? "unset" : "set";
    const absl::string_view agent = draft_.roles.agent < 0 ? "none"
                                    : p_.agent == kNoSide  ? "unset"
                                                           : "set";
    Recall(memory_.doer, side, "doer", agent, f);
    Recall(memory_.most_doer, side, "most_doer", agent, f);
    Recall(memory_.most_doer, side, "most_doer.kind", kind, f);
    Recall(memory_.kind_doer, side, "kind_doer", kind, f);
    Recall(memory_.claimant_doer, side, "claimant_doer", agent, f);
    if (casualties) {
      Recall(victims_doer_, side, "victims_doer", agent, f);
      Recall(memory_.most_doer, side, "most_doer.how", p_.agent_how, f);
    }
    if (side == kNoSide) {
      f.Add("none", kind);
      f.Add("none.guess", p_.agent_how, guess);
      f.Add("none.guess.kind", absl::StrCat(p_.agent_how, ".", guess), kind);
      f.Add("none.near", p_.near,
            p_.previous_perpetrator == kNoSide ? "none" : "set");
      f.Add("none.context", context);
      f.Add("none.agent", agent, kind);
      f.Add("none.agent.form", draft_.roles.agent_form, agent);
      f.Add("none.lemma", p_.agent_lemma);
      f.Add("none.cause", p_.cause == kNoSide ? "n" : "y", agent);
      f.Add("none.actor", p_.actor == kNoSide ? "n" : "y", agent);
      f.Add("none.adversary", p_.adversary == kNoSide ? "n" : "y", kind);
      f.Add("none.group", p_.agent_group, kind);
      f.Add("none.accused", p_.accused == kNoSide ? "n" : "y", said);
      f.Add("none.weapon", p_.weapon == kNoSide ? "n" : "y", kind);
      f.Add("none.said", said, kind);
      f.Add("none.stance", stance, kind);
      f.Add("none.passive", draft_.roles.passive ? "y" : "n", agent);
      f.Add("none.previous",
            p_.previous_perpetrator == kNoSide ? "none" : "set", kind);
      f.Add("none.claimant", draft_.claimant == kNoSide ? "none" : "set", kind);
      if (draft_.claimant != kNoSide) {
        f.Add("none.claimant.party",
              doc_.sides[draft_.claimant].party ? "y" : "n", kind);
      }
      f.Add("none.measure",
            draft_.kind == Kind::kCasualties ? MeasureName(draft_.measure)
                                             : absl::string_view("-"),
            agent);
      f.Add("none.lead", Bucket(draft_.sentence), kind);
      if (casualties) {
        f.Add("none.victims", draft_.victims == kNoSide ? "none" : "set",
              agent);
        f.Add("none.victims.claimant", draft_.victims == kNoSide ? "none"
                                       : draft_.victims == draft_.claimant
                                           ? "own"
                                       : draft_.claimant == kNoSide ? "outlet"
                                                                    : "other");
        f.Add("none.victims.previous",
              p_.previous_perpetrator == kNoSide ? "none" : "set",
              draft_.victims == p_.previous_victims ? "same" : "other");
      }
      return;
    }
    Standing(side, kind, f);
    f.Add("guess", Match(side, p_.agent_guess), p_.agent_how);
    f.Add("guess.kind", Match(side, p_.agent_guess),
          absl::StrCat(p_.agent_how, ".", kind));
    f.Add("previous.near", Match(side, p_.previous_perpetrator), p_.near);
    f.Add("previous.near.agent", Match(side, p_.previous_perpetrator),
          absl::StrCat(p_.near, ".", agent));
    if (casualties) {
      const absl::string_view own = draft_.victims == kNoSide           ? "none"
                                    : draft_.victims == draft_.claimant ? "own"
                                    : draft_.claimant == kNoSide ? "outlet"
                                                                 : "other";
      f.Add("victims", Match(side, draft_.victims), agent);
      f.Add("victims.enemy", Match(side, doc_.Opponent(draft_.victims)), agent);
      f.Add("victims.enemy.own", Match(side, doc_.Opponent(draft_.victims)),
            own);
      f.Add("victims.claimant", Match(side, draft_.claimant), own);
      f.Add("victims.previous", Match(side, p_.previous_perpetrator),
            draft_.victims == p_.previous_victims ? "same" : "other");
    }
    f.Add("agent", Match(side, p_.agent), kind);
    f.Add("agent.context", Match(side, p_.agent), context);
    f.Add("agent.all", Match(side, p_.agent));
    const std::string form =
        absl::StrCat(draft_.roles.agent_form,
                     draft_.roles.agent_inherited ? ".inherited" : "");
    f.Add("agent.form", Match(side, p_.agent), form);
    f.Add("agent.form.kind", Match(side, p_.agent),
          absl::StrCat(form, ".", kind));
    f.Add("cause", Match(side, p_.cause), kind);
    f.Add("cause.agent", Match(side, p_.cause), agent);
    f.Add("target", Match(side, p_.target), agent);
    f.Add("adversary", Match(side, p_.adversary), kind);
    f.Add("actor", Match(side, p_.actor), kind);
    f.Add("actor.agent", Match(side, p_.actor), agent);
    f.Add("accused", Match(side, p_.accused), said);
    f.Add("accused.kind", Match(side, p_.accused), kind);
    f.Add("weapon", Match(side, p_.weapon), kind);
    f.Add("weapon.agent", Match(side, p_.weapon), agent);
    f.Add("patient", Match(side, p_.patient), kind);
    f.Add("patient.agent", Match(side, p_.patient), agent);
    f.Add("claimant", Match(side, draft_.claimant), kind);
    f.Add("claimant.agent", Match(side, draft_.claimant), agent);
    f.Add("claimant.context", Match(side, draft_.claimant), context);
    f.Add("claimant.stance", Match(side, draft_.claimant),
          absl::StrCat(stance, ".", kind));
    f.Add("claimant.said", Match(side, draft_.claimant), said);
    const SideId enemy = doc_.Opponent(draft_.claimant);
    f.Add("enemy", Match(side, enemy), kind);
    f.Add("enemy.agent", Match(side, enemy), agent);
    f.Add("enemy.stance", Match(side, enemy), absl::StrCat(stance, ".", kind));
    f.Add("enemy.patient", Match(side, doc_.Opponent(p_.patient)), agent);
    f.Add("previous", Match(side, p_.previous_perpetrator), kind);
    f.Add("previous.agent", Match(side, p_.previous_perpetrator), agent);
    f.Add("place", Match(side, p_.place), kind);
    f.Add("place.agent", Match(side, p_.place), agent);
    f.Add("left.agent", Match(side, p_.left), agent);
    f.Add("right.agent", Match(side, p_.right), agent);
    f.Add("left.passive", Match(side, p_.left),
          draft_.roles.passive ? "y" : "n");
    f.Add("right.passive", Match(side, p_.right),
          draft_.roles.passive ? "y" : "n");
    f.Add("group.home", p_.agent_group, Match(side, doc_.home));
    f.Add("group", p_.agent_group, SideKind(doc_.sides[side]));
    f.Add("group.party", p_.agent_group, doc_.sides[side].party ? "y" : "n");
    if (p_.agent == kNoSide) {
      f.Add("lemma.what", p_.agent_lemma, SideKind(doc_.sides[side]));
    }
    if (draft_.antecedent >= 0) {
      f.Add("antecedent", Match(side, antecedent_perpetrator_),
            absl::StrCat(said, ".", stance));
      f.Add("antecedent.claimant", Match(side, draft_.claimant), said);
    }
  }

  void Victims(SideId side, FeatureSet& f) {
    const absl::string_view lemma = p_.patient_lemma;
    const absl::string_view group = p_.patient_group;
    const absl::string_view patient = p_.patient == kNoSide ? "unset" : "set";
    const absl::string_view own = p_.own ? "own" : p_.enemy ? "enemy" : "-";
    const uint32_t word = draft_.object >= 0 ? doc_.words[draft_.object].lemma
                                             : Vocabulary::kUnknown;
    static constexpr absl::string_view kPersons[] = {"-", "mil", "civ", "pol",
                                                     "per"};
    const absl::string_view person =
        kPersons[static_cast<int>(doc_.in().lexicons.person(word))];
    Recall(memory_.victims, side, "victims", p_.near, f);
    Recall(memory_.victims, side, "victims.how", p_.victims_how, f);
    Recall(memory_.most_victims, side, "most_victims", patient, f);
    Recall(memory_.most_victims, side, "most_victims.person", person, f);
    Recall(memory_.most_victims, side, "most_victims.how", p_.victims_how, f);
    Recall(memory_.alike_victims, side, "alike_victims", patient, f);
    Recall(memory_.alike_victims, side, "alike_victims.person", person, f);
    Recall(memory_.sufferers, side, "sufferers", patient, f);
    const absl::string_view measure = MeasureName(draft_.measure);
    if (side == kNoSide) {
      f.Add("none.measure", measure, person);
      f.Add("none.guess.what",
            p_.victims_guess == kNoSide
                ? "-"
                : SideKind(doc_.sides[p_.victims_guess]),
            p_.victims_how);
      f.Add("none.guess.party",
            p_.victims_guess == kNoSide          ? "-"
            : doc_.sides[p_.victims_guess].party ? "y"
                                                 : "n",
            p_.victims_how);
      f.Add("none.agent.what",
            p_.agent_guess == kNoSide ? "-"
                                      : SideKind(doc_.sides[p_.agent_guess]),
            person);
      f.Add("none.agent.how", p_.agent_how, person);
      f.Add("none", patient);
      f.Add("none.guess", p_.victims_how,
            p_.victims_guess == kNoSide ? "unset" : "set");
      f.Add("none.near", p_.near,
            p_.previous_victims == kNoSide ? "none" : "set");
      f.Add("none.lemma", lemma);
      f.Add("none.person", person, patient);
      f.Add("none.group", group, patient);
      f.Add("none.own", own);
      f.Add("none.previous", p_.previous_victims == kNoSide ? "none" : "set",
            patient);
      f.Add("none.place", p_.place == kNoSide ? "none" : "set", patient);
      f.Add("none.claimant", draft_.claimant == kNoSide ? "none" : "set",
            patient);
      f.Add("none.lead", Bucket(draft_.sentence));
      return;
    }
    Standing(side, patient, f);
    f.Add("guess", Match(side, p_.victims_guess), p_.victims_how);
    f.Add("guess.person", Match(side, p_.victims_guess),
          absl::StrCat(p_.victims_how, ".", person));
    f.Add("claimant.measure", Match(side, draft_.claimant), measure);
    f.Add("enemy.measure", Match(side, doc_.Opponent(draft_.claimant)),
          measure);
    f.Add("agent.guess", Match(side, p_.agent_guess), p_.agent_how);
    f.Add("previous.near", Match(side, p_.previous_victims), p_.near);
    f.Add("previous.near.patient", Match(side, p_.previous_victims),
          absl::StrCat(p_.near, ".", patient));
    f.Add("patient", Match(side, p_.patient));
    f.Add("patient.own", Match(side, p_.patient), own);
    f.Add("claimant", Match(side, draft_.claimant), patient);
    f.Add("claimant.own", Match(side, draft_.claimant), own);
    f.Add("claimant.person", Match(side, draft_.claimant),
          absl::StrCat(person, ".", patient));
    f.Add("claimant.group", Match(side, draft_.claimant), group);
    const SideId enemy = doc_.Opponent(draft_.claimant);
    f.Add("enemy", Match(side, enemy), patient);
    f.Add("enemy.own", Match(side, enemy), own);
    f.Add("enemy.group", Match(side, enemy), group);
    f.Add("patient.measure", Match(side, p_.patient),
          MeasureName(draft_.measure));
    f.Add("place.measure", Match(side, p_.place), MeasureName(draft_.measure));
    f.Add("agent.enemy", Match(side, doc_.Opponent(p_.agent)), patient);
    f.Add("accused", Match(side, p_.accused), patient);
    f.Add("weapon.enemy", Match(side, doc_.Opponent(p_.weapon)), patient);
    f.Add("target", Match(side, p_.target), patient);
    f.Add("target.person", Match(side, p_.target), person);
    f.Add("cause", Match(side, p_.cause), patient);
    f.Add("cause.enemy", Match(side, doc_.Opponent(p_.cause)), patient);
    f.Add("actor", Match(side, p_.actor), patient);
    f.Add("actor.enemy", Match(side, doc_.Opponent(p_.actor)), patient);
    f.Add("adversary", Match(side, p_.adversary), patient);
    f.Add("previous.enemy", Match(side, doc_.Opponent(p_.previous_perpetrator)),
          patient);
    f.Add("place", Match(side, p_.place), patient);
    f.Add("place.person", Match(side, p_.place),
          absl::StrCat(person, ".", patient));
    f.Add("previous", Match(side, p_.previous_victims), patient);
    f.Add("previous.person", Match(side, p_.previous_victims),
          absl::StrCat(person, ".", patient));
    f.Add("weapon", Match(side, p_.weapon), patient);
    f.Add("agent", Match(side, p_.agent), patient);
    f.Add("home.person", Match(side, doc_.home),
          absl::StrCat(person, ".", patient));
    f.Add("home.group", Match(side, doc_.home), group);
    f.Add("left.person", Match(side, p_.left), person);
    f.Add("right.person", Match(side, p_.right), person);
    f.Add("person.what", person, SideKind(doc_.sides[side]));
    f.Add("group.what", group, SideKind(doc_.sides[side]));
    f.Add("stance", Match(side, draft_.claimant), StanceName(draft_.stance));
    if (draft_.antecedent >= 0) {
      f.Add("antecedent", Match(side, antecedent_victims_));
    }
  }

  const DocContext& doc_;
  Decider& decider_;
  const Draft& draft_;
  const SidePointers& p_;
  const SideMemory& memory_;

 public:
  Remembered victims_doer_;
  SideId antecedent_perpetrator_ = kNoSide;
  SideId antecedent_victims_ = kNoSide;
};

}  // namespace

void DecideSides(const DocContext& doc, Decider& decider,
                 std::vector<Draft>& drafts, size_t index) {
  Draft& draft = drafts[index];
  const SidePointers p = PointAtSides(doc, drafts, index);
  SideMemory memory;
  Ranker ranker(doc, decider, draft, p, memory);
  if (draft.antecedent >= 0) {
    ranker.antecedent_perpetrator_ = drafts[draft.antecedent].perpetrator;
    ranker.antecedent_victims_ = drafts[draft.antecedent].victims;
  }
  const GoldClaim* gold = draft.gold;
  draft.claimant = kNoSide;
  if (draft.attribution >= 0 || draft.speaker >= 0) {
    draft.claimant =
        ranker.Pick(Role::kClaimant, gold ? &gold->claimant_side : nullptr);
  }
  DecideStance(doc, decider, drafts, index);
  memory = RememberSides(doc, drafts, index, p.agent_guess);
  draft.perpetrator = kNoSide;
  draft.victims = kNoSide;
  if (draft.kind == Kind::kCasualties) {
    draft.victims =
        ranker.Pick(Role::kVictims, gold ? &gold->victims_side : nullptr);
  }
  if (draft.kind != Kind::kAppeal) {
    ranker.victims_doer_ = DoerOf(drafts, index, draft.victims);
    draft.perpetrator = ranker.Pick(
        Role::kPerpetrator,
        gold && gold->has_perpetrator ? &gold->perpetrator_side : nullptr);
  }
  SettleSides(doc, p, draft);
}

}  // namespace parallax::ingest::domain::extract
