// Names of places in a text.
#include <algorithm>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/container/inlined_vector.h"
#include "absl/strings/ascii.h"
#include "services/ingest/domain/extract/document/doc_context.h"
#include "services/ingest/domain/extract/document/place_nouns.h"

namespace parallax::ingest::domain::extract {
namespace {

using claims::v1::ActorKind;
using claims::v1::AliasKind;

constexpr absl::string_view kLocative[] = {
    "in",     "at",     "near",    "outside", "around", "towards", "toward",
    "on",     "over",   "into",    "of",      "to",     "across",  "from",
    "inside", "along",  "through", "between", "by",     "above",   "beyond",
    "around", "within", "upon",    "off",     "against"};

// Those that only places follow.
constexpr absl::string_view kInside[] = {"in",     "at",     "near",  "outside",
                                         "around", "inside", "within"};

// Nouns that begin the name of a place: "Line of Control", "Gulf of Aden".
constexpr absl::string_view kNamedAfter[] = {
    "line", "gulf", "sea", "strait", "straits", "bay", "horn", "isle", "cape"};

// Arabic articles, written with a hyphen before a name: "Tell al-Hawa".
constexpr absl::string_view kArticles[] = {"al", "el",  "ad", "an", "ar",
                                           "as", "ash", "at", "az"};

// Tokens of the longest place name looked up.
constexpr uint32_t kMaxName = 16;

// What one naming of a side counts for; its being an opponent of one that is
// named counts for less.
constexpr int kNamed = 2;

bool In(absl::Span<const absl::string_view> list, absl::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// A capital, or a letter beyond ASCII.
bool BeginsName(const DocContext& doc, uint32_t i) {
  const char c = doc.text().text[doc.token(i).begin];
  return absl::ascii_isupper(c) || static_cast<unsigned char>(c) >= 0xC3;
}

// The name in "al-Hawa" when that stands at `i`, else `i`.
uint32_t AfterArticle(const DocContext& doc, uint32_t i, uint32_t end) {
  const bool article =
      i + 2 < end && In(kArticles, doc.token(i).lower) && doc.Is(i + 1, "-") &&
      doc.token(i).end == doc.token(i + 1).begin &&
      doc.token(i + 1).end == doc.token(i + 2).begin && BeginsName(doc, i + 2);
  return article ? i + 2 : i;
}

bool IsAcronym(const DocContext& doc, uint32_t i) {
  return absl::c_all_of(doc.text().Form(doc.token(i)), absl::ascii_isupper);
}

bool IsNamedAfter(const DocContext& doc, uint32_t i, uint32_t end) {
  return i + 2 < end && In(kNamedAfter, doc.token(i).lower) &&
         doc.Is(i + 1, "of") && BeginsName(doc, i + 2);
}

// One past the run of capitalised words from `i` on, with "de", "al" and
// hyphens between them.
uint32_t NameEnd(const DocContext& doc, uint32_t i, uint32_t end) {
  if (IsNamedAfter(doc, i, end)) return NameEnd(doc, i + 2, end);
  uint32_t last = AfterArticle(doc, i, end) + 1;
  while (last < end) {
    const Token& n = doc.token(last);
    const uint32_t name = AfterArticle(doc, last, end);
    const bool glue = (n.lower == "-" || n.lower == "'") &&
                      doc.token(last - 1).end == n.begin && last + 1 < end &&
                      doc.token(last + 1).begin == n.end;
    const bool small =
        (n.lower == "al" || n.lower == "el" || n.lower == "de" ||
         n.lower == "as" || n.lower == "ash") &&
        last + 1 < end && !(n.lower == "as" && n.rel == Rel::kMark) &&
        absl::ascii_isupper(doc.text().text[doc.token(last + 1).begin]);
    if (BeginsName(doc, last) && n.pos != Pos::kPron && n.pos != Pos::kDet &&
        n.pos != Pos::kVerb && n.pos != Pos::kNum && n.pos != Pos::kAdp &&
        doc.notes[last].time < 0) {
      ++last;
    } else if (name > last) {
      last = name + 1;
    } else if (glue || small) {
      last += 2;
    } else {
      break;
    }
  }
  return std::min(last, end);
}

// The longest known place at `i`, before `end`. Where the text has "al-Bab",
// the lexicon may have "Bab".
PlaceLexicon::Match KnownPlace(const DocContext& doc, uint32_t i,
                               uint32_t end) {
  end = std::min(end, i + kMaxName);
  absl::InlinedVector<absl::string_view, kMaxName> words;
  for (uint32_t k = i; k < end; ++k) words.push_back(doc.token(k).lower);
  PlaceLexicon::Match match = doc.in().places.Longest(words);
  const uint32_t name = AfterArticle(doc, i, end);
  if (match.length > 0 || name == i) return match;
  match = doc.in().places.Longest(absl::MakeConstSpan(words).subspan(name - i));
  if (match.length > 0) match.length += name - i;
  return match;
}

// "Rebels entered Macomia": what is attacked, taken, entered or left. A body or
// a group may be, too, and is no place.
bool IsTarget(const DocContext& doc, uint32_t i) {
  const Token& t = doc.token(i);
  const int32_t entity = doc.in().coreference.EntityAt(i);
  if (entity >= 0) {
    const auto kind = doc.in().coreference.entities[entity].kind;
    if (kind == attribution::EntityKind::kBody ||
        kind == attribution::EntityKind::kGroup) {
      return false;
    }
  }
  if ((t.rel != Rel::kObj && t.rel != Rel::kNsubjPass) || t.head < 0 ||
      doc.token(static_cast<uint32_t>(t.head)).pos != Pos::kVerb) {
    return false;
  }
  const PhraseTable::Match match = doc.in().lexicons.triggers().LongestLemma(
      absl::MakeConstSpan(doc.words).subspan(static_cast<uint32_t>(t.head), 1));
  if (match.length == 0) return false;
  return absl::c_any_of(*match.values, [&](int32_t value) {
    const Trigger& trigger = doc.in().lexicons.trigger(value);
    return trigger.kind == Kind::kTerritory
               ? trigger.cls == "take" || trigger.cls == "enter" ||
                     trigger.cls == "leave" || trigger.cls == "lose"
               : trigger.kind == Kind::kAttack && trigger.cls == "act";
  });
}

}  // namespace

// A state by a name or a capital of its own, not by its people.
bool DocContext::IsState(const ActorMention& mention) const {
  return in_.actors.actor(mention.actor).kind == ActorKind::ACTOR_KIND_STATE &&
         mention.alias != AliasKind::ALIAS_KIND_DEMONYM;
}

bool DocContext::IsPersonName(uint32_t i) const {
  // "Aden" of "Farah Aden" is named with the head of the name.
  const Token& t = token(i);
  const uint32_t head =
      t.rel == Rel::kFlat && t.head >= 0 ? static_cast<uint32_t>(t.head) : i;
  const int32_t entity = in_.coreference.EntityAt(head);
  if (entity >= 0) {
    const auto kind = in_.coreference.entities[entity].kind;
    if (kind == attribution::EntityKind::kPerson) return true;
    if (kind == attribution::EntityKind::kPlace) return false;
  }
  if (notes[i].actor >= 0) {
    const auto kind = in_.actors.actor(actors[notes[i].actor].actor).kind;
    if (kind == ActorKind::ACTOR_KIND_PERSON) return true;
  }
  return false;
}

absl::string_view DocContext::HolderOf(const PlaceMeaning& meaning,
                                       const NamedCountries& named) const {
  const auto count_of = [&](absl::string_view side) {
    const auto it = named.find(side);
    return it == named.end() ? 0 : it->second;
  };
  absl::string_view holder;
  int most = 0;
  for (const PlaceCountry& country : meaning.countries) {
    absl::string_view side = in_.actors.SideOfCountry(country.code);
    if (side.empty()) continue;
    int count = count_of(side);
    // Opponents of those named do not count: Azerbaijan alone speaks for no
    // breakaway side.
    const int own = country.side.empty() ? 0 : count_of(country.side);
    if (own >= kNamed) {
      side = country.side;
      count += own;
    }
    if (count > most) {
      most = count;
      holder = side;
    }
  }
  if (most == 0 && meaning.standing == PlaceStanding::kAlone) {
    return in_.actors.SideOfCountry(meaning.countries.front().code);
  }
  return holder;
}

std::vector<DocContext::NameRun> DocContext::FindNames() const {
  std::vector<NameRun> names;
  for (const Sentence& sentence : in_.text.sentences) {
    if (!IsReadable(sentence)) continue;
    for (uint32_t i = sentence.first; i < sentence.last; ++i) {
      const uint32_t name = AfterArticle(*this, i, sentence.last);
      const Pos pos = token(name).pos;
      if (!BeginsName(*this, name) || notes[i].time >= 0 ||
          (pos != Pos::kPropn && pos != Pos::kNoun && pos != Pos::kAdj &&
           pos != Pos::kX)) {
        continue;
      }
      const uint32_t last = NameEnd(*this, i, sentence.last);
      names.push_back({i, name, last, KnownPlace(*this, i, last)});
    }
  }
  return names;
}

DocContext::NamedCountries DocContext::CountCountries(
    const std::vector<NameRun>& names) const {
  NamedCountries named;
  for (const ActorMention& mention : actors) {
    const CatalogueActor& actor = in_.actors.actor(mention.actor);
    if (!actor.side.empty()) named[actor.side] += kNamed;
  }
  uint32_t last = 0;
  for (const NameRun& name : names) {
    if (name.first < last || name.place.length == 0 ||
        token(name.first).pos != Pos::kPropn) {
      continue;
    }
    last = name.first + name.place.length;
    const absl::string_view side =
        in_.actors.SideOfCountry(name.place.meaning->countries.front().code);
    if (name.place.meaning->standing == PlaceStanding::kAlone &&
        !side.empty()) {
      named[side] += kNamed;
    }
  }
  // "Boko Haram" says that the report is about Nigeria or its neighbours.
  absl::flat_hash_set<int32_t> told;
  for (const ActorMention& mention : actors) {
    if (!told.insert(mention.actor).second) continue;
    for (const std::string& name : in_.actors.actor(mention.actor).opponents) {
      named.try_emplace(name, 1);
    }
  }
  return named;
}

void DocContext::FindPlaces() {
  const std::vector<NameRun> names = FindNames();
  const NamedCountries named = CountCountries(names);
  uint32_t next = 0;  // behind the last name that was read
  for (const NameRun& run : names) {
    const uint32_t i = run.first;
    if (i < next) continue;
    const Sentence& sentence = sentence_of(i);
    const uint32_t name = run.name;
    const Token& t = token(name);
    PlaceMention place;
    place.first = i;
    const uint32_t run_end = run.last;
    uint32_t last = run_end;
    const PlaceLexicon::Match& known = run.place;
    const absl::string_view holder =
        known.length > 0 ? HolderOf(*known.meaning, named) : "";
    const uint32_t length = holder.empty() ? 0 : known.length;
    const ActorMention* actor =
        notes[i].actor >= 0 ? &actors[notes[i].actor] : nullptr;
    const bool state = actor != nullptr && IsState(*actor);
    const bool capital = state && actor->alias == AliasKind::ALIAS_KIND_METONYM;
    // A town in Colombia is called Armenia too.
    place.country = state && length <= (capital ? 0 : actor->last - i);
    if (!holder.empty() && !place.country &&
        (actor == nullptr || length >= actor->last - i)) {
      place.known = true;
      last = i + length;
      while (AfterArticle(*this, last, run_end) > last) {
        last = AfterArticle(*this, last, run_end) + 1;
      }
      place.side = InternName(holder, ActorKind::ACTOR_KIND_STATE);
    } else if (actor != nullptr) {
      last = actor->last;
      if (!state) {
        next = actor->last;
        continue;
      }
      place.known = true;
      place.side = actor->side;
    }
    place.last = last;
    // "Kharkiv region", "Donetsk airport", "Ain al-Asad air base"
    uint32_t noun = place.last;
    while (noun < sentence.last && noun < place.last + 2 &&
           (token(noun).pos == Pos::kNoun || token(noun).pos == Pos::kPropn ||
            token(noun).pos == Pos::kAdj)) {
      if (In(kPlaceNouns, token(noun).lower)) {
        // "the North Darfur town of Tora": the town is Tora.
        const bool other = In(kSettlements, token(noun).lower) &&
                           Is(noun + 1, "of") && noun + 2 < sentence.last &&
                           BeginsName(*this, noun + 2);
        if (other) break;
        place.last = noun + 1;
        break;
      }
      ++noun;
    }
    bool suffixed = place.last > last;
    // The word before it, over determiners, adjectives and "town of".
    uint32_t before = i;
    while (before > sentence.first &&
           (token(before - 1).pos == Pos::kDet ||
            (token(before - 1).pos == Pos::kAdj && before + 2 > i) ||
            token(before - 1).pos == Pos::kNoun ||
            (token(before - 1).pos == Pos::kPropn && before + 2 > i &&
             notes[before - 1].actor >= 0))) {
      --before;
      if (i - before > 3) break;
    }
    if (before > sentence.first) {
      const absl::string_view word = token(before - 1).lower;
      place.located = In(kLocative, word);
      place.origin = word == "from";
      if (word == "of" && before >= sentence.first + 2) {
        place.located = token(before - 2).pos == Pos::kNoun;
      }
    }
    const bool target = IsTarget(*this, last - 1);
    place.located |= target;
    suffixed |= place.located && IsNamedAfter(*this, i, last);
    place.certain =
        suffixed ||
        (before > sentence.first && In(kInside, token(before - 1).lower)) ||
        target;
    const bool heading = i == sentence.first;
    const bool person = IsPersonName(last - 1) || IsPersonName(i);
    // "In Kyiv said": no place. "Bomb in Kyiv kills" is.
    const bool next_verb =
        last < sentence.last &&
        (token(last).pos == Pos::kVerb || token(last).pos == Pos::kAux) &&
        !(place.certain && t.rel == Rel::kNmod);
    // "al-Ahli hospital" is a name, but of no place that is looked up.
    // Nor is the IED of "IED blast".
    const bool names_noun =
        last < sentence.last && token(last).pos == Pos::kNoun &&
        (name > i || (last == i + 1 && IsAcronym(*this, i)));
    const bool keep = (place.known && !person) || suffixed ||
                      (place.located && !person && t.pos == Pos::kPropn &&
                       !next_verb && !heading && !names_noun);
    if (keep) {
      for (uint32_t k = place.first; k < place.last; ++k) {
        notes[k].place = static_cast<int32_t>(places.size());
      }
      places.push_back(place);
      next = place.last;
    } else {
      next = std::max(i + 1, last);
    }
  }
}

// A name that stands for a place once is one wherever it stands: "Kuriga pupils
// freed" of "a school in Kuriga".
void DocContext::FindPlacesByName() {
  absl::flat_hash_set<std::string> names;
  for (const PlaceMention& place : places) {
    if (place.certain && !place.known) {
      names.insert(LowerCase(Words(place.first, place.last)));
    }
  }
  if (names.empty()) return;
  for (const Sentence& sentence : in_.text.sentences) {
    if (!IsReadable(sentence)) continue;
    for (uint32_t i = sentence.first; i < sentence.last; ++i) {
      if (notes[i].place >= 0 || notes[i].actor >= 0 || notes[i].time >= 0 ||
          !BeginsName(*this, i)) {
        continue;
      }
      const uint32_t last = NameEnd(*this, i, sentence.last);
      const bool taken =
          absl::c_any_of(absl::MakeConstSpan(notes).subspan(i, last - i),
                         [](const TokenNote& note) { return note.place >= 0; });
      if (!taken && !IsPersonName(i) && !IsPersonName(last - 1) &&
          names.contains(LowerCase(Words(i, last)))) {
        for (uint32_t k = i; k < last; ++k) {
          notes[k].place = static_cast<int32_t>(places.size());
        }
        places.push_back({.first = i, .last = last});
      }
      i = last - 1;
    }
  }
}

void DocContext::FindTitlePlace() {
  const auto& sentences = in_.text.sentences;
  const auto headline = absl::c_find_if(sentences, [&](const Sentence& s) {
    return role_of(s) == BlockRole::kHeadline;
  });
  if (headline == sentences.end()) return;
  for (uint32_t i = headline->first; i < headline->last; ++i) {
    if (notes[i].place >= 0) {
      title_place = notes[i].place;
      return;
    }
  }
}

void DocContext::FindLeadPlace() {
  for (size_t p = 0; p < places.size(); ++p) {
    const PlaceMention& place = places[p];
    if (place.located && !place.country && IsOfLead(place.first)) {
      lead_place = static_cast<int32_t>(p);
      return;
    }
  }
}

// The place that is named most, by one mention of it; countries count only
// where nothing else is named.
void DocContext::FindMainPlace() {
  absl::flat_hash_map<std::string, std::pair<int, int32_t>> named;
  int most = 0;
  for (int32_t p = 0; p < static_cast<int32_t>(places.size()); ++p) {
    const PlaceMention& place = places[p];
    auto& [count, first] =
        named.try_emplace(LowerCase(Words(place.first, place.last)), 0, p)
            .first->second;
    count += place.country ? 1 : 1000;
    if (count > most) {
      most = count;
      main_place = first;
    }
  }
}

}  // namespace parallax::ingest::domain::extract
