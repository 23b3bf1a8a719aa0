#include "services/ingest/domain/extract/attribution/affiliations.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "services/ingest/domain/extract/attribution/mention_finder.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

bool IsLeadingVerb(absl::string_view lemma) {
  return lemma == "lead" || lemma == "head" || lemma == "command" ||
         lemma == "chair" || lemma == "run" || lemma == "represent" ||
         lemma == "govern" || lemma == "rule" || lemma == "oversee" ||
         lemma == "direct";
}

// "A source close to Hezbollah", "fighters loyal to Haftar"
bool IsNearness(absl::string_view lower) {
  return lower == "close" || lower == "loyal" || lower == "allied";
}

// Whether one entity may be the other: two persons, or one of unknown kind.
bool KindsFit(EntityKind a, EntityKind b) {
  return a == b || a == EntityKind::kUnknown || b == EntityKind::kUnknown;
}

// "X, the prime minister" and "the prime minister, X".
void TieApposition(const Syntax& syntax, const EntityMention& mention,
                   EntityTable& table) {
  const Token& head = syntax[mention.head];
  if (head.rel != Rel::kAppos || head.head < 0) return;
  const int32_t other =
      table.result().EntityAt(static_cast<uint32_t>(head.head));
  const int32_t self = mention.entity;
  if (other < 0 || other == self) return;
  // "Army: YPG kills seven": a headline's speaker.
  if (syntax.Is(mention.tokens.first - 1, ":")) return;
  const bool self_named = !table.entity(self).name.empty();
  const bool other_named = !table.entity(other).name.empty();
  if (self_named == other_named) return;
  const int32_t named = self_named ? self : other;
  const int32_t office = self_named ? other : self;
  const Entity& what = table.entity(office);
  if (what.plural || !what.members.empty() ||
      !KindsFit(what.kind, table.entity(named).kind)) {
    table.Describe(named, what.text);
    return;
  }
  table.Merge(office, named);
}

// "its spokesman", "a commander of the group": whose by what the possessor
// stands for, where the phrase itself names nobody.
void DescribeOwner(const Syntax& syntax, uint32_t head, int32_t id,
                   EntityTable& table) {
  if (syntax[head].pos != Pos::kNoun) return;
  for (const uint32_t child : syntax.Children(head)) {
    const Rel rel = syntax[child].rel;
    if (rel != Rel::kNmodPoss && rel != Rel::kNmod) continue;
    if (rel == Rel::kNmod) {
      const absl::string_view preposition = syntax.Preposition(child);
      if (preposition != "of" && preposition != "for" &&
          preposition != "with" && preposition != "from") {
        continue;
      }
    }
    const int32_t owner = table.result().EntityAt(child);
    if (owner < 0 || owner == id) continue;
    const Entity& whose = table.entity(owner);
    if (whose.name.empty() || whose.kind == EntityKind::kPerson) continue;
    table.Describe(id, absl::StrCat(syntax[head].lemma, " of ", whose.text));
  }
}

// "A source close to Hezbollah", "a ministry run by the rebels": read off the
// words, as the parser often takes the adjective for the head.
void DescribeNearness(const Syntax& syntax, const EntityMention& mention,
                      EntityTable& table) {
  const uint32_t last = mention.tokens.last;
  if (last + 3 > syntax.SentenceOf(mention.head).last) return;
  const bool near = IsNearness(syntax[last].lower) && syntax.Is(last + 1, "to");
  // "a source in the group"
  const bool within = mention.kind == MentionKind::kNominal &&
                      (syntax.Is(last, "in") || syntax.Is(last, "within")) &&
                      (syntax[mention.head].lemma == "source" ||
                       syntax[mention.head].lemma == "official");
  // "James Nunan of the UN"
  const bool member =
      mention.kind == MentionKind::kName &&
      table.entity(mention.entity).kind == EntityKind::kPerson &&
      syntax.Is(last, "of");
  // "the health ministry run by the rebels"
  const bool run = IsLeadingVerb(syntax[last].lemma) &&
                   syntax[last].pos == Pos::kVerb && syntax.Is(last + 1, "by");
  if (!near && !member && !run && !within) return;
  uint32_t name = member || within ? last + 1 : last + 2;
  if (syntax.Is(name, "the") && name + 1 < syntax.size()) ++name;
  const int32_t owner = table.result().EntityAt(name);
  if (owner < 0 || owner == mention.entity) return;
  const Entity& whose = table.entity(owner);
  if (whose.kind == EntityKind::kPerson && member) return;
  if (whose.kind != EntityKind::kBody && within) return;
  table.Describe(mention.entity,
                 absl::StrCat(syntax[mention.head].lemma, " of ",
                              whose.name.empty() ? whose.text : whose.name));
}

// "General Lund, who leads the UN mission": read from the pronoun, as the
// parser often hangs the clause elsewhere than on the name.
void DescribeLeader(const Syntax& syntax, const EntityMention& pronoun,
                    EntityTable& table) {
  const Token& who = syntax[pronoun.head];
  if (who.lower != "who" || who.rel != Rel::kNsubj || who.head < 0) return;
  if (table.entity(pronoun.entity).kind != EntityKind::kPerson) return;
  const uint32_t verb = static_cast<uint32_t>(who.head);
  int32_t object = -1;
  if (IsLeadingVerb(syntax[verb].lemma)) {
    object = syntax.Child(verb, Rel::kObj);
  } else if (syntax[verb].lemma == "speak") {
    for (const uint32_t child : syntax.Children(verb)) {
      if (syntax.Preposition(child) == "for") {
        object = static_cast<int32_t>(child);
      }
    }
  }
  if (object < 0) return;
  const TokenRange phrase = CorePhrase(syntax, static_cast<uint32_t>(object));
  table.Describe(pronoun.entity, absl::StrCat("leads ", table.Text(phrase)));
}

}  // namespace

void DescribeAffiliations(const Syntax& syntax, EntityTable& table) {
  const size_t count = table.result().mentions.size();
  for (size_t k = 0; k < count; ++k) {
    TieApposition(syntax, table.result().mentions[k], table);
  }
  for (size_t k = 0; k < count; ++k) {
    const EntityMention& mention = table.result().mentions[k];
    if (mention.entity < 0) continue;
    if (mention.kind == MentionKind::kPronoun) {
      DescribeLeader(syntax, mention, table);
    } else {
      DescribeOwner(syntax, mention.head, mention.entity, table);
      DescribeNearness(syntax, mention, table);
    }
  }
}

}  // namespace parallax::ingest::domain::extract::attribution
