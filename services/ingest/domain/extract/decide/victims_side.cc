#include "services/ingest/domain/extract/decide/side_case.h"
#include "services/ingest/domain/extract/kinds/words.h"
#include "services/ingest/domain/extract/model/joined.h"

namespace parallax::ingest::domain::extract {

void AddVictimsFeatures(const SideCase& c, SideId side, FeatureSet& f) {
  const FeatureValue lemma = c.at.patient_lemma;
  const FeatureValue group = c.at.patient_group;
  const FeatureValue patient = c.at.patient == kNoSide ? "unset" : "set";
  const FeatureValue own = c.at.own ? "own" : c.at.enemy ? "enemy" : "-";
  const uint32_t word = c.draft.object >= 0 ? c.doc.words[c.draft.object].lemma
                                            : Vocabulary::kUnknown;
  static constexpr FeatureValue kPersons[] = {"-", "mil", "civ", "pol", "per"};
  const FeatureValue& person =
      kPersons[static_cast<int>(c.doc.in().lexicons.person(word))];
  c.sufferers->AddTo(side, person, f);
  const SideId country = c.at.place != kNoSide ? c.at.place : c.doc.home;
  const absl::string_view land =
      country == kNoSide ? absl::string_view("-")
                         : absl::string_view(c.doc.sides[country].name);
  const absl::string_view at = side == kNoSide                   ? "none"
                               : side == country                 ? "country"
                               : side == c.doc.Opponent(country) ? "opponent"
                                                                 : "other";
  f.Add("land", land, Joined(at, ".", person));
  f.Add("war", Joined(at, ".", person), c.doc.war);
  f.Add("war.how", Joined(at, ".", c.at.victims_how), c.doc.war);
  AddRecall(c.memory.victims, side, "victims", c.at.near, f);
  AddRecall(c.memory.victims, side, "victims.how", c.at.victims_how, f);
  AddRecall(c.memory.most_victims, side, "most_victims", patient, f);
  AddRecall(c.memory.most_victims, side, "most_victims.person", person, f);
  AddRecall(c.memory.most_victims, side, "most_victims.how", c.at.victims_how,
            f);
  AddRecall(c.memory.alike_victims, side, "alike_victims", patient, f);
  AddRecall(c.memory.alike_victims, side, "alike_victims.person", person, f);
  AddRecall(c.memory.sufferers, side, "sufferers", patient, f);
  const FeatureValue measure = MeasureName(c.draft.measure);
  if (side == kNoSide) {
    f.Add("none.measure", measure, person);
    f.Add("none.guess.what",
          c.at.victims_guess == kNoSide
              ? "-"
              : SideKind(c.doc.sides[c.at.victims_guess]),
          c.at.victims_how);
    f.Add("none.guess.party",
          c.at.victims_guess == kNoSide           ? "-"
          : c.doc.sides[c.at.victims_guess].party ? "y"
                                                  : "n",
          c.at.victims_how);
    f.Add("none.agent.what",
          c.at.agent_guess == kNoSide ? "-"
                                      : SideKind(c.doc.sides[c.at.agent_guess]),
          person);
    f.Add("none.agent.how", c.at.agent_how, person);
    f.Add("none", patient);
    f.Add("none.guess", c.at.victims_how,
          c.at.victims_guess == kNoSide ? "unset" : "set");
    f.Add("none.near", c.at.near,
          c.at.previous_victims == kNoSide ? "none" : "set");
    f.Add("none.lemma", lemma);
    f.Add("none.person", person, patient);
    f.Add("none.noun", c.at.patient_noun, patient);
    f.Add("none.kin", c.at.patient_kin == kNoSide ? "n" : "y", patient);
    f.Add("none.group", group, patient);
    f.Add("none.own", own);
    f.Add("none.previous", c.at.previous_victims == kNoSide ? "none" : "set",
          patient);
    f.Add("none.place", c.at.place == kNoSide ? "none" : "set", patient);
    f.Add("none.claimant", c.draft.claimant == kNoSide ? "none" : "set",
          patient);
    f.Add("none.lead", Bucket(c.draft.sentence));
    return;
  }
  AddStanding(c, side, patient, f);
  f.Add("guess", MatchOf(side, c.at.victims_guess), c.at.victims_how);
  f.Add("guess.person", MatchOf(side, c.at.victims_guess),
        Joined(c.at.victims_how, ".", person));
  f.Add("claimant.measure", MatchOf(side, c.draft.claimant), measure);
  f.Add("enemy.measure", MatchOf(side, c.doc.Opponent(c.draft.claimant)),
        measure);
  f.Add("agent.guess", MatchOf(side, c.at.agent_guess), c.at.agent_how);
  f.Add("previous.near", MatchOf(side, c.at.previous_victims), c.at.near);
  f.Add("previous.near.patient", MatchOf(side, c.at.previous_victims),
        Joined(c.at.near, ".", patient));
  f.Add("patient", MatchOf(side, c.at.patient));
  f.Add("patient.own", MatchOf(side, c.at.patient), own);
  AddNoun(c, "patient", side, c.at.patient_noun, c.at.patient_kin, c.at.patient,
          f);
  f.Add("claimant", MatchOf(side, c.draft.claimant), patient);
  f.Add("claimant.own", MatchOf(side, c.draft.claimant), own);
  f.Add("claimant.person", MatchOf(side, c.draft.claimant),
        Joined(person, ".", patient));
  f.Add("claimant.group", MatchOf(side, c.draft.claimant), group);
  const SideId enemy = c.doc.Opponent(c.draft.claimant);
  f.Add("enemy", MatchOf(side, enemy), patient);
  f.Add("enemy.own", MatchOf(side, enemy), own);
  f.Add("enemy.group", MatchOf(side, enemy), group);
  f.Add("patient.measure", MatchOf(side, c.at.patient),
        MeasureName(c.draft.measure));
  f.Add("place.measure", MatchOf(side, c.at.place),
        MeasureName(c.draft.measure));
  f.Add("agent.enemy", MatchOf(side, c.doc.Opponent(c.at.agent)), patient);
  f.Add("accused", MatchOf(side, c.at.accused), patient);
  f.Add("weapon.enemy", MatchOf(side, c.doc.Opponent(c.at.weapon)), patient);
  f.Add("target", MatchOf(side, c.at.target), patient);
  f.Add("target.person", MatchOf(side, c.at.target), person);
  f.Add("cause", MatchOf(side, c.at.cause), patient);
  f.Add("cause.enemy", MatchOf(side, c.doc.Opponent(c.at.cause)), patient);
  f.Add("actor", MatchOf(side, c.at.actor), patient);
  f.Add("actor.enemy", MatchOf(side, c.doc.Opponent(c.at.actor)), patient);
  f.Add("adversary", MatchOf(side, c.at.adversary), patient);
  f.Add("previous.enemy",
        MatchOf(side, c.doc.Opponent(c.at.previous_perpetrator)), patient);
  f.Add("place", MatchOf(side, c.at.place), patient);
  f.Add("place.person", MatchOf(side, c.at.place),
        Joined(person, ".", patient));
  f.Add("previous", MatchOf(side, c.at.previous_victims), patient);
  f.Add("previous.person", MatchOf(side, c.at.previous_victims),
        Joined(person, ".", patient));
  f.Add("weapon", MatchOf(side, c.at.weapon), patient);
  f.Add("agent", MatchOf(side, c.at.agent), patient);
  f.Add("home.person", MatchOf(side, c.doc.home), Joined(person, ".", patient));
  f.Add("home.group", MatchOf(side, c.doc.home), group);
  f.Add("left.person", MatchOf(side, c.at.left), person);
  f.Add("right.person", MatchOf(side, c.at.right), person);
  f.Add("person.what", person, SideKind(c.doc.sides[side]));
  f.Add("group.what", group, SideKind(c.doc.sides[side]));
  f.Add("stance", MatchOf(side, c.draft.claimant), StanceName(c.draft.stance));
  if (c.draft.antecedent >= 0) {
    f.Add("antecedent", MatchOf(side, c.antecedent_victims));
  }
}

}  // namespace parallax::ingest::domain::extract
