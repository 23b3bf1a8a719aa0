// The constructions of VerbReader that report a figure: "counted ten dead",
// "put the toll at 14".
#include <algorithm>

#include "services/ingest/domain/extract/attribution/verb_reader.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

// How far the figure may be from its verb, and from the "at" before it.
constexpr uint32_t kReach = 20;
constexpr uint32_t kFigureReach = 5;

}  // namespace

bool VerbReader::HasNumber(TokenRange range) const {
  for (uint32_t i = range.first; i < range.last; ++i) {
    if (syntax_[i].pos == Pos::kNum) return true;
  }
  return false;
}

// One past the figure that "at", "as" or "a toll of" leads to, 0 when there is
// none.
uint32_t VerbReader::FigureEnd() const {
  const uint32_t limit = std::min(sentence_.last, verb_ + kReach);
  // "Russia raises the toll to 89"
  const bool raised = entry_.Takes(kFrameFigureTo);
  for (uint32_t i = verb_ + 1; i < limit; ++i) {
    if (syntax_.Is(i, ",") && i + 1 < limit &&
        syntax_[i + 1].pos == Pos::kAdp) {
      // ", in the central region,": over the aside.
      uint32_t close = i + 1;
      while (close < limit && !syntax_.IsPunct(close)) ++close;
      if (close >= limit || !syntax_.Is(close, ",")) break;
      i = close;
      continue;
    }
    if (syntax_.IsPunct(i) && !syntax_.IsQuoteMark(i)) break;
    // "gave a figure of 14 dead"
    const bool of =
        syntax_.Is(i, "of") &&
        (context_.lexicon.Flags(syntax_[i - 1].lemma) & kFigureNoun) != 0;
    const bool to = raised && syntax_.Is(i, "to");
    if (!of && !to && !syntax_.Is(i, "at") && !syntax_.Is(i, "as")) continue;
    const uint32_t last = std::min(sentence_.last, i + kFigureReach);
    for (uint32_t k = i + 1; k < last && !syntax_.IsPunct(k); ++k) {
      if (syntax_[k].pos != Pos::kNum) {
        // "a figure of its own for the 14": another number.
        if (of && syntax_[k].pos != Pos::kAdv && syntax_[k].pos != Pos::kAdp) {
          break;
        }
        continue;
      }
      // "at 32 killed and 40 wounded": to the next break.
      while (k < sentence_.last && !syntax_.IsPunct(k)) ++k;
      return k;
    }
  }
  return 0;
}

// Whether somebody raises a toll, rather than an attack or a force its
// strength.
bool VerbReader::RaisesAToll() const {
  if (passive_ || !SourceMaySpeak()) return false;
  const uint32_t limit = std::min(sentence_.last, verb_ + kReach);
  for (uint32_t i = verb_ + 1; i < limit && !syntax_.IsPunct(i); ++i) {
    const bool number = syntax_[i].lemma == "number" && syntax_.Is(i + 1, "of");
    if (number ||
        (context_.lexicon.Flags(syntax_[i].lemma) & kFigureNoun) != 0) {
      return true;
    }
  }
  return false;
}

bool VerbReader::ReadFigure() {
  const bool raised = entry_.Takes(kFrameFigureTo);
  if (!entry_.Takes(kFrameFigure) && !(raised && RaisesAToll())) return false;
  const uint32_t last = FigureEnd();
  if (last == 0) return false;
  if (passive_) {
    if (subject_ < 0) return false;
    result_.content.push_back(
        PhraseOf(syntax_, static_cast<uint32_t>(subject_), verb_));
    return Finish(Construction::kPassiveAgent, {verb_ + 1, last},
                  static_cast<uint32_t>(subject_), 0.75f);
  }
  if (source_.head < 0) return false;
  return Finish(Construction::kObject, {verb_ + 1, last},
                object_ >= 0 ? static_cast<uint32_t>(object_) : verb_ + 1,
                0.85f);
}

bool VerbReader::ReadTally() {
  if (!entry_.Takes(kFrameTally) || passive_ || source_.head < 0) return false;
  // "speaks of 850 soldiers killed"; not "speaks three languages".
  if (!entry_.prepositions.empty()) {
    if (verb_ + 2 >= sentence_.last || !syntax_.Is(verb_ + 1, "of")) {
      return false;
    }
    uint32_t last = verb_ + 2;
    while (last < sentence_.last && !syntax_.IsPunct(last)) ++last;
    const uint32_t limit = std::min(last, verb_ + 2 + kFigureReach);
    if (!HasNumber({verb_ + 2, limit})) return false;
    preposition_ = {verb_ + 1, verb_ + 2};
    return Finish(Construction::kObliqueContent, {verb_ + 2, last}, verb_ + 2,
                  0.75f);
  }
  if (object_ < 0) {
    // "counted 30 wounded", taken for a clause; not "counted on 30 tanks".
    const uint32_t limit = std::min(sentence_.last, verb_ + kFigureReach);
    if (verb_ + 1 >= sentence_.last || syntax_[verb_ + 1].pos == Pos::kAdp) {
      return false;
    }
    uint32_t last = verb_ + 1;
    while (last < sentence_.last && !syntax_.IsPunct(last)) ++last;
    if (!HasNumber({verb_ + 1, std::min(limit, last)})) return false;
    return Finish(Construction::kObject, {verb_ + 1, last}, verb_ + 1, 0.7f);
  }
  if (object_ <= static_cast<int32_t>(verb_)) return false;
  const uint32_t object = static_cast<uint32_t>(object_);
  const TokenRange range = syntax_.Yield(object);
  if (range.first <= verb_ || !HasNumber(range)) return false;
  return Finish(Construction::kObject, {range.first, ObjectEnd(range.last)},
                object, 0.75f);
}

}  // namespace parallax::ingest::domain::extract::attribution
