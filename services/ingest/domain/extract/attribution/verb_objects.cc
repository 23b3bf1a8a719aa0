// The constructions of VerbReader whose content is no finite clause.
#include <algorithm>

#include "services/ingest/domain/extract/attribution/span_rules.h"
#include "services/ingest/domain/extract/attribution/verb_reader.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

bool IsEmptyPronoun(absl::string_view lower) {
  return lower == "it" || lower == "this" || lower == "that" || lower == "so" ||
         lower == "which" || lower == "something" || lower == "anything" ||
         lower == "nothing" || lower == "what" || lower == "himself" ||
         lower == "herself" || lower == "themselves" || lower == "itself" ||
         lower == "himself";
}

}  // namespace

// "is said to have", "are expected to", "was asked to", "is believed to be"
bool VerbReader::ReadHearsayPassive() {
  if (!passive_ || infinitive_ < 0) return false;
  // "is supposed to" tells of a duty.
  if (syntax_[verb_].lemma == "suppose") return false;
  if (!entry_.Takes(kFrameClause | kFrameExpect | kFrameInfinitive |
                    kFramePerson)) {
    return false;
  }
  const uint32_t infinitive = static_cast<uint32_t>(infinitive_);
  const TokenRange range = syntax_.Yield(infinitive);
  if (range.first < verb_) return false;
  if (entry_.Takes(kFramePerson) && !entry_.Takes(kFrameExpect)) {
    if (subject_ >= 0) {
      result_.addressee =
          PhraseOf(syntax_, static_cast<uint32_t>(subject_), verb_);
    }
    return Finish(Construction::kHearsayPassive, range, infinitive, 0.7f);
  }
  if (subject_ >= 0) {
    const TokenRange subject =
        PhraseOf(syntax_, static_cast<uint32_t>(subject_), verb_);
    if (!subject.empty()) result_.content.push_back(subject);
  }
  return Finish(Construction::kHearsayPassive, range, infinitive, 0.8f);
}

bool VerbReader::ReadInfinitive() {
  if (infinitive_ < 0) return false;
  const uint32_t infinitive = static_cast<uint32_t>(infinitive_);
  const TokenRange range = CutAside(syntax_.Yield(infinitive));
  if (range.first < verb_) return false;
  if (object_ >= 0 && static_cast<uint32_t>(object_) < infinitive) {
    if (!entry_.Takes(kFramePerson | kFrameExpect)) return false;
    const uint32_t object = static_cast<uint32_t>(object_);
    result_.addressee = syntax_.Trim(syntax_.Yield(object));
    const bool told =
        entry_.Takes(kFrameAddressee) || syntax_[verb_].lemma == "ask";
    const TokenRange content{
        told ? range.first : std::min(result_.addressee.first, range.first),
        range.last};
    return Finish(Construction::kInfinitive, content, infinitive, 0.85f);
  }
  if (entry_.Takes(kFrameLike)) {
    bool would = false;
    for (uint32_t child : syntax_.Children(verb_)) {
      would |= syntax_[child].lower == "would" || syntax_[child].lower == "'d";
    }
    if (!would) return false;
  } else if (!entry_.Takes(kFrameInfinitive)) {
    return false;
  }
  // "for Y to do" and the like are part of the content.
  TokenRange content = range;
  return Finish(Construction::kInfinitive, content, infinitive, 0.85f);
}

bool VerbReader::ReadGerund() {
  if (!entry_.Takes(kFrameGerund)) return false;
  for (uint32_t child : syntax_.Children(verb_)) {
    const Token& token = syntax_[child];
    if (child < verb_ || (token.features & kGerund) == 0) continue;
    if (token.rel != Rel::kXcomp && token.rel != Rel::kCcomp &&
        token.rel != Rel::kAdvcl && token.rel != Rel::kObj) {
      continue;
    }
    const TokenRange range = syntax_.Yield(child);
    if (range.first <= verb_ || (range.first > verb_ + 4)) continue;
    if (syntax_.Is(range.first, ",") || syntax_.Is(range.first - 1, ",")) {
      continue;
    }
    return Finish(Construction::kInfinitive, range, child, 0.85f);
  }
  return false;
}

// 'calls it "the pearl" of the north', torn apart by the parser: a quotation
// shortly behind the verb with no break or verb between; empty when none.
TokenRange VerbReader::NamedInQuotes() const {
  constexpr uint32_t kReach = 16;
  if (!entry_.Takes(kFramePredicate) || passive_ || source_.head < 0 ||
      verb_ + 1 >= sentence_.last || syntax_[verb_ + 1].pos == Pos::kAdp) {
    return {};
  }
  const uint32_t limit = std::min(sentence_.last, verb_ + kReach);
  uint32_t last = 0;
  for (uint32_t i = verb_ + 1; i < limit; ++i) {
    const int32_t q = syntax_.QuoteOf(i);
    if (q >= 0 && q != syntax_.QuoteOf(verb_)) {
      const TokenRange quote =
          syntax_.quotes()[static_cast<uint32_t>(q)].tokens;
      last = std::min(quote.last, sentence_.last);
      i = last - 1;
      continue;
    }
    if (syntax_.Is(i, ",") || syntax_.Is(i, ":") ||
        syntax_[i].pos == Pos::kVerb || syntax_[i].pos == Pos::kSconj) {
      break;
    }
  }
  if (last == 0) return {};
  return {verb_ + 1, std::min(sentence_.last, ObjectEnd(last))};
}

// "called the attack an act of war", "described it as", "portrayed X as"
bool VerbReader::ReadPredicate() {
  if (!entry_.Takes(kFramePredicate | kFrameAs)) return false;
  if (passive_ && source_.head < 0) return false;
  int32_t predicate = -1;
  for (uint32_t child : syntax_.Children(verb_)) {
    if (child < verb_) continue;
    const Token& token = syntax_[child];
    const TokenRange range = syntax_.Yield(child);
    const bool as = syntax_.Preposition(child) == "as" ||
                    syntax_.HasMark(child, "as") ||
                    syntax_.Is(range.first, "as");
    if (as && (token.rel == Rel::kObl || token.rel == Rel::kNmod ||
               token.rel == Rel::kAdvcl || token.rel == Rel::kXcomp)) {
      predicate = static_cast<int32_t>(child);
      break;
    }
    if (entry_.Takes(kFramePredicate) && object_ >= 0 &&
        child > static_cast<uint32_t>(object_) &&
        (token.rel == Rel::kXcomp || token.rel == Rel::kObj ||
         token.rel == Rel::kDep || token.rel == Rel::kCcomp) &&
        !syntax_.IsToInfinitive(child)) {
      predicate = static_cast<int32_t>(child);
      break;
    }
    if (token.rel == Rel::kCcomp && entry_.Takes(kFramePredicate) &&
        !entry_.Takes(kFrameClause)) {
      // "called Trump unhinged" read as a clause.
      predicate = static_cast<int32_t>(child);
      break;
    }
  }
  if (predicate < 0 && entry_.Takes(kFramePredicate) && object_ >= 0 &&
      static_cast<uint32_t>(object_) > verb_) {
    // 'calls the endorsement "a display of affection"', torn apart by the
    // parser.
    const uint32_t object = static_cast<uint32_t>(object_);
    const uint32_t next = syntax_.Yield(object).last;
    if (next < sentence_.last && syntax_.QuoteOf(next) >= 0 &&
        syntax_.QuoteOf(next) != syntax_.QuoteOf(verb_)) {
      const TokenRange quote =
          syntax_.quotes()[static_cast<uint32_t>(syntax_.QuoteOf(next))].tokens;
      if (quote.first == next) {
        return Finish(Construction::kObject,
                      {syntax_.Yield(object).first, quote.last}, next + 1,
                      0.85f);
      }
    }
  }
  if (predicate < 0) {
    const TokenRange named = NamedInQuotes();
    if (!named.empty()) {
      return Finish(Construction::kObject, named, named.last - 1, 0.8f);
    }
  }
  if (predicate < 0) {
    // The object holds both: 'called him a "loser"'.
    if (!entry_.Takes(kFramePredicate) || object_ < 0 ||
        entry_.Takes(kFrameObject)) {
      return false;
    }
    const TokenRange range = syntax_.Yield(static_cast<uint32_t>(object_));
    if (!HasQuoted(range)) return false;
    return Finish(Construction::kObject, range, static_cast<uint32_t>(object_),
                  0.8f);
  }
  TokenRange last = syntax_.Yield(static_cast<uint32_t>(predicate));
  // '"the pearl" of the coast': the name goes on behind the marks.
  const int32_t name = syntax_.QuoteOf(last.last - 1);
  if (last.last < sentence_.last && name >= 0 &&
      name != syntax_.QuoteOf(verb_) && syntax_.QuoteOf(last.last) != name &&
      syntax_.Is(last.last, "of")) {
    last.last = ObjectEnd(last.last);
  }
  uint32_t first = last.first;
  if (object_ >= 0 && static_cast<uint32_t>(object_) > verb_) {
    first =
        std::min(first, syntax_.Yield(static_cast<uint32_t>(object_)).first);
  } else if (passive_ && subject_ >= 0) {
    result_.content.push_back(
        PhraseOf(syntax_, static_cast<uint32_t>(subject_), verb_));
  }
  first = std::max(first, verb_ + 1);
  return Finish(Construction::kObject, {first, last.last},
                static_cast<uint32_t>(predicate), 0.85f);
}

// "spoke of heavy losses", "called for a truce", "warned against a strike"
bool VerbReader::ReadOblique() {
  // "was asked about the raid": the topic is there though nobody asks.
  const bool agentless = passive_ && source_.head < 0;
  if (entry_.prepositions.empty() ||
      (agentless && entry_.stance != Stance::kAsks)) {
    return false;
  }
  for (uint32_t child : syntax_.Children(verb_)) {
    if (child < verb_) continue;
    const Token& token = syntax_[child];
    const bool clause = token.rel == Rel::kAdvcl || token.rel == Rel::kXcomp ||
                        token.rel == Rel::kCcomp;
    // "spoke of 70 dead", the number taken for an object.
    const bool counted = token.rel == Rel::kObj && token.pos == Pos::kNum;
    if (token.rel != Rel::kObl && token.rel != Rel::kNmod && !clause &&
        !counted) {
      continue;
    }
    const int32_t mark = syntax_.Child(
        child, clause && syntax_.HasChild(child, Rel::kMark) ? Rel::kMark
                                                             : Rel::kCase);
    if (mark < 0) continue;
    const uint32_t preposition = static_cast<uint32_t>(mark);
    if (!entry_.TakesPreposition(syntax_[preposition].lower)) continue;
    if (agentless && !syntax_.Is(preposition, "about")) continue;
    // "called on Tuesday", "on Monday": a time.
    if ((context_.lexicon.Flags(token.lower) & kTimeNoun) != 0) continue;
    TokenRange range = syntax_.Yield(child);
    range.first = std::max(range.first, preposition + 1);
    if (range.empty()) continue;
    if (object_ >= 0 && entry_.Takes(kFrameAddressee | kFramePerson)) {
      result_.addressee =
          syntax_.Trim(syntax_.Yield(static_cast<uint32_t>(object_)));
    }
    const bool called_on =
        syntax_[verb_].lemma == "call" &&
        (syntax_.Is(preposition, "on") || syntax_.Is(preposition, "upon"));
    if (called_on) {
      result_.addressee = PhraseOf(syntax_, child, verb_);
    }
    uint32_t last = range.last;
    if (infinitive_ >= 0 &&
        syntax_.Yield(static_cast<uint32_t>(infinitive_)).first <= last + 1) {
      last = std::max(last,
                      syntax_.Yield(static_cast<uint32_t>(infinitive_)).last);
    }
    preposition_ = {preposition, preposition + 1};
    const TokenRange cut = CutAside({range.first, last});
    return Finish(Construction::kObliqueContent,
                  {cut.first, cut.last < last ? cut.last : ObjectEnd(last)},
                  child, 0.8f);
  }
  return false;
}

bool VerbReader::ReadObject() {
  if (object_ < 0 || passive_) return false;
  uint32_t object = static_cast<uint32_t>(object_);
  if (object < verb_) return false;
  if (entry_.Takes(kFrameAddressee) && !entry_.Takes(kFrameObject)) {
    if (second_object_ < 0) return false;
    object = static_cast<uint32_t>(second_object_);
    if (object < verb_) return false;
  }
  const TokenRange range = syntax_.Yield(object);
  if (range.first < verb_) return false;
  if (entry_.Takes(kFrameRelease)) return false;
  if (!entry_.Takes(kFrameObject)) {
    if (!(entry_.Takes(kFrameQuoted | kFrameQuote | kFramePredicate) &&
          HasQuoted(range) && range.last - range.first > 3)) {
      return false;
    }
  }
  if (source_.head < 0) return false;
  // "has not confirmed it" stands for what was said before.
  const bool silent =
      entry_.cue_class == CueClass::kReporting &&
      ((syntax_.IsNegated(verb_) && entry_.stance == Stance::kAsserts) ||
       entry_.stance == Stance::kDenies);
  if (!silent && IsEmptyPronoun(syntax_[object].lower)) return false;
  const absl::string_view lower = syntax_[object].lower;
  if (context_.lexicon.Flags(lower) & kTimeNoun) return false;
  const TokenRange cut = CutRelative(range);
  if (MeetsCircumstance(object)) {
    return Finish(Construction::kObject, {cut.first, object + 1}, object,
                  0.75f);
  }
  return Finish(
      Construction::kObject,
      {cut.first, cut.last < range.last ? cut.last : ObjectEnd(range.last)},
      object, 0.75f);
}

// "was confirmed by the ministry", "was announced on Monday"
bool VerbReader::ReadPassiveSubject() {
  if (!passive_ || subject_ < 0 || SubjectIsExpletive()) return false;
  if (!entry_.Takes(kFrameObject | kFrameClause) ||
      entry_.Takes(kFrameAddressee | kFramePerson)) {
    return false;
  }
  const uint32_t subject = static_cast<uint32_t>(subject_);
  const TokenRange range = PhraseOf(syntax_, subject, verb_);
  // "the book was written by nuns": what is written is no statement.
  if (source_.head >= 0 && !entry_.Takes(kFrameObject)) return false;
  if (source_.head < 0) {
    // "the judge Ann Dale was confirmed": in office.
    if (syntax_[subject].pos == Pos::kPropn) return false;
    if (entry_.cue_class != CueClass::kReporting) return false;
    const absl::string_view lemma = syntax_[verb_].lemma;
    if (lemma != "announce" && lemma != "confirm" && lemma != "deny" &&
        lemma != "report" && lemma != "reveal" && lemma != "disclose" &&
        lemma != "verify") {
      return false;
    }
  }
  // "two men were reported killed": what is reported of them follows.
  const uint32_t next = verb_ + 1;
  if (source_.head < 0 && next < sentence_.last &&
      (syntax_[next].features & kParticiple) != 0 &&
      (syntax_[next].features & kGerund) == 0) {
    result_.content.push_back(range);
    return Finish(Construction::kHearsayPassive, syntax_.Yield(next), next,
                  0.75f);
  }
  return Finish(Construction::kPassiveAgent, range, subject,
                source_.head >= 0 ? 0.85f : 0.6f);
}

}  // namespace parallax::ingest::domain::extract::attribution
