#include "services/ingest/domain/extract/analysis/tree_repairs.h"

#include <cstdint>

#include "services/ingest/domain/extract/analysis/projection.h"

namespace parallax::ingest::domain::extract {
namespace {

// Longer subjects are seldom headed wrongly.
constexpr uint32_t kMaxSubject = 12;

bool IsNominal(const Token& token) {
  return token.pos == Pos::kNoun || token.pos == Pos::kPropn ||
         token.pos == Pos::kPron;
}

// Behind "on" or "in": where the day that begins at `day` ends.
uint32_t EndOfDay(const AnalyzedText& text, uint32_t day, uint32_t last) {
  uint32_t end = day + 1;
  while (end < last &&
         (text.tokens[end].pos == Pos::kNum || IsTimeWord(text.tokens[end]))) {
    ++end;
  }
  return end;
}

bool HasSubject(const AnalyzedText& text, uint32_t first, uint32_t verb) {
  for (uint32_t i = first; i < verb; ++i) {
    const Token& token = text.tokens[i];
    if (token.head == static_cast<int32_t>(verb) &&
        (token.rel == Rel::kNsubj || token.rel == Rel::kNsubjPass)) {
      return true;
    }
  }
  return false;
}

void FreeOpeningDay(AnalyzedText& text, const Sentence& sentence) {
  std::vector<Token>& tokens = text.tokens;
  const uint32_t on = sentence.first;
  const uint32_t day = on + 1;
  if (day + 2 >= sentence.last ||
      (tokens[on].lower != "on" && tokens[on].lower != "in") ||
      tokens[day].pos != Pos::kPropn || !IsTimeWord(tokens[day])) {
    return;
  }
  const uint32_t first = EndOfDay(text, day, sentence.last);
  const int32_t noun = tokens[on].head;
  if (noun < static_cast<int32_t>(first) ||
      noun >= static_cast<int32_t>(first + kMaxSubject)) {
    return;
  }
  const uint32_t subject = static_cast<uint32_t>(noun);
  const int32_t head = tokens[subject].head;
  if (head <= noun || !IsNominal(tokens[subject])) return;
  const uint32_t verb = static_cast<uint32_t>(head);
  if (tokens[verb].pos != Pos::kVerb ||
      (tokens[subject].rel != Rel::kNsubj &&
       HasSubject(text, sentence.first, verb))) {
    return;
  }
  for (uint32_t i = first; i < subject; ++i) {
    if (tokens[i].pos == Pos::kPunct) return;
  }
  for (uint32_t i = first; i < subject; ++i) {
    Token& token = tokens[i];
    if (token.head < static_cast<int32_t>(on) ||
        token.head >= static_cast<int32_t>(first)) {
      continue;
    }
    token.head = noun;
    token.rel = tokens[i + 1].lower == "'s" ? Rel::kNmodPoss : Rel::kCompound;
  }
  for (uint32_t i = day + 1; i < first; ++i) {
    tokens[i].head = static_cast<int32_t>(day);
    tokens[i].rel = Rel::kNmod;
  }
  tokens[on].head = static_cast<int32_t>(day);
  tokens[on].rel = Rel::kCase;
  tokens[day].head = head;
  tokens[day].rel = Rel::kObl;
  tokens[subject].rel = Rel::kNsubj;
}

// "The governors have said": a perfect without "been" is no passive.
void ActivatePerfects(AnalyzedText& text, const Sentence& sentence) {
  std::vector<Token>& tokens = text.tokens;
  for (uint32_t i = sentence.first; i < sentence.last; ++i) {
    if (tokens[i].rel != Rel::kNsubjPass || tokens[i].head <= 0) continue;
    const uint32_t verb = static_cast<uint32_t>(tokens[i].head);
    bool have = false;
    bool be = false;
    for (uint32_t k = i + 1; k < verb && k < i + kMaxSubject; ++k) {
      if (tokens[k].head != tokens[i].head) continue;
      have |= tokens[k].lemma == "have";
      be |= tokens[k].lemma == "be" || tokens[k].lemma == "get";
    }
    if (have && !be) tokens[i].rel = Rel::kNsubj;
  }
}

}  // namespace

void RepairTrees(AnalyzedText& text) {
  for (const Sentence& sentence : text.sentences) {
    if (!sentence.parsed) continue;
    FreeOpeningDay(text, sentence);
    ActivatePerfects(text, sentence);
  }
}

}  // namespace parallax::ingest::domain::extract
