// Places, and whose people a noun phrase speaks of.
#include <algorithm>

#include "absl/strings/ascii.h"
#include "services/ingest/domain/extract/document/doc_context.h"

namespace parallax::ingest::domain::extract {
namespace {

using claims::v1::ActorKind;
using claims::v1::AliasKind;

constexpr absl::string_view kLocative[] = {
    "in",     "at",     "near",    "outside", "around", "towards", "toward",
    "on",     "over",   "into",    "of",      "to",     "across",  "from",
    "inside", "along",  "through", "between", "by",     "above",   "beyond",
    "around", "within", "upon",    "off",     "against"};

// Nouns that belong to a place's name or make a place of a name.
constexpr absl::string_view kPlaceNouns[] = {
    "region",      "district",      "province",     "city",     "town",
    "village",     "airport",       "station",      "river",    "valley",
    "border",      "area",          "oblast",       "state",    "county",
    "governorate", "strip",         "camp",         "base",     "sector",
    "direction",   "heights",       "mountains",    "mountain", "hills",
    "island",      "islands",       "sea",          "port",     "plant",
    "refinery",    "airfield",      "suburb",       "suburbs",  "quarter",
    "valleys",     "neighbourhood", "neighborhood", "corridor", "front",
    "crossing",    "bridge",        "reservoir",    "dam",      "peninsula",
    "coast",       "desert",        "enclave",      "square"};

bool IsRebelNoun(absl::string_view lemma) {
  return lemma == "rebel" || lemma == "militant" || lemma == "insurgent" ||
         lemma == "separatist" || lemma == "gunman" || lemma == "guerrilla" ||
         lemma == "jihadist" || lemma == "islamist" || lemma == "extremist";
}

bool In(absl::Span<const absl::string_view> list, absl::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

bool DocContext::IsPersonName(uint32_t i) const {
  const int32_t entity = in_.coreference.EntityAt(i);
  if (entity >= 0) {
    const auto kind = in_.coreference.entities[entity].kind;
    if (kind == attribution::EntityKind::kPerson) return true;
    if (kind == attribution::EntityKind::kPlace) return false;
  }
  if (notes[i].actor >= 0) {
    const auto kind = in_.actors.actor(actors[notes[i].actor].actor).kind;
    if (kind == ActorKind::ACTOR_KIND_PERSON) return true;
  }
  return false;
}

void DocContext::FindPlaces() {
  for (const Sentence& sentence : in_.text.sentences) {
    if (!IsReadable(sentence)) continue;
    for (uint32_t i = sentence.first; i < sentence.last;) {
      const Token& t = token(i);
      const char c = in_.text.text[t.begin];
      const bool capital =
          absl::ascii_isupper(c) || static_cast<unsigned char>(c) >= 0xC3;
      if (!capital ||
          (t.pos != Pos::kPropn && t.pos != Pos::kNoun && t.pos != Pos::kAdj &&
           t.pos != Pos::kX) ||
          notes[i].time >= 0) {
        ++i;
        continue;
      }
      PlaceMention place;
      place.first = i;
      // The run of capitalised words, with "de", "al", hyphens between them.
      uint32_t last = i + 1;
      while (last < sentence.last) {
        const Token& n = token(last);
        const char d = in_.text.text[n.begin];
        const bool up =
            absl::ascii_isupper(d) || static_cast<unsigned char>(d) >= 0xC3;
        const bool glue = (n.lower == "-" || n.lower == "'") &&
                          token(last - 1).end == n.begin &&
                          last + 1 < sentence.last &&
                          token(last + 1).begin == n.end;
        const bool small =
            (n.lower == "al" || n.lower == "el" || n.lower == "de" ||
             n.lower == "as" || n.lower == "ash") &&
            last + 1 < sentence.last &&
            !(n.lower == "as" && token(last).rel == Rel::kMark);
        if (up && n.pos != Pos::kPron && n.pos != Pos::kDet &&
            notes[last].time < 0) {
          ++last;
        } else if (glue ||
                   (small && absl::ascii_isupper(
                                 in_.text.text[token(last + 1).begin]))) {
          last += 2;
        } else {
          break;
        }
      }
      const uint32_t run_end = std::min(last, sentence.last);
      const auto known = in_.places.Longest(
          absl::MakeConstSpan(words).subspan(i, run_end - i));
      const ActorMention* actor =
          notes[i].actor >= 0 ? &actors[notes[i].actor] : nullptr;
      if (known.length > 0 &&
          (actor == nullptr || known.length >= actor->last - i)) {
        place.known = true;
        last = i + known.length;
        const absl::string_view side =
            in_.actors.SideOfCountry(in_.places.code(known.values->front()));
        place.side = InternName(side, ActorKind::ACTOR_KIND_STATE);
      } else if (actor != nullptr) {
        const auto kind = in_.actors.actor(actor->actor).kind;
        last = actor->last;
        const bool state = kind == ActorKind::ACTOR_KIND_STATE;
        if (!state || actor->alias == AliasKind::ALIAS_KIND_DEMONYM) {
          i = actor->last;
          continue;
        }
        place.known = true;
        place.country = true;
        place.side = actor->side;
      } else {
        last = run_end;
      }
      place.last = last;
      // "Kharkiv region", "Donetsk airport", "Ain al-Asad air base"
      uint32_t noun = place.last;
      while (noun < sentence.last && noun < place.last + 2 &&
             (token(noun).pos == Pos::kNoun || token(noun).pos == Pos::kPropn ||
              token(noun).pos == Pos::kAdj)) {
        if (In(kPlaceNouns, token(noun).lower)) {
          place.last = noun + 1;
          break;
        }
        ++noun;
      }
      const bool suffixed = place.last > last;
      // The word before it, over determiners, adjectives and "town of".
      uint32_t before = i;
      while (before > sentence.first &&
             (token(before - 1).pos == Pos::kDet ||
              (token(before - 1).pos == Pos::kAdj && before + 2 > i) ||
              token(before - 1).pos == Pos::kNoun ||
              (token(before - 1).pos == Pos::kPropn && before + 2 > i &&
               notes[before - 1].actor >= 0))) {
        --before;
        if (i - before > 3) break;
      }
      if (before > sentence.first) {
        const absl::string_view word = token(before - 1).lower;
        place.located = In(kLocative, word);
        place.origin = word == "from";
        if (word == "of" && before >= sentence.first + 2) {
          place.located = token(before - 2).pos == Pos::kNoun;
        }
      }
      const bool heading = i == sentence.first;
      const bool person = IsPersonName(last - 1) || IsPersonName(i);
      const bool next_verb =
          last < sentence.last &&
          (token(last).pos == Pos::kVerb || token(last).pos == Pos::kAux);
      const bool keep = (place.known && !person) || suffixed ||
                        (place.located && !person && t.pos == Pos::kPropn &&
                         !next_verb && !heading);
      if (keep) {
        for (uint32_t k = place.first; k < place.last; ++k) {
          notes[k].place = static_cast<int32_t>(places.size());
        }
        places.push_back(place);
        i = place.last;
      } else {
        i = std::max(i + 1, last);
      }
    }
  }
}

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
