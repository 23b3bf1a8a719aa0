#include "services/ingest/domain/extract/decide/barred_sides.h"

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"

namespace parallax::ingest::domain::extract {
namespace {

using claims::v1::ActorKind;

// An aid group or an organisation that fights nobody: not NATO.
bool IsBody(const Side& side) {
  return side.kind == ActorKind::ACTOR_KIND_NGO ||
         (side.kind == ActorKind::ACTOR_KIND_INTERNATIONAL_ORGANISATION &&
          !side.party);
}

// "Peacekeepers", "the force": an organisation's, as likely as not.
bool MayKeepPeace(absl::string_view lemma) {
  return lemma == "peacekeeper" || lemma == "force" || lemma == "mission";
}

bool IsUnderArms(PersonClass person) {
  return person == PersonClass::kMilitary || person == PersonClass::kPolice;
}

// "The army", "soldiers", "an army spokesman"
bool IsArmy(const DocContext& doc, uint32_t head) {
  const Lexicons& lexicons = doc.in().lexicons;
  if (lexicons.IsIn(WordList::kArmy, doc.words[head].lemma)) return true;
  const absl::string_view lemma = doc.token(head).lemma;
  const bool speaks = absl::StartsWith(lemma, "spokes") ||
                      lemma == "official" || lemma == "officer" ||
                      lemma == "source" || lemma == "statement";
  return speaks && head > doc.PhraseStart(head) &&
         lexicons.IsIn(WordList::kArmy, doc.words[head - 1].lemma);
}

bool HasNoArmy(const DocContext& doc, const Side& side) {
  return doc.in().lexicons.IsUnarmed(side.name);
}

// An armed group that has no ministries.
bool RulesNowhere(const DocContext& doc, const Side& side) {
  return side.armed_group && !doc.in().actors.HasMinistries(side.name);
}

// "Government troops", but not "government-held".
bool IsOfGovernment(const DocContext& doc, uint32_t head) {
  for (uint32_t i = doc.PhraseStart(head); i <= head; ++i) {
    if (doc.Is(i, "government") && !doc.Is(i + 1, "-")) return true;
  }
  return false;
}

bool IsRulers(absl::string_view lemma) {
  return lemma == "ministry" || lemma == "government";
}

// "The Interior Ministry", "state media", "a spokesman for the government"
bool SpeaksForRulers(const DocContext& doc, uint32_t head) {
  if (IsRulers(doc.token(head).lemma)) return true;
  for (uint32_t i = doc.PhraseStart(head); i < head; ++i) {
    if (doc.Is(i, "state") || IsRulers(doc.token(i).lemma) ||
        (doc.Is(i, "armed") && doc.Is(i + 1, "forces") &&
         doc.RebelsIn(head) < 0)) {
      return true;
    }
  }
  return absl::c_any_of(doc.children(head), [&](uint32_t child) {
    const int32_t preposition = doc.Child(child, Rel::kCase);
    return child > head && doc.token(child).rel == Rel::kNmod &&
           IsRulers(doc.token(child).lemma) && preposition >= 0 &&
           doc.Is(static_cast<uint32_t>(preposition), "for");
  });
}

// "The army repelled the assault, a spokesman said": a spokesman of nobody
// speaks for the army that the words are about.
bool SpeaksOfTheArmy(const SideCase& c, uint32_t head) {
  const int32_t agent = c.draft.roles.agent;
  if (agent < 0 || !absl::StartsWith(c.doc.token(head).lemma, "spokes")) {
    return false;
  }
  const uint32_t doer = static_cast<uint32_t>(agent);
  const absl::string_view lemma = c.doc.token(doer).lemma;
  return (lemma == "army" || lemma == "military" || lemma == "police") &&
         c.doc.DirectSide(doer) == kNoSide;
}

}  // namespace

BarredSides::BarredSides(const SideCase& c, int32_t role, SideId named)
    : doc_(c.doc) {
  if (role < 0) return;
  const uint32_t head = static_cast<uint32_t>(role);
  rebels_ = doc_.RebelsIn(head) >= 0;
  // What it is guessed to be does not count: the bars are against guesses.
  unnamed_ = named == kNoSide || doc_.DirectSide(head) == kNoSide;
  rulers_ = unnamed_ && IsOfGovernment(doc_, head);
  armed_ = unnamed_ && !MayKeepPeace(doc_.token(head).lemma) &&
           (rebels_ || rulers_ ||
            IsUnderArms(doc_.in().lexicons.person(doc_.words[head].lemma)));
  soldiers_ = unnamed_ && doc_.token(head).lemma == "soldier";
  army_ = unnamed_ && IsArmy(doc_, head);
  const SideId claimant = c.draft.claimant;
  if (rebels_ && claimant != kNoSide && named != claimant &&
      doc_.sides[claimant].kind == ActorKind::ACTOR_KIND_STATE) {
    not_of_ = claimant;
  }
}

bool BarredSides::operator()(SideId side) const {
  if (side == not_of_) return true;
  const Side& of = doc_.sides[side];
  // Rebels are of no country where none is called theirs.
  if (rebels_ && unnamed_ && of.country) return true;
  // Soldiers are of no aid group or organisation, unless they are called its
  // own.
  if (armed_ && IsBody(of)) return true;
  if (army_ && HasNoArmy(doc_, of)) return true;
  return (rulers_ || soldiers_) && RulesNowhere(doc_, of);
}

BarredSpeakers::BarredSpeakers(const SideCase& c) : doc_(c.doc) {
  const int32_t speaker = HeadOfSpeaker(c.doc, c.draft);
  if (speaker < 0) return;
  const uint32_t head = static_cast<uint32_t>(speaker);
  const bool unnamed = c.at.source == kNoSide;
  const bool of_country = !unnamed && doc_.sides[c.at.source].country;
  const Lexicons& lexicons = doc_.in().lexicons;
  const PersonClass person = lexicons.person(doc_.words[head].lemma);
  rebel_ = !of_country && doc_.RebelsIn(head) >= 0;
  police_ = unnamed && person == PersonClass::kPolice;
  // What the source stands for elsewhere does not count here: "the government"
  // is not the group that was spoken of before.
  rulers_ = doc_.DirectSide(head) == kNoSide &&
            (SpeaksForRulers(doc_, head) || SpeaksOfTheArmy(c, head));
  armed_ = unnamed && !MayKeepPeace(doc_.token(head).lemma) &&
           (rebel_ || rulers_ || IsUnderArms(person) ||
            lexicons.IsIn(WordList::kForce, doc_.words[head].lemma));
  army_ = unnamed && IsArmy(doc_, head);
}

bool BarredSpeakers::operator()(SideId side) const {
  const Side& of = doc_.sides[side];
  return (rebel_ && of.country) || (police_ && of.armed_group) ||
         (armed_ && IsBody(of)) || (army_ && HasNoArmy(doc_, of)) ||
         (rulers_ && RulesNowhere(doc_, of));
}

}  // namespace parallax::ingest::domain::extract
