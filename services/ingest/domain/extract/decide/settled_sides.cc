#include "services/ingest/domain/extract/decide/settled_sides.h"

#include <algorithm>

#include "absl/strings/match.h"

namespace parallax::ingest::domain::extract {
namespace {

// Tokens of a claim looked at, however long its clause is.
constexpr uint32_t kMaxTokens = 60;

bool IsPartyNoun(absl::string_view lemma) {
  return lemma == "side" || lemma == "country" || lemma == "army" ||
         lemma == "nation" || lemma == "state" || lemma == "neighbour" ||
         lemma == "neighbor" || lemma == "military" || lemma == "party";
}

// "both sides", "the two countries", "Armenia-Azerbaijan fighting".
bool NamesBothSides(const DocContext& doc, const Draft& draft) {
  const uint32_t last = std::min(draft.last, draft.first + kMaxTokens);
  for (uint32_t i = draft.first; i + 1 < last; ++i) {
    const absl::string_view w = doc.token(i).lower;
    if ((w == "both" || w == "two" || w == "either") &&
        IsPartyNoun(doc.token(i + 1).lemma)) {
      return true;
    }
    if (w == "-" && i > draft.first) {
      const SideId left = doc.ActorSideAt(i - 1);
      const SideId right = doc.ActorSideAt(i + 1);
      if (left != kNoSide && right != kNoSide && left != right) return true;
    }
  }
  return false;
}

// "Armenia and Azerbaijan count 176 dead": two sides are the subject.
bool JointSubject(const DocContext& doc, const Draft& draft) {
  const uint32_t last = std::min(draft.head, draft.first + kMaxTokens);
  for (uint32_t i = draft.first; i + 2 < last; ++i) {
    const SideId left = doc.ActorSideAt(i);
    if (left == kNoSide || doc.token(i + 1).lower != "and") continue;
    const SideId right = doc.ActorSideAt(i + 2);
    if (right != kNoSide && right != left && doc.sides[left].party &&
        doc.sides[right].party) {
      return true;
    }
  }
  return false;
}

bool IsEnemy(absl::string_view lemma) {
  return lemma == "enemy" || lemma == "adversary" || lemma == "foe" ||
         lemma == "aggressor" || lemma == "invader" || lemma == "occupier";
}

// "its neighbour", "the other side", "the enemy".
bool MeansTheOther(const DocContext& doc, int32_t head) {
  if (head < 0) return false;
  const absl::string_view lemma = doc.token(head).lemma;
  if (IsEnemy(lemma) || lemma == "neighbour" || lemma == "neighbor" ||
      lemma == "opponent" || lemma == "rival") {
    return true;
  }
  const uint32_t h = static_cast<uint32_t>(head);
  return doc.Is(h, "other") ||
         (IsPartyNoun(lemma) && h > 0 &&
          (doc.Is(h - 1, "other") || doc.Is(h - 1, "opposing")));
}

// "Losses of the enemy", "500 of the enemy".
bool AreOfEnemy(const DocContext& doc, const SidePointers& pointers,
                const Draft& draft) {
  if (pointers.enemy) return true;
  for (const int32_t role :
       {draft.object, draft.roles.patient, draft.roles.owner}) {
    if (role < 0) continue;
    const uint32_t head = static_cast<uint32_t>(role);
    if (IsEnemy(doc.token(head).lemma)) return true;
    for (const uint32_t child : doc.children(head)) {
      const Rel rel = doc.token(child).rel;
      if ((rel == Rel::kNmod || rel == Rel::kNmodPoss) &&
          IsEnemy(doc.token(child).lemma)) {
        return true;
      }
    }
  }
  return false;
}

// Whose enemy "the enemy" is: the speaker's, and in words that nobody speaks,
// that of the party whose account the report gives.
SideId EnemyOfSpeaker(const DocContext& doc, const Draft& draft) {
  if (draft.claimant != kNoSide) return doc.Opponent(draft.claimant);
  if (draft.attribution >= 0 || doc.main_source.attribution < 0) {
    return kNoSide;
  }
  const int32_t head =
      doc.in().attributions[doc.main_source.attribution].source_head;
  const SideId side =
      head < 0 ? kNoSide : doc.SideOfPhrase(static_cast<uint32_t>(head));
  return side != kNoSide && doc.sides[side].party ? doc.Opponent(side)
                                                  : kNoSide;
}

// "An enemy attack in the south".
bool IsEnemyAct(const DocContext& doc, const Draft& draft) {
  if (draft.kind != Kind::kAttack || doc.token(draft.head).pos != Pos::kNoun) {
    return false;
  }
  for (uint32_t i = doc.PhraseStart(draft.head); i < draft.head; ++i) {
    if (doc.Is(i, "enemy")) return true;
  }
  return false;
}

// The sentence puts it in another country: "in Lebanon".
bool StandsAbroad(const DocContext& doc, const Draft& draft) {
  const Sentence& sentence = doc.sentence_of(draft.head);
  const uint32_t last = std::min(sentence.last, draft.head + kMaxTokens);
  for (uint32_t i = draft.head; i < last; ++i) {
    const int32_t p = doc.notes[i].place;
    if (p >= 0 && doc.places[p].located && doc.places[p].side != kNoSide &&
        doc.places[p].side != draft.claimant) {
      const absl::string_view before =
          doc.places[p].first > 0
              ? absl::string_view(doc.token(doc.places[p].first - 1).lower)
              : absl::string_view();
      if (before == "in" || before == "at" || before == "near") return true;
    }
  }
  return false;
}

// "Armenia said that 207 people were dead or missing": a state at war with
// another that counts victims and names nobody counts its own.
bool CountsItsOwn(const DocContext& doc, const SidePointers& pointers,
                  const Draft& draft) {
  if (draft.claimant == kNoSide || draft.quantity < 0 ||
      draft.stance != Stance::kAsserts || draft.measure == Measure::kCaptured ||
      draft.measure == Measure::kDetained ||
      draft.measure == Measure::kDisplaced || pointers.patient != kNoSide ||
      pointers.enemy || pointers.agent == draft.claimant ||
      doc.notes[draft.head].attribution < 0 || StandsAbroad(doc, draft)) {
    return false;
  }
  const auto is_state = [&](SideId side) {
    return side != kNoSide &&
           doc.sides[side].kind == claims::v1::ActorKind::ACTOR_KIND_STATE;
  };
  return doc.sides[draft.claimant].party && is_state(draft.claimant) &&
         is_state(doc.Opponent(draft.claimant));
}

// "The ministry published the names of 71 servicemen": a party that names dead
// soldiers and does not say whose names its own.
bool NamesItsDead(const DocContext& doc, const SidePointers& pointers,
                  const Draft& draft) {
  if (draft.claimant == kNoSide || !doc.sides[draft.claimant].party ||
      draft.quantity < 0 || draft.object < 0 ||
      draft.stance != Stance::kAsserts || draft.measure != Measure::kKilled ||
      pointers.patient != kNoSide || pointers.enemy ||
      pointers.agent == draft.claimant ||
      doc.in().lexicons.group_class(
          doc.words[static_cast<uint32_t>(draft.object)].lemma) != "state") {
    return false;
  }
  const uint32_t number = doc.quantities[draft.quantity].core;
  if (number < draft.first + 2 || !doc.Is(number - 1, "of")) return false;
  const absl::string_view noun = doc.token(number - 2).lemma;
  return noun == "name" || noun == "list";
}

// "Carried out strikes", but not "suffered strikes".
bool IsLightVerb(const DocContext& doc, uint32_t verb) {
  return doc.in().lexicons.IsIn(WordList::kLight, doc.words[verb].lemma);
}

// Whether the subject of the act's verb does it: not where it comes under
// attack, repels one or blames somebody.
bool DoesTheAct(const DocContext& doc, const Draft& draft) {
  if (Accuses(doc, draft) || draft.trigger < 0) return false;
  const Trigger& trigger = *doc.triggers[draft.trigger].trigger;
  if (draft.kind != Kind::kAttack) return true;
  const absl::string_view lemma = doc.token(draft.head).lemma;
  if (trigger.cls == "weak") return IsLightVerb(doc, draft.head);
  return trigger.cls == "act" && !absl::StrContains(trigger.phrase, "under") &&
         lemma != "repel" && lemma != "repulse" && lemma != "beat" &&
         lemma != "drive";
}

// Whether the phrase means a thing: a maker's name does not make its user.
bool IsThing(const DocContext& doc, int32_t head) {
  return head >= 0 &&
         !doc.in().lexicons.object_class(doc.words[head].lemma).empty();
}

// "The army said on Sunday it had": the pronoun right behind the cue.
bool FollowsCue(const DocContext& doc, const Draft& draft, uint32_t pronoun) {
  constexpr uint32_t kReach = 5;
  if (draft.attribution < 0 ||
      !(doc.Is(pronoun, "it") || doc.Is(pronoun, "they"))) {
    return false;
  }
  const Attribution& said = doc.in().attributions[draft.attribution];
  if (said.cue_head < 0 || said.negated) return false;
  const uint32_t cue = static_cast<uint32_t>(said.cue_head);
  if (pronoun <= cue || pronoun - cue > kReach) return false;
  for (uint32_t i = cue + 1; i < pronoun; ++i) {
    const Token& t = doc.token(i);
    // "..., Ukraine said, when it attacked": another clause has begun.
    if (t.pos == Pos::kVerb || t.pos == Pos::kPunct || t.pos == Pos::kAdv ||
        (t.pos == Pos::kSconj && t.lower != "that") || t.rel == Rel::kNsubj ||
        t.rel == Rel::kObj) {
      return false;
    }
  }
  return std::any_of(
      said.content.begin(), said.content.end(),
      [&](const TokenRange& range) { return range.Contains(pronoun); });
}

bool IsCarriedOut(const DocContext& doc, uint32_t act) {
  const Token& t = doc.token(act);
  if (t.rel != Rel::kObj || t.head < 0) return false;
  return IsLightVerb(doc, static_cast<uint32_t>(t.head));
}

// "our units", "we", "the army said it had": the doer is who speaks.
bool MeansTheSpeaker(const DocContext& doc, const Draft& draft) {
  const int32_t head = draft.roles.agent;
  if (head < 0) return false;
  const uint32_t h = static_cast<uint32_t>(head);
  const int32_t owner = doc.Child(h, Rel::kNmodPoss);
  if (doc.Is(h, "we") ||
      (owner >= 0 && doc.Is(static_cast<uint32_t>(owner), "our"))) {
    return true;
  }
  if (draft.attribution < 0 || !DoesTheAct(doc, draft) ||
      (draft.roles.agent_inherited && !IsCarriedOut(doc, draft.head))) {
    return false;
  }
  const int32_t entity = doc.in().coreference.EntityAt(h);
  const Attribution& said = doc.in().attributions[draft.attribution];
  return (entity >= 0 && said.source_entity == entity) ||
         FollowsCue(doc, draft, h);
}

// The one side that the words of the source name; kNoSide where it is not one.
SideId OnlySideOf(const DocContext& doc, const Attribution& a) {
  SideId only = kNoSide;
  for (const TokenRange& range : a.source) {
    for (uint32_t i = range.first; i < range.last; ++i) {
      const int32_t m = doc.notes[i].actor;
      if (m < 0 || doc.actors[m].side == kNoSide) continue;
      if (only != kNoSide && only != doc.actors[m].side) return kNoSide;
      only = doc.actors[m].side;
    }
  }
  return only;
}

// "The state news agency Sana": whom the outlet speaks for that the source
// names beside its noun; kNoSide where it names none or another side as well.
SideId SideOfOutletIn(const DocContext& doc, const Attribution& a) {
  SideId side = kNoSide;
  for (const TokenRange& range : a.source) {
    for (uint32_t i = range.first; i < range.last; ++i) {
      const int32_t m = doc.notes[i].actor;
      if (m < 0) continue;
      if (doc.actors[m].side != kNoSide) return kNoSide;
      const CatalogueActor& actor = doc.in().actors.actor(doc.actors[m].actor);
      if (actor.outlet) side = doc.FindSide(actor.outlet_side);
    }
  }
  return side;
}

// Who ends up with the ground in "lost to Azerbaijan", "fell to Iraqi forces".
SideId GainerOfGround(const DocContext& doc, uint32_t verb) {
  for (const uint32_t child : doc.children(verb)) {
    const int32_t preposition = doc.Child(child, Rel::kCase);
    if (preposition < 0 || !doc.Is(static_cast<uint32_t>(preposition), "to")) {
      continue;
    }
    const SideId gainer = doc.DirectSide(child);
    if (gainer != kNoSide) return gainer;
  }
  return kNoSide;
}

// Who moves on the ground by the way the clause has it: whoever loses it to
// another, or to whom it falls; kNoSide where the words name no gainer.
SideId MoverOnGround(const DocContext& doc, const Draft& draft) {
  const absl::string_view lemma = doc.token(draft.head).lemma;
  if (draft.kind != Kind::kTerritory || (lemma != "lose" && lemma != "fall")) {
    return kNoSide;
  }
  const SideId gainer = GainerOfGround(doc, draft.head);
  if (gainer == kNoSide || lemma == "fall") return gainer;
  const bool own = draft.claimant != kNoSide && draft.claimant != gainer &&
                   doc.sides[draft.claimant].party;
  return own ? draft.claimant : doc.Opponent(gainer);
}

bool BeatsOff(absl::string_view lemma) {
  return lemma == "repel" || lemma == "repulse" || lemma == "foil" ||
         lemma == "thwart";
}

// Who attacked in "the army repelled a Turkish assault": the side named in the
// assault, else the other party than who beat it off; kNoSide where neither is
// known.
SideId BeatenOff(const DocContext& doc, const SidePointers& pointers,
                 const Draft& draft) {
  if (draft.kind != Kind::kAttack || draft.roles.passive ||
      !BeatsOff(doc.token(draft.head).lemma)) {
    return kNoSide;
  }
  if (draft.roles.patient >= 0) {
    const uint32_t act = static_cast<uint32_t>(draft.roles.patient);
    for (uint32_t i = doc.PhraseStart(act); i < act; ++i) {
      const SideId side = doc.ActorSideAt(i);
      if (side != kNoSide && side != pointers.agent) return side;
    }
  }
  return pointers.agent == kNoSide ? kNoSide : doc.Opponent(pointers.agent);
}

// "Reports of violence continuing into the evening": fighting that nobody tells
// of, in words that name no side, is nobody's doing.
bool IsFightingOfNobody(const DocContext& doc, const SidePointers& pointers,
                        const Draft& draft) {
  if (draft.kind != Kind::kAttack || draft.trigger < 0 ||
      draft.attribution >= 0 || draft.speaker >= 0 ||
      pointers.agent != kNoSide || pointers.adversary != kNoSide ||
      doc.triggers[draft.trigger].trigger->cls != "clash") {
    return false;
  }
  const uint32_t last = std::min(draft.last, draft.first + kMaxTokens);
  for (uint32_t i = draft.first; i < last; ++i) {
    if (doc.ActorSideAt(i) != kNoSide) return false;
  }
  return true;
}

}  // namespace

bool Accuses(const DocContext& doc, const Draft& draft) {
  return draft.attribution >= 0 &&
         doc.in().attributions[draft.attribution].stance ==
             attribution::Stance::kAccuses;
}

bool IsTollOfWar(const DocContext& doc, const Draft& draft) {
  if (draft.kind != Kind::kCasualties) return false;
  for (const int32_t head : {draft.roles.agent, draft.roles.cause}) {
    if (head < 0) continue;
    const absl::string_view lemma = doc.token(head).lemma;
    if (lemma == "war" || lemma == "conflict") return true;
  }
  return false;
}

void SettleClaimant(const DocContext& doc, const SidePointers& pointers,
                    Draft& draft) {
  if (draft.attribution < 0) return;
  const Attribution& a = doc.in().attributions[draft.attribution];
  if (a.construction == attribution::Construction::kNonConfirmation) {
    const SideId side = OnlySideOf(doc, a);
    if (side != kNoSide) draft.claimant = side;
  } else if (draft.speaker < 0 && a.source_head >= 0) {
    // "Moscow denied": a side that speaks by its name speaks for itself.
    const uint32_t head = static_cast<uint32_t>(a.source_head);
    if (doc.ActorSideAt(head) != kNoSide) {
      draft.claimant = doc.DirectSide(head);
    } else if (doc.notes[head].actor >= 0) {
      // "AFP reported": for nobody. SANA speaks for Syria, and "the Houthi-run
      // Saba" for whom it is called after.
      const CatalogueActor& actor =
          doc.in().actors.actor(doc.actors[doc.notes[head].actor].actor);
      if (actor.outlet && doc.DirectSide(head) == kNoSide) {
        draft.claimant = doc.FindSide(actor.outlet_side);
      }
    } else if (const SideId side = SideOfOutletIn(doc, a); side != kNoSide) {
      draft.claimant = side;
    } else if (pointers.source_group == "state" &&
               doc.NamedSide(head) != kNoSide) {
      // "Azerbaijani official sources" are Azerbaijan's.
      draft.claimant = doc.NamedSide(head);
    }
  }
}

void SettleSides(const DocContext& doc, const SidePointers& pointers,
                 Draft& draft) {
  if (draft.kind == Kind::kCasualties) {
    const bool both =
        (NamesBothSides(doc, draft) || JointSubject(doc, draft)) &&
        pointers.patient == kNoSide;
    if (draft.claimant == kNoSide && pointers.patient == kNoSide &&
        !pointers.own && !pointers.enemy && IsTollOfWar(doc, draft)) {
      draft.victims = draft.perpetrator = kNoSide;
    } else if (both && draft.quantity >= 0 &&
               draft.stance == Stance::kAsserts) {
      draft.victims = kNoSide;
    } else if (NamesItsDead(doc, pointers, draft) ||
               (draft.victims == kNoSide &&
                CountsItsOwn(doc, pointers, draft))) {
      draft.victims = draft.claimant;
    }
    if (AreOfEnemy(doc, pointers, draft)) {
      const SideId enemy = EnemyOfSpeaker(doc, draft);
      if (enemy != kNoSide) draft.victims = enemy;
    }
    // Nobody who counts its own dead says that it killed them.
    if (draft.claimant != kNoSide && draft.stance == Stance::kAsserts &&
        draft.victims == draft.claimant &&
        draft.perpetrator == draft.claimant) {
      draft.perpetrator = kNoSide;
    }
    return;
  }
  if (draft.kind == Kind::kAppeal || draft.kind == Kind::kTruce) return;
  if (Accuses(doc, draft) && pointers.accused != kNoSide &&
      pointers.accused != draft.claimant && draft.stance == Stance::kAsserts) {
    draft.perpetrator = pointers.accused;
    return;
  }
  if (draft.claimant != kNoSide && MeansTheSpeaker(doc, draft)) {
    draft.perpetrator = draft.claimant;
    return;
  }
  if (const SideId side = BeatenOff(doc, pointers, draft); side != kNoSide) {
    draft.perpetrator = side;
    return;
  }
  if (MeansTheOther(doc, draft.roles.agent) || IsEnemyAct(doc, draft)) {
    const SideId other = EnemyOfSpeaker(doc, draft);
    if (other != kNoSide) draft.perpetrator = other;
    if (other != kNoSide || draft.claimant != kNoSide) return;
  }
  if (IsFightingOfNobody(doc, pointers, draft)) {
    draft.perpetrator = kNoSide;
    return;
  }
  if (const SideId mover = MoverOnGround(doc, draft); mover != kNoSide) {
    draft.perpetrator = mover;
    return;
  }
  // "was occupied by separatists"
  if (pointers.agent != kNoSide && draft.roles.agent_form == "by" &&
      !draft.roles.agent_inherited && !IsThing(doc, draft.roles.agent)) {
    draft.perpetrator = pointers.agent;
    return;
  }
  // Who takes or enters ground is the subject of the verb.
  if (draft.kind == Kind::kTerritory && pointers.agent != kNoSide &&
      !draft.roles.passive && !draft.roles.agent_inherited) {
    draft.perpetrator = pointers.agent;
  }
}

}  // namespace parallax::ingest::domain::extract
