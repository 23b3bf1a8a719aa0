#include "services/ingest/domain/extract/decide/side_evidence.h"

#include <algorithm>

namespace parallax::ingest::domain::extract {
namespace {

// Nearest place of the sentence that lies in a known country.
SideId CountryNear(const DocContext& doc, uint32_t head) {
  const Sentence& s = doc.sentence_of(head);
  SideId best = kNoSide;
  uint32_t distance = UINT32_MAX;
  // Places further away say little, and a sentence may be very long.
  const uint32_t first = std::max(s.first, head > 60 ? head - 60 : 0);
  const uint32_t last = std::min(s.last, head + 60);
  for (uint32_t i = first; i < last; ++i) {
    const int32_t p = doc.notes[i].place;
    if (p < 0 || doc.places[p].side == kNoSide) continue;
    const uint32_t d = i > head ? i - head : head - i;
    if (d < distance) {
      distance = d;
      best = doc.places[p].side;
    }
  }
  return best;
}

}  // namespace

SideId TopArmed(const DocContext& doc, SideId except) {
  for (const SideId side : doc.side_order) {
    if (doc.sides[side].armed_group && side != except) return side;
  }
  return kNoSide;
}

SideId ArgumentSide(const DocContext& doc, int32_t head) {
  if (head < 0) return kNoSide;
  const uint32_t i = static_cast<uint32_t>(head);
  const SideId side = doc.SideOfPhrase(i);
  if (side != kNoSide) return side;
  if (doc.in().lexicons.group_class(doc.words[i].lemma) == "armed") {
    return TopArmed(doc, kNoSide);
  }
  return kNoSide;
}

void SideEvidence::Count(SideId side, Counts& counts) {
  if (side == kNoSide) return;
  for (auto& [known, times] : counts) {
    if (known == side) {
      ++times;
      return;
    }
  }
  counts.emplace_back(side, 1);
}

SideId SideEvidence::Top(const Counts& counts) {
  SideId best = kNoSide;
  int most = 0;
  for (const auto& [side, times] : counts) {
    if (times > most) {
      most = times;
      best = side;
    }
  }
  return best;
}

SideEvidence::SideEvidence(const DocContext& doc)
    : doc_(doc),
      agents_by_country_(doc.sides.size()),
      patients_by_country_(doc.sides.size()),
      agents_by_patient_(doc.sides.size()),
      patients_by_agent_(doc.sides.size()) {
  uint32_t last_head = UINT32_MAX;
  for (const TriggerMention& trigger : doc.triggers) {
    const Kind kind = trigger.trigger->kind;
    if (kind != Kind::kAttack && kind != Kind::kCasualties &&
        kind != Kind::kDamage) {
      continue;
    }
    if (trigger.head == last_head) continue;  // one word of several kinds
    last_head = trigger.head;
    const Roles roles = RolesOf(doc, trigger);
    ActSides act;
    act.head = trigger.head;
    act.sentence = doc.notes[trigger.head].sentence;
    act.agent = ArgumentSide(doc, roles.agent);
    if (act.agent == kNoSide) act.agent = ArgumentSide(doc, roles.cause_agent);
    act.patient = ArgumentSide(doc, roles.patient);
    if (act.patient == kNoSide) act.patient = ArgumentSide(doc, roles.owner);
    if (act.agent == act.patient) act.patient = kNoSide;
    if (act.agent == kNoSide && act.patient == kNoSide) continue;
    act.country = CountryNear(doc, trigger.head);
    if (roles.patient >= 0) {
      act.military = doc.in().lexicons.person(doc.words[roles.patient].lemma) ==
                     PersonClass::kMilitary;
    }
    act.headline =
        doc.role_of(doc.sentence_of(trigger.head)) == BlockRole::kHeadline;
    Count(act.agent, agents_);
    Count(act.patient, patients_);
    if (act.military) Count(act.patient, soldiers_);
    if (act.country != kNoSide) {
      Count(act.agent, agents_by_country_[act.country]);
      Count(act.patient, patients_by_country_[act.country]);
    }
    if (act.patient != kNoSide) {
      Count(act.agent, agents_by_patient_[act.patient]);
    }
    if (act.agent != kNoSide) {
      Count(act.patient, patients_by_agent_[act.agent]);
    }
    if (act.headline && headline_agent_ == kNoSide) headline_agent_ = act.agent;
    if (act.headline && headline_patient_ == kNoSide) {
      headline_patient_ = act.patient;
    }
    acts_.push_back(act);
  }
}

SideId SideEvidence::AgentAgainst(SideId patient) const {
  return patient == kNoSide ? kNoSide : Top(agents_by_patient_[patient]);
}

SideId SideEvidence::PatientOf(SideId agent) const {
  return agent == kNoSide ? kNoSide : Top(patients_by_agent_[agent]);
}

Surroundings SideEvidence::Around(const Draft& draft, SideId country) const {
  Surroundings out;
  out.headline_agent = headline_agent_;
  out.headline_patient = headline_patient_;
  out.top_agent = Top(agents_);
  out.top_patient = Top(patients_);
  out.top_soldiers = Top(soldiers_);
  if (country != kNoSide) {
    out.agent_there = Top(agents_by_country_[country]);
    out.patient_there = Top(patients_by_country_[country]);
  }
  // Acts that name a side are few between those that name none: a short walk
  // either way, bounded for hostile input.
  constexpr int kSteps = 24;
  const auto here = std::lower_bound(
      acts_.begin(), acts_.end(), draft.head,
      [](const ActSides& act, uint32_t at) { return act.head < at; });
  int steps = 0;
  for (auto it = here; it != acts_.begin() && steps < kSteps; ++steps) {
    --it;
    const bool same = it->sentence == draft.sentence;
    if (same && out.sentence_agent == kNoSide) out.sentence_agent = it->agent;
    if (same && out.sentence_patient == kNoSide) {
      out.sentence_patient = it->patient;
    }
    if (!same && out.before_agent == kNoSide && it->agent != kNoSide) {
      out.before_agent = it->agent;
      out.before_gap = draft.sentence - it->sentence;
    }
    if (!same && out.before_patient == kNoSide) {
      out.before_patient = it->patient;
    }
    if (out.before_agent != kNoSide && out.before_patient != kNoSide) break;
  }
  steps = 0;
  for (auto it = here; it != acts_.end() && steps < kSteps; ++it, ++steps) {
    if (it->head == draft.head) continue;
    const bool same = it->sentence == draft.sentence;
    if (same && out.sentence_agent == kNoSide) out.sentence_agent = it->agent;
    if (same && out.sentence_patient == kNoSide) {
      out.sentence_patient = it->patient;
    }
    if (!same && out.after_agent == kNoSide) out.after_agent = it->agent;
    if (!same && out.after_patient == kNoSide) out.after_patient = it->patient;
    if (out.after_agent != kNoSide && out.after_patient != kNoSide) break;
  }
  return out;
}

}  // namespace parallax::ingest::domain::extract
