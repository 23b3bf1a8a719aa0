#include "services/ingest/domain/extract/decide/side_guess.h"

#include <algorithm>

namespace parallax::ingest::domain::extract {
namespace {

using claims::v1::ActorKind;

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

void GuessAgent(const DocContext& doc, const std::vector<Draft>& drafts,
                size_t index, SidePointers& p) {
  const Draft& draft = drafts[index];
  const Draft* previous = index > 0 ? &drafts[index - 1] : nullptr;
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
  } else if (p.cause != kNoSide) {
    agent(p.cause, "cause");
  } else if (p.adversary != kNoSide && p.adversary != p.patient) {
    agent(p.adversary, "adversary");
  } else if (p.weapon != kNoSide) {
    agent(p.weapon, "weapon");
  } else if (draft.roles.agent >= 0 && p.agent_group == "armed") {
    agent(TopArmed(doc, kNoSide), "armed");
  } else if (p.actor != kNoSide && p.actor != p.patient &&
             draft.kind == Kind::kCasualties) {
    agent(p.actor, "actor");
  } else if (previous != nullptr && p.near == "same") {
    agent(previous->perpetrator, "same_sentence");
  } else if (previous != nullptr && p.near == "block") {
    agent(previous->perpetrator, "block");
  }
}

}  // namespace

SideId TopArmed(const DocContext& doc, SideId except) {
  SideId latent = kNoSide;
  for (const SideId side : doc.side_order) {
    if (!doc.sides[side].armed_group || side == except) continue;
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
