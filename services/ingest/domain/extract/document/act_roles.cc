// Roles as the word for an act means them.
#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/document/roles.h"

namespace parallax::ingest::domain::extract {
namespace {

bool IsKillingNoun(absl::string_view phrase) {
  return phrase == "killing" || phrase == "murder" || phrase == "massacre" ||
         phrase == "slaughter" || phrase == "assassination" ||
         phrase == "execution" || phrase == "abduction" ||
         phrase == "kidnapping" || phrase == "detention" || phrase == "arrest";
}

// The armed act under or above `head` that brought it about.
int32_t CauseOf(const DocContext& doc, uint32_t head) {
  const auto is_act = [&](uint32_t i) {
    const int32_t t = doc.notes[i].act;
    return t >= 0 && i != head;
  };
  uint32_t at = head;
  for (int step = 0; step < 3; ++step) {
    for (const uint32_t child : doc.children(at)) {
      const Rel rel = doc.token(child).rel;
      const bool under = rel == Rel::kObl || rel == Rel::kOblAgent ||
                         rel == Rel::kNmod || rel == Rel::kAdvcl ||
                         (step == 0 && rel == Rel::kNsubj);
      if (under && is_act(child)) return static_cast<int32_t>(child);
      // "as a result of a strike", "by a rocket fired from"
      if (under) {
        for (const uint32_t deep : doc.children(child)) {
          const Rel r = doc.token(deep).rel;
          if ((r == Rel::kNmod || r == Rel::kAcl || r == Rel::kConj) &&
              is_act(deep)) {
            return static_cast<int32_t>(deep);
          }
        }
      }
    }
    const Token& t = doc.token(at);
    if (t.head < 0) return -1;
    const uint32_t up = static_cast<uint32_t>(t.head);
    if (t.rel != Rel::kAdvcl && t.rel != Rel::kConj && t.rel != Rel::kXcomp &&
        t.rel != Rel::kAcl && t.rel != Rel::kAclRelcl &&
        t.rel != Rel::kParataxis && t.rel != Rel::kObj &&
        t.rel != Rel::kNsubj && t.rel != Rel::kNsubjPass) {
      return -1;
    }
    if (is_act(up)) return static_cast<int32_t>(up);
    at = up;
  }
  return -1;
}

// "Kyiv was behind the strike", "was not behind it": the subject of the deed.
void ReadBehind(const DocContext& doc, int32_t deed, Roles& roles) {
  if (deed < 0) return;
  const uint32_t d = static_cast<uint32_t>(deed);
  const int32_t doer = doc.Child(d, Rel::kNsubj);
  if (doer < 0 || (doc.notes[d].act < 0 && doc.token(d).pos != Pos::kPron)) {
    return;
  }
  roles.agent = doer;
  roles.agent_form = "subject";
  roles.agent_inherited = false;
  for (const uint32_t child : doc.children(d)) {
    roles.negated |=
        doc.Is(child, "not") || doc.Is(child, "n't") || doc.Is(child, "never");
  }
}

// "The attack was blamed on the rebels", "the rebels are blamed for attacks",
// "were accused of shelling", "Kyiv was behind it": whoever is blamed did it.
// In "both sides blame it on the other" those who blame tell more.
void ReadBlame(const DocContext& doc, uint32_t head, Roles& roles) {
  const absl::string_view lemma = doc.token(head).lemma;
  if (lemma == "behind") {
    ReadBehind(doc, doc.token(head).head, roles);
    return;
  }
  if (lemma != "blame" && lemma != "accuse") return;
  const auto blame = [&](int32_t agent, absl::string_view form) {
    if (roles.patient == agent) roles.patient = -1;
    roles.agent = agent;
    roles.agent_form = form;
    roles.agent_inherited = false;
  };
  if (lemma == "accuse") {
    if (roles.passive && roles.patient >= 0) blame(roles.patient, "blamed");
    return;
  }
  const auto look = [&](uint32_t parent) {
    for (const uint32_t child : doc.children(parent)) {
      const Token& t = doc.token(child);
      if (t.rel != Rel::kObl && t.rel != Rel::kNmod) continue;
      const int32_t mark = doc.Child(child, Rel::kCase);
      if (mark < 0) continue;
      const absl::string_view word = doc.token(mark).lower;
      if (word == "on" && t.lower != "other") {
        blame(static_cast<int32_t>(child), "after");
        return;
      }
      if (word == "for" && roles.passive && roles.patient >= 0) {
        blame(roles.patient, "blamed");
        return;
      }
    }
  };
  look(head);
  const int32_t object = doc.Child(head, Rel::kObj);
  if (object >= 0 && roles.agent_form != "after") {
    look(static_cast<uint32_t>(object));
  }
}

}  // namespace

Roles RolesOf(const DocContext& doc, const TriggerMention& mention) {
  Roles roles = FindRoles(doc, mention.head);
  const Trigger& trigger = *mention.trigger;
  if (trigger.cls == "blame") ReadBlame(doc, mention.head, roles);
  if (trigger.kind == Kind::kCasualties) {
    const absl::string_view cls = trigger.cls;
    const absl::string_view frame = cls.substr(cls.find('.') + 1);
    if (frame == "subject" || frame == "attr") {
      if (roles.patient < 0 || roles.patient == roles.oblique) {
        roles.patient = roles.agent;
      }
      roles.agent = -1;
    } else if (frame == "loss") {
      // "X lost 13 soldiers": the subject's people.
      roles.owner = roles.agent;
      roles.agent = -1;
    } else if (frame == "head") {
      const bool by_of = roles.patient >= 0;
      if (IsKillingNoun(trigger.phrase)) {
        if (!by_of && roles.agent >= 0 && !roles.agent_inherited) {
          roles.patient = roles.agent;
          roles.agent = -1;
        }
      } else {
        if (!by_of) {
          roles.patient = static_cast<int32_t>(mention.head);
        }
        if (!roles.agent_inherited) roles.agent = -1;
      }
    } else if (frame == "toll" || frame == "free") {
      roles.agent = -1;
    }
  }
  if (roles.agent >= 0 && roles.agent == roles.patient) roles.agent = -1;
  if (roles.agent < 0) roles.agent_form = "-";
  // "gunmen in ...": those who are named do it.
  if (trigger.kind == Kind::kAttack && roles.agent < 0 &&
      doc.token(mention.head).pos == Pos::kNoun &&
      doc.in().lexicons.group_class(doc.words[mention.head].lemma) == "armed") {
    roles.agent = static_cast<int32_t>(mention.head);
    roles.agent_form = "self";
  }
  if (trigger.kind == Kind::kCasualties || trigger.kind == Kind::kDamage) {
    roles.cause = CauseOf(doc, mention.head);
    if (roles.cause >= 0) {
      const Roles cause = FindRoles(doc, static_cast<uint32_t>(roles.cause));
      const bool own = cause.agent >= 0 && cause.agent != roles.patient &&
                       !cause.agent_inherited;
      roles.cause_agent =
          own || cause.adversary < 0 ? cause.agent : cause.adversary;
      if (roles.cause_agent == roles.patient) roles.cause_agent = -1;
      roles.cause_patient = cause.patient;
    }
  }
  return roles;
}

}  // namespace parallax::ingest::domain::extract
