#include "services/ingest/domain/extract/kinds/certain_acts.h"

#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::extract {
namespace {

// What somebody says of this word; null where it stands in the outlet's voice.
const Attribution* SaidOf(const DocContext& doc, uint32_t head) {
  const int32_t a = doc.notes[head].attribution;
  return a < 0 ? nullptr : &doc.in().attributions[a];
}

// "denied that any settlements had been lost": nobody denies what is no claim.
bool IsWhatIsDenied(const DocContext& doc, const TriggerMention& mention) {
  const Attribution* said = SaidOf(doc, mention.head);
  return said != nullptr && mention.trigger->cls != "weak" &&
         doc.token(mention.head).pos == Pos::kVerb &&
         said->stance == attribution::Stance::kDenies &&
         said->content_head == static_cast<int32_t>(mention.head);
}

// "accused Armenia of starting the conflict by violating the truce": what
// somebody is accused of is claimed.
bool IsCharge(const DocContext& doc, const TriggerMention& mention,
              const Roles& roles, const Trigger* object) {
  const Token& t = doc.token(mention.head);
  const Attribution* said = SaidOf(doc, mention.head);
  if (said == nullptr || t.pos != Pos::kVerb ||
      said->stance != attribution::Stance::kAccuses || said->content_head < 0) {
    return false;
  }
  if (roles.infinitive || roles.modal || roles.negated) return false;
  const int32_t mark = doc.Child(mention.head, Rel::kMark);
  const bool means =
      t.head == said->content_head &&
      (t.rel == Rel::kConj || (t.rel == Rel::kAdvcl && mark >= 0 &&
                               doc.Is(static_cast<uint32_t>(mark), "by")));
  if (!means && said->content_head != static_cast<int32_t>(mention.head)) {
    return false;
  }
  const absl::string_view cls = mention.trigger->cls;
  switch (mention.trigger->kind) {
    case Kind::kAttack:
      return cls == "act";
    case Kind::kTerritory:
      return cls == "take" || cls == "enter";
    case Kind::kTruce:
      return cls == "breach" && object != nullptr &&
             object->kind == Kind::kTruce;
    default:
      return false;
  }
}

// "the fighting, which both sides blame on the other": who is blamed is
// accused.
bool IsBlamed(const DocContext& doc, const TriggerMention& mention,
              const Roles& roles) {
  const Trigger& trigger = *mention.trigger;
  if (trigger.kind != Kind::kAttack ||
      (trigger.cls != "act" && trigger.cls != "clash") ||
      doc.token(mention.head).pos == Pos::kVerb || roles.negated ||
      roles.question) {
    return false;
  }
  const int32_t verb = doc.Child(mention.head, Rel::kAclRelcl);
  if (verb < 0) return false;
  const uint32_t blame = static_cast<uint32_t>(verb);
  const int32_t accuser = doc.Child(blame, Rel::kNsubj);
  if (doc.token(blame).lemma != "blame" || accuser < 0) return false;
  const Roles blamed = FindRoles(doc, blame);
  const int32_t which = doc.Child(static_cast<uint32_t>(accuser), Rel::kDet);
  return !blamed.negated && !blamed.modal && !blamed.infinitive &&
         (which < 0 || !doc.Is(static_cast<uint32_t>(which), "neither"));
}

bool Continues(absl::string_view lemma) {
  return lemma == "continue" || lemma == "persist" || lemma == "resume";
}

// A finite "continued" or the gerund: not "as fighting continued", "would
// continue", "never resumed", "continues to decline", "continued until 1994".
bool TellsThatItGoesOn(const DocContext& doc, uint32_t verb) {
  if (!Continues(doc.token(verb).lemma)) return false;
  for (const uint32_t child : doc.children(verb)) {
    const Token& c = doc.token(child);
    const bool helps = c.lemma == "have" || c.lemma == "be";
    if (c.rel == Rel::kMark || c.rel == Rel::kXcomp ||
        (c.rel == Rel::kAux && !helps)) {
      return false;
    }
    if (c.rel == Rel::kAdvmod &&
        (c.lower == "not" || c.lower == "never" || c.lower == "barely" ||
         c.lower == "hardly" || c.lower == "scarcely" || c.lower == "longer")) {
      return false;
    }
    const int32_t mark = doc.Child(child, Rel::kCase);
    if (c.pos == Pos::kNum && mark >= 0 &&
        doc.Is(static_cast<uint32_t>(mark), "until")) {
      return false;
    }
  }
  return true;
}

// "reports of violence", "with shelling": fighting that is told of, not feared.
bool IsTold(const DocContext& doc, uint32_t head) {
  const int32_t mark = doc.Child(head, Rel::kCase);
  if (mark < 0) {
    return doc.Child(head, Rel::kMark) >= 0 &&
           doc.Is(static_cast<uint32_t>(doc.Child(head, Rel::kMark)), "with");
  }
  if (doc.Is(static_cast<uint32_t>(mark), "with")) return true;
  const int32_t of = doc.token(head).head;
  return doc.Is(static_cast<uint32_t>(mark), "of") && of >= 0 &&
         doc.token(static_cast<uint32_t>(of)).lemma == "report";
}

// "reports of violence continuing into the evening", "shelling continued":
// unlike fighting as a mere setting ("since the fighting resumed"), it is news.
bool IsFightingThatGoesOn(const DocContext& doc, const TriggerMention& mention,
                          const Roles& roles) {
  const Trigger& trigger = *mention.trigger;
  const Token& t = doc.token(mention.head);
  if (trigger.kind != Kind::kAttack ||
      (trigger.cls != "act" && trigger.cls != "clash") || t.pos != Pos::kNoun ||
      roles.negated) {
    return false;
  }
  const int32_t det = doc.Child(mention.head, Rel::kDet);
  if (det >= 0 && doc.Is(static_cast<uint32_t>(det), "no")) return false;
  if (t.rel == Rel::kNsubj && t.head >= 0 &&
      TellsThatItGoesOn(doc, static_cast<uint32_t>(t.head))) {
    return true;
  }
  const uint32_t next = mention.head + 1;
  return next < doc.sentence_of(mention.head).last &&
         (doc.token(next).features & kGerund) != 0 &&
         IsTold(doc, mention.head) && TellsThatItGoesOn(doc, next);
}

// "withdrew its troops from some occupied areas": what is left is ground, not a
// post.
bool IsGroundGivenUp(const DocContext& doc, const TriggerMention& mention,
                     const Roles& roles) {
  const Token& t = doc.token(mention.head);
  if (mention.trigger->kind != Kind::kTerritory || t.pos != Pos::kVerb ||
      (t.lemma != "withdraw" && t.lemma != "pull") || roles.modal ||
      roles.infinitive || roles.negated || roles.question) {
    return false;
  }
  for (const uint32_t child : doc.children(mention.head)) {
    const int32_t mark = doc.Child(child, Rel::kCase);
    if (mark < 0 || !doc.Is(static_cast<uint32_t>(mark), "from")) continue;
    for (const uint32_t modifier : doc.children(child)) {
      const absl::string_view word = doc.token(modifier).lower;
      if (word == "occupied" || word == "captured" || word == "seized" ||
          word == "conquered" || word == "annexed") {
        return true;
      }
    }
  }
  return false;
}

bool IsForce(const DocContext& doc, uint32_t i) {
  const uint32_t lemma = doc.words[i].lemma;
  return doc.in().lexicons.person(lemma) == PersonClass::kMilitary ||
         doc.in().lexicons.IsIn(WordList::kForce, lemma);
}

// Whether soldiers act or speak: "our units", "the defence ministry said".
bool IsOfForces(const DocContext& doc, const Attribution& said, int32_t taker) {
  for (const TokenRange& range : said.source) {
    for (uint32_t i = range.first; i < range.last; ++i) {
      if (IsForce(doc, i)) return true;
    }
  }
  return taker >= 0 && IsForce(doc, static_cast<uint32_t>(taker));
}

// "Our units are taking response measures", "retaliatory steps were taken":
// what a force calls its own fire. Ministers of trade take measures, too.
bool IsAnswer(const DocContext& doc, const TriggerMention& mention,
              const Roles& roles) {
  const Attribution* said = SaidOf(doc, mention.head);
  if (mention.trigger->cls != "answer" || said == nullptr || roles.negated) {
    return false;
  }
  const Token& t = doc.token(mention.head);
  if (t.head < 0 || (t.rel != Rel::kObj && t.rel != Rel::kNsubjPass &&
                     t.rel != Rel::kNsubj)) {
    return false;
  }
  const Roles taken = FindRoles(doc, static_cast<uint32_t>(t.head));
  const absl::string_view verb = doc.token(static_cast<uint32_t>(t.head)).lemma;
  return !taken.negated && !taken.modal && !taken.infinitive &&
         !taken.question && IsOfForces(doc, *said, taken.agent) &&
         (verb == "take" || verb == "carry" || verb == "conduct" ||
          verb == "implement" || verb == "undertake" || verb == "perform");
}

}  // namespace

bool IsCertainAct(const DocContext& doc, const TriggerMention& mention,
                  const Roles& roles, const Trigger* object) {
  return IsWhatIsDenied(doc, mention) ||
         IsCharge(doc, mention, roles, object) ||
         IsBlamed(doc, mention, roles) ||
         IsFightingThatGoesOn(doc, mention, roles) ||
         IsGroundGivenUp(doc, mention, roles) || IsAnswer(doc, mention, roles);
}

}  // namespace parallax::ingest::domain::extract
