// Who speaks through the verb, where the tree has it wrong.
#include <algorithm>

#include "services/ingest/domain/extract/attribution/span_rules.h"
#include "services/ingest/domain/extract/attribution/verb_reader.h"

namespace parallax::ingest::domain::extract::attribution {

// "..., said the minister": the parser may have taken the source for an object.
void VerbReader::FindInvertedSource() {
  if (source_.head >= 0) return;
  for (uint32_t child : syntax_.Children(verb_)) {
    if (child <= verb_ || !syntax_.IsNominal(child)) continue;
    const Rel rel = syntax_[child].rel;
    if ((rel == Rel::kObj || rel == Rel::kIobj || rel == Rel::kXcomp ||
         rel == Rel::kDep || rel == Rel::kNsubj) &&
        syntax_.Yield(child).first == verb_ + 1) {
      source_.head = static_cast<int32_t>(child);
      source_.tokens = PhraseOf(syntax_, child, verb_);
      object_ = -1;
      return;
    }
  }
  // The other way round: "..., Smith said" with Smith left hanging.
  if (verb_ > sentence_.first && syntax_.IsNominal(verb_ - 1) &&
      syntax_.QuoteOf(verb_ - 1) != syntax_.QuoteOf(verb_)) {
    return;
  }
  if (verb_ > sentence_.first && syntax_.IsNominal(verb_ - 1)) {
    const uint32_t noun = verb_ - 1;
    uint32_t head = noun;
    const TokenRange core = syntax_.Yield(noun);
    if (core.first >= sentence_.first) {
      source_.head = static_cast<int32_t>(head);
      source_.tokens = PhraseOf(syntax_, head, verb_);
    }
  }
}

// Finite, or taken for an infinitive although nothing governs it: "The Joint
// Forces Operation put the number at six".
bool VerbReader::IsMainVerb() const {
  const Token& verb = syntax_[verb_];
  return (verb.features & kFinite) != 0 ||
         ((verb.features & kInfinitive) != 0 && verb.rel == Rel::kRoot &&
          !syntax_.IsToInfinitive(verb_) &&
          !syntax_.HasChild(verb_, Rel::kAux));
}

// Replaces a source that cannot be the verb's by the phrase before it.
void VerbReader::RestoreSubject() {
  const bool finite = IsMainVerb() || syntax_.HasChild(verb_, Rel::kAux);
  if (!finite || verb_ == sentence_.first) return;
  // "John McCain -- who lost in 2008 -- said": the aside is over.
  const uint32_t opening = OpeningOfAside(verb_ - 1);
  if (opening > sentence_.first) {
    const Source named = PhraseBefore(syntax_, opening);
    if (named.head >= 0 && named.tokens.last == opening) {
      source_ = named;
      return;
    }
  }
  const Source before = PhraseBefore(syntax_, verb_);
  if (before.head < 0) return;
  // "Most have said they would": a finite verb does not share the subject of
  // a clause that comes after it.
  const bool borrowed = source_.head > static_cast<int32_t>(verb_) &&
                        syntax_[static_cast<uint32_t>(source_.head)].head !=
                            static_cast<int32_t>(verb_);
  if (borrowed) {
    source_ = before;
    return;
  }
  // "Republican [vice presidential nominee Mike Pence] said": the tree broke
  // the phrase.
  const bool clean = before.tokens.first == sentence_.first ||
                     syntax_.IsPunct(before.tokens.first - 1);
  if (clean && syntax_[before.tokens.first].pos != Pos::kPron &&
      source_.head >= 0 && !source_.tokens.empty() &&
      source_.tokens.last == before.tokens.last &&
      before.tokens.first < source_.tokens.first) {
    source_.tokens.first = before.tokens.first;
  }
}

// Whether only an addressee and circumstances follow the verb.
bool VerbReader::ClosesSentence() const {
  for (uint32_t i = verb_ + 1; i < sentence_.last; ++i) {
    if (IsFinite(i) || syntax_.QuoteOf(i) >= 0 || syntax_.Is(i, ",") ||
        syntax_.Is(i, ":") || syntax_.Is(i, "that")) {
      return false;
    }
  }
  return true;
}

// Where the aside that ends at the mark `close` begins: the same dash or the
// bracket before it in the sentence; 0 when `close` ends none.
uint32_t VerbReader::OpeningOfAside(uint32_t close) const {
  constexpr uint32_t kMaxAside = 30;
  const absl::string_view mark = syntax_[close].lower;
  const bool dash = mark == "--" || mark == "\xE2\x80\x94" ||
                    mark == "\xE2\x80\x93" || mark == "-";
  if (!dash && mark != ")") return 0;
  const absl::string_view open = dash ? mark : absl::string_view("(");
  const uint32_t stop =
      close > sentence_.first + kMaxAside ? close - kMaxAside : sentence_.first;
  for (uint32_t i = close; i-- > stop;) {
    if (syntax_[i].lower == open) return i;
  }
  return 0;
}

// "Clinton, after the leak, initially said", "Lee, a director of the firm, told
// Forbes": the subject stands before the aside.
void VerbReader::RestoreAcrossCommas() {
  constexpr uint32_t kLongestAside = 25;
  const Token& verb = syntax_[verb_];
  if (passive_ || verb.pos != Pos::kVerb || (verb.features & kFinite) == 0 ||
      syntax_.HasChild(verb_, Rel::kMark)) {
    return;
  }
  const bool wanting =
      source_.head < 0 ||
      (context_.lexicon.Flags(
           syntax_[static_cast<uint32_t>(source_.head)].lower) &
       kTimeNoun) != 0 ||
      (verb.lemma == "tell" && source_.tokens.first == verb_ + 1);
  if (!wanting) return;
  uint32_t close = verb_;
  while (close > sentence_.first && (syntax_[close - 1].pos == Pos::kAdv ||
                                     syntax_[close - 1].pos == Pos::kAux)) {
    --close;
  }
  if (close <= sentence_.first + 2 || !syntax_.Is(close - 1, ",")) return;
  const uint32_t stop = close > sentence_.first + kLongestAside
                            ? close - kLongestAside
                            : sentence_.first;
  for (uint32_t open = close - 2; open > stop; --open) {
    if (syntax_.QuoteOf(open) != syntax_.QuoteOf(verb_)) return;
    if (!syntax_.Is(open, ",")) continue;
    const Source named = PhraseBefore(syntax_, open);
    if (named.head < 0 || named.tokens.last != open) continue;
    const uint32_t flags = context_.lexicon.Flags(
        syntax_[static_cast<uint32_t>(named.head)].lower);
    if ((flags & kTimeNoun) != 0) continue;
    const bool clean = named.tokens.first == sentence_.first ||
                       syntax_.IsPunct(named.tokens.first - 1) ||
                       syntax_[named.tokens.first - 1].pos == Pos::kCconj;
    if (!clean) continue;
    source_ = named;
    return;
  }
}

// "which Armenia claimed": the relative pronoun is what was claimed, though the
// tree takes it for a determiner of who claims.
void VerbReader::DropRelative() {
  if (source_.head < 0 || source_.tokens.last > verb_ ||
      source_.tokens.first + 1 >= source_.tokens.last) {
    return;
  }
  const uint32_t first = source_.tokens.first;
  if (!syntax_.Is(first, "which") && !syntax_.Is(first, "whom")) return;
  if (!syntax_.IsNominal(source_.tokens.last - 1)) return;
  ++source_.tokens.first;
  if (source_.head == static_cast<int32_t>(first)) {
    source_.head = static_cast<int32_t>(source_.tokens.last - 1);
  }
}

// "Interfax quoted the ministry as saying": the one quoted speaks.
bool VerbReader::SetQuotedSource() {
  constexpr uint32_t kLongestName = 12;
  if ((syntax_[verb_].features & kGerund) == 0 || verb_ < sentence_.first + 3 ||
      !syntax_.Is(verb_ - 1, "as")) {
    return false;
  }
  const uint32_t stop =
      std::max(sentence_.first,
               verb_ > kLongestName ? verb_ - kLongestName : sentence_.first);
  for (uint32_t i = verb_ - 2; i-- > stop;) {
    if (syntax_[i].lemma != "quote" || syntax_[i].pos != Pos::kVerb) continue;
    if (syntax_.IsPassive(i)) return false;
    const Source quoted = PhraseBefore(syntax_, verb_ - 1);
    if (quoted.head < 0 || quoted.tokens.first <= i) return false;
    source_ = quoted;
    return true;
  }
  return false;
}

// "..., said a physician at a hospital." and ", says the ministry, 78 houses":
// whoever can speak stands between the verb and the next break.
Source VerbReader::SpeakerBehind() const {
  if (syntax_[verb_].lemma != "say" || verb_ + 1 >= sentence_.last) {
    return Source();
  }
  const Source after = PhraseFrom(syntax_, verb_ + 1);
  if (after.head < 0) return Source();
  const bool closes = after.tokens.last + 1 >= sentence_.last;
  const Token& head = syntax_[static_cast<uint32_t>(after.head)];
  const bool inserted = syntax_.Is(after.tokens.last, ",") &&
                        (source_.head < 0 || head.pos == Pos::kPropn);
  if (!closes && !inserted) return Source();
  return NamesASpeaker(after.head) ? after : Source();
}

// Sets right what the tree gets wrong most often about who speaks.
void VerbReader::RepairSource() {
  if (passive_ || SetQuotedSource()) return;
  if (!IsOutsideForeignQuote(syntax_, source_, verb_)) source_ = Source();
  if (source_.head >= 0) {
    const uint32_t head = static_cast<uint32_t>(source_.head);
    const absl::string_view lower = syntax_[head].lower;
    // "Reid, who endorsed her in May, repeated": the relative clause is over.
    if ((lower == "who" || lower == "which") && head < verb_ && head > 1 &&
        syntax_.Is(verb_ - 1, ",") && syntax_.Is(head - 1, ",") &&
        head - 1 > sentence_.first) {
      const Source antecedent = PhraseBefore(syntax_, head - 1);
      if (antecedent.head >= 0) source_ = antecedent;
      return;
    }
    // "he sent out a statement saying": the sender speaks, not the paper.
    const uint32_t flags = context_.lexicon.Flags(syntax_[head].lemma);
    if ((flags & kChannel) != 0 && syntax_[verb_].rel == Rel::kAcl &&
        syntax_[head].head >= 0 &&
        (syntax_[head].rel == Rel::kObj || syntax_[head].rel == Rel::kObl)) {
      const Source sender =
          FindSource(syntax_, static_cast<uint32_t>(syntax_[head].head));
      if (sender.head >= 0) source_ = sender;
      return;
    }
  }
  RestoreSubject();
  // "[Azerbaijan's] Defence Ministry said": the phrase goes on to the verb.
  if (source_.head >= 0 && source_.tokens.last < verb_ &&
      source_.tokens.first >= sentence_.first) {
    const Source rest = PhraseBefore(syntax_, verb_);
    const Pos next = syntax_[source_.tokens.last].pos;
    if (rest.head >= 0 && rest.tokens.first <= source_.tokens.last &&
        rest.tokens.last > source_.tokens.last &&
        (next == Pos::kNoun || next == Pos::kPropn || next == Pos::kAdj ||
         next == Pos::kPart) &&
        syntax_.IsNominal(rest.tokens.last - 1)) {
      source_.tokens.last = rest.tokens.last;
      source_.head = static_cast<int32_t>(rest.tokens.last - 1);
    }
  }
  if (source_.head < 0 && entry_.cue_class == CueClass::kReporting &&
      IsMainVerb() && subject_ < 0) {
    const Source before = PhraseBefore(syntax_, verb_);
    if (before.head >= 0 &&
        (before.tokens.first == sentence_.first ||
         syntax_.IsPunct(before.tokens.first - 1) ||
         syntax_[before.tokens.first - 1].pos == Pos::kCconj)) {
      source_ = before;
    }
  }
  if (!entry_.Takes(kFrameParenthesis)) return;
  // "..., said the minister": nothing before the verb speaks.
  const Source behind = SpeakerBehind();
  if (IsSetOffBefore(syntax_, verb_) &&
      (syntax_[verb_].features & kGerund) == 0 &&
      (source_.head < 0 || behind.head >= 0 ||
       HasFinite(
           {std::min(static_cast<uint32_t>(source_.head) + 1, verb_), verb_}) ||
       static_cast<uint32_t>(source_.head) > verb_)) {
    const Source after =
        behind.head >= 0 ? behind : PhraseAfter(syntax_, verb_);
    if (after.head >= 0 && after.tokens.last < sentence_.last &&
        syntax_.IsPunct(after.tokens.last) &&
        (behind.head >= 0 ||
         !HasFinite({after.tokens.last,
                     std::min(sentence_.last, after.tokens.last + 3)}))) {
      source_ = after;
      if (object_ >= 0 &&
          source_.tokens.Contains(static_cast<uint32_t>(object_))) {
        object_ = -1;
      }
      if (clause_after_ >= 0 &&
          source_.tokens.Contains(static_cast<uint32_t>(clause_after_))) {
        clause_after_ = -1;
      }
      return;
    }
  }
  // "Mrs. Clinton, analysts said, has": the phrase between the commas.
  const Source before = PhraseBefore(syntax_, verb_);
  if (before.head < 0) return;
  if (source_.head < 0) {
    if (syntax_.HasChild(verb_, Rel::kNsubj) ||
        syntax_[verb_].pos != Pos::kVerb ||
        (syntax_[verb_].features & (kFinite | kParticiple)) == 0) {
      return;
    }
    source_ = before;
    return;
  }
  const bool timely = (context_.lexicon.Flags(
                           syntax_[static_cast<uint32_t>(before.head)].lower) &
                       kTimeNoun) != 0;
  // "... of 13 and 14 September, the speaker said.": what stands before the
  // comma belongs to the statement.
  if (before.tokens.first > source_.tokens.first &&
      before.tokens.first < source_.tokens.last && !timely &&
      syntax_.Is(before.tokens.first - 1, ",") && ClosesSentence() &&
      HasFinite({sentence_.first, before.tokens.first})) {
    source_ = before;
    return;
  }
  if (source_.tokens.last <= before.tokens.first && !timely &&
      static_cast<uint32_t>(source_.head) < before.tokens.first) {
    source_ = before;
  }
}

}  // namespace parallax::ingest::domain::extract::attribution
