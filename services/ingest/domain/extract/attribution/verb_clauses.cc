// The constructions of VerbReader whose content is a clause after the verb.
#include <algorithm>

#include "services/ingest/domain/extract/attribution/span_rules.h"
#include "services/ingest/domain/extract/attribution/verb_reader.h"

namespace parallax::ingest::domain::extract::attribution {

uint32_t VerbReader::ContentStart() {
  uint32_t from = verb_ + 1;
  for (uint32_t child : syntax_.Children(verb_)) {
    const TokenRange range = syntax_.Yield(child);
    if (range.first != from) continue;
    const Rel rel = syntax_[child].rel;
    const bool addressee = entry_.Takes(kFrameAddressee) &&
                           (rel == Rel::kObj || rel == Rel::kIobj);
    const bool adjunct =
        rel == Rel::kAdvmod || rel == Rel::kOblTmod ||
        ((rel == Rel::kObl || rel == Rel::kNmod) && IsAdjunctPhrase(child));
    if ((!addressee && !adjunct) || HasFinite(range)) break;
    if (addressee) result_.addressee = syntax_.Trim(range);
    from = range.last;
  }
  if (entry_.Takes(kFrameAddressee) && from == verb_ + 1) {
    // "told parliament that": whatever the tree says of parliament.
    const uint32_t limit = std::min(sentence_.last, verb_ + 9);
    for (uint32_t i = verb_ + 1; i < limit; ++i) {
      if (syntax_[i].pos == Pos::kVerb || syntax_.IsPunct(i)) break;
      if (syntax_.Is(i, "that") && i > verb_ + 1) {
        result_.addressee = syntax_.Trim({verb_ + 1, i});
        return i;
      }
    }
  }
  return from;
}

// "which Armenia claimed had been hit", whatever the tree makes of "hit".
bool VerbReader::ReadRelativeClaim() {
  if (!entry_.Takes(kFrameClause) || source_.head < 0 || passive_ ||
      source_.tokens.first <= sentence_.first || source_.tokens.last > verb_ ||
      verb_ + 1 >= sentence_.last || !IsFinite(verb_ + 1)) {
    return false;
  }
  const uint32_t relative = source_.tokens.first - 1;
  if (!syntax_.Is(relative, "which") && !syntax_.Is(relative, "that") &&
      !syntax_.Is(relative, "who") && !syntax_.Is(relative, "whom")) {
    return false;
  }
  uint32_t last = verb_ + 1;
  while (last < sentence_.last && !syntax_.Is(last, ",")) ++last;
  result_.content.push_back({relative, relative + 1});
  return Finish(
      Construction::kRelativeClaim, {verb_ + 1, last},
      clause_after_ >= 0 ? static_cast<uint32_t>(clause_after_) : verb_ + 1,
      0.85f);
}

bool VerbReader::ReadClauseAfter() {
  if (clause_after_ < 0) return false;
  const uint32_t clause = static_cast<uint32_t>(clause_after_);
  const bool question = StartsQuestion(clause);
  if (!entry_.Takes(kFrameClause)) {
    if (entry_.Takes(kFrameShow)) {
      if (!SubjectIsDocument()) return false;
    } else if (!(entry_.Takes(kFrameQuestion) && question) &&
               !entry_.Takes(kFramePointOut)) {
      return false;
    }
  }
  // Belief and asking take "if" as what is asked, reporting "if" as condition.
  const TokenRange range = syntax_.Yield(clause);
  if (range.first <= verb_ && range.last > verb_ + 1) {
    // The parser folded the source into the clause; keep what follows.
  }
  TokenRange content{std::max(range.first, verb_ + 1), ClauseEnd(range)};
  const bool marked = syntax_.HasMark(clause, "that");
  if ((entry_.Takes(kFrameParenthesis) || marked) && !passive_) {
    const uint32_t start = ContentStart();
    if ((start < content.first && !syntax_.IsPunct(start)) ||
        (entry_.Takes(kFrameAddressee) && syntax_.Is(start, "that") &&
         content.Contains(start))) {
      content.first = start;
    }
    content.last = BrokenOffEnd(content);
  }
  // "suggested that" and nothing more: the parser lost the clause.
  if (content.last <= content.first + 1 && content.first < sentence_.last &&
      syntax_.Is(content.first, "that")) {
    return false;
  }
  // "When asked which counts most, only 23 percent": the adverbial clause ends
  // at its comma.
  if (passive_ && source_.head < 0 && syntax_[verb_].rel == Rel::kAdvcl &&
      verb_ <= sentence_.first + 2) {
    for (uint32_t i = content.first + 2; i < content.last; ++i) {
      if (syntax_.Is(i, ",")) content.last = i;
    }
  }
  if (entry_.Takes(kFrameAddressee | kFramePerson) && object_ >= 0 &&
      static_cast<uint32_t>(object_) < clause) {
    result_.addressee =
        syntax_.Trim(syntax_.Yield(static_cast<uint32_t>(object_)));
    content.first = std::max(content.first, result_.addressee.last);
  }
  if (passive_ && SubjectIsExpletive()) {
    return Finish(Construction::kHearsayPassive, content, clause, 0.85f);
  }
  if (passive_ && source_.head < 0 && !entry_.Takes(kFrameAddressee) &&
      !question) {
    return Finish(Construction::kHearsayPassive, content, clause, 0.7f);
  }
  if (syntax_[verb_].rel == Rel::kAclRelcl && source_.head >= 0 &&
      source_.tokens.first > sentence_.first) {
    // "which Armenia claimed had been hit"
    const uint32_t relative = source_.tokens.first - 1;
    if (syntax_.Is(relative, "which") || syntax_.Is(relative, "that") ||
        syntax_.Is(relative, "who") || syntax_.Is(relative, "whom")) {
      result_.content.push_back({relative, relative + 1});
      return Finish(Construction::kRelativeClaim, content, clause, 0.85f);
    }
  }
  return Finish(Construction::kClause, content, clause, 0.92f);
}

// Where a clause begins behind the circumstances at `from`; `from` when none
// does.
uint32_t VerbReader::ClauseBehind(uint32_t from) const {
  constexpr uint32_t kReach = 16;
  const uint32_t limit = std::min(sentence_.last, from + kReach);
  for (uint32_t i = from + 1; i < limit; ++i) {
    if (syntax_.Is(i, "that") && syntax_[i].pos == Pos::kSconj) return i;
    if (entry_.Takes(kFrameQuestion) && IsQuestionWord(syntax_[i].lower)) {
      return i;
    }
    if (syntax_[i].pos == Pos::kVerb || syntax_.Is(i, ",")) break;
  }
  return from;
}

// A strong reporting verb whose clause the parser took for an object or broke
// up: what follows to the end of the sentence.
bool VerbReader::ReadRestOfSentence() {
  if (!entry_.Takes(kFrameClause) || passive_ || infinitive_ >= 0 ||
      source_.head < 0) {
    return false;
  }
  const uint32_t that = verb_ + 1;
  const bool marked = that < sentence_.last && syntax_.Is(that, "that") &&
                      syntax_[that].pos == Pos::kSconj;
  if (!marked && (!entry_.Takes(kFrameParenthesis) ||
                  entry_.cue_class != CueClass::kReporting)) {
    return false;
  }
  // "as Kyiv said" comments; "quoted as saying" reports.
  if (source_.tokens.first > verb_ ||
      (syntax_.HasMark(verb_, "as") &&
       (syntax_[verb_].features & kGerund) == 0))
    return false;
  uint32_t from = ContentStart();
  // "said, without proof, that it was hit"
  if (syntax_.Is(from, ",")) {
    constexpr uint32_t kAside = 12;
    const uint32_t limit = std::min(sentence_.last, from + kAside);
    for (uint32_t i = from + 1; i + 1 < limit && !IsFinite(i); ++i) {
      if (syntax_.Is(i, ",") && syntax_.Is(i + 1, "that")) from = i + 1;
    }
  }
  if (from >= sentence_.last || syntax_.IsPunct(from)) return false;
  const bool counted =
      syntax_.Is(from + 1, "least") || syntax_.Is(from + 1, "most");
  if (syntax_[from].pos == Pos::kAdp && syntax_.QuoteOf(from) < 0 && !counted) {
    // "told voters on the square that ..."; "writing for the majority" and
    // "wrote under a name" report nothing.
    const uint32_t start = ClauseBehind(from);
    if (start == from) return false;
    from = start;
  }
  if (object_ >= 0 && !marked && !entry_.Takes(kFrameAddressee)) {
    // A plain object reports by itself; a subject taken for one is followed
    // by its verb.
    uint32_t next = syntax_.Yield(static_cast<uint32_t>(object_)).last;
    while (next < sentence_.last && syntax_.IsPunct(next)) ++next;
    if (next >= sentence_.last || !IsFinite(next)) return false;
  }
  uint32_t last = syntax_[verb_].rel == Rel::kAclRelcl
                      ? std::max(from + 1, syntax_.Yield(verb_).last)
                      : sentence_.last;
  bool finite = false;
  for (uint32_t i = from; i < last; ++i) {
    if (syntax_[i].head == static_cast<int32_t>(verb_) &&
        syntax_[i].rel == Rel::kConj) {
      const CueEntry* next = context_.lexicon.Verb(syntax_[i].lemma);
      if (next != nullptr && next->cue_class == CueClass::kReporting) {
        last = syntax_.Yield(i).first;
        while (last > from && (syntax_.IsPunct(last - 1) ||
                               syntax_[last - 1].pos == Pos::kCconj)) {
          --last;
        }
        break;
      }
    }
    finite = finite || IsFinite(i);
  }
  if (!finite && !marked && !syntax_.Is(from, "that")) return false;
  return Finish(Construction::kClause, {from, last},
                object_ >= 0 ? static_cast<uint32_t>(object_) : from, 0.7f);
}

}  // namespace parallax::ingest::domain::extract::attribution
