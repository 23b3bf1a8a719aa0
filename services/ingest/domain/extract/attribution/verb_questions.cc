// What is asked, and of whom.
#include <algorithm>

#include "services/ingest/domain/extract/attribution/verb_reader.h"

namespace parallax::ingest::domain::extract::attribution {

bool VerbReader::IsQuestionWord(absl::string_view lower) {
  return lower == "whether" || lower == "if" || lower == "why" ||
         lower == "how" || lower == "what" || lower == "who" ||
         lower == "whom" || lower == "when" || lower == "where" ||
         lower == "which";
}

// "When asked about the raid, he smiled": who asks is not told, and the
// subject of the main clause does not.
bool VerbReader::IsAskedByNobody() const {
  if (syntax_[verb_].lower != "asked" || subject_ >= 0 || source_.head < 0 ||
      source_.tokens.first < verb_) {
    return false;
  }
  return verb_ == sentence_.first || syntax_.Is(verb_ - 1, "when") ||
         syntax_.Is(verb_ - 1, "if") || syntax_.Is(verb_ - 1, "once");
}

bool VerbReader::StartsQuestion(uint32_t clause) const {
  const TokenRange range = syntax_.Yield(clause);
  const uint32_t limit = std::min(range.last, range.first + 3);
  for (uint32_t i = range.first; i < limit; ++i) {
    if (IsQuestionWord(syntax_[i].lower)) return true;
  }
  return false;
}

// "Asked about the raid, she said": a question that the words answer.
bool VerbReader::IsQuestionPut(TokenRange left) const {
  const bool marked = syntax_.Is(left.first, "when") ||
                      syntax_.Is(left.first, "if") ||
                      syntax_.Is(left.first, "once");
  const uint32_t lead = marked ? left.first + 1 : left.first;
  return syntax_.Is(lead, "asked") || syntax_.Is(lead, "pressed") ||
         syntax_.Is(lead, "questioned");
}

// "was asked by a reporter whether it was so", "asked its readers who won": the
// question word says what is asked where the tree does not.
bool VerbReader::ReadQuestionAfter() {
  constexpr uint32_t kReach = 12;
  if (entry_.stance != Stance::kAsks || !entry_.Takes(kFrameQuestion)) {
    return false;
  }
  const uint32_t limit = std::min(sentence_.last, verb_ + kReach);
  uint32_t first = verb_ + 1;
  while (first < limit && !IsQuestionWord(syntax_[first].lower)) {
    if (syntax_.IsPunct(first) || syntax_[first].pos == Pos::kVerb) {
      return false;
    }
    ++first;
  }
  if (first >= limit) return false;
  uint32_t last = first + 1;
  bool finite = false;
  while (last < sentence_.last &&
         !(syntax_.Is(last, ",") && syntax_.QuoteOf(last) < 0)) {
    finite = finite || IsFinite(last);
    ++last;
  }
  if (!finite) return false;
  if (!passive_ && object_ >= 0 && static_cast<uint32_t>(object_) < first) {
    result_.addressee = syntax_.Trim({verb_ + 1, first});
  }
  return Finish(Construction::kClause, {first, last}, first, 0.8f);
}

}  // namespace parallax::ingest::domain::extract::attribution
