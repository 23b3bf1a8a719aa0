#include <string>

#include "absl/strings/str_cat.h"
#include "services/ingest/domain/extract/decide/side_case.h"
#include "services/ingest/domain/extract/kinds/words.h"
#include "services/ingest/domain/extract/model/joined.h"

namespace parallax::ingest::domain::extract {
namespace {

constexpr RecallName kVictims("victims");
constexpr RecallName kVictimsHow("victims.how");
constexpr RecallName kMostVictims("most_victims");
constexpr RecallName kMostVictimsPerson("most_victims.person");
constexpr RecallName kMostVictimsHow("most_victims.how");
constexpr RecallName kAlikeVictims("alike_victims");
constexpr RecallName kAlikeVictimsPerson("alike_victims.person");
constexpr RecallName kSufferers("sufferers");

// Who fights the country: the kind of the opponent that the report names most,
// "1" or "2" as it is one of the two sides named most or not, "n" or "u" as the
// country is named itself or not.
std::string FoeClass(const DocContext& doc, SideId country) {
  if (country == kNoSide) return "";
  SideId foe = kNoSide;
  for (const SideId other : doc.sides[country].opponents) {
    if (doc.sides[other].mentions > 0 &&
        (foe == kNoSide || doc.sides[other].rank < doc.sides[foe].rank)) {
      foe = other;
    }
  }
  return absl::StrCat(absl::string_view(KindOfSide(doc, foe)),
                      foe == kNoSide            ? ""
                      : doc.sides[foe].rank < 2 ? "1"
                                                : "2",
                      doc.sides[country].mentions > 0 ? "n" : "u");
}

}  // namespace

void AddVictimsFeatures(const SideCase& c, absl::Span<const SideId> sides,
                        absl::Span<FeatureSet> sets) {
  const FeatureValue lemma = c.at.patient_lemma;
  const FeatureValue group = c.at.patient_group;
  const FeatureValue patient = c.at.patient == kNoSide ? "unset" : "set";
  const FeatureValue own = c.at.own ? "own" : c.at.enemy ? "enemy" : "-";
  const uint32_t word = c.draft.object >= 0 ? c.doc.words[c.draft.object].lemma
                                            : Vocabulary::kUnknown;
  static constexpr FeatureValue kPersons[] = {"-", "mil", "civ", "pol", "per"};
  const FeatureValue& person =
      kPersons[static_cast<int>(c.doc.in().lexicons.person(word))];
  const SideId country = c.at.place != kNoSide ? c.at.place : c.doc.home;
  const FeatureValue land = country == kNoSide
                                ? absl::string_view("-")
                                : absl::string_view(c.doc.sides[country].name);
  const std::string foe_class = FoeClass(c.doc, country);
  const FeatureValue foes = foe_class;
  const FeatureValue measure = MeasureName(c.draft.measure);
  const SideId enemy = c.doc.Opponent(c.draft.claimant);
  const FeatureValue how = c.at.victims_how;
  const FeatureValue war = c.doc.war;
  const JoinedValue how_person(how, ".", person);
  const JoinedValue near_patient(c.at.near, ".", patient);
  const JoinedValue person_patient(person, ".", patient);
  for (size_t i = 0; i < sides.size(); ++i) {
    const SideId side = sides[i];
    FeatureSet& f = sets[i];
    c.sufferers->AddTo(side, person, f);
    const absl::string_view at = side == kNoSide                   ? "none"
                                 : side == country                 ? "country"
                                 : side == c.doc.Opponent(country) ? "opponent"
                                                                   : "other";
    const JoinedValue at_person(at, ".", person);
    f.Add("land", land, at_person);
    f.Add("war", at_person, war);
    f.Add("foes", at_person, foes);
    f.Add("foes.how", Joined(at, ".", how), foes);
    f.Add("war.how", Joined(at, ".", how), war);
    AddRecall(c.memory.victims, side, kVictims, c.at.near, f);
    AddRecall(c.memory.victims, side, kVictimsHow, how, f);
    AddRecall(c.memory.most_victims, side, kMostVictims, patient, f);
    AddRecall(c.memory.most_victims, side, kMostVictimsPerson, person, f);
    AddRecall(c.memory.most_victims, side, kMostVictimsHow, how, f);
    AddRecall(c.memory.alike_victims, side, kAlikeVictims, patient, f);
    AddRecall(c.memory.alike_victims, side, kAlikeVictimsPerson, person, f);
    AddRecall(c.memory.sufferers, side, kSufferers, patient, f);
    if (side == kNoSide) {
      f.Add("none.measure", measure, person);
      f.Add("none.guess.what", KindOfSide(c.doc, c.at.victims_guess), how);
      f.Add("none.guess.party",
            c.at.victims_guess == kNoSide           ? "-"
            : c.doc.sides[c.at.victims_guess].party ? "y"
                                                    : "n",
            how);
      f.Add("none.agent.what", KindOfSide(c.doc, c.at.agent_guess), person);
      f.Add("none.agent.how", c.at.agent_how, person);
      f.Add("none", patient);
      f.Add("none.guess", how, c.at.victims_guess == kNoSide ? "unset" : "set");
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
      continue;
    }
    AddStanding(c, side, patient, f);
    f.Add("guess", MatchOf(side, c.at.victims_guess), how);
    f.Add("guess.person", MatchOf(side, c.at.victims_guess), how_person);
    f.Add("claimant.measure", MatchOf(side, c.draft.claimant), measure);
    f.Add("enemy.measure", MatchOf(side, c.doc.Opponent(c.draft.claimant)),
          measure);
    f.Add("agent.guess", MatchOf(side, c.at.agent_guess), c.at.agent_how);
    f.Add("previous.near", MatchOf(side, c.at.previous_victims), c.at.near);
    f.Add("previous.near.patient", MatchOf(side, c.at.previous_victims),
          near_patient);
    f.Add("patient", MatchOf(side, c.at.patient));
    f.Add("patient.own", MatchOf(side, c.at.patient), own);
    AddNoun(c, "patient", side, c.at.patient_noun, c.at.patient_kin,
            c.at.patient, f);
    f.Add("claimant", MatchOf(side, c.draft.claimant), patient);
    f.Add("claimant.own", MatchOf(side, c.draft.claimant), own);
    f.Add("claimant.person", MatchOf(side, c.draft.claimant), person_patient);
    f.Add("claimant.group", MatchOf(side, c.draft.claimant), group);
    f.Add("enemy", MatchOf(side, enemy), patient);
    f.Add("enemy.own", MatchOf(side, enemy), own);
    f.Add("enemy.group", MatchOf(side, enemy), group);
    f.Add("patient.measure", MatchOf(side, c.at.patient), measure);
    f.Add("place.measure", MatchOf(side, c.at.place), measure);
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
    f.Add("place.person", MatchOf(side, c.at.place), person_patient);
    f.Add("previous", MatchOf(side, c.at.previous_victims), patient);
    f.Add("previous.person", MatchOf(side, c.at.previous_victims),
          person_patient);
    f.Add("weapon", MatchOf(side, c.at.weapon), patient);
    f.Add("agent", MatchOf(side, c.at.agent), patient);
    f.Add("home.person", MatchOf(side, c.doc.home), person_patient);
    f.Add("home.group", MatchOf(side, c.doc.home), group);
    f.Add("left.person", MatchOf(side, c.at.left), person);
    f.Add("right.person", MatchOf(side, c.at.right), person);
    f.Add("person.what", person, SideKind(c.doc.sides[side]));
    f.Add("group.what", group, SideKind(c.doc.sides[side]));
    f.Add("stance", MatchOf(side, c.draft.claimant),
          StanceName(c.draft.stance));
    if (c.draft.antecedent >= 0) {
      f.Add("antecedent", MatchOf(side, c.antecedent_victims));
    }
  }
}

}  // namespace parallax::ingest::domain::extract
