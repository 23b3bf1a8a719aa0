// Which sides matter to the article, and who fights whom.
#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "services/ingest/domain/extract/document/doc_context.h"

namespace parallax::ingest::domain::extract {

using claims::v1::ActorKind;

void DocContext::FindRulers() {
  // Named less often, a territory is hardly what the report is about.
  constexpr int64_t kNamings = 3;
  if (!published.has_value()) return;
  for (const Ruler& ruler : in_.lexicons.rulers()) {
    const SideId country = FindSide(ruler.country);
    if (country == kNoSide || *published < ruler.since ||
        (ruler.until.has_value() && *published > *ruler.until)) {
      continue;
    }
    const bool part = ruler.territory != Vocabulary::kUnknown;
    if (part &&
        std::count_if(words.begin(), words.end(), [&](const WordIds& word) {
          return word.lemma == ruler.territory;
        }) < kNamings) {
      continue;
    }
    const SideId side =
        InternName(ruler.side, ActorKind::ACTOR_KIND_UNSPECIFIED);
    if (side != kNoSide) rules.push_back(Rule{country, side, ruler.territory});
  }
}

void DocContext::RankSides() {
  FindRulers();
  for (const PlaceMention& place : places) {
    if (place.side != kNoSide) ++sides[place.side].places;
  }
  // Known opponents of the sides that matter may go by "the rebels" alone.
  const size_t named = sides.size();
  for (const ActorMention& mention : actors) {
    if (mention.side == kNoSide || sides[mention.side].mentions < 2) continue;
    size_t added = 0;
    for (const std::string& name : in_.actors.actor(mention.actor).opponents) {
      if (added++ >= 6 || sides.size() > named + 12) break;
      InternName(name, ActorKind::ACTOR_KIND_UNSPECIFIED);
    }
  }
  for (size_t i = 0; i < sides.size(); ++i) {
    side_order.push_back(static_cast<SideId>(i));
  }
  std::sort(side_order.begin(), side_order.end(), [&](SideId a, SideId b) {
    const int left = 2 * sides[a].mentions + sides[a].places;
    const int right = 2 * sides[b].mentions + sides[b].places;
    return left != right ? left > right : a < b;
  });
  for (size_t r = 0; r < side_order.size(); ++r) {
    sides[side_order[r]].rank = static_cast<int>(r);
  }
  // Opponents among the article's sides.
  for (const ActorMention& mention : actors) {
    if (mention.side == kNoSide) continue;
    Side& side = sides[mention.side];
    for (const std::string& name : in_.actors.actor(mention.actor).opponents) {
      const SideId other = FindSide(name);
      if (other == kNoSide || other == mention.side) continue;
      if (std::find(side.opponents.begin(), side.opponents.end(), other) ==
          side.opponents.end()) {
        side.opponents.push_back(other);
        sides[other].opponents.push_back(mention.side);
      }
    }
  }
  // Where something is said to be, "in Syria", more than who is named by a
  // country, "Israel bombed".
  std::vector<int> stands(sides.size(), 0);
  for (const PlaceMention& place : places) {
    if (place.side != kNoSide) stands[place.side] += place.located ? 3 : 1;
  }
  int most = 0;
  for (size_t i = 0; i < sides.size(); ++i) {
    if (stands[i] > most) {
      most = stands[i];
      home = static_cast<SideId>(i);
    }
  }
  int parties = 0;
  for (const SideId id : side_order) {
    Side& side = sides[id];
    if (!side.opponents.empty() && side.mentions > 0) {
      side.party = true;
      ++parties;
    }
  }
  if (parties < 2) {
    for (const SideId id : side_order) {
      Side& side = sides[id];
      const bool can = side.kind == ActorKind::ACTOR_KIND_STATE ||
                       side.kind == ActorKind::ACTOR_KIND_ARMED_GROUP;
      if (can && side.mentions > 1 && parties < 2 && !side.party) {
        side.party = true;
        ++parties;
      }
    }
  }
}

void DocContext::CountNouns() {
  absl::flat_hash_map<std::pair<uint32_t, SideId>, int> votes;
  absl::flat_hash_map<uint32_t, int> most;
  for (uint32_t i = 0; i < size(); ++i) {
    const uint32_t lemma = words[i].lemma;
    const absl::string_view group = in_.lexicons.group_class(lemma);
    if (group.empty()) continue;
    // Soldiers are named of every side in turn, rebels of one.
    const PersonClass person = in_.lexicons.person(lemma);
    if (group != "armed" &&
        (person == PersonClass::kMilitary || person == PersonClass::kPolice)) {
      continue;
    }
    const SideId side = DirectSide(i);
    if (side == kNoSide) continue;
    const int count = ++votes[{lemma, side}];
    if (count > most[lemma]) {
      most[lemma] = count;
      noun_sides[lemma] = side;
    }
  }
}

void DocContext::ClassifyWar() {
  int parties = 0;
  for (const SideId id : side_order) {
    const Side& side = sides[id];
    if (!side.party || side.mentions == 0) continue;
    war += id == home                                 ? 'h'
           : side.kind == ActorKind::ACTOR_KIND_STATE ? 's'
           : side.armed_group                         ? 'a'
                                                      : 'o';
    if (++parties == 3) break;
  }
  // "Gaza" by itself names no side, but its people are at war with Israel.
  if (home != kNoSide && sides[home].mentions == 0) {
    const auto& enemies = sides[home].opponents;
    const bool at_war =
        std::any_of(enemies.begin(), enemies.end(),
                    [&](SideId enemy) { return sides[enemy].mentions > 0; });
    if (at_war) war += 'h';
  }
  uint32_t rebels = 0;
  for (const WordIds& word : words) {
    if (in_.lexicons.group_class(word.lemma) == "armed") ++rebels;
  }
  // Named once in a hundred words, a group is what the report is about.
  war += rebels == 0 ? '0' : rebels * 100 < size() ? '1' : '2';
}

SideId DocContext::Opponent(SideId side) const {
  if (side == kNoSide) return kNoSide;
  SideId best = kNoSide;
  for (const SideId other : sides[side].opponents) {
    if (best == kNoSide || sides[other].mentions > sides[best].mentions) {
      best = other;
    }
  }
  if (best != kNoSide) return best;
  for (const SideId other : side_order) {
    if (other != side && sides[other].party) {
      if (best != kNoSide) return kNoSide;
      best = other;
    }
  }
  return best;
}

}  // namespace parallax::ingest::domain::extract
