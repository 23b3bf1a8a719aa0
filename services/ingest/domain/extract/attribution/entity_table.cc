#include "services/ingest/domain/extract/attribution/entity_table.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

// Letters that "Armenia" and "Armenian" share; short enough for "Iraqi".
constexpr size_t kOwnerStem = 4;

int32_t IdOf(const absl::flat_hash_map<std::string, int32_t>& ids,
             const std::string& name) {
  const auto it = ids.find(name);
  return it == ids.end() ? -1 : it->second;
}

}  // namespace

EntityTable::EntityTable(const Syntax& syntax,
                         const AttributionLexicon& lexicon)
    : syntax_(syntax), lexicon_(lexicon) {
  out_.mention_of_head.assign(syntax.size(), -1);
}

Coreference EntityTable::Take() {
  for (const int32_t id : merged_) {
    std::vector<uint32_t>& mentions = entity(id).mentions;
    std::sort(mentions.begin(), mentions.end());
  }
  merged_.clear();
  return std::move(out_);
}

std::string EntityTable::Lower(TokenRange range) const {
  std::string out;
  for (uint32_t i = range.first; i < range.last; ++i) {
    if (!out.empty()) out += ' ';
    out += syntax_[i].lower;
  }
  return out;
}

std::string EntityTable::Text(TokenRange range) const {
  const ByteSpan bytes = BytesOf(syntax_.text(), range);
  return std::string(
      syntax_.text().text.substr(bytes.begin, bytes.end - bytes.begin));
}

int32_t EntityTable::NewEntity(const RawMention& raw) {
  Entity entity;
  entity.kind = raw.entity_kind;
  entity.gender = raw.gender;
  entity.plural = raw.plural;
  entity.fullest = raw.tokens;
  entity.text = Text(raw.tokens);
  if (!raw.name.empty()) entity.name = Text(raw.name);
  out_.entities.push_back(std::move(entity));
  nouns_.emplace_back();
  owners_.push_back(raw.owner);
  modifies_.push_back(false);
  return static_cast<int32_t>(out_.entities.size() - 1);
}

int32_t EntityTable::ResolveName(const RawMention& raw) {
  // Bodies of the same name are told apart by whose they are.
  std::string full = Lower(raw.name);
  if (!raw.owner.empty() && raw.entity_kind == EntityKind::kBody) {
    full = absl::StrCat(raw.owner.substr(0, kOwnerStem), "'s ", full);
  }
  const std::string& last = syntax_[raw.name.last - 1].lower;
  int32_t id = IdOf(by_name_, full);
  if (id < 0 && raw.name.last == raw.name.first + 1) {
    id = ShortNameOf(raw, last);
  } else if (id < 0 && raw.entity_kind != EntityKind::kBody) {
    // The full name after the surname alone: "Putin ... Vladimir Putin".
    const int32_t surname = IdOf(by_name_, last);
    if (surname >= 0 && MayBePerson(surname)) id = surname;
  }
  return Remember(raw, full, last, id >= 0 ? id : NewEntity(raw));
}

// Whom one word means: a surname, a body's initials, or what kind of body it
// is: "the Observatory" after "the Syrian Observatory for Human Rights".
int32_t EntityTable::ShortNameOf(const RawMention& raw,
                                 const std::string& word) const {
  const int32_t person = IdOf(by_last_, word);
  if (person >= 0 && MayBePerson(person)) return person;
  const int32_t initials = IdOf(by_initials_, word);
  if (initials >= 0) return initials;
  const int32_t body = IdOf(by_body_word_, word);
  return body >= 0 && OwnersFit(raw, body) ? body : -1;
}

bool EntityTable::MayBePerson(int32_t entity) const {
  const EntityKind kind = out_.entities[static_cast<size_t>(entity)].kind;
  return kind == EntityKind::kPerson || kind == EntityKind::kUnknown;
}

int32_t EntityTable::Remember(const RawMention& raw, const std::string& full,
                              const std::string& last, int32_t id) {
  by_name_.emplace(full, id);
  Entity& entity = out_.entities[static_cast<size_t>(id)];
  if (entity.kind == EntityKind::kUnknown) entity.kind = raw.entity_kind;
  if (entity.gender == Gender::kUnknown) entity.gender = raw.gender;
  const bool body = entity.kind == EntityKind::kBody;
  if (!body) {
    by_last_[last] = id;
  } else {
    std::string initials;
    for (uint32_t i = raw.name.first; i < raw.name.last; ++i) {
      if (syntax_[i].pos == Pos::kPropn) initials += syntax_[i].lower[0];
    }
    if (initials.size() >= 2) by_initials_.emplace(initials, id);
  }
  // The title in front is an office that may stand alone later.
  if (!raw.noun.empty()) AddNoun(id, raw.noun);
  for (uint32_t i = raw.tokens.first; i < raw.name.first; ++i) {
    if ((lexicon_.Flags(syntax_[i].lower) & (kOffice | kPersonNoun)) != 0) {
      AddNoun(id, syntax_[i].lemma);
    }
  }
  if (body) {
    for (uint32_t i = raw.name.first; i < raw.name.last; ++i) {
      if ((lexicon_.Flags(syntax_[i].lower) & kBodyNoun) != 0) {
        AddNoun(id, syntax_[i].lower);
        if (raw.name.last > raw.name.first + 1) {
          by_body_word_[syntax_[i].lower] = id;
        }
      }
    }
  }
  return id;
}

void EntityTable::AddNoun(int32_t id, const std::string& noun) {
  std::vector<std::string>& nouns = nouns_[static_cast<size_t>(id)];
  if (std::find(nouns.begin(), nouns.end(), noun) == nouns.end() &&
      nouns.size() < 8) {
    nouns.push_back(noun);
  }
}

bool EntityTable::HasNoun(int32_t id, absl::string_view noun) const {
  const std::vector<std::string>& nouns = nouns_[static_cast<size_t>(id)];
  return std::find(nouns.begin(), nouns.end(), noun) != nouns.end();
}

// Whether the entity is called by this form anywhere. A name counts by its
// beginning: "Armenian" fits "Armenia's defence ministry".
bool EntityTable::CalledBy(int32_t id, uint32_t token) const {
  constexpr size_t kStem = 5;
  const Entity& entity = out_.entities[static_cast<size_t>(id)];
  std::string form(syntax_.text().Form(syntax_[token]));
  if (IsCapitalized(token)) form = form.substr(0, kStem);
  return entity.text.find(form) != std::string::npos ||
         entity.description.find(form) != std::string::npos;
}

bool EntityTable::IsCapitalized(uint32_t token) const {
  const char first = syntax_.text().Form(syntax_[token])[0];
  return syntax_[token].pos == Pos::kPropn || (first >= 'A' && first <= 'Z');
}

bool EntityTable::OwnersFit(const RawMention& raw, int32_t id) const {
  const std::string& owner = owners_[static_cast<size_t>(id)];
  if (raw.owner.empty() || owner.empty()) return true;
  return raw.owner.compare(0, kOwnerStem, owner, 0, kOwnerStem) == 0;
}

bool EntityTable::HaveOneOwner(const RawMention& raw, int32_t id) const {
  return raw.owner.empty() == owners_[static_cast<size_t>(id)].empty() &&
         OwnersFit(raw, id);
}

// Two ministries of defence are told apart by whose they are, so a name among
// the modifiers has to fit.
bool EntityTable::ModifiersFit(const RawMention& raw, int32_t id) const {
  bool any = false;
  bool fits = false;
  for (uint32_t i = raw.tokens.first; i < raw.head; ++i) {
    if (syntax_[i].lower == raw.owner) continue;
    const Pos pos = syntax_[i].pos;
    if (pos != Pos::kAdj && pos != Pos::kPropn && pos != Pos::kNoun) continue;
    any = true;
    if (CalledBy(id, i)) {
      fits = true;
    } else if (pos == Pos::kPropn ||
               (IsCapitalized(i) && i != syntax_.SentenceOf(i).first)) {
      return false;
    }
  }
  // "the defence ministry in Baku", "the governor of Russia's Lipetsk region"
  for (uint32_t child : syntax_.Children(raw.head)) {
    if (child <= raw.head || syntax_[child].rel != Rel::kNmod) continue;
    const absl::string_view preposition = syntax_.Preposition(child);
    if (preposition != "in" && preposition != "of") continue;
    constexpr uint32_t kReach = 4;
    const uint32_t first =
        std::max(raw.head, child > kReach ? child - kReach : 0) + 1;
    for (uint32_t i = syntax_[child].pos == Pos::kPropn ? child : first;
         i <= child; ++i) {
      // "Russia's": the country of both.
      if (syntax_[i].pos != Pos::kPropn || syntax_[i].rel == Rel::kNmodPoss) {
        continue;
      }
      if (!CalledBy(id, i)) return false;
      fits = true;
    }
  }
  return fits || !any;
}

std::string EntityTable::OwnerName(int32_t id) const {
  const std::string& owner = owners_[static_cast<size_t>(id)];
  if (!owner.empty()) return owner;
  const std::string& name = entity(id).name;
  return absl::AsciiStrToLower(name.substr(0, name.find(' ')));
}

bool EntityTable::MayBeBody(int32_t id) const {
  const Entity& e = entity(id);
  return e.kind == EntityKind::kBody ||
         (e.kind == EntityKind::kUnknown && !e.name.empty() &&
          modifies_[static_cast<size_t>(id)]);
}

void EntityTable::Record(const RawMention& raw, int32_t id) {
  Entity& entity = out_.entities[static_cast<size_t>(id)];
  std::string& owner = owners_[static_cast<size_t>(id)];
  if (owner.empty()) owner = raw.owner;
  if (raw.modifier) modifies_[static_cast<size_t>(id)] = true;
  const uint32_t index = static_cast<uint32_t>(out_.mentions.size());
  out_.mentions.push_back({raw.tokens, raw.head, raw.kind, id,
                           IsSpeaker(syntax_, lexicon_, raw.head)});
  entity.mentions.push_back(index);
  out_.mention_of_head[raw.head] = static_cast<int32_t>(index);
  if (raw.kind == MentionKind::kName) {
    const std::string name = Text(raw.name);
    if (name.size() > entity.name.size()) entity.name = name;
    // Fuller: a longer name, or the same name with a title.
    const std::string text = Text(raw.tokens);
    const bool has_name = text.find(entity.name) != std::string::npos;
    const bool had_name = entity.text.find(entity.name) != std::string::npos;
    if ((has_name && !had_name) ||
        (has_name == had_name && text.size() > entity.text.size())) {
      entity.text = text;
      entity.fullest = raw.tokens;
    }
  } else if (raw.kind == MentionKind::kNominal &&
             raw.tokens.last - raw.tokens.first > 1) {
    if (entity.name.empty()) {
      const std::string text = Text(raw.tokens);
      if (text.size() > entity.text.size()) {
        entity.text = text;
        entity.fullest = raw.tokens;
      }
    } else {
      Describe(id, Text(raw.tokens));
    }
  }
}

void EntityTable::Describe(int32_t id, const std::string& what) {
  Entity& entity = out_.entities[static_cast<size_t>(id)];
  if (entity.description.find(what) != std::string::npos ||
      entity.description.size() > 400) {
    return;
  }
  if (!entity.description.empty()) entity.description += "; ";
  entity.description += what;
}

void EntityTable::Merge(int32_t from, int32_t to) {
  if (from == to) return;
  Entity& source = entity(from);
  Entity& target = entity(to);
  for (const uint32_t m : source.mentions) out_.mentions[m].entity = to;
  target.mentions.insert(target.mentions.end(), source.mentions.begin(),
                         source.mentions.end());
  merged_.insert(to);
  source.mentions.clear();
  Describe(to, source.text);
  if (target.gender == Gender::kUnknown) target.gender = source.gender;
  if (target.kind == EntityKind::kUnknown) target.kind = source.kind;
}

}  // namespace parallax::ingest::domain::extract::attribution
