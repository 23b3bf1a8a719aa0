#include "services/ingest/domain/extract/decide/side_pointers.h"

#include <algorithm>

#include "services/ingest/domain/extract/decide/fields.h"
#include "services/ingest/domain/extract/decide/side_guess.h"

namespace parallax::ingest::domain::extract {
namespace {

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

// "casualties from Pakistani fire": the side named is that of the fire.
bool OnlyOfCause(const DocContext& doc, uint32_t head) {
  for (uint32_t i = doc.PhraseStart(head); i <= head; ++i) {
    if (doc.notes[i].actor >= 0) return false;
  }
  for (const uint32_t child : doc.children(head)) {
    if (child < head || doc.token(child).rel != Rel::kNmod) continue;
    const int32_t mark = doc.Child(child, Rel::kCase);
    if (mark < 0 || doc.notes[child].actor >= 0) continue;
    const absl::string_view word = doc.token(mark).lower;
    if (word == "from" || word == "in" || word == "by") return true;
  }
  return false;
}

// Tokens looked back over for what a pronoun means.
constexpr uint32_t kPronounReach = 60;

bool IsWe(absl::string_view lower) {
  return lower == "we" || lower == "us" || lower == "our" || lower == "i";
}

// Side of the last subject before a pronoun that coreference leaves open.
SideId SubjectBefore(const DocContext& doc, uint32_t pronoun) {
  const uint32_t sentence = doc.notes[pronoun].sentence;
  const uint32_t first = pronoun > kPronounReach ? pronoun - kPronounReach : 0;
  for (uint32_t i = pronoun; i-- > first;) {
    if (doc.notes[i].sentence + 1 < sentence) break;
    const Token& t = doc.token(i);
    if (t.pos == Pos::kPron ||
        (t.rel != Rel::kNsubj && t.rel != Rel::kNsubjPass) ||
        t.head == doc.token(pronoun).head) {
      continue;
    }
    const SideId side = doc.SideOfPhrase(i);
    if (side != kNoSide) return side;
  }
  return kNoSide;
}

// Whether separatists may be its people: a state that is its own only, or those
// called so.
bool WantsToPart(const DocContext& doc, SideId side) {
  const Side& s = doc.sides[side];
  return s.kind == claims::v1::ACTOR_KIND_STATE || s.name == "separatists";
}

bool FightsACountry(const DocContext& doc, SideId side) {
  const auto& opponents = doc.sides[side].opponents;
  return std::any_of(opponents.begin(), opponents.end(),
                     [&](SideId other) { return doc.sides[other].country; });
}

// "The separatists", where they are called by a name elsewhere, else those who
// fight a state and are named most.
SideId SideOfRebels(const DocContext& doc, uint32_t head) {
  const int32_t rebels = doc.RebelsIn(head);
  if (rebels < 0) return kNoSide;
  const SideId named =
      doc.SideOfNoun(doc.words[static_cast<uint32_t>(rebels)].lemma);
  if (named != kNoSide && !doc.sides[named].country) return named;
  const bool part =
      doc.token(static_cast<uint32_t>(rebels)).lemma == "separatist";
  SideId most = kNoSide;
  bool tie = false;
  for (const SideId side : doc.side_order) {
    const int mentions = doc.sides[side].mentions;
    if (!doc.sides[side].MayRebel() || mentions == 0 ||
        !FightsACountry(doc, side) || (part && !WantsToPart(doc, side))) {
      continue;
    }
    tie = most != kNoSide && mentions == doc.sides[most].mentions;
    if (most == kNoSide || mentions > doc.sides[most].mentions) most = side;
  }
  return tie ? kNoSide : most;
}

// "The army", "government troops", where no state is called theirs: the only
// country that fights, or of several the one that a government is said to be
// fought in.
SideId StateAtHome(const DocContext& doc, uint32_t head) {
  const Lexicons& lexicons = doc.in().lexicons;
  const uint32_t lemma = doc.words[head].lemma;
  const bool forces = lexicons.IsIn(WordList::kForce, lemma) ||
                      lexicons.person(lemma) == PersonClass::kMilitary;
  bool government = doc.Is(head, "government");
  const uint32_t begin = forces ? doc.PhraseStart(head) : head;
  for (uint32_t i = begin; i < head; ++i) {
    government |= doc.Is(i, "government") && !doc.Is(i + 1, "-");
  }
  const bool army = doc.Is(head, "army") || doc.Is(head, "military");
  if ((!government && !army) || doc.RebelsIn(head) >= 0) return kNoSide;
  SideId only = kNoSide;
  int parties = 0;
  for (const SideId side : doc.side_order) {
    const Side& s = doc.sides[side];
    if (!s.country || !s.party || s.mentions == 0) continue;
    if (parties++ == 0) only = side;
  }
  if (parties == 1) return only;
  const bool at_home = doc.home != kNoSide && doc.sides[doc.home].country;
  return at_home && (parties == 0 || (government && forces)) ? doc.home
                                                             : kNoSide;
}

SideId PhraseSide(const DocContext& doc, int32_t head,
                  SideId source = kNoSide) {
  if (head < 0) return kNoSide;
  const uint32_t i = static_cast<uint32_t>(head);
  const Token& t = doc.token(i);
  if (t.pos == Pos::kPron && IsWe(t.lower)) return source;
  // "our units"
  for (const uint32_t child : doc.children(i)) {
    if (doc.token(child).rel == Rel::kNmodPoss &&
        IsWe(doc.token(child).lower)) {
      return source;
    }
  }
  const SideId side = doc.SideOfPhrase(i);
  if (side == kNoSide && t.pos == Pos::kPron && t.rel == Rel::kNsubj &&
      (t.lower == "they" || t.lower == "it" || t.lower == "he" ||
       t.lower == "she")) {
    return SubjectBefore(doc, i);
  }
  if (side != kNoSide) return side;
  const SideId state = StateAtHome(doc, i);
  return state != kNoSide ? state : SideOfRebels(doc, i);
}

// Side of people who are counted: "105 troops" are not those that were spoken
// of before, so only the phrase itself and its owner tell.
SideId CountedSide(const DocContext& doc, int32_t head) {
  if (head < 0) return kNoSide;
  const uint32_t i = static_cast<uint32_t>(head);
  const SideId direct = doc.DirectSide(i);
  if (direct != kNoSide && !OnlyOfCause(doc, i)) return direct;
  for (const uint32_t child : doc.children(i)) {
    if (doc.token(child).rel == Rel::kNmodPoss) {
      return doc.SideOfEntity(doc.in().coreference.EntityAt(child));
    }
    // "losses among its troops"
    if (doc.token(child).rel != Rel::kNmod) continue;
    const int32_t owner = doc.Child(child, Rel::kNmodPoss);
    if (owner >= 0) {
      return doc.SideOfEntity(
          doc.in().coreference.EntityAt(static_cast<uint32_t>(owner)));
    }
  }
  const SideId state = StateAtHome(doc, i);
  return state != kNoSide ? state : SideOfRebels(doc, i);
}

// Doer of the nearest armed act of the sentence that names one.
SideId NearestActor(const DocContext& doc, const Draft& draft) {
  const Sentence& sentence = doc.sentence_of(draft.head);
  SideId best = kNoSide;
  uint32_t distance = kPronounReach;
  const uint32_t first =
      std::max(sentence.first,
               draft.head > kPronounReach ? draft.head - kPronounReach : 0);
  const uint32_t last = std::min(sentence.last, draft.head + kPronounReach);
  for (uint32_t i = first; i < last; ++i) {
    if (doc.notes[i].act < 0 || i == draft.head) continue;
    const uint32_t d = i > draft.head ? i - draft.head : draft.head - i;
    if (d >= distance) continue;
    const Roles roles = FindRoles(doc, i);
    SideId side = ArgumentSide(doc, roles.agent);
    if (side == kNoSide) side = ArgumentSide(doc, roles.adversary);
    if (side == kNoSide) continue;
    distance = d;
    best = side;
  }
  return best;
}

// "The ministry", "police": of which side were the last named officials?
SideId KinSide(const DocContext& doc, uint32_t head) {
  constexpr uint32_t kReach = 150;
  const auto group = [&](uint32_t i) {
    return doc.in().lexicons.group_class(doc.words[i].lemma);
  };
  const absl::string_view own = group(head);
  if (own != "state" && own != "any") return kNoSide;
  const absl::string_view lemma = doc.token(head).lemma;
  const uint32_t first = head > kReach ? head - kReach : 0;
  SideId alike = kNoSide;
  for (uint32_t i = head; i-- > first;) {
    const bool same = doc.token(i).lemma == lemma;
    if (!same && (alike != kNoSide || group(i) != own)) continue;
    const SideId side = doc.DirectSide(i);
    if (side == kNoSide) continue;
    if (same) return side;
    alike = side;
  }
  return alike;
}

// Sets the noun that says what `head` is, and its kin.
void ReadNoun(const DocContext& doc, int32_t head, absl::string_view& noun,
              SideId& kin) {
  if (head < 0) return;
  const uint32_t h = static_cast<uint32_t>(head);
  const auto is_group = [&](uint32_t i) {
    return !doc.in().lexicons.group_class(doc.words[i].lemma).empty();
  };
  uint32_t told = h;
  for (uint32_t i = h; i-- > doc.PhraseStart(h);) {
    if (is_group(i)) told = i;
  }
  noun = doc.token(told).lemma;
  kin = doc.SideOfNoun(doc.words[told].lemma);
  if (kin == kNoSide) kin = doc.SideOfNoun(doc.words[h].lemma);
}

// What part the source has in the conflict: of a source, an official or a
// spokesman the words beside it tell more, "a hospital source", "a spokesman
// for the army".
absl::string_view SourceGroup(const DocContext& doc, uint32_t head) {
  const Lexicons& lexicons = doc.in().lexicons;
  const absl::string_view own = lexicons.group_class(doc.words[head].lemma);
  if (!own.empty() && own != "any" && doc.token(head).lemma != "official") {
    return own;
  }
  const auto told = [&](uint32_t i) {
    const absl::string_view group = lexicons.group_class(doc.words[i].lemma);
    return group == "any" ? absl::string_view() : group;
  };
  const uint32_t first = doc.PhraseStart(head);
  for (uint32_t i = head; i-- > first;) {
    const absl::string_view group = told(i);
    if (!group.empty()) return group;
  }
  for (const uint32_t child : doc.children(head)) {
    if (child < head || doc.token(child).rel != Rel::kNmod) continue;
    const absl::string_view group = told(child);
    if (!group.empty()) return group;
  }
  return own;
}

SidePointers ReadPointers(const DocContext& doc,
                          const std::vector<Draft>& drafts, size_t index) {
  const Draft& draft = drafts[index];
  SidePointers p;
  SideId source = kNoSide;
  if (draft.speaker >= 0) {
    source = PhraseSide(doc, draft.speaker);
  } else if (draft.attribution >= 0) {
    const Attribution& a = doc.in().attributions[draft.attribution];
    source = SourceSide(doc, a);
    if (source == kNoSide && a.source_head >= 0) {
      source = SideOfRebels(doc, static_cast<uint32_t>(a.source_head));
    }
  }
  p.source = source;
  p.agent = PhraseSide(doc, draft.roles.agent, source);
  p.cause = ArgumentSide(doc, draft.roles.cause_agent);
  p.target = PhraseSide(doc, draft.roles.cause_patient, source);
  p.adversary = ArgumentSide(doc, draft.roles.adversary);
  p.actor = NearestActor(doc, draft);
  int32_t patient = draft.object >= 0 ? draft.object : draft.roles.patient;
  p.patient = draft.quantity >= 0 ? CountedSide(doc, patient)
                                  : PhraseSide(doc, patient);
  if (p.patient == kNoSide) p.patient = PhraseSide(doc, draft.roles.owner);
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
  ReadNoun(doc, patient, p.patient_noun, p.patient_kin);
  ReadNoun(doc, draft.roles.agent, p.agent_noun, p.agent_kin);
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
        p.accused =
            p.addressee != kNoSide
                ? p.addressee
                : PhraseSide(doc, static_cast<int32_t>(a.addressee.last) - 1);
      }
    }
    if (a.source_head >= 0) {
      p.source_lemma = doc.token(a.source_head).lemma;
      p.source_group = SourceGroup(doc, static_cast<uint32_t>(a.source_head));
    }
  }
  if (draft.speaker >= 0) {
    p.source_lemma = doc.token(draft.speaker).lemma;
    p.source_group = SourceGroup(doc, static_cast<uint32_t>(draft.speaker));
  }
  const int32_t source_head = HeadOfSpeaker(doc, draft);
  if (source_head >= 0) {
    const uint32_t head = static_cast<uint32_t>(source_head);
    for (uint32_t i = doc.PhraseStart(head); i < head; ++i) {
      const absl::string_view w = doc.token(i).lower;
      p.source_state |= w == "state" || w == "state-run" || w == "official" ||
                        w == "government" || w == "pro-government";
    }
    p.kin = KinSide(doc, head);
    ReadNoun(doc, source_head, p.source_noun, p.source_kin);
  }
  if (draft.place >= 0) p.place = doc.places[draft.place].side;
  if (p.place == kNoSide) p.place = NearestPlaceSide(doc, draft);
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
      if (object == "aircraft" || object == "equipment" || object == "ship" ||
          doc.in().lexicons.IsIn(WordList::kFire, doc.words[t.head].lemma)) {
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

}  // namespace

SideId ArgumentSide(const DocContext& doc, int32_t head) {
  if (head < 0) return kNoSide;
  const uint32_t i = static_cast<uint32_t>(head);
  SideId side = doc.SideOfPhrase(i);
  if (side == kNoSide) side = SideOfRebels(doc, i);
  if (side != kNoSide || doc.token(i).lemma == "separatist") return side;
  const bool armed =
      doc.in().lexicons.group_class(doc.words[i].lemma) == "armed";
  return armed ? TopArmed(doc, kNoSide) : kNoSide;
}

int32_t HeadOfSpeaker(const DocContext& doc, const Draft& draft) {
  if (draft.speaker >= 0 || draft.attribution < 0) return draft.speaker;
  return doc.in().attributions[draft.attribution].source_head;
}

SidePointers PointAtSides(const DocContext& doc,
                          const std::vector<Draft>& drafts, size_t index) {
  SidePointers p = ReadPointers(doc, drafts, index);
  GuessSides(doc, drafts, index, p);
  return p;
}

}  // namespace parallax::ingest::domain::extract
