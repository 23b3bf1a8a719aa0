// Whose people a noun phrase speaks of.
#include <algorithm>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "services/ingest/domain/extract/document/doc_context.h"

namespace parallax::ingest::domain::extract {

using claims::v1::ActorKind;

uint32_t DocContext::PhraseStart(uint32_t head) const {
  const Sentence& sentence = sentence_of(head);
  uint32_t first = head;
  while (first > sentence.first && head - first < 10) {
    const Token& t = token(first - 1);
    // "the Islamic State (IS) group"
    if (t.lower == ")" && first >= sentence.first + 4 && Is(first - 3, "(")) {
      first -= 3;
      continue;
    }
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

int32_t DocContext::RebelsIn(uint32_t head) const {
  const auto rebel = [&](uint32_t i) {
    return in_.lexicons.IsIn(WordList::kRebel, words[i].lemma) &&
           token(i).lemma != "gunman";
  };
  if (rebel(head)) {
    return static_cast<int32_t>(head);
  }
  // "rebel officials", "a separatist militia", no "terrorist attack"
  const uint32_t noun = words[head].lemma;
  if (in_.lexicons.person(noun) == PersonClass::kNone &&
      in_.lexicons.group_class(noun).empty()) {
    return -1;
  }
  const uint32_t first = PhraseStart(head);
  for (uint32_t i = head; i-- > first;) {
    // "rebel-held" says who holds it, not who is meant.
    if (rebel(i) && token(i).lemma != "terrorist" && !Is(i + 1, "-")) {
      return static_cast<int32_t>(i);
    }
  }
  return -1;
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

// The phrase that hangs on `head` from behind: "armed forces of Armenia",
// "police in eastern Ukraine", "Ghafoor of ISPR".
bool DocContext::IsAttached(uint32_t head, uint32_t child) const {
  if (child < head || child > head + 8) return false;
  const Rel rel = token(child).rel;
  return rel == Rel::kNmod || rel == Rel::kFlat || rel == Rel::kAppos ||
         rel == Rel::kCompound;
}

// "in Iraq": where somebody is, not whose.
bool DocContext::IsLocated(uint32_t child) const {
  const int32_t preposition = Child(child, Rel::kCase);
  return preposition >= 0 && (Is(static_cast<uint32_t>(preposition), "in") ||
                              Is(static_cast<uint32_t>(preposition), "at") ||
                              Is(static_cast<uint32_t>(preposition), "near"));
}

SideId DocContext::SideByName(uint32_t head, bool located) const {
  // "Sudan's RSF", headed by Sudan in the tree: the RSF is meant.
  if (Is(head + 1, "'s")) {
    for (const uint32_t child : children(head)) {
      const Rel rel = token(child).rel;
      if (child > head && (rel == Rel::kFlat || rel == Rel::kCompound) &&
          ActorSideAt(child) != kNoSide) {
        return ActorSideAt(child);
      }
    }
  }
  if (ActorSideAt(head) != kNoSide) return ActorSideAt(head);
  const uint32_t first = PhraseStart(head);
  const bool rebels = in_.lexicons.IsIn(WordList::kRebel, words[head].lemma);
  for (uint32_t i = head; i-- > first;) {
    const SideId side = ActorSideAt(i);
    if (side != kNoSide) return rebels ? RebelsOf(side) : side;
  }
  for (const uint32_t child : children(head)) {
    if (!IsAttached(head, child) || (!located && IsLocated(child))) continue;
    if (ActorSideAt(child) != kNoSide) return ActorSideAt(child);
    for (uint32_t i = PhraseStart(child); i < child; ++i) {
      if (ActorSideAt(i) != kNoSide) return ActorSideAt(i);
    }
  }
  return kNoSide;
}

SideId DocContext::NamedSide(uint32_t head) const {
  return SideByName(head, /*located=*/true);
}

SideId DocContext::OwnSide(uint32_t head) const {
  const SideId named = SideByName(head, /*located=*/false);
  if (named != kNoSide) return named;
  // "Mark Kimmitt, the director of operations for the U.S. military in Iraq"
  for (const uint32_t child : children(head)) {
    if (child < head || token(child).rel != Rel::kAppos) continue;
    const SideId side = SideOfOffice(child);
    if (side != kNoSide) return side;
  }
  return kNoSide;
}

// Whose an office is, by what hangs on it: "commander of forces of NATO".
SideId DocContext::SideOfOffice(uint32_t office) const {
  constexpr int kDeep = 4;
  uint32_t at = office;
  for (int step = 0; step < kDeep; ++step) {
    int32_t next = -1;
    for (const uint32_t child : children(at)) {
      if (child < at || token(child).rel != Rel::kNmod || IsLocated(child)) {
        continue;
      }
      const SideId side = SideByName(child, /*located=*/false);
      if (side != kNoSide) return side;
      if (next < 0) next = static_cast<int32_t>(child);
    }
    if (next < 0) return kNoSide;
    at = static_cast<uint32_t>(next);
  }
  return kNoSide;
}

SideId DocContext::PlaceSide(uint32_t head) const {
  const uint32_t first = PhraseStart(head);
  for (uint32_t i = head; i-- > first;) {
    if (PlaceSideAt(i) != kNoSide) return PlaceSideAt(i);
  }
  for (const uint32_t child : children(head)) {
    if (IsAttached(head, child) && PlaceSideAt(child) != kNoSide) {
      return PlaceSideAt(child);
    }
  }
  return kNoSide;
}

SideId DocContext::DirectSide(uint32_t head) const {
  const SideId named = NamedSide(head);
  return named != kNoSide ? named : PlaceSide(head);
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

// Side that the mentions of the entity have most often by `side_of`; the
// fullest counts most.
SideId DocContext::VotedSide(const attribution::Entity& entity,
                             SideId (DocContext::*side_of)(uint32_t head)
                                 const) const {
  std::vector<std::pair<SideId, int>> votes;
  for (const uint32_t m : entity.mentions) {
    const attribution::EntityMention& mention = in_.coreference.mentions[m];
    if (mention.kind == attribution::MentionKind::kPronoun ||
        mention.head >= size()) {
      continue;
    }
    const SideId side = (this->*side_of)(mention.head);
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
  SideId best = kNoSide;
  int most = 0;
  for (const auto& [side, weight] : votes) {
    if (weight > most) {
      most = weight;
      best = side;
    }
  }
  return best;
}

// What the text says of the entity elsewhere: "Armenian prime minister".
SideId DocContext::DescribedSide(const attribution::Entity& entity) const {
  const auto words_of = Vocabulary::Split(entity.description);
  std::vector<WordIds> ids;
  for (const std::string& word : words_of) {
    const uint32_t id = in_.actors.vocabulary().Find(word);
    ids.push_back(WordIds{id, id});
  }
  for (size_t i = 0; i < ids.size(); ++i) {
    const auto match = in_.actors.Longest(absl::MakeConstSpan(ids).subspan(i));
    if (match.length == 0) continue;
    const CatalogueAlias& alias = in_.actors.alias(match.aliases->front());
    if (alias.capitals && ids.size() > 1 && words_of[i].size() <= 2) continue;
    const SideId side = FindSide(in_.actors.actor(alias.actor).side);
    if (side != kNoSide) return side;
  }
  return kNoSide;
}

SideId DocContext::NameOrganisation(const attribution::Entity& entity) {
  const TokenRange& name = entity.fullest;
  if (entity.kind != attribution::EntityKind::kBody || entity.plural ||
      name.last - name.first < 2 || name.last > size() ||
      !absl::c_any_of(entity.mentions, [&](uint32_t m) {
        return in_.coreference.mentions[m].speaks;
      })) {
    return kNoSide;
  }
  // "the Ijaw Youth Council", "the Islamic Council of Mozambique", but no
  // "council of elders" and no "Central Committee".
  int32_t noun = -1;
  int capitals = 0;
  for (uint32_t i = name.first; i < name.last; ++i) {
    if (!absl::ascii_isupper(in_.text.text[token(i).begin])) continue;
    ++capitals;
    if (in_.lexicons.IsIn(WordList::kOrganisation, words[i].lemma)) {
      noun = static_cast<int32_t>(i);
    }
  }
  if (noun < 0 || capitals < 3) return kNoSide;
  const std::string initials = InitialsOf(entity);
  const SideId side = InternName(initials.empty() ? entity.text : initials,
                                 ActorKind::ACTOR_KIND_NGO);
  if (side != kNoSide && sides[side].mentions == 0) {
    sides[side].mentions = static_cast<int>(entity.mentions.size());
    sides[side].rank = static_cast<int>(side_order.size());
    side_order.push_back(side);
  }
  return side;
}

// "the Movement for Change (MC)": the capitals that a mention of it is written
// in; "" for none.
std::string DocContext::InitialsOf(const attribution::Entity& entity) const {
  const auto is_short = [&](uint32_t i) {
    const absl::string_view form = in_.text.Form(token(i));
    return form.size() >= 3 && form.size() <= 7 &&
           absl::c_all_of(form, absl::ascii_isupper);
  };
  for (const uint32_t m : entity.mentions) {
    const attribution::EntityMention& mention = in_.coreference.mentions[m];
    const uint32_t behind = mention.tokens.last;
    if (mention.head < size() && is_short(mention.head)) {
      return std::string(in_.text.Form(token(mention.head)));
    }
    if (behind + 2 < size() && Is(behind, "(") && is_short(behind + 1) &&
        Is(behind + 2, ")")) {
      return std::string(in_.text.Form(token(behind + 1)));
    }
  }
  return "";
}

void DocContext::ResolveEntities() {
  for (const attribution::Entity& entity : in_.coreference.entities) {
    // Whose it is called tells more than where it lies.
    // Of whom a person's office is comes before where the person serves.
    const bool person = entity.kind == attribution::EntityKind::kPerson;
    SideId side = VotedSide(
        entity, person ? &DocContext::OwnSide : &DocContext::NamedSide);
    if (side == kNoSide) side = DescribedSide(entity);
    if (side == kNoSide && person) {
      side = VotedSide(entity, &DocContext::NamedSide);
    }
    if (side == kNoSide) side = NameOrganisation(entity);
    if (side == kNoSide) side = VotedSide(entity, &DocContext::PlaceSide);
    entity_sides.push_back(side);
  }
}

}  // namespace parallax::ingest::domain::extract
