// Which side speaks, which did it, whose people suffered.
#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/ingest/domain/extract/decide/fields.h"
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

// What the words around a claim say of sides.
struct Pointers {
  SideId agent = kNoSide;    // of the one who does it
  SideId patient = kNoSide;  // of the one who suffers it
  SideId accused = kNoSide;  // of the attribution's accused
  SideId addressee = kNoSide;
  SideId source = kNoSide;  // of the attribution's source
  SideId place = kNoSide;   // country of the nearest place
  SideId previous_perpetrator = kNoSide;
  SideId previous_victims = kNoSide;
  SideId previous_claimant = kNoSide;
  SideId weapon = kNoSide;   // "a Ukrainian missile"
  SideId left = kNoSide;     // named nearest before the act
  SideId right = kNoSide;    // named nearest after it
  SideId subject = kNoSide;  // first named in the sentence
  // Best reading by rule, with the rule's name: what the weights start from.
  SideId victims_guess = kNoSide;
  absl::string_view victims_how = "none";
  SideId agent_guess = kNoSide;
  absl::string_view agent_how = "none";
  absl::string_view near = "first";  // how near the previous claim stands
  bool own = false;                  // "its", "our", "own" at the victims
  bool enemy = false;                // "the enemy"
  absl::string_view agent_lemma;
  absl::string_view agent_group;
  absl::string_view patient_lemma;
  absl::string_view patient_group;
  absl::string_view source_lemma;
  absl::string_view source_group;
};

SideId NearestPlaceSide(const DocContext& doc, const Draft& draft) {
  const Sentence& s = doc.sentence_of(draft.head);
  SideId best = kNoSide;
  uint32_t distance = UINT32_MAX;
  for (uint32_t i = s.first; i < s.last; ++i) {
    const int32_t p = doc.notes[i].place;
    if (p < 0 || doc.places[p].side == kNoSide) continue;
    const uint32_t d = i > draft.head ? i - draft.head : draft.head - i;
    if (d < distance) {
      distance = d;
      best = doc.places[p].side;
    }
  }
  return best;
}

SideId PhraseSide(const DocContext& doc, int32_t head) {
  return head < 0 ? kNoSide : doc.SideOfPhrase(static_cast<uint32_t>(head));
}

Pointers Point(const DocContext& doc, const std::vector<Draft>& drafts,
               size_t index) {
  const Draft& draft = drafts[index];
  Pointers p;
  p.agent = PhraseSide(doc, draft.roles.agent);
  int32_t patient = draft.object >= 0 ? draft.object : draft.roles.patient;
  p.patient = PhraseSide(doc, patient);
  if (patient >= 0) {
    const Token& t = doc.token(patient);
    p.patient_lemma = t.lemma;
    p.patient_group = doc.in().lexicons.group_class(doc.words[patient].lemma);
    const uint32_t first = doc.PhraseStart(static_cast<uint32_t>(patient));
    for (uint32_t i = first; i <= static_cast<uint32_t>(patient); ++i) {
      const absl::string_view w = doc.token(i).lower;
      p.own |= w == "its" || w == "our" || w == "own" || w == "his" ||
               w == "their" || w == "we";
      p.enemy |= w == "enemy" || w == "occupier" || w == "occupiers" ||
                 w == "invaders";
    }
    // "71 of its troops"
    if (draft.quantity >= 0) {
      const Quantity& q = doc.quantities[draft.quantity];
      for (uint32_t i = q.last;
           i < static_cast<uint32_t>(patient) && i < q.last + 6; ++i) {
        const absl::string_view w = doc.token(i).lower;
        p.own |= w == "its" || w == "our" || w == "own" || w == "his" ||
                 w == "their";
      }
    }
  }
  if (draft.roles.agent >= 0) {
    p.agent_lemma = doc.token(draft.roles.agent).lemma;
    p.agent_group =
        doc.in().lexicons.group_class(doc.words[draft.roles.agent].lemma);
  }
  if (draft.attribution >= 0) {
    const Attribution& a = doc.in().attributions[draft.attribution];
    p.accused = doc.SideOfEntity(a.accused_entity);
    if (!a.addressee.empty()) {
      p.addressee = doc.SideOfPhrase(a.addressee.last - 1);
      if (a.stance == attribution::Stance::kAccuses && p.accused == kNoSide) {
        p.accused = p.addressee;
      }
    }
    p.source = SourceSide(doc, a);
    if (a.source_head >= 0) {
      p.source_lemma = doc.token(a.source_head).lemma;
      p.source_group =
          doc.in().lexicons.group_class(doc.words[a.source_head].lemma);
    }
  }
  if (draft.speaker >= 0) {
    p.source = PhraseSide(doc, draft.speaker);
    p.source_lemma = doc.token(draft.speaker).lemma;
    p.source_group =
        doc.in().lexicons.group_class(doc.words[draft.speaker].lemma);
  }
  p.place = NearestPlaceSide(doc, draft);
  if (index > 0) {
    const Draft& previous = drafts[index - 1];
    p.previous_perpetrator = previous.perpetrator;
    p.previous_victims = previous.victims;
    p.previous_claimant = previous.claimant;
    if (p.place == kNoSide && previous.place >= 0) {
      p.place = doc.places[previous.place].side;
    }
  }
  // A side named as modifier in the clause, not the victims': "a Ukrainian
  // missile", "Israeli shelling".
  const Clause& clause = doc.clauses[doc.notes[draft.head].clause];
  for (uint32_t i = clause.first; i < clause.last; ++i) {
    const int32_t m = doc.notes[i].actor;
    if (m < 0 || doc.actors[m].side == kNoSide) continue;
    if (doc.actors[m].side == p.patient) continue;
    const Token& t = doc.token(i);
    if ((t.rel == Rel::kAmod || t.rel == Rel::kCompound ||
         t.rel == Rel::kNmodPoss) &&
        t.head >= 0) {
      const absl::string_view object =
          doc.in().lexicons.object_class(doc.words[t.head].lemma);
      const Token& noun = doc.token(t.head);
      if (object == "aircraft" || object == "equipment" || object == "ship" ||
          noun.lemma == "strike" || noun.lemma == "shelling" ||
          noun.lemma == "attack" || noun.lemma == "fire" ||
          noun.lemma == "raid" || noun.lemma == "bombing" ||
          noun.lemma == "bombardment" || noun.lemma == "artillery" ||
          noun.lemma == "offensive" || noun.lemma == "force" ||
          noun.lemma == "troop") {
        p.weapon = doc.actors[m].side;
      }
    }
  }
  const Sentence& sentence = doc.sentence_of(draft.head);
  for (uint32_t i = sentence.first; i < sentence.last; ++i) {
    const int32_t m = doc.notes[i].actor;
    SideId side = m >= 0 ? doc.actors[m].side : kNoSide;
    if (side == kNoSide && doc.token(i).pos == Pos::kPron) {
      side = doc.SideOfEntity(doc.in().coreference.EntityAt(i));
    }
    if (side == kNoSide) continue;
    if (p.subject == kNoSide) p.subject = side;
    if (i < draft.head) p.left = side;
    if (i > draft.head && p.right == kNoSide) p.right = side;
  }
  return p;
}

bool IsState(const DocContext& doc, SideId side) {
  return side != kNoSide && doc.sides[side].kind == ActorKind::ACTOR_KIND_STATE;
}

// Whether a side from outside fights in `country`: then its people are victims
// of a war between sides, else of a civil war.
bool Invaded(const DocContext& doc, SideId country) {
  for (const SideId other : doc.sides[country].opponents) {
    if (IsState(doc, other) && doc.sides[other].mentions > 0) return true;
  }
  int foreign = 0;
  for (const SideId side : doc.side_order) {
    if (side != country && doc.sides[side].party && IsState(doc, side) &&
        doc.sides[side].mentions > 1) {
      ++foreign;
    }
  }
  return foreign > 0;
}

SideId TopArmed(const DocContext& doc, SideId enemy_of) {
  for (const SideId side : doc.side_order) {
    if (!doc.sides[side].armed_group || side == enemy_of) continue;
    return side;
  }
  return kNoSide;
}

void Guess(const DocContext& doc, const std::vector<Draft>& drafts,
           size_t index, Pointers& p) {
  const Draft& draft = drafts[index];
  const Draft* previous = index > 0 ? &drafts[index - 1] : nullptr;
  if (previous != nullptr) {
    const auto& sentences = doc.text().sentences;
    p.near =
        previous->sentence == draft.sentence ? "same"
        : sentences[previous->sentence].block == sentences[draft.sentence].block
            ? "block"
            : "far";
  }
  const uint32_t word =
      draft.object >= 0 ? doc.words[draft.object].lemma : Vocabulary::kUnknown;
  const PersonClass person = doc.in().lexicons.person(word);
  const auto victims = [&](SideId side, absl::string_view how) {
    p.victims_guess = side;
    p.victims_how = how;
  };
  const SideId country = p.place != kNoSide ? p.place : doc.home;
  if (draft.antecedent >= 0) {
    victims(drafts[draft.antecedent].victims, "antecedent");
  } else if (p.patient != kNoSide) {
    victims(p.patient, "named");
  } else if (p.own && p.source != kNoSide) {
    victims(p.source, "own");
  } else if (p.enemy && p.source != kNoSide) {
    victims(doc.Opponent(p.source), "enemy");
  } else if (p.patient_group == "armed") {
    victims(TopArmed(doc, p.source), "armed");
  } else if (person == PersonClass::kNone && previous != nullptr &&
             p.near != "far" && previous->kind == Kind::kCasualties) {
    victims(previous->victims, "carried");
  } else if (person == PersonClass::kMilitary ||
             person == PersonClass::kPolice) {
    if (IsState(doc, p.source) ||
        (p.source != kNoSide && doc.sides[p.source].party)) {
      victims(p.source, "military_own");
    } else if (previous != nullptr && p.near == "same") {
      victims(previous->victims, "military_same");
    } else {
      victims(country, "military_home");
    }
  } else if (country != kNoSide) {
    victims(Invaded(doc, country) ? country : kNoSide,
            Invaded(doc, country) ? "people_invaded" : "people_civil");
  }
  const auto agent = [&](SideId side, absl::string_view how) {
    p.agent_guess = side;
    p.agent_how = how;
  };
  if (p.accused != kNoSide) {
    agent(p.accused, "accused");
  } else if (draft.antecedent >= 0) {
    agent(drafts[draft.antecedent].perpetrator, "antecedent");
  } else if (draft.kind == Kind::kTerritory ||
             draft.kind == Kind::kDeployment) {
    agent(p.agent != kNoSide ? p.agent : p.patient, "mover");
  } else if (p.agent != kNoSide &&
             !(draft.kind == Kind::kCasualties && p.agent == p.patient)) {
    agent(p.agent, draft.roles.agent_inherited ? "inherited" : "agent");
  } else if (p.weapon != kNoSide) {
    agent(p.weapon, "weapon");
  } else if (draft.roles.agent >= 0 && p.agent_group == "armed") {
    agent(TopArmed(doc, kNoSide), "armed");
  } else if (previous != nullptr && p.near == "same") {
    agent(previous->perpetrator, "same_sentence");
  } else if (previous != nullptr && p.near == "block") {
    agent(previous->perpetrator, "block");
  }
}

std::vector<SideId> Options(const DocContext& doc, const Pointers& p) {
  std::vector<SideId> out = {kNoSide};
  for (size_t i = 0; i < doc.side_order.size() && i < kMaxFrequent; ++i) {
    out.push_back(doc.side_order[i]);
  }
  for (const SideId side :
       {p.agent, p.patient, p.accused, p.addressee, p.source, p.place,
        p.previous_perpetrator, p.previous_victims, p.previous_claimant,
        p.weapon, p.left, p.right, p.subject, doc.home, p.victims_guess,
        p.agent_guess}) {
    if (std::find(out.begin(), out.end(), side) == out.end()) {
      out.push_back(side);
    }
  }
  return out;
}

class Ranker {
 public:
  Ranker(const DocContext& doc, Decider& decider, const Draft& draft,
         const Pointers& p)
      : doc_(doc), decider_(decider), draft_(draft), p_(p) {}

  SideId Pick(absl::string_view task, const std::string* gold) {
    const std::vector<SideId> options = Options(doc_, p_);
    std::vector<FeatureSet> sets;
    std::vector<bool> right;
    for (const SideId side : options) {
      FeatureSet& f = sets.emplace_back(task, decider_.names());
      if (task == "claimant_side") {
        Claimant(side, f);
      } else if (task == "perpetrator") {
        Perpetrator(side, f);
      } else {
        Victims(side, f);
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
    f.Add("left", Match(side, p_.left), context);
    f.Add("right", Match(side, p_.right), context);
    f.Add("subject", Match(side, p_.subject), context);
  }

  absl::string_view Match(SideId side, SideId pointer) const {
    return pointer == kNoSide ? "unset" : side == pointer ? "y" : "n";
  }

  void Claimant(SideId side, FeatureSet& f) {
    const absl::string_view lemma = p_.source_lemma;
    const absl::string_view group = p_.source_group;
    if (side == kNoSide) {
      f.Add("none");
      f.Add("none.source", p_.source == kNoSide ? "unset" : "set");
      f.Add("none.lemma", lemma);
      f.Add("none.group", group, p_.source == kNoSide ? "unset" : "set");
      return;
    }
    Standing(side, group, f);
    f.Add("source", Match(side, p_.source));
    f.Add("source.group", Match(side, p_.source), group);
    f.Add("source.lemma", Match(side, p_.source), lemma);
    const bool unset = p_.source == kNoSide;
    f.Add("place", Match(side, p_.place), unset ? group : "set");
    f.Add("home.group", Match(side, doc_.home), unset ? group : "set");
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
    if (side == kNoSide) {
      f.Add("none", kind);
      f.Add("none.guess", p_.agent_how, guess);
      f.Add("none.guess.kind", absl::StrCat(p_.agent_how, ".", guess), kind);
      f.Add("none.near", p_.near,
            p_.previous_perpetrator == kNoSide ? "none" : "set");
      f.Add("none.context", context);
      f.Add("none.agent", agent, kind);
      f.Add("none.lemma", p_.agent_lemma);
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
    f.Add("agent.how", Match(side, p_.agent),
          draft_.roles.agent_inherited ? "inherited" : "own");
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
    if (side == kNoSide) {
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
  const Pointers& p_;

 public:
  SideId antecedent_perpetrator_ = kNoSide;
  SideId antecedent_victims_ = kNoSide;
};

}  // namespace

void DecideSides(const DocContext& doc, Decider& decider,
                 std::vector<Draft>& drafts, size_t index) {
  Draft& draft = drafts[index];
  Pointers p = Point(doc, drafts, index);
  Guess(doc, drafts, index, p);
  Ranker ranker(doc, decider, draft, p);
  if (draft.antecedent >= 0) {
    ranker.antecedent_perpetrator_ = drafts[draft.antecedent].perpetrator;
    ranker.antecedent_victims_ = drafts[draft.antecedent].victims;
  }
  const GoldClaim* gold = draft.gold;
  draft.claimant = kNoSide;
  if (draft.attribution >= 0 || draft.speaker >= 0) {
    draft.claimant =
        ranker.Pick("claimant_side", gold ? &gold->claimant_side : nullptr);
  }
  DecideStance(doc, decider, drafts, index);
  draft.perpetrator = kNoSide;
  draft.victims = kNoSide;
  if (draft.kind == Kind::kCasualties) {
    draft.victims =
        ranker.Pick("victims", gold ? &gold->victims_side : nullptr);
  }
  if (draft.kind != Kind::kAppeal) {
    draft.perpetrator = ranker.Pick("perpetrator", gold && gold->has_perpetrator
                                                       ? &gold->perpetrator_side
                                                       : nullptr);
  }
}

void DecideVictimsType(const DocContext& doc, Decider& decider,
                       std::vector<Draft>& drafts, size_t index) {
  Draft& draft = drafts[index];
  if (draft.kind != Kind::kCasualties) return;
  std::vector<FeatureSet> sets;
  std::vector<bool> right;
  const absl::string_view lemma =
      draft.object >= 0 ? absl::string_view(doc.token(draft.object).lemma)
                        : absl::string_view("-");
  const uint32_t word =
      draft.object >= 0 ? doc.words[draft.object].lemma : Vocabulary::kUnknown;
  static constexpr absl::string_view kPersons[] = {"-", "mil", "civ", "pol",
                                                   "per"};
  const absl::string_view person =
      kPersons[static_cast<int>(doc.in().lexicons.person(word))];
  const Draft* previous = nullptr;
  for (size_t i = index; i-- > 0;) {
    if (drafts[i].kind == Kind::kCasualties) {
      previous = &drafts[i];
      break;
    }
  }
  for (int type = 0; type < 4; ++type) {
    const absl::string_view label = kVictimsTypeNames[type];
    FeatureSet& f = sets.emplace_back("victims_type", decider.names());
    f.Add("bias", label);
    f.Add("lemma", lemma, label);
    f.Add("person", person, label);
    f.Add("measure", MeasureName(draft.measure), label);
    if (previous != nullptr) {
      const absl::string_view before = VictimsTypeName(previous->victims_type);
      f.Add("previous", before, label);
      f.Add("previous.person", absl::StrCat(before, ".", person), label);
      f.Add("previous.near",
            absl::StrCat(before, ".",
                         Bucket(draft.sentence - previous->sentence)),
            label);
    }
    const SideId claimant = draft.claimant;
    f.Add("own",
          absl::StrCat(claimant == kNoSide         ? "-"
                       : claimant == draft.victims ? "own"
                                                   : "other",
                       ".", person),
          label);
    f.Add("perpetrator",
          absl::StrCat(draft.perpetrator == kNoSide ? "-" : "set", ".", person),
          label);
    if (draft.quantity >= 0 && draft.object < 0) {
      const Quantity& q = doc.quantities[draft.quantity];
      if (q.last < doc.size()) f.Add("next", doc.token(q.last).lower, label);
    }
    for (uint32_t i = draft.first; i < draft.last && i < draft.first + 40;
         ++i) {
      const PersonClass c = doc.in().lexicons.person(doc.words[i].lemma);
      if (c == PersonClass::kMilitary || c == PersonClass::kCivilian) {
        f.Add("around", kPersons[static_cast<int>(c)], label);
      }
    }
    if (draft.gold != nullptr) {
      right.push_back(draft.gold->victims_type == label);
    }
  }
  draft.victims_type = static_cast<VictimsType>(decider.Pick(sets, right));
}

}  // namespace parallax::ingest::domain::extract
