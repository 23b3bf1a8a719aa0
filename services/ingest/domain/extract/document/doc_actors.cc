// Who is named where, by the registry of actors.
#include <algorithm>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/ingest/domain/extract/document/doc_context.h"

namespace parallax::ingest::domain::extract {

using claims::v1::ActorKind;

namespace {

// "Iran-backed militias": no people of that side.
bool IsSupporter(const DocContext& doc, const Sentence& sentence,
                 uint32_t last) {
  return last + 1 < sentence.last && doc.Is(last, "-") &&
         doc.in().lexicons.IsIn(WordList::kAllied, doc.words[last + 1].lower);
}

// "Najib Danish", "Rahimbakesh Danish Karimi": a word of a person's name.
bool IsInPersonName(const DocContext& doc, const Sentence& sentence,
                    uint32_t i) {
  if (i <= sentence.first || doc.notes[i - 1].actor >= 0) return false;
  if (doc.token(i).rel == Rel::kFlat) return true;
  if (i + 1 >= sentence.last || doc.token(i - 1).pos != Pos::kPropn ||
      doc.token(i + 1).pos != Pos::kPropn) {
    return false;
  }
  // The names before and behind it are one name.
  const Token& before = doc.token(i - 1);
  const Token& behind = doc.token(i + 1);
  const int32_t first = static_cast<int32_t>(i) - 1;
  return before.head == first + 1 ||
         (before.rel == Rel::kCompound && before.head == doc.token(i).head) ||
         (behind.rel == Rel::kFlat && behind.head == first);
}

}  // namespace

SideId DocContext::FindSide(absl::string_view name) const {
  for (size_t i = 0; i < sides.size(); ++i) {
    if (sides[i].name == name) return static_cast<SideId>(i);
  }
  return kNoSide;
}

SideId DocContext::InternName(absl::string_view name, ActorKind kind) {
  if (name.empty()) return kNoSide;
  const SideId known = FindSide(name);
  if (known != kNoSide) return known;
  if (sides.size() >= 200) return kNoSide;
  Side entry;
  entry.name = std::string(name);
  entry.kind = kind;
  const int32_t actor = in_.actors.Find(name);
  if (actor >= 0 && in_.actors.actor(actor).side == name) {
    entry.kind = in_.actors.actor(actor).kind;
    entry.country = in_.actors.actor(actor).country;
    entry.armed_group = entry.kind == ActorKind::ACTOR_KIND_ARMED_GROUP;
  }
  sides.push_back(std::move(entry));
  return static_cast<SideId>(sides.size() - 1);
}

SideId DocContext::InternSide(const CatalogueActor& actor, uint32_t at) {
  if (actor.side.empty()) return kNoSide;
  SideId side = FindSide(actor.side);
  if (side == kNoSide) {
    if (sides.size() >= 200) return kNoSide;  // a list of countries, no report
    side = static_cast<SideId>(sides.size());
    Side entry;
    entry.name = actor.side;
    entry.first_token = at;
    entry.kind = actor.kind;
    const int32_t own = in_.actors.Find(actor.side);
    if (own >= 0) {
      entry.kind = in_.actors.actor(own).kind;
      entry.country = in_.actors.actor(own).country;
    }
    sides.push_back(std::move(entry));
  }
  Side& entry = sides[side];
  if (actor.display_name == actor.side) {
    entry.kind = actor.kind;
    entry.country = actor.country;
  }
  // A militia that fights for a state makes no rebels of it.
  entry.armed_group |= actor.kind == ActorKind::ACTOR_KIND_ARMED_GROUP &&
                       entry.kind != ActorKind::ACTOR_KIND_STATE;
  return side;
}

void DocContext::AddActor(int32_t actor, claims::v1::AliasKind alias,
                          uint32_t first, uint32_t last) {
  ActorMention mention;
  mention.first = first;
  mention.last = last;
  mention.actor = actor;
  mention.alias = alias;
  mention.side = InternSide(in_.actors.actor(actor), first);
  InternName(in_.actors.actor(actor).outlet_side,
             ActorKind::ACTOR_KIND_UNSPECIFIED);
  if (mention.side != kNoSide && IsReadable(sentence_of(first))) {
    ++sides[mention.side].mentions;
  }
  for (uint32_t i = first; i < last; ++i) {
    notes[i].actor = static_cast<int32_t>(actors.size());
  }
  actors.push_back(mention);
}

// "Saudi-led air strikes": the registry's "Saudi-led coalition"; -1 where what
// is led is none or [first, last) leads none.
int32_t DocContext::Coalition(uint32_t first, uint32_t last,
                              const Sentence& sentence) const {
  if (last + 2 >= sentence.last || !Is(last, "-") || !Is(last + 1, "led")) {
    return -1;
  }
  bool armed = false;
  for (uint32_t i = last + 2; i < sentence.last && i < last + 5; ++i) {
    const uint32_t lemma = words[i].lemma;
    armed |= in_.lexicons.IsIn(WordList::kFire, lemma) ||
             in_.lexicons.IsIn(WordList::kForce, lemma) ||
             in_.lexicons.object_class(lemma) == "aircraft" ||
             token(i).lemma == "coalition" || token(i).lemma == "alliance";
    if (token(i).pos == Pos::kVerb || token(i).pos == Pos::kAdp) break;
  }
  return armed ? in_.actors.Find(
                     absl::StrCat(Words(first, last), "-led coalition"))
               : -1;
}

void DocContext::NameBare(absl::string_view noun, SideId side) {
  const int32_t actor =
      side == kNoSide ? -1 : in_.actors.Find(sides[side].name);
  if (actor < 0) return;
  for (const Sentence& sentence : in_.text.sentences) {
    for (uint32_t i = sentence.first; i < sentence.last; ++i) {
      if (Is(i, noun) && notes[i].actor < 0 && IsBareName(sentence, i, side)) {
        AddActor(actor, claims::v1::ALIAS_KIND_NAME, i, i + 1);
      }
    }
  }
}

// "The coalition", "the junta's jets", "Junta jet bombs village"; not "the
// ruling coalition", "the coalition government", "in Niger the junta".
bool DocContext::IsBareName(const Sentence& sentence, uint32_t i,
                            SideId side) const {
  if (i != sentence.first && !Is(i - 1, "the")) return false;
  if (i + 1 < sentence.last && token(i + 1).pos == Pos::kNoun) {
    const uint32_t lemma = words[i + 1].lemma;
    const bool armed = in_.lexicons.person(lemma) == PersonClass::kMilitary ||
                       in_.lexicons.IsIn(WordList::kForce, lemma) ||
                       in_.lexicons.IsIn(WordList::kFire, lemma) ||
                       in_.lexicons.object_class(lemma) == "aircraft";
    if (!armed) return false;
  }
  if (!sides[side].country) return true;
  for (uint32_t k = sentence.first; k < sentence.last; ++k) {
    const SideId other = ActorSideAt(k);
    if (other != kNoSide && other != side && sides[other].country) return false;
  }
  return true;
}

// "The coalition", "the junta" are the one that the report is about.
void DocContext::FindBareNames() {
  SideId coalition = kNoSide;
  SideId junta = kNoSide;
  int coalitions = 0;
  for (size_t i = 0; i < sides.size(); ++i) {
    const Side& side = sides[i];
    if (side.mentions == 0) continue;
    if (absl::EndsWith(side.name, " coalition")) {
      coalition = static_cast<SideId>(i);
      ++coalitions;
    }
    if (side.country &&
        in_.actors.Find(absl::StrCat(side.name, "'s junta")) >= 0 &&
        (junta == kNoSide || side.mentions > sides[junta].mentions)) {
      junta = static_cast<SideId>(i);
    }
  }
  if (coalitions == 1) NameBare("coalition", coalition);
  NameBare("junta", junta);
  NameRebels();
  NamePeoples();
}

SideId DocContext::MainCountry() const {
  SideId most = kNoSide;
  for (size_t i = 0; i < sides.size(); ++i) {
    if (sides[i].country &&
        (most == kNoSide || sides[i].mentions > sides[most].mentions)) {
      most = static_cast<SideId>(i);
    }
  }
  return most;
}

// "Syrian Kurdish fighters", "Kurdish fighters in Iraq": the country beside
// them or the only one in the sentence that knows them, else the one named
// most.
SideId DocContext::CountryOf(const Sentence& sentence, uint32_t people,
                             SideId most) const {
  const auto knows = [&](SideId side) {
    return side != kNoSide && sides[side].country &&
           !in_.lexicons.SideOfPeople(token(people).lower, sides[side].name)
                .empty();
  };
  if (people > sentence.first && knows(ActorSideAt(people - 1))) {
    return ActorSideAt(people - 1);
  }
  SideId located = kNoSide;
  for (uint32_t i = sentence.first + 1; i < sentence.last; ++i) {
    if (!knows(ActorSideAt(i)) || !(Is(i - 1, "in") || Is(i + 1, "'s"))) {
      continue;
    }
    if (located != kNoSide && located != ActorSideAt(i)) return most;
    located = ActorSideAt(i);
  }
  return located == kNoSide ? most : located;
}

void DocContext::NamePeoples() {
  const SideId most = MainCountry();
  if (most == kNoSide) return;
  for (const Sentence& sentence : in_.text.sentences) {
    for (uint32_t i = sentence.first; i + 1 < sentence.last; ++i) {
      if (notes[i].actor >= 0 || !in_.lexicons.IsPeople(words[i].lower)) {
        continue;
      }
      const absl::string_view name = in_.lexicons.SideOfPeople(
          token(i).lower, sides[CountryOf(sentence, i, most)].name);
      if (name.empty()) continue;
      // "Kurdish fighters", no Kurdish town.
      const uint32_t lemma = words[i + 1].lemma;
      const bool armed = in_.lexicons.person(lemma) == PersonClass::kMilitary ||
                         in_.lexicons.IsIn(WordList::kForce, lemma) ||
                         in_.lexicons.IsIn(WordList::kRebel, lemma) ||
                         in_.lexicons.group_class(lemma) == "armed";
      if (!armed && (token(i).features & kPlural) == 0) continue;
      const int32_t actor = in_.actors.OfSide(name);
      if (actor >= 0) {
        AddActor(actor, claims::v1::ALIAS_KIND_DEMONYM, i, i + 1);
      }
    }
  }
}

// Those who go by what they are, "Libyan rebels", among the opponents of the
// country that is named most; nothing where the report names an armed group or
// says nothing of the people they are called after.
int32_t DocContext::UnnamedRebels() const {
  const bool named = absl::c_any_of(sides, [](const Side& side) {
    return side.armed_group && side.mentions > 0;
  });
  const SideId country = MainCountry();
  if (named || country == kNoSide) return -1;
  const int32_t state = in_.actors.OfSide(sides[country].name);
  if (state < 0) return -1;
  // "Chechen rebels" of a report that says "Chechnya"; "separatists" of one
  // that calls them so.
  const auto is_spoken_of = [&](absl::string_view name) {
    constexpr size_t kStem = 5;  // shared by "Libya" and "Libyan"
    const size_t space = name.find(' ');
    const std::string stem = absl::AsciiStrToLower(
        space == name.npos ? absl::StripSuffix(name, "s")
                           : name.substr(0, std::min(space, kStem)));
    return absl::c_any_of(in_.text.tokens, [&](const Token& t) {
      return absl::StartsWith(t.lower, stem);
    });
  };
  int32_t found = -1;
  for (const std::string& name : in_.actors.actor(state).opponents) {
    const bool rebels = name == "separatists" ||
                        absl::EndsWith(name, " rebels") ||
                        absl::EndsWith(name, " separatists");
    if (!rebels || !is_spoken_of(name)) continue;
    if (found >= 0) return -1;
    found = in_.actors.OfSide(name);
  }
  return found;
}

void DocContext::NameRebels() {
  const SideId country = MainCountry();
  const auto is_rebel = [&](uint32_t i) {
    const Pos pos = token(i).pos;
    if ((pos != Pos::kNoun && pos != Pos::kPropn && pos != Pos::kAdj) ||
        notes[i].actor >= 0 || Is(i + 1, "-") ||
        (token(i).lemma != "rebel" && token(i).lemma != "separatist" &&
         token(i).lemma != "insurgent")) {
      return false;
    }
    // "Chadian rebels" in Libya are others.
    for (uint32_t k = PhraseStart(i); k < i; ++k) {
      const SideId side = ActorSideAt(k);
      if (side != kNoSide && side != country) return false;
    }
    return true;
  };
  std::vector<uint32_t> rebels;
  for (uint32_t i = 0; i < size(); ++i) {
    if (is_rebel(i)) rebels.push_back(i);
  }
  const int32_t actor = rebels.empty() ? -1 : UnnamedRebels();
  if (actor < 0) return;
  for (const uint32_t i : rebels) {
    AddActor(actor, claims::v1::ALIAS_KIND_NAME, i, i + 1);
  }
}

void DocContext::FindActors() {
  const Vocabulary& names = in_.actors.vocabulary();
  std::vector<WordIds> ids(size());
  for (uint32_t i = 0; i < size(); ++i) {
    ids[i].lower = ids[i].lemma = names.Find(token(i).lower);
  }
  for (const Sentence& sentence : in_.text.sentences) {
    for (uint32_t i = sentence.first; i < sentence.last;) {
      const char c = in_.text.text[token(i).begin];
      const bool capital =
          absl::ascii_isupper(c) || (static_cast<unsigned char>(c) >= 0xC3);
      if (ids[i].lower == Vocabulary::kUnknown) {
        ++i;
        continue;
      }
      const auto match = in_.actors.Longest(
          absl::MakeConstSpan(ids).subspan(i, sentence.last - i));
      // "the health ministry in Gaza", "pro-Russian separatists": small letters
      // need a name among them.
      const auto named = [&] {
        for (uint32_t k = i; k < i + match.length; ++k) {
          if (absl::c_any_of(in_.text.Form(token(k)), absl::ascii_isupper)) {
            return true;
          }
        }
        return false;
      };
      if (match.length == 0 || (!capital && !named())) {
        ++i;
        continue;
      }
      const CatalogueAlias* best = nullptr;
      for (const int32_t value : *match.aliases) {
        const CatalogueAlias& alias = in_.actors.alias(value);
        if (alias.capitals) {
          const absl::string_view form = in_.text.Form(token(i));
          bool all = true;
          for (const char f : form) all = all && !absl::ascii_islower(f);
          if (!all) continue;
        }
        if (alias.kind == claims::v1::AliasKind::ALIAS_KIND_DEMONYM &&
            IsInPersonName(*this, sentence, i)) {
          continue;
        }
        // "Farah Aden said": no capital.
        if (alias.kind == claims::v1::AliasKind::ALIAS_KIND_METONYM &&
            token(i).rel == Rel::kFlat && IsInPersonName(*this, sentence, i)) {
          continue;
        }
        // Of several actors with the same name the state comes first.
        if (best == nullptr || (in_.actors.actor(alias.actor).kind ==
                                    ActorKind::ACTOR_KIND_STATE &&
                                in_.actors.actor(best->actor).kind !=
                                    ActorKind::ACTOR_KIND_STATE)) {
          best = &alias;
        }
      }
      if (best == nullptr) {
        ++i;
        continue;
      }
      const uint32_t last = i + match.length;
      if (const int32_t led = Coalition(i, last, sentence); led >= 0) {
        AddActor(led, claims::v1::ALIAS_KIND_NAME, i, last + 2);
        i = last + 2;
        continue;
      }
      if (IsSupporter(*this, sentence, last)) {
        const SideId side = InternSide(in_.actors.actor(best->actor), i);
        if (side != kNoSide && IsReadable(sentence)) ++sides[side].mentions;
      } else {
        AddActor(best->actor, best->kind, i, last);
      }
      i = last;
    }
  }
}

}  // namespace parallax::ingest::domain::extract
