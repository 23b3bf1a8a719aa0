#include "services/ingest/domain/extract/analysis/tree.h"

#include <algorithm>
#include <string>

namespace parallax::ingest::domain::extract {
namespace {

bool IsNegator(absl::string_view lemma) {
  return lemma == "not" || lemma == "n't" || lemma == "never" ||
         lemma == "neither" || lemma == "nor" || lemma == "no" ||
         lemma == "hardly" || lemma == "none";
}

bool HeadsClause(const Token& token) {
  switch (token.rel) {
    case Rel::kRoot:
    case Rel::kCcomp:
    case Rel::kXcomp:
    case Rel::kAdvcl:
    case Rel::kAcl:
    case Rel::kAclRelcl:
    case Rel::kCsubj:
    case Rel::kParataxis:
      return true;
    case Rel::kConj:
      return token.pos == Pos::kVerb || token.pos == Pos::kAux;
    default:
      return false;
  }
}

bool IsRelativePronoun(const Token& token) {
  return token.pos == Pos::kPron &&
         (token.lower == "who" || token.lower == "which" ||
          token.lower == "that" || token.lower == "whom");
}

std::optional<uint32_t> OwnSubject(const AnalyzedText& text, uint32_t verb) {
  return FindChild(text, verb, {Rel::kNsubj, Rel::kNsubjPass, Rel::kCsubj});
}

std::optional<uint32_t> HeadOf(const AnalyzedText& text, uint32_t token) {
  const int32_t head = text.tokens[token].head;
  if (head < 0) return std::nullopt;
  return static_cast<uint32_t>(head);
}

}  // namespace

absl::Span<const uint32_t> Children(const AnalyzedText& text, uint32_t token) {
  const uint32_t begin = text.child_begin[token];
  return absl::MakeConstSpan(text.child_list)
      .subspan(begin, text.child_begin[token + 1] - begin);
}

std::optional<uint32_t> FindChild(const AnalyzedText& text, uint32_t token,
                                  std::initializer_list<Rel> rels) {
  for (uint32_t child : Children(text, token)) {
    for (Rel rel : rels) {
      if (text.tokens[child].rel == rel) return child;
    }
  }
  return std::nullopt;
}

std::vector<uint32_t> FindChildren(const AnalyzedText& text, uint32_t token,
                                   Rel rel) {
  std::vector<uint32_t> out;
  for (uint32_t child : Children(text, token)) {
    if (text.tokens[child].rel == rel) out.push_back(child);
  }
  return out;
}

std::optional<uint32_t> FindChildLemma(const AnalyzedText& text, uint32_t token,
                                       Rel rel, absl::string_view lemma) {
  for (uint32_t child : Children(text, token)) {
    const Token& t = text.tokens[child];
    if (t.rel == rel && t.lemma == lemma) return child;
  }
  return std::nullopt;
}

std::string CaseOf(const AnalyzedText& text, uint32_t token) {
  std::string out;
  for (uint32_t child : Children(text, token)) {
    const Token& t = text.tokens[child];
    if (t.rel != Rel::kCase && t.rel != Rel::kMark) continue;
    if (t.lower == "'s" || t.lower == "'") continue;
    if (!out.empty()) out += ' ';
    out += t.lower;
    for (uint32_t fixed : Children(text, child)) {
      if (text.tokens[fixed].rel == Rel::kFixed) {
        out += ' ';
        out += text.tokens[fixed].lower;
      }
    }
  }
  return out;
}

uint32_t SentenceOf(const AnalyzedText& text, uint32_t token) {
  const auto it = std::upper_bound(
      text.sentences.begin(), text.sentences.end(), token,
      [](uint32_t t, const Sentence& s) { return t < s.last; });
  return static_cast<uint32_t>(it - text.sentences.begin());
}

std::optional<uint32_t> RootOf(const AnalyzedText& text,
                               const Sentence& sentence) {
  if (!sentence.parsed) return std::nullopt;
  for (uint32_t i = sentence.first; i < sentence.last; ++i) {
    if (text.tokens[i].head < 0) return i;
  }
  return std::nullopt;
}

TokenRange Subtree(const AnalyzedText& text, uint32_t token) {
  TokenRange range{token, token + 1};
  // Trees are projective: the outermost children bound the subtree.
  for (uint32_t at = token;;) {
    const absl::Span<const uint32_t> children = Children(text, at);
    if (children.empty() || children.front() > at) break;
    range.first = at = children.front();
  }
  for (uint32_t at = token;;) {
    const absl::Span<const uint32_t> children = Children(text, at);
    if (children.empty() || children.back() < at) break;
    at = children.back();
    range.last = at + 1;
  }
  return range;
}

TokenRange NounPhrase(const AnalyzedText& text, uint32_t noun, bool core_only) {
  TokenRange range{noun, noun + 1};
  for (uint32_t child : Children(text, noun)) {
    const Token& t = text.tokens[child];
    bool take = false;
    switch (t.rel) {
      case Rel::kDet:
      case Rel::kAmod:
      case Rel::kNummod:
      case Rel::kCompound:
      case Rel::kFlat:
      case Rel::kNmodPoss:
      case Rel::kFixed:
        take = true;
        break;
      case Rel::kAdvmod:
        take = child < noun;  // "nearly 40 soldiers"
        break;
      case Rel::kCase:
        take = child > noun;  // the "'s" of a possessor
        break;
      case Rel::kNmod:
        take = child < noun ||
               (!core_only && FindChildLemma(text, child, Rel::kCase, "of"));
        break;
      default:
        break;
    }
    if (!take) continue;
    const TokenRange part = Subtree(text, child);
    range.first = std::min(range.first, part.first);
    range.last = std::max(range.last, part.last);
  }
  return range;
}

absl::string_view RangeText(const AnalyzedText& text, TokenRange range) {
  if (range.empty()) return {};
  const uint32_t begin = text.tokens[range.first].begin;
  return text.text.substr(begin, text.tokens[range.last - 1].end - begin);
}

std::vector<uint32_t> Conjuncts(const AnalyzedText& text, uint32_t head) {
  std::vector<uint32_t> out{head};
  // A member attached to another member counts as well: breadth first.
  for (size_t i = 0; i < out.size(); ++i) {
    for (uint32_t child : Children(text, out[i])) {
      if (text.tokens[child].rel == Rel::kConj) out.push_back(child);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

uint32_t FirstConjunct(const AnalyzedText& text, uint32_t token) {
  while (text.tokens[token].rel == Rel::kConj && text.tokens[token].head >= 0) {
    token = static_cast<uint32_t>(text.tokens[token].head);
  }
  return token;
}

bool IsPassive(const AnalyzedText& text, uint32_t verb) {
  const Token& token = text.tokens[verb];
  if (FindChild(text, verb, {Rel::kAuxPass, Rel::kNsubjPass})) return true;
  if (!(token.features & kParticiple)) return false;
  if (FindChild(text, verb, {Rel::kAux, Rel::kNsubj, Rel::kObj})) return false;
  if (token.rel == Rel::kConj) {
    const std::optional<uint32_t> head = HeadOf(text, verb);
    return head && text.tokens[*head].pos == Pos::kVerb &&
           IsPassive(text, FirstConjunct(text, verb));
  }
  return token.rel == Rel::kAcl || token.rel == Rel::kAmod ||
         token.rel == Rel::kAdvcl || token.rel == Rel::kRoot ||
         token.rel == Rel::kXcomp;
}

bool IsNegated(const AnalyzedText& text, uint32_t token) {
  for (uint32_t child : Children(text, token)) {
    const Token& t = text.tokens[child];
    switch (t.rel) {
      case Rel::kAdvmod:
      case Rel::kDet:
      case Rel::kCc:
        if (IsNegator(t.lemma) || IsNegator(t.lower)) return true;
        // "no longer", "not yet"
        for (uint32_t below : Children(text, child)) {
          if (IsNegator(text.tokens[below].lower)) return true;
        }
        break;
      default:
        break;
    }
  }
  if (text.tokens[token].lower == "none") return true;
  // "none of the soldiers": the negation heads the phrase.
  const std::optional<uint32_t> head = HeadOf(text, token);
  return head && text.tokens[token].rel == Rel::kNmod &&
         text.tokens[*head].lower == "none";
}

VerbGroup VerbGroupOf(const AnalyzedText& text, uint32_t verb) {
  VerbGroup group;
  group.range = {verb, verb + 1};
  group.passive = IsPassive(text, verb);
  group.negated = IsNegated(text, verb);
  group.past = (text.tokens[verb].features & kPast) &&
               (text.tokens[verb].features & kFinite);
  uint32_t bearer = verb;
  // A coordinated verb without auxiliaries of its own shares the first one's,
  // if it has the form that they ask for.
  while (text.tokens[bearer].rel == Rel::kConj &&
         !(text.tokens[bearer].features & kFinite) &&
         !FindChild(text, bearer, {Rel::kAux, Rel::kAuxPass, Rel::kCop}) &&
         text.tokens[bearer].head >= 0) {
    bearer = static_cast<uint32_t>(text.tokens[bearer].head);
  }
  for (uint32_t child : Children(text, bearer)) {
    const Token& t = text.tokens[child];
    if (t.rel == Rel::kMark) {
      if (t.lower == "to") group.infinitive = true;
      if (t.lower == "if" || t.lower == "unless" || t.lower == "whether") {
        group.conditional_clause = true;
      }
      continue;
    }
    if (t.rel != Rel::kAux && t.rel != Rel::kAuxPass && t.rel != Rel::kCop) {
      continue;
    }
    if (bearer == verb) group.range.first = std::min(group.range.first, child);
    if ((t.features & kPast) && (t.features & kFinite)) group.past = true;
    if (t.lemma == "will" || t.lemma == "shall" || t.lower == "'ll" ||
        t.lower == "wo") {
      group.modality = Modality::kFuture;
    } else if (t.lemma == "may" || t.lemma == "might" || t.lemma == "could" ||
               t.lemma == "can" || t.lower == "ca") {
      group.modality = Modality::kPossible;
    } else if (t.lemma == "would") {
      group.modality = Modality::kConditional;
    } else if (t.lemma == "must" || t.lemma == "should" || t.lemma == "ought") {
      group.modality = Modality::kObliged;
    } else if (t.lemma == "have") {
      group.perfect = true;
    } else if (t.lemma == "be" && t.rel == Rel::kAux &&
               (text.tokens[verb].features & kGerund)) {
      group.progressive = true;
    }
  }
  // "has to leave", "is going to attack"
  if (text.tokens[verb].rel == Rel::kXcomp && group.infinitive &&
      text.tokens[verb].head >= 0) {
    const Token& head =
        text.tokens[static_cast<uint32_t>(text.tokens[verb].head)];
    if (head.lemma == "have" || head.lemma == "need") {
      group.modality = Modality::kObliged;
    } else if (head.lower == "going") {
      group.modality = Modality::kFuture;
    }
  }
  return group;
}

std::optional<uint32_t> SubjectOf(const AnalyzedText& text, uint32_t verb) {
  uint32_t at = verb;
  for (;;) {
    if (const std::optional<uint32_t> own = OwnSubject(text, at)) {
      const Token& subject = text.tokens[*own];
      if (text.tokens[at].rel == Rel::kAclRelcl && IsRelativePronoun(subject)) {
        return HeadOf(text, at);
      }
      return own;
    }
    const std::optional<uint32_t> head = HeadOf(text, at);
    if (!head) return std::nullopt;
    switch (text.tokens[at].rel) {
      case Rel::kConj:
        break;
      case Rel::kXcomp:
        // "ordered troops to leave": the object of the verb above acts.
        if (const std::optional<uint32_t> object =
                FindChild(text, *head, {Rel::kObj, Rel::kIobj})) {
          return object;
        }
        break;
      case Rel::kAdvcl:
        break;
      case Rel::kAcl:
      case Rel::kAmod:
      case Rel::kAclRelcl:
        return head;
      default:
        return std::nullopt;
    }
    at = *head;
    const Pos pos = text.tokens[at].pos;
    if (pos != Pos::kVerb && pos != Pos::kAux && !OwnSubject(text, at)) {
      return std::nullopt;
    }
  }
}

std::optional<uint32_t> AgentOf(const AnalyzedText& text, uint32_t verb) {
  if (IsPassive(text, verb)) return FindChild(text, verb, {Rel::kOblAgent});
  return SubjectOf(text, verb);
}

std::optional<uint32_t> PatientOf(const AnalyzedText& text, uint32_t verb) {
  if (IsPassive(text, verb)) return SubjectOf(text, verb);
  if (const std::optional<uint32_t> object =
          FindChild(text, verb, {Rel::kObj})) {
    if (text.tokens[verb].rel == Rel::kAclRelcl &&
        IsRelativePronoun(text.tokens[*object])) {
      return HeadOf(text, verb);
    }
    return object;
  }
  // "seized and destroyed the depot": the last conjunct holds the object.
  for (uint32_t child : Children(text, verb)) {
    if (text.tokens[child].rel != Rel::kConj ||
        text.tokens[child].pos != Pos::kVerb || IsPassive(text, child)) {
      continue;
    }
    if (!OwnSubject(text, child)) {
      if (const std::optional<uint32_t> object =
              FindChild(text, child, {Rel::kObj})) {
        return object;
      }
    }
  }
  // "the village they shelled": a relative clause with a subject of its own.
  if (text.tokens[verb].rel == Rel::kAclRelcl) {
    const std::optional<uint32_t> subject = OwnSubject(text, verb);
    if (subject && !IsRelativePronoun(text.tokens[*subject])) {
      return HeadOf(text, verb);
    }
  }
  return std::nullopt;
}

uint32_t ClauseHead(const AnalyzedText& text, uint32_t token) {
  while (!HeadsClause(text.tokens[token]) && text.tokens[token].head >= 0) {
    token = static_cast<uint32_t>(text.tokens[token].head);
  }
  return token;
}

bool IsBelow(const AnalyzedText& text, uint32_t token, uint32_t ancestor) {
  while (token != ancestor) {
    if (text.tokens[token].head < 0) return false;
    token = static_cast<uint32_t>(text.tokens[token].head);
  }
  return true;
}

std::vector<uint32_t> PathToRoot(const AnalyzedText& text, uint32_t token) {
  std::vector<uint32_t> path{token};
  while (text.tokens[token].head >= 0) {
    token = static_cast<uint32_t>(text.tokens[token].head);
    path.push_back(token);
  }
  return path;
}

std::optional<uint32_t> CommonAncestor(const AnalyzedText& text, uint32_t a,
                                       uint32_t b) {
  const std::vector<uint32_t> up_a = PathToRoot(text, a);
  const std::vector<uint32_t> up_b = PathToRoot(text, b);
  std::optional<uint32_t> common;
  for (size_t i = 1; i <= std::min(up_a.size(), up_b.size()); ++i) {
    if (up_a[up_a.size() - i] != up_b[up_b.size() - i]) break;
    common = up_a[up_a.size() - i];
  }
  return common;
}

}  // namespace parallax::ingest::domain::extract
