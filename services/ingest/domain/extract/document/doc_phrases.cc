// Whose people a noun phrase speaks of.
#include <algorithm>

#include "services/ingest/domain/extract/document/doc_context.h"

namespace parallax::ingest::domain::extract {
namespace {

using claims::v1::ActorKind;

bool IsRebelNoun(absl::string_view lemma) {
  return lemma == "rebel" || lemma == "militant" || lemma == "insurgent" ||
         lemma == "separatist" || lemma == "gunman" || lemma == "guerrilla" ||
         lemma == "jihadist" || lemma == "islamist" || lemma == "extremist";
}

}  // namespace

uint32_t DocContext::PhraseStart(uint32_t head) const {
  const Sentence& sentence = sentence_of(head);
  uint32_t first = head;
  while (first > sentence.first && head - first < 10) {
    const Token& t = token(first - 1);
    const bool part = t.pos == Pos::kAdj || t.pos == Pos::kNoun ||
                      t.pos == Pos::kPropn || t.pos == Pos::kNum ||
                      t.pos == Pos::kDet || t.lower == "'s" || t.lower == "-" ||
                      (t.pos == Pos::kPron && t.rel == Rel::kNmodPoss) ||
                      t.lower == "'" || t.lower == "\"" ||
                      (t.pos == Pos::kVerb && t.rel == Rel::kAmod);
    if (!part) break;
    // "at least five soldiers": words that bound the number.
    if ((t.lower == "least" || t.lower == "most") &&
        first >= sentence.first + 2 &&
        (Is(first - 2, "at") || Is(first - 2, "very"))) {
      break;
    }
    // A relation that shows another phrase ends here.
    if ((t.pos == Pos::kNoun || t.pos == Pos::kPropn) && t.lower != "'s" &&
        t.head >= 0 && static_cast<uint32_t>(t.head) < first - 1 &&
        t.rel != Rel::kFlat && t.rel != Rel::kCompound) {
      break;
    }
    --first;
  }
  return first;
}

// "Somali Islamists" fight Somalia, as a rule, not for it.
SideId DocContext::RebelsOf(SideId side) const {
  if (sides[side].kind != ActorKind::ACTOR_KIND_STATE) return side;
  SideId best = kNoSide;
  for (const SideId other : sides[side].opponents) {
    if (sides[other].armed_group && sides[other].mentions > 0 &&
        (best == kNoSide || sides[other].mentions > sides[best].mentions)) {
      best = other;
    }
  }
  if (best != kNoSide) return best;
  for (const SideId other : sides[side].opponents) {
    // Of a nation at war with a state, they are its own fighters.
    if (sides[other].kind == ActorKind::ACTOR_KIND_STATE &&
        sides[other].mentions > 0) {
      return side;
    }
  }
  return kNoSide;
}

SideId DocContext::DirectSide(uint32_t head) const {
  if (notes[head].actor >= 0) {
    const SideId side = actors[notes[head].actor].side;
    if (side != kNoSide) return side;
  }
  const uint32_t first = PhraseStart(head);
  SideId place_side = kNoSide;
  const bool rebels = IsRebelNoun(token(head).lemma);
  for (uint32_t i = head; i-- > first;) {
    if (notes[i].actor >= 0) {
      const ActorMention& mention = actors[notes[i].actor];
      if (mention.side != kNoSide) {
        return rebels ? RebelsOf(mention.side) : mention.side;
      }
    }
    if (notes[i].place >= 0 && place_side == kNoSide) {
      place_side = places[notes[i].place].side;
    }
  }
  // "armed forces of Armenia", "police in eastern Ukraine", "Ghafoor of ISPR"
  for (const uint32_t child : children(head)) {
    const Token& t = token(child);
    if (child < head || child > head + 8) continue;
    if (t.rel == Rel::kNmod || t.rel == Rel::kFlat || t.rel == Rel::kAppos ||
        t.rel == Rel::kCompound) {
      if (notes[child].actor >= 0) {
        const SideId side = actors[notes[child].actor].side;
        if (side != kNoSide) return side;
      }
      const uint32_t start = PhraseStart(child);
      for (uint32_t i = start; i < child; ++i) {
        if (notes[i].actor >= 0 && actors[notes[i].actor].side != kNoSide) {
          return actors[notes[i].actor].side;
        }
      }
      if (notes[child].place >= 0 && place_side == kNoSide) {
        place_side = places[notes[child].place].side;
      }
    }
  }
  return place_side;
}

SideId DocContext::SideOfPhrase(uint32_t head) const {
  const SideId direct = DirectSide(head);
  if (direct != kNoSide) return direct;
  // "its army", "his troops", "their own fighters"
  for (const uint32_t child : children(head)) {
    if (token(child).rel == Rel::kNmodPoss) {
      const SideId side = SideOfEntity(in_.coreference.EntityAt(child));
      if (side != kNoSide) return side;
    }
  }
  return SideOfEntity(in_.coreference.EntityAt(head));
}

void DocContext::ResolveEntities() {
  entity_sides.assign(in_.coreference.entities.size(), kNoSide);
  for (size_t e = 0; e < in_.coreference.entities.size(); ++e) {
    const attribution::Entity& entity = in_.coreference.entities[e];
    // Votes of the mentions that name a side; the fullest counts most.
    std::vector<std::pair<SideId, int>> votes;
    for (const uint32_t m : entity.mentions) {
      const attribution::EntityMention& mention = in_.coreference.mentions[m];
      if (mention.kind == attribution::MentionKind::kPronoun ||
          mention.head >= size()) {
        continue;
      }
      const SideId side = DirectSide(mention.head);
      if (side == kNoSide) continue;
      const int weight = mention.tokens == entity.fullest                  ? 3
                         : mention.kind == attribution::MentionKind::kName ? 2
                                                                           : 1;
      auto it = std::find_if(votes.begin(), votes.end(),
                             [&](const auto& v) { return v.first == side; });
      if (it == votes.end()) {
        votes.emplace_back(side, weight);
      } else {
        it->second += weight;
      }
    }
    int best = 0;
    for (const auto& [side, weight] : votes) {
      if (weight > best) {
        best = weight;
        entity_sides[e] = side;
      }
    }
    if (entity_sides[e] != kNoSide) continue;
    // What the text says of it elsewhere: "Armenian prime minister".
    const auto words_of = Vocabulary::Split(entity.description);
    std::vector<WordIds> ids;
    for (const std::string& word : words_of) {
      const uint32_t id = in_.actors.vocabulary().Find(word);
      ids.push_back(WordIds{id, id});
    }
    for (size_t i = 0; i < ids.size(); ++i) {
      const auto match =
          in_.actors.Longest(absl::MakeConstSpan(ids).subspan(i));
      if (match.length == 0) continue;
      const CatalogueAlias& alias = in_.actors.alias(match.aliases->front());
      if (alias.capitals && ids.size() > 1 && words_of[i].size() <= 2) continue;
      const SideId side = FindSide(in_.actors.actor(alias.actor).side);
      if (side != kNoSide) {
        entity_sides[e] = side;
        break;
      }
    }
  }
}

}  // namespace parallax::ingest::domain::extract
