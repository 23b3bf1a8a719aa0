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

bool Continues(absl::string_view lemma) {
  return lemma == "continue" || lemma == "persist" || lemma == "resume";
}

// "reports of violence continuing into the evening", "shelling continued":
// unlike fighting as a mere setting ("since the fighting resumed"), it is news.
bool IsFightingThatGoesOn(const DocContext& doc,
                          const TriggerMention& mention) {
  const Trigger& trigger = *mention.trigger;
  if (trigger.kind != Kind::kAttack ||
      (trigger.cls != "act" && trigger.cls != "clash") ||
      doc.token(mention.head).pos != Pos::kNoun) {
    return false;
  }
  const auto tells = [&](uint32_t verb) {
    const Token& v = doc.token(verb);
    if (!Continues(v.lemma)) return false;
    for (const uint32_t child : doc.children(verb)) {
      const Token& c = doc.token(child);
      // "as fighting continued", "would continue", "did not continue"
      if (c.rel == Rel::kMark ||
          (c.rel == Rel::kAux && c.lemma != "have" && c.lemma != "be") ||
          (c.rel == Rel::kAdvmod && (c.lower == "not" || c.lower == "if"))) {
        return false;
      }
    }
    return true;
  };
  const Token& t = doc.token(mention.head);
  if (t.rel == Rel::kNsubj && t.head >= 0 &&
      tells(static_cast<uint32_t>(t.head))) {
    return true;
  }
  const uint32_t next = mention.head + 1;
  return next < doc.sentence_of(mention.head).last &&
         (doc.token(next).features & kGerund) != 0 && tells(next);
}

// "withdrew its troops from some occupied areas": what is left is ground, not a
// post.
bool IsGroundGivenUp(const DocContext& doc, const TriggerMention& mention,
                     const Roles& roles) {
  if (mention.trigger->kind != Kind::kTerritory ||
      mention.trigger->cls != "leave" || roles.modal || roles.infinitive ||
      roles.negated || roles.question) {
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

// "Our units are taking response measures", "retaliatory steps were taken":
// what a force calls its own fire.
bool IsAnswer(const DocContext& doc, const TriggerMention& mention,
              const Roles& roles) {
  if (mention.trigger->cls != "answer" ||
      SaidOf(doc, mention.head) == nullptr || roles.negated) {
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
         !taken.question &&
         (verb == "take" || verb == "carry" || verb == "conduct" ||
          verb == "implement" || verb == "undertake" || verb == "perform");
}

}  // namespace

bool IsCertainAct(const DocContext& doc, const TriggerMention& mention,
                  const Roles& roles, const Trigger* object) {
  return IsWhatIsDenied(doc, mention) ||
         IsCharge(doc, mention, roles, object) ||
         IsFightingThatGoesOn(doc, mention) ||
         IsGroundGivenUp(doc, mention, roles) || IsAnswer(doc, mention, roles);
}

}  // namespace parallax::ingest::domain::extract
