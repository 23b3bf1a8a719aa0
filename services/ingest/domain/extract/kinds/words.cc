#include "services/ingest/domain/extract/kinds/words.h"

#include <algorithm>

#include "absl/strings/match.h"

namespace parallax::ingest::domain::extract {

absl::string_view PosFeature(Pos pos) {
  switch (pos) {
    case Pos::kVerb:
      return "verb";
    case Pos::kAux:
      return "aux";
    case Pos::kNoun:
      return "noun";
    case Pos::kPropn:
      return "name";
    case Pos::kAdj:
      return "adj";
    case Pos::kAdv:
      return "adv";
    case Pos::kNum:
      return "num";
    case Pos::kPron:
      return "pron";
    default:
      return "other";
  }
}

absl::string_view RelationName(Rel rel) {
  switch (rel) {
    case Rel::kRoot:
      return "root";
    case Rel::kNsubj:
      return "nsubj";
    case Rel::kNsubjPass:
      return "nsubjpass";
    case Rel::kCsubj:
      return "csubj";
    case Rel::kObj:
      return "obj";
    case Rel::kObl:
      return "obl";
    case Rel::kOblAgent:
      return "agent";
    case Rel::kOblTmod:
      return "tmod";
    case Rel::kNmod:
      return "nmod";
    case Rel::kNmodPoss:
      return "poss";
    case Rel::kAppos:
      return "appos";
    case Rel::kAmod:
      return "amod";
    case Rel::kAcl:
      return "acl";
    case Rel::kAclRelcl:
      return "relcl";
    case Rel::kAdvcl:
      return "advcl";
    case Rel::kCcomp:
      return "ccomp";
    case Rel::kXcomp:
      return "xcomp";
    case Rel::kParataxis:
      return "para";
    case Rel::kConj:
      return "conj";
    case Rel::kCompound:
      return "compound";
    case Rel::kNummod:
      return "num";
    case Rel::kAdvmod:
      return "advmod";
    default:
      return "other";
  }
}

absl::string_view BlockName(BlockRole role) {
  switch (role) {
    case BlockRole::kHeadline:
      return "headline";
    case BlockRole::kStandfirst:
      return "standfirst";
    case BlockRole::kBody:
      return "body";
    case BlockRole::kCaption:
      return "caption";
    case BlockRole::kLegend:
      return "legend";
    case BlockRole::kRelatedSameStory:
      return "related";
    default:
      return "other";
  }
}

absl::string_view AttributionStanceName(attribution::Stance stance) {
  switch (stance) {
    case attribution::Stance::kAsserts:
      return "asserts";
    case attribution::Stance::kDenies:
      return "denies";
    case attribution::Stance::kUnconfirmed:
      return "unconfirmed";
    case attribution::Stance::kAccuses:
      return "accuses";
    case attribution::Stance::kAppeals:
      return "appeals";
    case attribution::Stance::kAsks:
      return "asks";
    case attribution::Stance::kWarns:
      return "warns";
    case attribution::Stance::kIntends:
      return "intends";
    case attribution::Stance::kBelieves:
      return "believes";
    case attribution::Stance::kWants:
      return "wants";
  }
  return "asserts";
}

absl::string_view Tense(const Token& token) {
  if (token.features & kGerund) return "gerund";
  if (token.features & kInfinitive) return "infinitive";
  if (token.features & kParticiple) return "participle";
  if (token.features & kPast) return "past";
  if (token.features & kPresent) return "present";
  return "other";
}

absl::string_view Determiner(const DocContext& doc, uint32_t head) {
  const uint32_t first = doc.PhraseStart(head);
  absl::string_view found = "bare";
  for (uint32_t i = first; i < head; ++i) {
    const Token& t = doc.token(i);
    if (t.lower == "'s" || (t.pos == Pos::kPron && t.rel == Rel::kNmodPoss)) {
      return "possessive";
    }
    if (t.lower == "a" || t.lower == "an" || t.lower == "another") return "a";
    if (t.lower == "the") return "the";
    if (t.lower == "this" || t.lower == "that" || t.lower == "these" ||
        t.lower == "those") {
      return "this";
    }
    if (t.lower == "no" || t.lower == "any" || t.lower == "every") return "no";
    if (t.pos == Pos::kNum) found = "number";
    if (doc.notes[i].actor >= 0 && found == "bare") found = "named";
  }
  return found;
}

int32_t Neighbour(const DocContext& doc, uint32_t from, int step) {
  const Clause& clause = doc.clauses[doc.notes[from].clause];
  const auto nominal = [&](uint32_t i) {
    const Pos pos = doc.token(i).pos;
    return pos == Pos::kNoun || pos == Pos::kPropn || pos == Pos::kPron ||
           pos == Pos::kNum;
  };
  if (step < 0) {
    for (uint32_t i = from; i-- > clause.first;) {
      if (nominal(i)) return static_cast<int32_t>(i);
    }
    return -1;
  }
  for (uint32_t i = from + 1; i < clause.last; ++i) {
    if (!nominal(i)) continue;
    // The last noun of the group is its head.
    while (i + 1 < clause.last && (doc.token(i + 1).pos == Pos::kNoun ||
                                   doc.token(i + 1).pos == Pos::kPropn)) {
      ++i;
    }
    return static_cast<int32_t>(i);
  }
  return -1;
}

absl::string_view ArgumentClass(const DocContext& doc, int32_t head) {
  if (head < 0) return "none";
  const uint32_t i = static_cast<uint32_t>(head);
  const Token& t = doc.token(i);
  const Lexicons& lexicons = doc.in().lexicons;
  if (doc.notes[i].actor >= 0) return "side";
  if (doc.notes[i].place >= 0) return "place";
  switch (lexicons.person(doc.words[i].lemma)) {
    case PersonClass::kMilitary:
    case PersonClass::kPolice:
      return "military";
    case PersonClass::kCivilian:
    case PersonClass::kPerson:
      return "person";
    case PersonClass::kNone:
      break;
  }
  const absl::string_view object = lexicons.object_class(doc.words[i].lemma);
  if (!object.empty()) return object;
  if (!lexicons.group_class(doc.words[i].lemma).empty()) return "group";
  if (t.pos == Pos::kPron) return "pronoun";
  if (t.pos == Pos::kPropn) return "name";
  if (t.pos == Pos::kNum) return "number";
  return "other";
}

void AddWordsAround(const DocContext& doc, uint32_t head, FeatureSet& f) {
  constexpr uint32_t kReach = 10;
  const Sentence& sentence = doc.sentence_of(head);
  const uint32_t first =
      head > sentence.first + kReach ? head - kReach : sentence.first;
  const uint32_t last = std::min(sentence.last, head + kReach + 1);
  for (uint32_t i = first; i < last; ++i) {
    const Token& t = doc.token(i);
    if (i != head &&
        (t.pos == Pos::kNoun || t.pos == Pos::kVerb || t.pos == Pos::kAdj)) {
      f.Add("around", t.lemma);
    }
  }
}

}  // namespace parallax::ingest::domain::extract
