#include "services/ingest/domain/extract/decide/side_guess.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"

namespace parallax::ingest::domain::extract {
namespace {

using claims::v1::ActorKind;

bool IsState(const DocContext& doc, SideId side) {
  return side != kNoSide && doc.sides[side].kind == ActorKind::ACTOR_KIND_STATE;
}

// How near the claim before stands: in the same sentence, paragraph or further.
absl::string_view Nearness(const DocContext& doc, const Draft& previous,
                           const Draft& draft) {
  if (previous.sentence == draft.sentence) return "same";
  const auto& sentences = doc.text().sentences;
  return sentences[previous.sentence].block == sentences[draft.sentence].block
             ? "block"
             : "far";
}

void GuessVictims(const DocContext& doc, const std::vector<Draft>& drafts,
                  size_t index, SidePointers& p) {
  const Draft& draft = drafts[index];
  const Draft* previous = index > 0 ? &drafts[index - 1] : nullptr;
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
}

// Soldiers and police that nobody is named of: the state's, that of who speaks
// before that of the country.
SideId StateAtHand(const DocContext& doc, const SidePointers& p) {
  if (p.source != kNoSide && doc.sides[p.source].country) return p.source;
  for (const SideId side : {p.place, doc.home}) {
    if (side != kNoSide && doc.sides[side].country) return side;
  }
  return kNoSide;
}

bool IsOfState(const DocContext& doc, uint32_t head) {
  const uint32_t lemma = doc.words[head].lemma;
  const PersonClass person = doc.in().lexicons.person(lemma);
  return person == PersonClass::kMilitary || person == PersonClass::kPolice ||
         doc.in().lexicons.group_class(lemma) == "state";
}

// What the act is done with, as far as it tells who can have done it.
enum class Means : uint8_t { kAny, kAir, kBomb };

Means MeansOf(const DocContext& doc, const Draft& draft) {
  int32_t act = draft.trigger;
  if (draft.kind != Kind::kAttack && draft.roles.cause >= 0) {
    act = doc.notes[draft.roles.cause].act;
  }
  if (draft.roles.agent >= 0 &&
      doc.in().lexicons.object_class(doc.words[draft.roles.agent].lemma) ==
          "aircraft") {
    return Means::kAir;
  }
  if (act < 0) return Means::kAny;
  const absl::string_view phrase = doc.triggers[act].trigger->phrase;
  if (absl::StartsWith(phrase, "air")) return Means::kAir;
  return absl::StrContains(phrase, "suicide") ||
                 absl::StrContains(phrase, "car bomb")
             ? Means::kBomb
             : Means::kAny;
}

// Air raids are flown by the state that fights the country they hit, in a civil
// war by its own; cars and people are blown up by those who have no aircraft.
std::pair<SideId, absl::string_view> DoerByMeans(const DocContext& doc,
                                                 const Draft& draft,
                                                 const SidePointers& p) {
  const Means means = MeansOf(doc, draft);
  if (means == Means::kAny) return {kNoSide, ""};
  if (means == Means::kBomb) return {TopArmed(doc, kNoSide), "bomb"};
  const SideId country = p.place != kNoSide ? p.place : doc.home;
  const SideId enemy = country == kNoSide ? kNoSide : doc.Opponent(country);
  if (enemy == kNoSide) return {kNoSide, ""};
  if (doc.sides[enemy].country) return {enemy, "air"};
  return {doc.sides[country].country ? country : kNoSide, "air"};
}

void GuessAgent(const DocContext& doc, const std::vector<Draft>& drafts,
                size_t index, SidePointers& p) {
  const Draft& draft = drafts[index];
  const Draft* previous = index > 0 ? &drafts[index - 1] : nullptr;
  const SideId state =
      draft.roles.agent >= 0 && p.agent_group != "armed" &&
              IsOfState(doc, static_cast<uint32_t>(draft.roles.agent))
          ? StateAtHand(doc, p)
          : kNoSide;
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
  } else if (state != kNoSide) {
    agent(state, "state");
  } else if (p.cause != kNoSide) {
    agent(p.cause, "cause");
  } else if (p.adversary != kNoSide && p.adversary != p.patient) {
    agent(p.adversary, "adversary");
  } else if (p.weapon != kNoSide) {
    agent(p.weapon, "weapon");
  } else if (draft.roles.agent >= 0 && p.agent_group == "armed") {
    agent(ArgumentSide(doc, draft.roles.agent), "armed");
  } else if (p.actor != kNoSide && p.actor != p.patient &&
             draft.kind == Kind::kCasualties) {
    agent(p.actor, "actor");
  } else if (const auto [side, how] = DoerByMeans(doc, draft, p);
             side != kNoSide) {
    agent(side, how);
  } else if (previous != nullptr && p.near == "same") {
    agent(previous->perpetrator, "same_sentence");
  } else if (previous != nullptr && p.near == "block") {
    agent(previous->perpetrator, "block");
  }
}

}  // namespace

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

SideId TopArmed(const DocContext& doc, SideId except) {
  SideId latent = kNoSide;
  for (const SideId side : doc.side_order) {
    if (!doc.sides[side].MayRebel() || side == except) continue;
    if (doc.sides[side].mentions > 0) return side;
    const auto& opponents = doc.sides[side].opponents;
    if (std::find(opponents.begin(), opponents.end(), doc.home) ==
        opponents.end()) {
      continue;
    }
    if (latent != kNoSide) return kNoSide;
    latent = side;
  }
  return latent;
}

void GuessSides(const DocContext& doc, const std::vector<Draft>& drafts,
                size_t index, SidePointers& p) {
  if (index > 0) p.near = Nearness(doc, drafts[index - 1], drafts[index]);
  GuessVictims(doc, drafts, index, p);
  GuessAgent(doc, drafts, index, p);
}

}  // namespace parallax::ingest::domain::extract
