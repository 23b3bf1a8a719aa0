// The constructions of VerbReader that stand inside or at the end of what they
// report: "the bridge, officials say, was hit".
#include <algorithm>

#include "services/ingest/domain/extract/attribution/span_rules.h"
#include "services/ingest/domain/extract/attribution/verb_reader.h"

namespace parallax::ingest::domain::extract::attribution {

// "acknowledged the appeal": what it reports is its object, whatever stands
// around it.
bool VerbReader::HasOwnObject() const {
  if (!entry_.Takes(kFrameObject) || object_ <= static_cast<int32_t>(verb_)) {
    return false;
  }
  const uint32_t object = static_cast<uint32_t>(object_);
  return syntax_[verb_].lemma != "say" && syntax_[object].pos == Pos::kNoun &&
         syntax_.Yield(object).first == verb_ + 1 &&
         (context_.lexicon.Flags(syntax_[object].lower) & kTimeNoun) == 0;
}

// Whether the reporting clause holds what it reports: "in 2010, he warned
// against the sale, because ..." is no insertion.
bool VerbReader::HoldsItsContent(TokenRange core) const {
  if (verb_ + 1 < core.last && syntax_.Is(verb_ + 1, "that")) return true;
  // "wrote a letter": the subject stands before, so this is no speaker.
  if (object_ == static_cast<int32_t>(verb_) + 2 && source_.head >= 0 &&
      source_.tokens.last <= verb_ && !entry_.Takes(kFrameAddressee) &&
      syntax_[verb_].lemma != "say" && syntax_[verb_ + 1].pos == Pos::kDet &&
      (context_.lexicon.Flags(syntax_[verb_ + 2].lower) & kTimeNoun) == 0) {
    return true;
  }
  for (uint32_t child : syntax_.Children(verb_)) {
    if (child <= verb_ || child >= core.last) continue;
    const Token& token = syntax_[child];
    if (token.rel == Rel::kXcomp) return true;
    if (token.rel != Rel::kObl && token.rel != Rel::kNmod) continue;
    if (entry_.TakesPreposition(syntax_.Preposition(child)) &&
        !IsAdjunctPhrase(child) && syntax_.QuoteOf(child) < 0 &&
        syntax_[verb_].lemma != "say") {
      return true;
    }
  }
  return false;
}

// "A doctor, who had fled the town, | said it was empty": the comma closes an
// aside of the subject, and a clause follows the verb.
bool VerbReader::EndsLongSubject() const {
  if (verb_ < sentence_.first + 3 || !syntax_.Is(verb_ - 1, ",") ||
      syntax_.QuoteOf(verb_ - 1) >= 0) {
    return false;
  }
  for (uint32_t i = verb_ + 1; i < sentence_.last && !syntax_.IsPunct(i); ++i) {
    if (syntax_.Is(i, "who") || syntax_.Is(i, "which") ||
        syntax_[i].pos == Pos::kSconj) {
      return syntax_.Is(i, "that");
    }
    if (IsFinite(i)) return true;
  }
  return false;
}

// "The thing, aides said, is ...": content on both sides of the insertion.
bool VerbReader::ReadInsertion() {
  if (!entry_.Takes(kFrameParenthesis) || passive_ || source_.head < 0 ||
      HasOwnObject()) {
    return false;
  }
  const TokenRange core = ReportingCore(context_, verb_, source_);
  if (core.first <= sentence_.first + 1 || core.last + 1 >= sentence_.last) {
    return false;
  }
  if (!syntax_.Is(core.first - 1, ",") || !syntax_.Is(core.last, ",") ||
      core.last - core.first > 16) {
    return false;
  }
  if (source_.tokens.first < core.first) return false;
  const uint32_t reporting_end =
      std::max(verb_ + 1, source_.tokens.last <= core.last ? source_.tokens.last
                                                           : verb_ + 1);
  if (HasFinite({reporting_end, core.last}) || HoldsItsContent(core)) {
    return false;
  }
  // "Smith smiled and said, ..." is a clause of its own.
  if (source_.tokens.last < verb_ && syntax_[verb_ - 1].pos == Pos::kCconj) {
    return false;
  }
  const absl::string_view speaker = syntax_[source_.tokens.first].lower;
  if (speaker == "who" || speaker == "which") return false;
  if (syntax_[core.first].pos == Pos::kSconj ||
      syntax_[core.first].pos == Pos::kCconj) {
    return false;
  }
  TokenRange left{sentence_.first, core.first - 1};
  if (IsQuestionPut(left)) return false;
  const TokenRange right{core.last + 1, sentence_.last};
  const Token& next = syntax_[right.first];
  const CueEntry* follows = context_.lexicon.Verb(next.lemma);
  if (next.pos == Pos::kPron &&
      (next.lower == "who" || next.lower == "which")) {
    return false;
  }
  // What is said has a verb of its own.
  if (!HasFinite(left) && !HasFinite(right)) return false;
  const int32_t q = syntax_.QuoteOf(right.first);
  if (q >= 0) {
    // A new sentence in quotation marks does not go on with the left side.
    const absl::string_view form =
        syntax_.text().Form(syntax_[std::min(right.first + 1, right.last - 1)]);
    if (form.empty() || (form[0] >= 'A' && form[0] <= 'Z' && form != "I")) {
      return false;
    }
    result_.content.push_back(syntax_.Trim(left));
    result_.content.push_back(
        syntax_.quotes()[static_cast<uint32_t>(q)].tokens);
  } else {
    result_.content.push_back(syntax_.Trim(left));
    const bool cue_follows =
        (next.features & kGerund) != 0 && follows != nullptr;
    if (!cue_follows) {
      result_.content.push_back(ClauseContent(context_, core.last, right));
    } else if (!HasFinite(left)) {
      result_.content.clear();
      return false;
    }
  }
  result_.construction = Construction::kParenthetical;
  result_.confidence = 0.88f;
  result_.content_head = clause_after_ >= 0 ? clause_after_ : clause_before_;
  if (result_.content_head < 0) {
    result_.content_head = static_cast<int32_t>(left.first);
  }
  return true;
}

// "The bridge, officials say, was hit." / "The bridge was hit, he said."
bool VerbReader::ReadSurrounding() {
  const bool as_clause = syntax_.HasMark(verb_, "as");
  if (!entry_.Takes(kFrameParenthesis) && clause_before_ < 0 &&
      !(as_clause && entry_.Takes(kFrameClause))) {
    return false;
  }
  if (!entry_.Takes(kFrameClause | kFrameQuote) || HasOwnObject()) return false;
  if (passive_ && source_.head < 0 && !as_clause) return false;
  if (source_.head < 0) FindInvertedSource();
  if (source_.head < 0 && !as_clause) return false;
  const TokenRange core = ReportingCore(context_, verb_, source_);
  const uint32_t reporting_end =
      source_.head >= 0 && source_.tokens.last <= core.last
          ? std::max(verb_ + 1, source_.tokens.last)
          : verb_ + 1;
  for (uint32_t i = reporting_end; i < core.last; ++i) {
    if (IsFinite(i)) return false;
  }
  if (!as_clause && HoldsItsContent(core)) return false;
  if (!as_clause && EndsLongSubject()) return false;
  // "..., after half said so": an adverbial clause of its own.
  if (!as_clause && syntax_[core.first].pos == Pos::kSconj) return false;
  const bool at_start = core.first <= sentence_.first + 1;
  const bool set_off = IsSetOffBefore(syntax_, core.first);
  if (!at_start && !set_off && clause_before_ < 0) return false;
  const Token& token = syntax_[verb_];
  if ((token.features & kGerund) != 0) return false;
  // Whatever the tree says, a strong verb set off at the end of the sentence
  // reports what stands before it.
  const bool closing = set_off && entry_.Takes(kFrameParenthesis) &&
                       core.last + 1 >= sentence_.last;
  if (!as_clause && !closing && token.rel != Rel::kParataxis &&
      token.rel != Rel::kRoot && token.rel != Rel::kConj &&
      clause_before_ < 0) {
    return false;
  }
  TokenRange around{sentence_.first, sentence_.last};
  uint32_t head = sentence_.first;
  if (closing && !as_clause) {
    head = static_cast<uint32_t>(clause_before_ >= 0 ? clause_before_
                                 : token.head >= 0
                                     ? token.head
                                     : static_cast<int32_t>(sentence_.first));
  } else if (clause_before_ >= 0) {
    head = static_cast<uint32_t>(clause_before_);
    around.first = syntax_.Yield(head).first;
    if (token.rel == Rel::kRoot || token.rel == Rel::kConj) {
      around.last =
          std::max(syntax_.Yield(head).last, syntax_.Yield(verb_).last);
    }
  } else if (token.head >= 0 && (token.rel == Rel::kParataxis || as_clause)) {
    head = static_cast<uint32_t>(token.head);
    around = syntax_.Yield(head);
  } else if (at_start) {
    return false;
  }
  if (IsQuestionPut({sentence_.first, sentence_.last})) return false;
  around.first = std::max(around.first, sentence_.first);
  around.last = std::min(around.last, sentence_.last);
  // Before the core.
  if (around.first < core.first) {
    result_.content.push_back(
        ClauseContent(context_, around.first, {around.first, core.first}));
  }
  // After it, where the core is an insertion and no further cue follows.
  if (core.last < around.last) {
    uint32_t next = core.last;
    if (syntax_.Is(next, ",")) ++next;
    const bool cue_follows = next < around.last &&
                             (syntax_[next].features & kGerund) != 0 &&
                             syntax_.Is(core.last, ",");
    const bool relative = next < around.last && (syntax_.Is(next, "who") ||
                                                 syntax_.Is(next, "which") ||
                                                 syntax_.Is(next, "whose"));
    if (!cue_follows && !relative && (syntax_.Is(core.last, ",") || at_start)) {
      result_.content.push_back(
          ClauseContent(context_, core.last, {next, around.last}));
    }
  }
  Normalize(syntax_, result_.content);
  bool states = false;
  for (const TokenRange& piece : result_.content) {
    states = states || HasFinite(piece) || HasQuoted(piece);
  }
  if (!states) {
    result_.content.clear();
    return false;
  }
  result_.construction = Construction::kParenthetical;
  result_.confidence = 0.85f;
  result_.content_head = static_cast<int32_t>(head);
  return true;
}

}  // namespace parallax::ingest::domain::extract::attribution
