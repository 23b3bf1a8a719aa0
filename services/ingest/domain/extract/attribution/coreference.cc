#include "services/ingest/domain/extract/attribution/coreference.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "services/ingest/domain/extract/attribution/affiliations.h"
#include "services/ingest/domain/extract/attribution/entity_table.h"
#include "services/ingest/domain/extract/attribution/lexicon.h"
#include "services/ingest/domain/extract/attribution/mention_finder.h"
#include "services/ingest/domain/extract/attribution/pronouns.h"
#include "services/ingest/domain/extract/attribution/syntax.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

// "the group", "the command": any body that was just named.
bool IsGenericBody(absl::string_view noun) {
  return noun == "group" || noun == "organisation" || noun == "organization" ||
         noun == "movement" || noun == "agency" || noun == "faction" ||
         noun == "watchdog" || noun == "observatory" || noun == "militia";
}

// "the official": the person who was just named.
bool IsGenericPerson(absl::string_view noun) {
  return noun == "official" || noun == "leader" || noun == "politician" ||
         noun == "diplomat";
}

// Entities among which the parties are looked for: several times those of a
// long report.
constexpr size_t kPairEntities = 500;

class Resolver {
 public:
  Resolver(const Syntax& syntax, const AttributionLexicon& lexicon)
      : syntax_(syntax), lexicon_(lexicon), table_(syntax, lexicon) {}

  Coreference Run() {
    for (RawMention& raw : FindMentions(syntax_, lexicon_)) {
      const int32_t entity = Resolve(raw);
      if (entity < 0) continue;
      table_.Record(raw, entity);
      if (raw.kind == MentionKind::kName) NotePair(raw, entity);
    }
    DescribeAffiliations(syntax_, table_);
    return table_.Take();
  }

 private:
  int32_t Resolve(RawMention& raw) {
    switch (raw.kind) {
      case MentionKind::kPronoun:
        return Pronoun(raw);
      case MentionKind::kName:
        return table_.ResolveName(raw);
      case MentionKind::kNominal:
        if (raw.owner.empty()) raw.owner = OwnerByPronoun(raw);
        return Nominal(raw);
    }
    return -1;
  }

  // A pronoun also tells what it stands for: "she" makes a person and a woman
  // of a bare surname.
  int32_t Pronoun(const RawMention& raw) {
    const int32_t id = ResolvePronoun(syntax_, table_.result(), raw,
                                      IsSpeaker(syntax_, lexicon_, raw.head));
    if (id >= 0 && raw.gender != Gender::kUnknown) {
      Entity& entity = table_.entity(id);
      if (entity.gender == Gender::kUnknown) entity.gender = raw.gender;
      if (entity.kind == EntityKind::kUnknown) {
        entity.kind = EntityKind::kPerson;
      }
    }
    return id;
  }

  // "its defence ministry": whose it is, by what "its" stands for.
  std::string OwnerByPronoun(const RawMention& raw) const {
    if (raw.noun.empty()) return "";
    for (const uint32_t child : syntax_.Children(raw.head)) {
      if (syntax_[child].rel != Rel::kNmodPoss ||
          syntax_[child].pos != Pos::kPron) {
        continue;
      }
      const int32_t owner = table_.result().EntityAt(child);
      if (owner >= 0 && table_.entity(owner).kind != EntityKind::kPerson) {
        return table_.OwnerName(owner);
      }
    }
    return "";
  }

  int32_t NewNominal(const RawMention& raw) {
    const int32_t id = table_.NewEntity(raw);
    table_.AddNoun(id, raw.noun);
    return id;
  }

  int32_t Nominal(const RawMention& raw) {
    if (IsPair(raw)) return NewPair(raw);
    if (!raw.definite && raw.entity_kind != EntityKind::kGroup) {
      return NewNominal(raw);
    }
    const std::vector<EntityMention>& mentions = table_.result().mentions;
    const size_t from = mentions.size() > kReach ? mentions.size() - kReach : 0;
    const bool bare = raw.tokens.first == raw.head;
    int32_t loose = -1;
    for (size_t k = mentions.size(); k-- > from;) {
      const int32_t id = mentions[k].entity;
      const Entity& entity = table_.entity(id);
      if (table_.HasNoun(id, raw.noun) && entity.plural == raw.plural &&
          (raw.definite ? table_.OwnersFit(raw, id)
                        : table_.HaveOneOwner(raw, id)) &&
          table_.ModifiersFit(raw, id)) {
        return id;
      }
      if (loose >= 0 || !raw.definite || raw.plural || !bare) continue;
      if (IsGenericBody(raw.noun) && table_.MayBeBody(id)) loose = id;
      if (IsGenericPerson(raw.noun) && entity.kind == EntityKind::kPerson &&
          !entity.name.empty()) {
        loose = id;
      }
    }
    if (loose < 0) return NewNominal(raw);
    table_.AddNoun(loose, raw.noun);
    return loose;
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
  // bodies or places named most among those that the text names first.
  int32_t NewPair(const RawMention& raw) {
    std::vector<int32_t> members = last_pair_;
    if (members.empty()) {
      std::vector<std::pair<size_t, int32_t>> count;
      const size_t known =
          std::min(table_.result().entities.size(), kPairEntities);
      for (size_t k = 0; k < known; ++k) {
        const int32_t id = static_cast<int32_t>(k);
        const Entity& entity = table_.entity(id);
        if (entity.name.empty() || entity.kind == EntityKind::kPerson) continue;
        // A ministry is no side; its state is.
        if (table_.HasNouns(id)) continue;
        count.push_back({entity.mentions.size(), -id});
      }
      if (count.size() >= 2) {
        std::partial_sort(count.begin(), count.begin() + 2, count.end(),
                          std::greater<>());
        members = {-count[0].second, -count[1].second};
        std::sort(members.begin(), members.end());
      }
    }
    for (size_t k = pairs_.size(); k-- > 0;) {
      if (table_.entity(pairs_[k]).members == members) {
        return pairs_[k];
      }
    }
    const int32_t id = table_.NewEntity(raw);
    Entity& pair = table_.entity(id);
    pair.kind = EntityKind::kGroup;
    pair.plural = true;
    pair.members = std::move(members);
    table_.AddNoun(id, raw.noun);
    if (pairs_.size() < 16) pairs_.push_back(id);
    return id;
  }

  // "Armenia and Azerbaijan", "between X and Y": who "both sides" will be.
  void NotePair(const RawMention& raw, int32_t id) {
    if (syntax_[raw.head].rel != Rel::kConj || syntax_[raw.head].head < 0) {
      return;
    }
    const int32_t other =
        table_.result().EntityAt(static_cast<uint32_t>(syntax_[raw.head].head));
    if (other < 0 || other == id) return;
    const Entity& a = table_.entity(other);
    const Entity& b = table_.entity(id);
    if (a.kind == EntityKind::kPerson || b.kind == EntityKind::kPerson ||
        a.name.empty()) {
      return;
    }
    last_pair_ = {std::min(other, id), std::max(other, id)};
  }

  const Syntax& syntax_;
  const AttributionLexicon& lexicon_;
  EntityTable table_;
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
