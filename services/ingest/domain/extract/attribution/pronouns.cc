#include "services/ingest/domain/extract/attribution/pronouns.h"

#include <algorithm>

namespace parallax::ingest::domain::extract::attribution {
namespace {

bool Agrees(const RawMention& raw, const Entity& entity) {
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

// The object of a clause is not its subject, said or carried over: "it" is not
// India in "India moved after accusing it".
bool IsOwnSubject(const Syntax& syntax, uint32_t pronoun, uint32_t subject) {
  const Token& token = syntax[pronoun];
  if (token.rel != Rel::kObj && token.rel != Rel::kObl) return false;
  const Rel rel = syntax[subject].rel;
  if (rel != Rel::kNsubj && rel != Rel::kNsubjPass) return false;
  int32_t verb = token.head;
  for (int step = 0; step < 3 && verb >= 0; ++step) {
    if (syntax[subject].head == verb) return true;
    const Token& t = syntax[static_cast<uint32_t>(verb)];
    if (t.rel != Rel::kXcomp &&
        !(t.rel == Rel::kAdvcl && (t.features & kGerund) != 0)) {
      return false;
    }
    verb = t.head;
  }
  return false;
}

// "The Taliban", whether or not the phrase is taken with its article.
bool HasArticle(const Syntax& syntax, TokenRange phrase) {
  return syntax.Is(phrase.first, "the") ||
         (phrase.first > 0 && syntax.Is(phrase.first - 1, "the"));
}

// What a relative pronoun stands for: the noun its clause modifies.
int32_t Antecedent(const Syntax& syntax, const Coreference& known,
                   uint32_t pronoun) {
  uint32_t token = pronoun;
  for (int step = 0; step < 6; ++step) {
    const int32_t head = syntax[token].head;
    if (head < 0) break;
    const bool relative = syntax[token].rel == Rel::kAclRelcl;
    token = static_cast<uint32_t>(head);
    if (relative && token < pronoun && known.EntityAt(token) >= 0) {
      return known.EntityAt(token);
    }
  }
  // The last phrase before it in the sentence.
  if (!known.mentions.empty() &&
      syntax.SentenceIndex(known.mentions.back().head) ==
          syntax.SentenceIndex(pronoun)) {
    return known.mentions.back().entity;
  }
  return -1;
}

}  // namespace

int32_t ResolvePronoun(const Syntax& syntax, const Coreference& known,
                       const RawMention& raw, bool speaks) {
  const Token& token = syntax[raw.head];
  if (token.lower == "who" || token.lower == "which") {
    return Antecedent(syntax, known, raw.head);
  }
  const size_t from =
      known.mentions.size() > kReach ? known.mentions.size() - kReach : 0;
  const uint32_t sentence = syntax.SentenceIndex(raw.head);
  const int32_t quote = syntax.QuoteOf(raw.head);
  int32_t best = -1;
  int best_score = -1000;
  for (size_t k = known.mentions.size(); k-- > from;) {
    const EntityMention& mention = known.mentions[k];
    const Entity& entity = known.entities[static_cast<size_t>(mention.entity)];
    if (!Agrees(raw, entity)) continue;
    const uint32_t distance = sentence - syntax.SentenceIndex(mention.head);
    if (distance > 6) break;
    // "The Taliban", "the Red Cross": no person has an article.
    if (raw.entity_kind == EntityKind::kPerson &&
        entity.kind == EntityKind::kUnknown &&
        HasArticle(syntax, mention.tokens)) {
      continue;
    }
    const Rel rel = syntax[mention.head].rel;
    int score = -4 * static_cast<int>(distance);
    if (rel == Rel::kNsubj || rel == Rel::kNsubjPass || mention.speaks) {
      score += 5;
    }
    if (mention.kind == MentionKind::kName) score += 2;
    if (rel == Rel::kNmodPoss || rel == Rel::kNmod || rel == Rel::kCompound) {
      score -= 2;
    }
    if (mention.kind == MentionKind::kPronoun) score += 2;
    if (speaks) {
      // A body that was the subject just before may speak as well.
      if (mention.speaks) {
        score += raw.entity_kind == EntityKind::kBody ? 3 : 6;
      }
      // A town, or a word that was taken for a name.
      const bool mute = entity.kind == EntityKind::kPlace ||
                        (entity.kind == EntityKind::kUnknown &&
                         mention.tokens.last == mention.tokens.first + 1);
      if (mute && !mention.speaks) {
        score -= 3;
      }
      // "It added": a body that speaks or does something, none that is only
      // spoken of.
      if (raw.entity_kind == EntityKind::kBody && !mention.speaks &&
          rel != Rel::kNsubj) {
        continue;
      }
    }
    // Quoted words refer within and before the quotation; the speaker is
    // not "he" there.
    if (syntax.QuoteOf(mention.head) != quote) score -= 1;
    if (distance == 0 && IsOwnSubject(syntax, raw.head, mention.head)) {
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
  return best;
}

}  // namespace parallax::ingest::domain::extract::attribution
