#include "services/ingest/domain/extract/attribution/mention_finder.h"

#include <algorithm>

namespace parallax::ingest::domain::extract::attribution {
namespace {

constexpr uint32_t kMaxPhrase = 16;

bool IsLeftPart(Rel rel) {
  return rel == Rel::kCompound || rel == Rel::kAmod || rel == Rel::kNmodPoss ||
         rel == Rel::kNummod || rel == Rel::kFlat || rel == Rel::kDet ||
         rel == Rel::kNmod;
}

bool IsHyphen(const Syntax& syntax, uint32_t token) {
  return syntax.Is(token, "-") || syntax.Is(token, "/");
}

Gender GenderOf(uint32_t flags) {
  const bool female = (flags & (kFemaleNoun | kFemaleName)) != 0;
  const bool male = (flags & (kMaleNoun | kMaleName)) != 0;
  if (female == male) return Gender::kUnknown;
  return female ? Gender::kFemale : Gender::kMale;
}

struct PronounEntry {
  const char* lower;
  Gender gender;
  bool plural;
  EntityKind kind;
};

constexpr PronounEntry kPronouns[] = {
    {"he", Gender::kMale, false, EntityKind::kPerson},
    {"him", Gender::kMale, false, EntityKind::kPerson},
    {"his", Gender::kMale, false, EntityKind::kPerson},
    {"she", Gender::kFemale, false, EntityKind::kPerson},
    {"her", Gender::kFemale, false, EntityKind::kPerson},
    {"they", Gender::kUnknown, true, EntityKind::kGroup},
    {"them", Gender::kUnknown, true, EntityKind::kGroup},
    {"their", Gender::kUnknown, true, EntityKind::kGroup},
    {"it", Gender::kUnknown, false, EntityKind::kBody},
    {"its", Gender::kUnknown, false, EntityKind::kBody},
    {"who", Gender::kUnknown, false, EntityKind::kUnknown},
    {"which", Gender::kUnknown, false, EntityKind::kUnknown},
};

// The last run of proper nouns in the phrase that is no title; "of" and "for"
// join the parts of a body's name.
TokenRange NameIn(const Syntax& syntax, const AttributionLexicon& lexicon,
                  TokenRange phrase) {
  TokenRange name{phrase.last, phrase.last};
  uint32_t i = phrase.last;
  while (i > phrase.first && syntax[i - 1].pos != Pos::kPropn) --i;
  if (i == phrase.first) return {};
  name.last = i;
  while (i > phrase.first) {
    const uint32_t before = i - 1;
    const Token& token = syntax[before];
    if (token.pos == Pos::kPropn) {
      if ((lexicon.Flags(token.lower) & kTitle) != 0) break;
      // "President Putin": an office before a person's name is no part of it.
      if (i < name.last &&
          (lexicon.Flags(token.lower) & (kOffice | kPersonNoun)) != 0 &&
          syntax[i].pos == Pos::kPropn &&
          (lexicon.Flags(syntax[i].lower) & (kBodyNoun | kPersonNoun)) == 0) {
        break;
      }
    } else if (!IsHyphen(syntax, before)) {
      const bool joins = (token.lower == "of" || token.lower == "for" ||
                          token.lower == "and" || token.lower == "the") &&
                         before > phrase.first && i < name.last;
      if (!joins) break;
    }
    --i;
  }
  while (i < name.last && syntax[i].pos != Pos::kPropn) ++i;
  name.first = i;
  return name.empty() ? TokenRange{} : name;
}

class Finder {
 public:
  Finder(const Syntax& syntax, const AttributionLexicon& lexicon)
      : syntax_(syntax), lexicon_(lexicon) {}

  std::vector<RawMention> Run() {
    for (uint32_t i = 0; i < syntax_.size(); ++i) {
      switch (syntax_[i].pos) {
        case Pos::kPron:
        case Pos::kDet:
          Pronoun(i);
          break;
        case Pos::kPropn:
        case Pos::kNoun:
        case Pos::kAdj:
        case Pos::kNum:
          Noun(i);
          break;
        default:
          break;
      }
    }
    return std::move(found_);
  }

 private:
  void Pronoun(uint32_t i) {
    for (const PronounEntry& entry : kPronouns) {
      if (syntax_[i].lower != entry.lower) continue;
      // "it is said": nothing is meant.
      if (syntax_[i].rel == Rel::kExpl) return;
      RawMention mention;
      mention.tokens = {i, i + 1};
      mention.head = i;
      mention.kind = MentionKind::kPronoun;
      mention.gender = entry.gender;
      mention.plural = entry.plural;
      mention.entity_kind = entry.kind;
      found_.push_back(std::move(mention));
      return;
    }
    // "both blamed the other", "both sides" is headed by its noun.
    if ((syntax_[i].lower == "both" || syntax_[i].lower == "neither") &&
        syntax_[i].rel == Rel::kNsubj) {
      RawMention mention;
      mention.tokens = {i, i + 1};
      mention.head = i;
      mention.kind = MentionKind::kNominal;
      mention.entity_kind = EntityKind::kGroup;
      mention.plural = true;
      mention.definite = true;
      mention.noun = "side";
      found_.push_back(std::move(mention));
    }
  }

  void Noun(uint32_t i) {
    const Token& token = syntax_[i];
    if (token.rel == Rel::kCompound && token.pos == Pos::kPropn) {
      Modifier(i);
      return;
    }
    if (token.rel == Rel::kFlat || token.rel == Rel::kCompound ||
        token.rel == Rel::kAmod || token.rel == Rel::kFixed) {
      // A name whose head is a common noun heads the whole phrase there.
      return;
    }
    const uint32_t flags =
        lexicon_.Flags(token.lower) | lexicon_.Flags(token.lemma);
    if ((flags & kTimeNoun) != 0 && (flags & kFemaleName) == 0) return;
    const bool listed = (flags & (kPersonNoun | kBodyNoun | kGroupNoun |
                                  kPairNoun | kOffice)) != 0;
    const bool the_two = token.pos == Pos::kNum && token.lower == "two" &&
                         syntax_.HasChild(i, Rel::kDet);
    if (token.pos == Pos::kAdj || token.pos == Pos::kNum) {
      if (!the_two) return;
    } else if (token.pos == Pos::kNoun && !listed) {
      // "candidate Donald Trump" comes through its flat name.
      if (!syntax_.HasChild(i, Rel::kFlat)) return;
    }
    RawMention mention;
    mention.head = i;
    const TokenRange with_determiner = CorePhrase(syntax_, i);
    mention.tokens = with_determiner;
    while (mention.tokens.first < i &&
           syntax_[mention.tokens.first].pos == Pos::kDet) {
      const absl::string_view lower = syntax_[mention.tokens.first].lower;
      mention.definite = mention.definite || lower == "the" ||
                         lower == "this" || lower == "that" ||
                         lower == "these" || lower == "both" || lower == "each";
      if (lower == "both" || lower == "each") break;
      ++mention.tokens.first;
    }
    mention.definite =
        mention.definite || syntax_.HasChild(i, Rel::kNmodPoss) || the_two;
    mention.plural = (token.features & kPlural) != 0 || the_two;
    mention.name = NameIn(syntax_, lexicon_, mention.tokens);
    // "The United Nations said it": one body.
    if (!mention.name.empty() && syntax_.Is(mention.name.first, "united")) {
      mention.plural = false;
    }
    Classify(mention, token, flags, the_two);
    mention.owner = OwnerOf(mention);
    found_.push_back(std::move(mention));
  }

  // "Hamas fighters", "Central Command forces": the name before a common noun
  // that can speak names a body of its own.
  void Modifier(uint32_t i) {
    const Token& token = syntax_[i];
    const uint32_t next = i + 1;
    if (token.head != static_cast<int32_t>(next) ||
        syntax_[next].pos != Pos::kNoun) {
      return;
    }
    const uint32_t flags =
        lexicon_.Flags(token.lower) | lexicon_.Flags(token.lemma);
    const uint32_t noun = lexicon_.Flags(syntax_[next].lower) |
                          lexicon_.Flags(syntax_[next].lemma);
    if ((flags & (kOffice | kTitle | kTimeNoun | kPersonNoun)) != 0 ||
        (noun & (kPersonNoun | kBodyNoun | kGroupNoun)) == 0) {
      return;
    }
    RawMention mention;
    mention.head = i;
    mention.tokens = {i, next};
    const uint32_t begin = syntax_.SentenceOf(i).first;
    while (mention.tokens.first > begin &&
           syntax_[mention.tokens.first - 1].pos == Pos::kPropn &&
           syntax_[mention.tokens.first - 1].rel == Rel::kCompound &&
           i - mention.tokens.first < kMaxPhrase) {
      --mention.tokens.first;
    }
    mention.name = mention.tokens;
    mention.modifier = true;
    Classify(mention, token, flags, false);
    if (mention.entity_kind == EntityKind::kPerson) return;
    mention.owner = OwnerOf(mention);
    found_.push_back(std::move(mention));
  }

  void Classify(RawMention& mention, const Token& token, uint32_t flags,
                bool the_two) {
    uint32_t all = flags;
    bool titled = false;
    for (uint32_t k = mention.tokens.first; k < mention.tokens.last; ++k) {
      const uint32_t word = lexicon_.Flags(syntax_[k].lower);
      if (mention.name.Contains(k) && k == mention.name.first) {
        all |= word & (kFemaleName | kMaleName);
      }
      titled = titled || (word & kTitle) != 0 ||
               (k < mention.name.first && (word & (kOffice | kPersonNoun)));
      all |= word & (kFemaleNoun | kMaleNoun);
    }
    const bool name_is_body = HasBodyWord(mention.name);
    const bool proper_name =
        !mention.name.empty() && mention.name.Contains(mention.head);
    const bool flat_name = !mention.name.empty() && !proper_name &&
                           mention.name.first > mention.head &&
                           syntax_[mention.name.first].rel == Rel::kFlat;
    mention.kind =
        proper_name || flat_name ? MentionKind::kName : MentionKind::kNominal;
    if (mention.kind == MentionKind::kNominal) mention.name = {};
    if (the_two) {
      mention.noun = "side";
      mention.entity_kind = EntityKind::kGroup;
      return;
    }
    if (token.pos == Pos::kNoun) mention.noun = token.lemma;
    if (mention.kind == MentionKind::kName) {
      if (name_is_body && !titled) {
        mention.entity_kind = EntityKind::kBody;
        if (mention.noun.empty()) mention.noun = BodyWord(mention.name);
      } else if (titled || GenderOf(all) != Gender::kUnknown) {
        mention.entity_kind = EntityKind::kPerson;
      } else if ((lexicon_.Flags(syntax_[mention.head].lower) & kMetonym) !=
                     0 ||
                 IsLocative(mention.head)) {
        mention.entity_kind = EntityKind::kPlace;
      } else if (IsAcronym(mention.name)) {
        mention.entity_kind = EntityKind::kBody;
      }
    } else if ((flags & kPersonNoun) != 0 && !mention.plural) {
      mention.entity_kind = EntityKind::kPerson;
    } else if ((flags & kGroupNoun) != 0 && mention.plural) {
      mention.entity_kind = EntityKind::kGroup;
    } else if ((flags & kBodyNoun) != 0) {
      mention.entity_kind = EntityKind::kBody;
    }
    if (mention.entity_kind == EntityKind::kPerson) {
      mention.gender = GenderOf(all);
      mention.plural = false;
    }
  }

  std::string OwnerOf(const RawMention& mention) const {
    const bool owned =
        mention.entity_kind == EntityKind::kBody ||
        mention.entity_kind == EntityKind::kGroup ||
        (mention.kind == MentionKind::kNominal && !mention.noun.empty());
    if (!owned) return "";
    for (uint32_t i = mention.tokens.first; i < mention.head; ++i) {
      const Token& token = syntax_[i];
      const bool possessor = syntax_.Is(i + 1, "'s") || syntax_.Is(i + 1, "'");
      const absl::string_view form = syntax_.text().Form(token);
      const bool capital = !form.empty() && form[0] >= 'A' && form[0] <= 'Z';
      if (token.pos == Pos::kPropn &&
          (possessor || !mention.name.Contains(i))) {
        return token.lower;
      }
      if (token.pos == Pos::kAdj && capital && i > 0 &&
          !mention.name.Contains(i)) {
        return token.lower;
      }
    }
    for (uint32_t child : syntax_.Children(mention.head)) {
      if (child < mention.head || syntax_[child].rel != Rel::kNmod ||
          syntax_[child].pos != Pos::kPropn) {
        continue;
      }
      const absl::string_view preposition = syntax_.Preposition(child);
      if (preposition == "of" || preposition == "in") {
        if (mention.name.Contains(child)) continue;
        return syntax_[child].lower;
      }
    }
    return "";
  }

  bool HasBodyWord(TokenRange name) const { return !BodyWord(name).empty(); }

  std::string BodyWord(TokenRange name) const {
    for (uint32_t k = name.first; k < name.last; ++k) {
      if ((lexicon_.Flags(syntax_[k].lower) & kBodyNoun) != 0) {
        return syntax_[k].lower;
      }
    }
    return "";
  }

  bool IsLocative(uint32_t head) const {
    const absl::string_view preposition = syntax_.Preposition(head);
    return preposition == "in" || preposition == "near" || preposition == "at";
  }

  bool IsAcronym(TokenRange name) const {
    if (name.last != name.first + 1) return false;
    const absl::string_view form = syntax_.text().Form(syntax_[name.first]);
    if (form.size() < 2) return false;
    for (char c : form) {
      if (c != '.' && (c < 'A' || c > 'Z')) return false;
    }
    return true;
  }

  const Syntax& syntax_;
  const AttributionLexicon& lexicon_;
  std::vector<RawMention> found_;
};

}  // namespace

TokenRange CorePhrase(const Syntax& syntax, uint32_t head) {
  TokenRange range{head, head + 1};
  const Sentence& sentence = syntax.SentenceOf(head);
  for (uint32_t child : syntax.Children(head)) {
    if (child > head || !IsLeftPart(syntax[child].rel)) continue;
    if (syntax[child].rel == Rel::kNmod && syntax.HasChild(child, Rel::kCase)) {
      continue;
    }
    const uint32_t first = syntax.Yield(child).first;
    if (head - first <= kMaxPhrase) range.first = std::min(range.first, first);
  }
  // A comma inside: only what stands after it. So with an article behind
  // another noun: "late on Sunday the army's spokesman".
  for (uint32_t i = head; i-- > range.first;) {
    if (syntax.Is(i, ",") || syntax.IsQuoteMark(i)) {
      range.first = i + 1;
      break;
    }
    if (i > range.first && syntax.Is(i, "the") &&
        (syntax[i - 1].pos == Pos::kNoun || syntax[i - 1].pos == Pos::kPropn)) {
      range.first = i;
      break;
    }
  }
  if (syntax.Is(range.first, "according") && range.first + 2 <= head) {
    range.first += 2;
  }
  while (range.last < sentence.last && range.last - head < kMaxPhrase) {
    const Token& next = syntax[range.last];
    if (next.head < 0) break;
    const bool inside = range.Contains(static_cast<uint32_t>(next.head));
    if (inside && (next.rel == Rel::kFlat ||
                   (next.rel == Rel::kCompound && next.pos == Pos::kPropn))) {
      ++range.last;
      continue;
    }
    if (IsHyphen(syntax, range.last) && range.last + 1 < sentence.last &&
        syntax[range.last + 1].rel == Rel::kFlat) {
      ++range.last;
      continue;
    }
    // "Ministry of Defence", "spokesman for the army", "ministry in Baku"
    if ((next.lower == "of" || next.lower == "for" || next.lower == "in") &&
        next.rel == Rel::kCase) {
      const uint32_t noun = static_cast<uint32_t>(next.head);
      if (next.lower == "in" && syntax[noun].pos != Pos::kPropn) break;
      if (noun > range.last &&
          syntax[noun].head == static_cast<int32_t>(head) &&
          noun - range.last < 8) {
        uint32_t last = noun + 1;
        for (uint32_t child : syntax.Children(noun)) {
          if (syntax[child].rel == Rel::kFlat && child == last)
            last = child + 1;
        }
        range.last = last;
        continue;
      }
    }
    break;
  }
  return range;
}

bool IsSpeaker(const Syntax& syntax, const AttributionLexicon& lexicon,
               uint32_t head) {
  const Token& token = syntax[head];
  if (syntax.Preposition(head) == "according") return true;
  if (token.rel != Rel::kNsubj || token.head < 0) return false;
  const Token& verb = syntax[static_cast<uint32_t>(token.head)];
  if (verb.pos != Pos::kVerb) return false;
  const CueEntry* const cue = lexicon.Verb(verb.lemma);
  return cue != nullptr && cue->cue_class == CueClass::kReporting;
}

std::vector<RawMention> FindMentions(const Syntax& syntax,
                                     const AttributionLexicon& lexicon) {
  return Finder(syntax, lexicon).Run();
}

}  // namespace parallax::ingest::domain::extract::attribution
