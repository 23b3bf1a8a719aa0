#include "services/ingest/domain/extract/analysis/projection.h"

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"

namespace parallax::ingest::domain::extract {
namespace {

absl::Span<const uint32_t> ChildrenOf(const AnalyzedText& text, uint32_t i) {
  return absl::MakeConstSpan(text.child_list)
      .subspan(text.child_begin[i],
               text.child_begin[i + 1] - text.child_begin[i]);
}

bool HasChild(const AnalyzedText& text, uint32_t i, Rel rel) {
  for (uint32_t child : ChildrenOf(text, i)) {
    if (text.tokens[child].rel == rel) return true;
  }
  return false;
}

bool HasCase(const AnalyzedText& text, uint32_t i, absl::string_view word) {
  for (uint32_t child : ChildrenOf(text, i)) {
    if (text.tokens[child].rel == Rel::kCase &&
        text.tokens[child].lower == word) {
      return true;
    }
  }
  return false;
}

// A participle that is passive: with an auxiliary, or on its own behind or
// before the noun it modifies.
bool IsPassiveVerb(const AnalyzedText& text, uint32_t i) {
  const Token& verb = text.tokens[i];
  if (verb.pos != Pos::kVerb || !(verb.features & kParticiple)) return false;
  if (HasChild(text, i, Rel::kAuxPass)) return true;
  if (HasChild(text, i, Rel::kAux)) return false;  // "has killed"
  return true;
}

}  // namespace

void IndexChildren(AnalyzedText& text) {
  const size_t count = text.tokens.size();
  text.child_begin.assign(count + 1, 0);
  for (const Token& token : text.tokens) {
    if (token.head >= 0) ++text.child_begin[token.head + 1];
  }
  for (size_t i = 0; i < count; ++i) {
    text.child_begin[i + 1] += text.child_begin[i];
  }
  text.child_list.resize(text.child_begin[count]);
  std::vector<uint32_t> next(text.child_begin.begin(),
                             text.child_begin.end() - 1);
  for (size_t i = 0; i < count; ++i) {
    const int32_t head = text.tokens[i].head;
    if (head >= 0) text.child_list[next[head]++] = static_cast<uint32_t>(i);
  }
}

bool IsTimeWord(const Token& token) {
  static const auto& words = *new absl::flat_hash_set<absl::string_view>{
      "monday",    "tuesday",   "wednesday", "thursday", "friday",
      "saturday",  "sunday",    "january",   "february", "march",
      "april",     "may",       "june",      "july",     "august",
      "september", "october",   "november",  "december", "jan.",
      "feb.",      "mar.",      "apr.",      "jun.",     "jul.",
      "aug.",      "sep.",      "sept.",     "oct.",     "nov.",
      "dec.",      "jan",       "feb",       "apr",      "aug",
      "sept",      "oct",       "nov",       "dec",      "today",
      "yesterday", "tomorrow",  "tonight",   "second",   "minute",
      "hour",      "day",       "night",     "evening",  "morning",
      "afternoon", "midnight",  "noon",      "dawn",     "dusk",
      "daybreak",  "nightfall", "week",      "weekend",  "month",
      "year",      "decade",    "century",   "time",     "moment",
      "spring",    "summer",    "autumn",    "winter",   "season",
      "ramadan",   "a.m.",      "p.m.",      "am",       "pm",
      "gmt",       "utc",       "overnight",
  };
  if (token.pos == Pos::kNum) {
    return token.lower.size() == 4 &&
           (token.lower[0] == '1' || token.lower[0] == '2') &&
           absl::ascii_isdigit(token.lower[3]);
  }
  if (token.pos != Pos::kNoun && token.pos != Pos::kPropn &&
      token.pos != Pos::kAdv) {
    return false;
  }
  return words.contains(token.lemma) || words.contains(token.lower);
}

void RefineRelations(AnalyzedText& text) {
  for (uint32_t i = 0; i < text.tokens.size(); ++i) {
    Token& token = text.tokens[i];
    if (token.rel == Rel::kOblAgent) continue;
    // "The rebels are blamed": the auxiliary tells the voice.
    if (token.rel == Rel::kAuxPass && token.head >= 0) {
      for (uint32_t k = text.child_begin[token.head];
           k < text.child_begin[token.head + 1]; ++k) {
        Token& sibling = text.tokens[text.child_list[k]];
        if (sibling.rel == Rel::kNsubj) sibling.rel = Rel::kNsubjPass;
      }
    }
    if (token.rel != Rel::kObl || token.head < 0) continue;
    if (IsTimeWord(token)) {
      token.rel = Rel::kOblTmod;
    } else if (HasCase(text, i, "by") &&
               IsPassiveVerb(text, static_cast<uint32_t>(token.head))) {
      token.rel = Rel::kOblAgent;
    }
  }
}

}  // namespace parallax::ingest::domain::extract
