#include "services/ingest/domain/extract/decide/civilians.h"

#include "absl/algorithm/container.h"
#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::extract {
namespace {

// A state, an alliance: not one of the groups at home.
bool IsFoughtFromOutside(const DocContext& doc, SideId country) {
  return absl::c_any_of(doc.side_order, [&](SideId side) {
    const Side& s = doc.sides[side];
    return side != country && s.party && s.mentions > 0 && !s.armed_group;
  });
}

bool AreCivilians(const DocContext& doc, uint32_t head) {
  // "Members of the security forces", "government men", and of the dead a
  // sentence goes on to say what they were.
  const absl::string_view lemma = doc.token(head).lemma;
  if (lemma == "member" || lemma == "man" || lemma == "dead" ||
      lemma == "victim") {
    return false;
  }
  const PersonClass person = doc.in().lexicons.person(doc.words[head].lemma);
  return person == PersonClass::kCivilian || person == PersonClass::kPerson;
}

}  // namespace

SideId OfNoSideAtHome(const SideCase& c) {
  if (c.draft.object < 0 || c.at.own || c.at.patient != kNoSide) return kNoSide;
  const uint32_t people = static_cast<uint32_t>(c.draft.object);
  const SideId country = c.at.place != kNoSide ? c.at.place : c.doc.home;
  if (country == kNoSide || !c.doc.sides[country].country ||
      !AreCivilians(c.doc, people) || IsFoughtFromOutside(c.doc, country)) {
    return kNoSide;
  }
  return country;
}

SideId CalledAfter(const DocContext& doc, const Draft& draft) {
  if (draft.object < 0) return kNoSide;
  const uint32_t people = static_cast<uint32_t>(draft.object);
  SideId country = kNoSide;
  for (uint32_t i = doc.PhraseStart(people); i <= people; ++i) {
    // "A British journalist's guard" may be anybody's.
    if (doc.Is(i, "'s") || doc.Is(i, "'")) country = kNoSide;
    const int32_t m = doc.notes[i].actor;
    if (m >= 0 && doc.actors[m].side != kNoSide &&
        doc.actors[m].alias == claims::v1::ALIAS_KIND_DEMONYM) {
      country = doc.actors[m].side;
    }
  }
  return country != kNoSide && country != doc.home && doc.sides[country].country
             ? country
             : kNoSide;
}

}  // namespace parallax::ingest::domain::extract
