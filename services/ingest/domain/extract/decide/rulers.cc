#include "services/ingest/domain/extract/decide/rulers.h"

#include "absl/algorithm/container.h"

namespace parallax::ingest::domain::extract {
namespace {

const Rule* RuleOver(const DocContext& doc, SideId country) {
  if (country == kNoSide) return nullptr;
  const auto it = absl::c_find_if(
      doc.rules, [&](const Rule& rule) { return rule.country == country; });
  return it == doc.rules.end() ? nullptr : &*it;
}

bool IsOfPart(const Rule& rule) {
  return rule.territory != Vocabulary::kUnknown;
}

PersonClass PersonAt(const DocContext& doc, int32_t head) {
  return head < 0 ? PersonClass::kNone
                  : doc.in().lexicons.person(
                        doc.words[static_cast<uint32_t>(head)].lemma);
}

// "Afghan refugees", "an Afghan man", not "Afghan officials": nobody who rules.
bool AreCivilians(const DocContext& doc, int32_t head) {
  const PersonClass person = PersonAt(doc, head);
  if (person != PersonClass::kCivilian && person != PersonClass::kPerson) {
    return false;
  }
  const absl::string_view group = doc.in().lexicons.group_class(
      doc.words[static_cast<uint32_t>(head)].lemma);
  return group != "state" && group != "any";
}

bool AreUnderArms(const DocContext& doc, int32_t head) {
  const PersonClass person = PersonAt(doc, head);
  return person == PersonClass::kMilitary || person == PersonClass::kPolice;
}

// "Palestinian officials", "the ministry in Ramallah", "the presidency": of no
// part of Palestine, or of another one than this.
bool AreOfAllOfIt(const DocContext& doc, const Rule& rule,
                  const Attribution& said) {
  for (const TokenRange& range : said.source) {
    for (uint32_t i = range.first; i < range.last; ++i) {
      if (doc.ActorSideAt(i) != kNoSide || doc.token(i).lemma == "presidency" ||
          doc.token(i).lemma == "president") {
        return true;
      }
      if (doc.PlaceSideAt(i) == rule.country &&
          doc.words[i].lemma != rule.territory) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

void SettleRulingClaimant(const DocContext& doc, const SidePointers& pointers,
                          Draft& draft) {
  const Rule* rule = RuleOver(doc, draft.claimant);
  if (rule == nullptr) return;
  if (IsOfPart(*rule)) {
    if (draft.attribution < 0 || pointers.source_group != "state" ||
        AreOfAllOfIt(doc, *rule, doc.in().attributions[draft.attribution])) {
      return;
    }
  } else if (AreCivilians(doc, HeadOfSpeaker(doc, draft)) ||
             pointers.source_group == "witness") {
    return;
  }
  draft.claimant = rule->side;
}

void SettleRulingSides(const DocContext& doc, Draft& draft) {
  // "In 2016 Afghan troops killed five Taliban": who rules now was the other
  // side then.
  const Rule* doer = RuleOver(doc, draft.perpetrator);
  if (doer != nullptr && !IsOfPart(*doer) && draft.victims != doer->side &&
      !AreCivilians(doc, draft.roles.agent)) {
    draft.perpetrator = doer->side;
  }
  const Rule* victims = RuleOver(doc, draft.victims);
  if (victims != nullptr && !IsOfPart(*victims) &&
      draft.perpetrator != victims->side && AreUnderArms(doc, draft.object)) {
    draft.victims = victims->side;
  }
}

}  // namespace parallax::ingest::domain::extract
