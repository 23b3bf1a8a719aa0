#include "services/ingest/domain/extract/attribution/coreference.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "services/ingest/domain/extract/attribution/lexicon.h"
#include "services/ingest/domain/extract/attribution/mention_finder.h"
#include "services/ingest/domain/extract/attribution/syntax.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

// How many mentions back an antecedent is looked for.
constexpr size_t kReach = 60;

// Letters that "Armenia" and "Armenian" share; short enough for "Iraqi".
constexpr size_t kOwnerStem = 4;

class Resolver {
 public:
  Resolver(const Syntax& syntax, const AttributionLexicon& lexicon)
      : syntax_(syntax), lexicon_(lexicon) {}

  Coreference Run() {
    const size_t tokens = syntax_.size();
    out_.mention_of_head.assign(tokens, -1);
    for (RawMention& raw : FindMentions(syntax_, lexicon_)) {
      const int32_t entity = Resolve(raw);
      if (entity < 0) continue;
      Record(raw, entity);
    }
    TieAppositions();
    return std::move(out_);
  }

 private:
  int32_t Resolve(const RawMention& raw) {
    switch (raw.kind) {
      case MentionKind::kPronoun:
        return ResolvePronoun(raw);
      case MentionKind::kName:
        return ResolveName(raw);
      case MentionKind::kNominal:
        return ResolveNominal(raw);
    }
    return -1;
  }

  std::string Lower(TokenRange range) const {
    std::string out;
    for (uint32_t i = range.first; i < range.last; ++i) {
      if (!out.empty()) out += ' ';
      out += syntax_[i].lower;
    }
    return out;
  }

  std::string Text(TokenRange range) const {
    const ByteSpan bytes = BytesOf(syntax_.text(), range);
    return std::string(
        syntax_.text().text.substr(bytes.begin, bytes.end - bytes.begin));
  }

  int32_t NewEntity(const RawMention& raw) {
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
    return static_cast<int32_t>(out_.entities.size() - 1);
  }

  int32_t ResolveName(const RawMention& raw) {
    // Bodies of the same name are told apart by whose they are.
    std::string full = Lower(raw.name);
    if (!raw.owner.empty() && raw.entity_kind == EntityKind::kBody) {
      full = absl::StrCat(raw.owner.substr(0, kOwnerStem), "'s ", full);
    }
    const std::string& last = syntax_[raw.name.last - 1].lower;
    const bool single = raw.name.last == raw.name.first + 1;
    auto it = by_name_.find(full);
    if (it == by_name_.end() && single) {
      // A surname, or a body's initials.
      it = by_last_.find(last);
      if (it != by_last_.end() && !MayBePerson(it->second)) {
        it = by_last_.end();
      }
      if (it == by_last_.end()) {
        it = by_initials_.find(last);
        if (it == by_initials_.end()) it = by_last_.end();
      }
      if (it != by_last_.end()) return Remember(raw, full, last, it->second);
    } else if (it == by_name_.end()) {
      // The full name after the surname alone: "Putin ... Vladimir Putin".
      const auto surname = by_name_.find(last);
      if (surname != by_name_.end() && MayBePerson(surname->second) &&
          raw.entity_kind != EntityKind::kBody) {
        return Remember(raw, full, last, surname->second);
      }
    }
    if (it != by_name_.end()) return Remember(raw, full, last, it->second);
    return Remember(raw, full, last, NewEntity(raw));
  }

  bool MayBePerson(int32_t entity) const {
    const EntityKind kind = out_.entities[static_cast<size_t>(entity)].kind;
    return kind == EntityKind::kPerson || kind == EntityKind::kUnknown;
  }

  int32_t Remember(const RawMention& raw, const std::string& full,
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
        }
      }
    }
    return id;
  }

  void AddNoun(int32_t id, const std::string& noun) {
    std::vector<std::string>& nouns = nouns_[static_cast<size_t>(id)];
    if (std::find(nouns.begin(), nouns.end(), noun) == nouns.end() &&
        nouns.size() < 8) {
      nouns.push_back(noun);
    }
  }

  // Whether the entity is called by this form anywhere. A name counts by its
  // beginning: "Armenian" fits "Armenia's defence ministry".
  bool CalledBy(int32_t id, uint32_t token) const {
    constexpr size_t kStem = 5;
    const Entity& entity = out_.entities[static_cast<size_t>(id)];
    std::string form(syntax_.text().Form(syntax_[token]));
    if (IsCapitalized(token)) form = form.substr(0, kStem);
    return entity.text.find(form) != std::string::npos ||
           entity.description.find(form) != std::string::npos;
  }

  bool IsCapitalized(uint32_t token) const {
    const char first = syntax_.text().Form(syntax_[token])[0];
    return syntax_[token].pos == Pos::kPropn || (first >= 'A' && first <= 'Z');
  }

  // Whether two phrases may belong to one owner: "Armenia's", "Armenian" and
  // no owner at all may, "Azerbaijani" may not.
  bool OwnersFit(const RawMention& raw, int32_t id) const {
    const std::string& owner = owners_[static_cast<size_t>(id)];
    if (raw.owner.empty() || owner.empty()) return true;
    return raw.owner.compare(0, kOwnerStem, owner, 0, kOwnerStem) == 0;
  }

  // Whether the modifiers of a phrase ("Armenian", "defence", "Baku's") do not
  // contradict what the entity is called. Two ministries of defence are told
  // apart by whose they are, so a name among the modifiers has to fit.
  bool ModifiersFit(const RawMention& raw, int32_t id) const {
    bool any = false;
    bool fits = false;
    for (uint32_t i = raw.tokens.first; i < raw.head; ++i) {
      if (syntax_[i].lower == raw.owner) continue;
      const Pos pos = syntax_[i].pos;
      if (pos != Pos::kAdj && pos != Pos::kPropn && pos != Pos::kNoun) continue;
      any = true;
      if (CalledBy(id, i)) {
        fits = true;
      } else if (IsCapitalized(i) && i != syntax_.SentenceOf(i).first) {
        return false;
      } else if (pos == Pos::kPropn) {
        return false;
      }
    }
    // "the defence ministry in Baku"
    for (uint32_t child : syntax_.Children(raw.head)) {
      if (child <= raw.head || syntax_[child].rel != Rel::kNmod ||
          syntax_[child].pos != Pos::kPropn) {
        continue;
      }
      const absl::string_view preposition = syntax_.Preposition(child);
      if (preposition != "in" && preposition != "of") continue;
      if (!CalledBy(id, child)) return false;
      fits = true;
    }
    return fits || !any;
  }

  int32_t ResolveNominal(const RawMention& raw) {
    if (IsPair(raw)) return NewPair(raw);
    if (!raw.definite && raw.entity_kind != EntityKind::kGroup) {
      const int32_t id = NewEntity(raw);
      AddNoun(id, raw.noun);
      return id;
    }
    const size_t from =
        out_.mentions.size() > kReach ? out_.mentions.size() - kReach : 0;
    const uint32_t flags = lexicon_.Flags(raw.noun);
    int32_t loose = -1;
    for (size_t k = out_.mentions.size(); k-- > from;) {
      const int32_t id = out_.mentions[k].entity;
      const Entity& entity = out_.entities[static_cast<size_t>(id)];
      const std::vector<std::string>& nouns = nouns_[static_cast<size_t>(id)];
      const bool same =
          std::find(nouns.begin(), nouns.end(), raw.noun) != nouns.end();
      if (same && entity.plural == raw.plural && OwnersFit(raw, id) &&
          ModifiersFit(raw, id)) {
        return id;
      }
      if (loose >= 0 || !raw.definite || raw.plural) continue;
      // "the group", "the official": any body or person that was just named.
      const bool generic_body =
          raw.noun == "group" || raw.noun == "organisation" ||
          raw.noun == "organization" || raw.noun == "movement" ||
          raw.noun == "agency" || raw.noun == "faction" ||
          raw.noun == "watchdog" || raw.noun == "observatory";
      const bool bare = raw.tokens.first == raw.head;
      if (generic_body && bare && entity.kind == EntityKind::kBody) loose = id;
      if (bare && (flags & kOffice) == 0 && (flags & kPersonNoun) != 0 &&
          entity.kind == EntityKind::kPerson && !entity.name.empty() &&
          (raw.noun == "official" || raw.noun == "leader" ||
           raw.noun == "politician" || raw.noun == "diplomat")) {
        loose = id;
      }
    }
    if (loose >= 0) {
      AddNoun(loose, raw.noun);
      return loose;
    }
    const int32_t id = NewEntity(raw);
    AddNoun(id, raw.noun);
    return id;
  }

  bool IsPair(const RawMention& raw) const {
    if (!raw.plural && raw.noun != "side") return false;
    if ((lexicon_.Flags(raw.noun) & kPairNoun) == 0) return false;
    const Token& first = syntax_[raw.tokens.first];
    if (syntax_[raw.head].lower == "both" ||
        syntax_[raw.head].lower == "neither" ||
        syntax_[raw.head].lower == "two") {
      return true;
    }
    for (uint32_t child : syntax_.Children(raw.head)) {
      const absl::string_view lower = syntax_[child].lower;
      if (child < raw.head &&
          (lower == "both" || lower == "two" || lower == "each" ||
           lower == "neither" || lower == "either" || lower == "warring")) {
        return true;
      }
    }
    return first.lower == "both" ||
           (raw.noun == "side" && raw.plural && raw.definite);
  }

  // The two parties meant: the last pair that was named together, else the two
  // bodies or places named most.
  int32_t NewPair(const RawMention& raw) {
    std::vector<int32_t> members = last_pair_;
    if (members.empty()) {
      std::vector<std::pair<size_t, int32_t>> count;
      for (size_t k = 0; k < out_.entities.size(); ++k) {
        const Entity& entity = out_.entities[k];
        if (entity.name.empty() || entity.kind == EntityKind::kPerson) continue;
        // A ministry is no side; its state is.
        if (!nouns_[k].empty()) continue;
        count.push_back({entity.mentions.size(), -static_cast<int32_t>(k)});
      }
      if (count.size() >= 2) {
        std::partial_sort(count.begin(), count.begin() + 2, count.end(),
                          std::greater<>());
        members = {-count[0].second, -count[1].second};
        std::sort(members.begin(), members.end());
      }
    }
    for (size_t k = pairs_.size(); k-- > 0;) {
      if (out_.entities[static_cast<size_t>(pairs_[k])].members == members) {
        return pairs_[k];
      }
    }
    const int32_t id = NewEntity(raw);
    out_.entities[static_cast<size_t>(id)].kind = EntityKind::kGroup;
    out_.entities[static_cast<size_t>(id)].plural = true;
    out_.entities[static_cast<size_t>(id)].members = std::move(members);
    AddNoun(id, raw.noun);
    if (pairs_.size() < 16) pairs_.push_back(id);
    return id;
  }

  int32_t ResolvePronoun(const RawMention& raw) {
    const Token& token = syntax_[raw.head];
    if (token.lower == "who" || token.lower == "which") {
      return Antecedent(raw.head);
    }
    const size_t from =
        out_.mentions.size() > kReach ? out_.mentions.size() - kReach : 0;
    const uint32_t sentence = syntax_.SentenceIndex(raw.head);
    const int32_t quote = syntax_.QuoteOf(raw.head);
    int32_t best = -1;
    int best_score = -1000;
    for (size_t k = out_.mentions.size(); k-- > from;) {
      const EntityMention& mention = out_.mentions[k];
      const Entity& entity = out_.entities[static_cast<size_t>(mention.entity)];
      if (!Agrees(raw, entity)) continue;
      const uint32_t distance = sentence - syntax_.SentenceIndex(mention.head);
      if (distance > 6) break;
      const Rel rel = syntax_[mention.head].rel;
      int score = -4 * static_cast<int>(distance);
      if (rel == Rel::kNsubj || rel == Rel::kNsubjPass) score += 5;
      if (mention.kind == MentionKind::kName) score += 2;
      if (rel == Rel::kNmodPoss || rel == Rel::kNmod) score -= 2;
      if (mention.kind == MentionKind::kPronoun) score += 2;
      // Quoted words refer within and before the quotation; the speaker is
      // not "he" there.
      if (syntax_.QuoteOf(mention.head) != quote) score -= 1;
      // An object of the same clause does not bind its own subject pronoun.
      if (distance == 0 && token.rel == Rel::kObj &&
          (rel == Rel::kNsubj || rel == Rel::kNsubjPass) &&
          syntax_[mention.head].head == token.head) {
        continue;
      }
      if (entity.gender != Gender::kUnknown && raw.gender == entity.gender) {
        score += 3;
      }
      if (score > best_score) {
        best_score = score;
        best = mention.entity;
      }
    }
    if (best >= 0 && raw.gender != Gender::kUnknown) {
      Entity& entity = out_.entities[static_cast<size_t>(best)];
      if (entity.gender == Gender::kUnknown) entity.gender = raw.gender;
      if (entity.kind == EntityKind::kUnknown) {
        entity.kind = EntityKind::kPerson;
      }
    }
    return best;
  }

  bool Agrees(const RawMention& raw, const Entity& entity) const {
    switch (raw.entity_kind) {
      case EntityKind::kPerson:
        if (entity.plural) return false;
        if (entity.kind != EntityKind::kPerson &&
            entity.kind != EntityKind::kUnknown) {
          return false;
        }
        return entity.gender == Gender::kUnknown || entity.gender == raw.gender;
      case EntityKind::kGroup:
        return entity.plural || entity.kind == EntityKind::kBody ||
               entity.kind == EntityKind::kGroup;
      case EntityKind::kBody:
        return !entity.plural && entity.kind != EntityKind::kPerson;
      default:
        return true;
    }
  }

  // What a relative pronoun stands for: the noun its clause modifies.
  int32_t Antecedent(uint32_t pronoun) const {
    uint32_t token = pronoun;
    for (int step = 0; step < 6; ++step) {
      const int32_t head = syntax_[token].head;
      if (head < 0) break;
      const bool relative = syntax_[token].rel == Rel::kAclRelcl;
      token = static_cast<uint32_t>(head);
      if (relative && token < pronoun && out_.EntityAt(token) >= 0) {
        return out_.EntityAt(token);
      }
    }
    // The last phrase before it in the sentence.
    if (!out_.mentions.empty() &&
        syntax_.SentenceIndex(out_.mentions.back().head) ==
            syntax_.SentenceIndex(pronoun)) {
      return out_.mentions.back().entity;
    }
    return -1;
  }

  void Record(const RawMention& raw, int32_t id) {
    Entity& entity = out_.entities[static_cast<size_t>(id)];
    std::string& owner = owners_[static_cast<size_t>(id)];
    if (owner.empty()) owner = raw.owner;
    const uint32_t index = static_cast<uint32_t>(out_.mentions.size());
    out_.mentions.push_back({raw.tokens, raw.head, raw.kind, id});
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
      NotePair(raw, id);
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

  void Describe(int32_t id, const std::string& what) {
    Entity& entity = out_.entities[static_cast<size_t>(id)];
    if (entity.description.find(what) != std::string::npos ||
        entity.description.size() > 400) {
      return;
    }
    if (!entity.description.empty()) entity.description += "; ";
    entity.description += what;
  }

  // "Armenia and Azerbaijan", "between X and Y": who "both sides" will be.
  void NotePair(const RawMention& raw, int32_t id) {
    if (syntax_[raw.head].rel != Rel::kConj || syntax_[raw.head].head < 0) {
      return;
    }
    const int32_t other =
        out_.EntityAt(static_cast<uint32_t>(syntax_[raw.head].head));
    if (other < 0 || other == id) return;
    const Entity& a = out_.entities[static_cast<size_t>(other)];
    const Entity& b = out_.entities[static_cast<size_t>(id)];
    if (a.kind == EntityKind::kPerson || b.kind == EntityKind::kPerson ||
        a.name.empty()) {
      return;
    }
    last_pair_ = {std::min(other, id), std::max(other, id)};
  }

  // "X, the prime minister": the apposition describes X and gives it an office.
  void TieAppositions() {
    for (const EntityMention& mention : out_.mentions) {
      const Token& head = syntax_[mention.head];
      if (head.rel != Rel::kAppos || head.head < 0) continue;
      const int32_t named = out_.EntityAt(static_cast<uint32_t>(head.head));
      if (named < 0 || named == mention.entity) continue;
      const Entity& left = out_.entities[static_cast<size_t>(named)];
      if (mention.kind == MentionKind::kNominal && !left.name.empty()) {
        Describe(named, Text(mention.tokens));
      }
    }
  }

  const Syntax& syntax_;
  const AttributionLexicon& lexicon_;
  Coreference out_;
  std::vector<std::vector<std::string>> nouns_;  // by entity
  std::vector<std::string> owners_;              // by entity
  absl::flat_hash_map<std::string, int32_t> by_name_;
  absl::flat_hash_map<std::string, int32_t> by_last_;
  absl::flat_hash_map<std::string, int32_t> by_initials_;
  std::vector<int32_t> last_pair_;
  std::vector<int32_t> pairs_;
};

}  // namespace

int32_t Coreference::EntityAt(uint32_t token) const {
  if (token >= mention_of_head.size()) return -1;
  const int32_t mention = mention_of_head[token];
  return mention < 0 ? -1 : mentions[static_cast<size_t>(mention)].entity;
}

Coreference ResolveCoreference(const Article& article, const AnalyzedText& text,
                               const AttributionLexicon& lexicon) {
  (void)article;
  const Syntax syntax(text);
  return Resolver(syntax, lexicon).Run();
}

}  // namespace parallax::ingest::domain::extract::attribution
