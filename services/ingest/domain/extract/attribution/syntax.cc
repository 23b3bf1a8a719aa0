#include "services/ingest/domain/extract/attribution/syntax.h"

#include <algorithm>

namespace parallax::ingest::domain::extract::attribution {
namespace {

// How far a bracket may be from its partner, in tokens; bounds the work on
// hostile text.
constexpr uint32_t kBracketReach = 200;

}  // namespace

Syntax::Syntax(const AnalyzedText& text)
    : text_(&text), quotes_(FindQuotes(text)) {
  const uint32_t n = static_cast<uint32_t>(text.tokens.size());
  yields_.resize(n);
  sentence_of_.assign(n, 0);
  quote_of_.assign(n, -1);
  for (uint32_t s = 0; s < text.sentences.size(); ++s) {
    for (uint32_t i = text.sentences[s].first; i < text.sentences[s].last;
         ++i) {
      sentence_of_[i] = s;
    }
  }
  for (uint32_t q = 0; q < quotes_.size(); ++q) {
    for (uint32_t i = quotes_[q].tokens.first; i < quotes_[q].tokens.last;
         ++i) {
      quote_of_[i] = static_cast<int32_t>(q);
    }
  }
  // Parents before children, then subtree bounds from the leaves up.
  std::vector<uint32_t> order;
  order.reserve(n);
  for (uint32_t i = 0; i < n; ++i) {
    yields_[i] = {i, i + 1};
    if (text.tokens[i].head < 0) order.push_back(i);
  }
  for (size_t k = 0; k < order.size(); ++k) {
    for (uint32_t child : Children(order[k])) order.push_back(child);
  }
  for (size_t k = order.size(); k-- > 0;) {
    const int32_t head = text.tokens[order[k]].head;
    if (head < 0) continue;
    TokenRange& range = yields_[static_cast<uint32_t>(head)];
    range.first = std::min(range.first, yields_[order[k]].first);
    range.last = std::max(range.last, yields_[order[k]].last);
  }
}

absl::Span<const uint32_t> Syntax::Children(uint32_t token) const {
  const uint32_t begin = text_->child_begin[token];
  const uint32_t end = text_->child_begin[token + 1];
  return absl::MakeConstSpan(text_->child_list).subspan(begin, end - begin);
}

int32_t Syntax::Child(uint32_t token, Rel rel) const {
  for (uint32_t child : Children(token)) {
    if ((*this)[child].rel == rel) return static_cast<int32_t>(child);
  }
  return -1;
}

int32_t Syntax::Child(uint32_t token, Rel rel, absl::string_view lower) const {
  for (uint32_t child : Children(token)) {
    if ((*this)[child].rel == rel && (*this)[child].lower == lower) {
      return static_cast<int32_t>(child);
    }
  }
  return -1;
}

bool Syntax::IsQuoteMark(uint32_t token) const {
  const int32_t q = quote_of_[token];
  if (q < 0) return false;
  const Quote& quote = quotes_[static_cast<uint32_t>(q)];
  return token == quote.tokens.first ||
         (quote.closed && token + 1 == quote.tokens.last);
}

bool Syntax::IsNominal(uint32_t token) const {
  const Pos pos = (*this)[token].pos;
  return pos == Pos::kNoun || pos == Pos::kPropn || pos == Pos::kPron;
}

bool Syntax::IsPassive(uint32_t verb) const {
  const Token& token = (*this)[verb];
  if ((token.features & kParticiple) == 0) return false;
  for (uint32_t child : Children(verb)) {
    const Token& other = (*this)[child];
    if (other.rel == Rel::kNsubjPass) return true;
    if (other.rel == Rel::kAuxPass &&
        (other.lemma == "be" || other.lemma == "get")) {
      return true;
    }
    if (other.rel == Rel::kNsubj ||
        (other.rel == Rel::kAux && other.lemma == "have")) {
      return false;
    }
  }
  return (token.rel == Rel::kAcl || token.rel == Rel::kAdvcl) &&
         (token.features & kParticiple) != 0 && (token.features & kGerund) == 0;
}

bool Syntax::IsInNounPhrase(uint32_t verb) const {
  if (verb == 0 || ((*this)[verb].features & kGerund) != 0) return false;
  const Token& before = (*this)[verb - 1];
  if (before.pos == Pos::kAdj) {
    return before.rel == Rel::kAmod &&
           before.head == static_cast<int32_t>(verb);
  }
  const absl::string_view lower = before.lower;
  if (before.pos == Pos::kPart) {
    return lower == "'s" || lower == "\xE2\x80\x99s" || lower == "'" ||
           lower == "\xE2\x80\x99";
  }
  return lower == "the" || lower == "a" || lower == "an" || lower == "its" ||
         lower == "their" || lower == "my" || lower == "our" ||
         (lower == "his" && ((*this)[verb].features & kParticiple) != 0);
}

bool Syntax::IsNegated(uint32_t verb) const {
  for (uint32_t child : Children(verb)) {
    const Token& token = (*this)[child];
    if (token.lemma == "not" || token.lower == "n't" ||
        token.lower == "never" ||
        (token.rel == Rel::kCc && token.lower == "neither")) {
      return true;
    }
    if ((token.rel == Rel::kNsubj || token.rel == Rel::kNsubjPass) &&
        (token.lower == "nobody" || token.lower == "none" ||
         token.lower == "neither")) {
      return true;
    }
    if (token.rel == Rel::kNsubj || token.rel == Rel::kNsubjPass) {
      if (Child(child, Rel::kDet, "no") >= 0 ||
          Child(child, Rel::kDet, "neither") >= 0) {
        return true;
      }
    }
  }
  return false;
}

absl::string_view Syntax::Preposition(uint32_t noun) const {
  const int32_t mark = Child(noun, Rel::kCase);
  return mark < 0
             ? absl::string_view()
             : absl::string_view((*this)[static_cast<uint32_t>(mark)].lower);
}

bool Syntax::IsToInfinitive(uint32_t verb) const {
  for (uint32_t child : Children(verb)) {
    const Token& token = (*this)[child];
    if (child < verb && token.lower == "to" &&
        (token.rel == Rel::kMark || token.pos == Pos::kPart)) {
      return true;
    }
  }
  return false;
}

bool Syntax::HasMark(uint32_t verb, absl::string_view lower) const {
  return Child(verb, Rel::kMark, lower) >= 0;
}

TokenRange Syntax::Trim(TokenRange range) const {
  const auto droppable = [&](uint32_t token, bool front) {
    if (!IsPunct(token)) return false;
    const absl::string_view lower = (*this)[token].lower;
    const int32_t q = quote_of_[token];
    if (q >= 0 && IsQuoteMark(token)) {
      const TokenRange quote = quotes_[static_cast<uint32_t>(q)].tokens;
      return !(range.first <= quote.first && quote.last <= range.last);
    }
    // Brackets stay while their partner is inside.
    if (lower == ")" && !front) {
      const uint32_t from =
          token - std::min(token - range.first, kBracketReach);
      for (uint32_t i = from; i < token; ++i) {
        if ((*this)[i].lower == "(") return false;
      }
    }
    if (lower == "(" && front) {
      const uint32_t to = std::min(range.last, token + kBracketReach);
      for (uint32_t i = token; i < to; ++i) {
        if ((*this)[i].lower == ")") return false;
      }
    }
    return true;
  };
  while (!range.empty() && droppable(range.first, true)) ++range.first;
  while (!range.empty() && droppable(range.last - 1, false)) --range.last;
  return range;
}

}  // namespace parallax::ingest::domain::extract::attribution
