#include "services/ingest/domain/extract/attribution/verb_reader.h"

#include <algorithm>

#include "services/ingest/domain/extract/attribution/span_rules.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

// A quotation further from its verb than this is somebody else's.
constexpr uint32_t kQuoteReach = 30;

bool IsQuestionWord(absl::string_view lower) {
  return lower == "whether" || lower == "if" || lower == "why" ||
         lower == "how" || lower == "what" || lower == "who" ||
         lower == "when" || lower == "where" || lower == "which";
}

}  // namespace

VerbReader::VerbReader(const RuleContext& context, uint32_t verb,
                       const CueEntry& entry)
    : context_(context),
      syntax_(context.syntax),
      verb_(verb),
      entry_(entry),
      sentence_(context.syntax.SentenceOf(verb)) {}

std::optional<Attribution> VerbReader::Read() {
  source_ = FindSource(syntax_, verb_);
  passive_ = syntax_.IsPassive(verb_);
  Classify();
  RepairSource();
  if (entry_.Takes(kFramePointOut) && clause_after_ >= 0 &&
      !syntax_.HasChild(verb_, Rel::kCompoundPrt) &&
      syntax_.Child(verb_, Rel::kAdvmod, "out") < 0) {
    clause_after_ = -1;
  }
  const bool read = ReadSilence() || ReadQuoteBefore() || ReadInsertion() ||
                    ReadQuoteAfter() || ReadClauseAfter() ||
                    ReadRestOfSentence() || ReadHearsayPassive() ||
                    ReadParty() || ReadPredicate() || ReadInfinitive() ||
                    ReadGerund() || ReadOblique() || ReadObject() ||
                    ReadSurrounding() || ReadPassiveSubject();
  if (!read) return std::nullopt;
  SetCue();
  SetStance();
  if (source_.head >= 0) {
    result_.source_head = source_.head;
    result_.source = {source_.tokens};
  }
  result_.source_unnamed = source_.head < 0;
  result_.cue_head = static_cast<int32_t>(verb_);
  result_.cue_class = entry_.cue_class;
  std::vector<TokenRange>& content = result_.content;
  ClipToQuote(syntax_, verb_, content);
  WidenToQuotes(syntax_, verb_, content);
  CutOut(syntax_, {verb_, verb_ + 1}, content);
  if (source_.head >= 0 && source_.tokens.first >= sentence_.first &&
      source_.tokens.last <= sentence_.last && !passive_) {
    CutOut(syntax_, source_.tokens, content);
  }
  if (content.empty() && result_.stance != Stance::kUnconfirmed) {
    return std::nullopt;
  }
  return result_;
}

void VerbReader::Classify() {
  for (uint32_t child : syntax_.Children(verb_)) {
    const Token& token = syntax_[child];
    switch (token.rel) {
      case Rel::kNsubj:
      case Rel::kNsubjPass:
      case Rel::kExpl:
        if (subject_ < 0) subject_ = static_cast<int32_t>(child);
        break;
      case Rel::kCcomp:
        if (child > verb_) {
          if (clause_after_ < 0 && !IsAdjunctClause(child)) {
            clause_after_ = static_cast<int32_t>(child);
          }
        } else {
          clause_before_ = static_cast<int32_t>(child);
        }
        break;
      case Rel::kParataxis:
      case Rel::kDep:
        if (child < verb_ && token.rel == Rel::kParataxis &&
            clause_before_ < 0) {
          clause_before_ = static_cast<int32_t>(child);
        } else if (child > verb_ && clause_after_ < 0 &&
                   token.pos == Pos::kVerb &&
                   (syntax_.Is(syntax_.Yield(child).first, "that") ||
                    syntax_.Is(verb_ + 1, ":"))) {
          clause_after_ = static_cast<int32_t>(child);
        }
        break;
      case Rel::kXcomp:
        if (syntax_.IsToInfinitive(child)) {
          if (infinitive_ < 0) infinitive_ = static_cast<int32_t>(child);
        } else if (other_xcomp_ < 0) {
          other_xcomp_ = static_cast<int32_t>(child);
        }
        break;
      case Rel::kAdvcl:
        // "asked if", "asked whether": the clause is what is asked.
        if (child > verb_ && entry_.Takes(kFrameQuestion) &&
            StartsQuestion(child) && clause_after_ < 0) {
          clause_after_ = static_cast<int32_t>(child);
        } else if (child > verb_ && clause_after_ < 0 &&
                   entry_.Takes(kFrameClause) &&
                   syntax_.Yield(child).first == verb_ + 1 &&
                   !syntax_.HasChild(child, Rel::kMark) &&
                   HasFinite(syntax_.Yield(child))) {
          // "which Armenia claimed had been hit", taken for an adverbial.
          clause_after_ = static_cast<int32_t>(child);
        } else if (child > verb_ && infinitive_ < 0 &&
                   syntax_.IsToInfinitive(child) && object_ >= 0 &&
                   entry_.Takes(kFramePerson)) {
          infinitive_ = static_cast<int32_t>(child);
        }
        break;
      case Rel::kObj:
        if (object_ < 0) {
          object_ = static_cast<int32_t>(child);
        } else {
          second_object_ = static_cast<int32_t>(child);
        }
        break;
      case Rel::kIobj:
        second_object_ = object_;
        object_ = static_cast<int32_t>(child);
        break;
      case Rel::kObl:
      case Rel::kOblAgent:
      case Rel::kNmod:
        obliques_.push_back(child);
        break;
      default:
        break;
    }
  }
}

bool VerbReader::Finish(Construction construction, TokenRange content,
                        uint32_t head, float confidence) {
  result_.construction = construction;
  result_.confidence = confidence;
  result_.content_head = static_cast<int32_t>(head);
  content = ClauseContent(context_, verb_, content);
  if (!content.empty()) result_.content.push_back(content);
  return true;
}

bool VerbReader::StartsQuestion(uint32_t clause) const {
  const TokenRange range = syntax_.Yield(clause);
  const uint32_t limit = std::min(range.last, range.first + 3);
  for (uint32_t i = range.first; i < limit; ++i) {
    if (IsQuestionWord(syntax_[i].lower)) return true;
  }
  return false;
}

bool VerbReader::HasQuoted(TokenRange range) const {
  for (uint32_t i = range.first; i < range.last; ++i) {
    if (syntax_.QuoteOf(i) >= 0) return true;
  }
  return false;
}

bool VerbReader::IsFinite(uint32_t token) const {
  const Token& t = syntax_[token];
  return (t.pos == Pos::kVerb || t.pos == Pos::kAux) &&
         (t.features & kFinite) != 0;
}

bool VerbReader::HasFinite(TokenRange range) const {
  for (uint32_t i = range.first; i < range.last; ++i) {
    if (IsFinite(i)) return true;
  }
  return false;
}

bool VerbReader::IsAdjunctClause(uint32_t clause) const {
  const uint32_t first = syntax_.Yield(clause).first;
  if (first <= verb_) return false;
  const Token& lead = syntax_[first];
  if (syntax_.Is(first - 1, ",") && (lead.features & kGerund) != 0) return true;
  if (lead.pos != Pos::kAdp && lead.pos != Pos::kSconj) return false;
  const absl::string_view lower = lead.lower;
  return lower == "of" || lower == "in" || lower == "as" || lower == "after" ||
         lower == "before" || lower == "while" || lower == "during" ||
         lower == "about" || lower == "since" || lower == "by" ||
         lower == "upon" || lower == "on" || lower == "at";
}

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

// Sets right what the tree gets wrong most often about who speaks.
void VerbReader::RepairSource() {
  if (passive_) return;
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
      (syntax_[verb_].features & kFinite) != 0 && subject_ < 0) {
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
  if (IsSetOffBefore(syntax_, verb_) &&
      (source_.head < 0 ||
       HasFinite(
           {std::min(static_cast<uint32_t>(source_.head) + 1, verb_), verb_}) ||
       static_cast<uint32_t>(source_.head) > verb_)) {
    const Source after = PhraseAfter(syntax_, verb_);
    if (after.head >= 0 && after.tokens.last < sentence_.last &&
        syntax_.IsPunct(after.tokens.last) &&
        !HasFinite({after.tokens.last,
                    std::min(sentence_.last, after.tokens.last + 3)})) {
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
      syntax_.Is(before.tokens.first - 1, ",") && verb_ + 2 >= sentence_.last &&
      HasFinite({sentence_.first, source_.tokens.first})) {
    source_ = before;
    return;
  }
  if (source_.tokens.last <= before.tokens.first && !timely &&
      static_cast<uint32_t>(source_.head) < before.tokens.first) {
    source_ = before;
  }
}

// "The thing, aides said, is ...": content on both sides of the insertion.
bool VerbReader::ReadInsertion() {
  if (!entry_.Takes(kFrameParenthesis) || passive_ || source_.head < 0) {
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
  if (HasFinite({reporting_end, core.last})) return false;
  if (syntax_[core.first].pos == Pos::kSconj ||
      syntax_[core.first].pos == Pos::kCconj) {
    return false;
  }
  TokenRange left{sentence_.first, core.first - 1};
  const TokenRange right{core.last + 1, sentence_.last};
  const Token& next = syntax_[right.first];
  const CueEntry* follows = context_.lexicon.Verb(next.lemma);
  if (next.pos == Pos::kPron &&
      (next.lower == "who" || next.lower == "which")) {
    return false;
  }
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

// End of the clause with what the parser broke off although no break in the
// text does.
uint32_t VerbReader::BrokenOffEnd(TokenRange content) const {
  uint32_t last = content.last;
  while (last < sentence_.last && syntax_.IsQuoteMark(last) &&
         syntax_.QuoteOf(last) == syntax_.QuoteOf(last - 1)) {
    ++last;
  }
  if (last >= sentence_.last || syntax_[verb_].rel == Rel::kAclRelcl) {
    return last;
  }
  const bool unfinished = !HasFinite({content.first, last});
  const int32_t q = syntax_.QuoteOf(last);
  if (q >= 0 && q != syntax_.QuoteOf(verb_)) {
    // Quoted words in the middle of the clause.
    return sentence_.last;
  }
  if (unfinished ||
      (!syntax_.IsPunct(last) && syntax_[last].pos != Pos::kCconj)) {
    return sentence_.last;
  }
  if (syntax_[last].pos == Pos::kCconj && last + 1 < sentence_.last &&
      syntax_.Is(last + 1, "that")) {
    return sentence_.last;
  }
  if (syntax_.Is(last, ",") && last + 1 < sentence_.last &&
      syntax_[last + 1].pos == Pos::kSconj && !syntax_.Is(last + 1, "while") &&
      !syntax_.Is(last + 1, "although") && !syntax_.Is(last + 1, "though")) {
    return sentence_.last;
  }
  // ", but it will be difficult"
  if (syntax_.Is(last, ",") && last + 2 < sentence_.last &&
      syntax_[last + 1].pos == Pos::kCconj &&
      (syntax_[last + 2].pos == Pos::kPron ||
       syntax_[last + 2].pos == Pos::kDet)) {
    const uint32_t limit = std::min(sentence_.last, last + 8);
    for (uint32_t i = last + 2; i < limit; ++i) {
      if (!IsFinite(i)) continue;
      const CueEntry* entry = context_.lexicon.Verb(syntax_[i].lemma);
      if (entry != nullptr && entry->cue_class == CueClass::kReporting) break;
      return sentence_.last;
    }
  }
  return last;
}

uint32_t VerbReader::ClauseEnd(TokenRange clause) const {
  uint32_t end = clause.last;
  for (uint32_t child : syntax_.Children(verb_)) {
    const Token& token = syntax_[child];
    if (child < end || token.rel != Rel::kConj) continue;
    const TokenRange range = syntax_.Yield(child);
    if (range.first > end + 2 || syntax_.QuoteOf(child) >= 0) break;
    const CueEntry* entry = context_.lexicon.Verb(token.lemma);
    if (entry != nullptr && entry->cue_class == CueClass::kReporting) break;
    const bool own_subject = syntax_.HasChild(child, Rel::kNsubj) ||
                             syntax_.HasChild(child, Rel::kNsubjPass);
    const bool said = ((syntax_[verb_].features & kPast) != 0);
    const bool present =
        (token.features & (kPresent | kFinite)) == (kPresent | kFinite);
    if (!own_subject && !(said && present)) break;
    end = range.last;
  }
  return end;
}

bool VerbReader::SubjectIsExpletive() const {
  return subject_ >= 0 &&
         (syntax_.Is(static_cast<uint32_t>(subject_), "it") ||
          syntax_[static_cast<uint32_t>(subject_)].rel == Rel::kExpl);
}

bool VerbReader::SubjectIsDocument() const {
  if (source_.head < 0) return false;
  const Token& head = syntax_[static_cast<uint32_t>(source_.head)];
  return (context_.lexicon.Flags(head.lemma) & kDocumentNoun) != 0 ||
         (context_.lexicon.Flags(head.lower) & kDocumentNoun) != 0;
}

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

// He said: "..." / said that "..." / told Y in a statement, "..."
bool VerbReader::ReadQuoteAfter() {
  if (!entry_.Takes(kFrameQuote | kFrameColon)) return false;
  const int32_t own = syntax_.QuoteOf(verb_);
  const uint32_t limit = std::min(sentence_.last, verb_ + kQuoteReach);
  uint32_t quote_at = limit;
  for (uint32_t i = verb_ + 1; i < limit; ++i) {
    const int32_t q = syntax_.QuoteOf(i);
    if (q >= 0 && q != own) {
      quote_at = i;
      break;
    }
    // Another clause between: its own verb governs the quotation, unless the
    // break before the mark says that the quotation is introduced from afar.
    if (syntax_[i].pos == Pos::kVerb && (syntax_[i].features & kFinite) != 0) {
      return false;
    }
  }
  if (quote_at == limit) return false;
  const TokenRange quote =
      syntax_.quotes()[static_cast<uint32_t>(syntax_.QuoteOf(quote_at))].tokens;
  const bool introduced = syntax_.Is(quote_at - 1, ":") ||
                          syntax_.Is(quote_at - 1, ",") ||
                          quote_at == verb_ + 1;
  // A few quoted words inside a clause belong to the clause reader.
  if (!introduced) return false;
  if (entry_.Takes(kFrameColon) && !entry_.Takes(kFrameQuote) &&
      !syntax_.Is(quote_at - 1, ":")) {
    return false;
  }
  if (clause_after_ >= 0 && static_cast<uint32_t>(clause_after_) < quote_at) {
    return false;  // said X, "..." : the clause comes first
  }
  if (entry_.Takes(kFramePredicate) && !syntax_.Is(quote_at - 1, ":") &&
      object_ >= 0) {
    return false;
  }
  TokenRange content = quote;
  if (clause_after_ >= 0) {
    const TokenRange clause =
        syntax_.Yield(static_cast<uint32_t>(clause_after_));
    if (clause.last > content.last && clause.first >= verb_) {
      content.last = clause.last;
    }
  }
  if (entry_.Takes(kFrameAddressee) && object_ >= 0 &&
      static_cast<uint32_t>(object_) < quote_at) {
    result_.addressee =
        syntax_.Trim(syntax_.Yield(static_cast<uint32_t>(object_)));
  }
  FindInvertedSource();
  result_.construction = Construction::kQuote;
  result_.confidence = 0.95f;
  result_.content_head = clause_after_ >= 0
                             ? clause_after_
                             : static_cast<int32_t>(quote.first + 1);
  result_.content.push_back(content);
  return true;
}

// Whether a quotation that opened its sentence ends right before `token`.
bool VerbReader::FollowsWholeQuote(uint32_t token) const {
  if (token <= sentence_.first || token == 0) return false;
  uint32_t mark = token - 1;
  if (!syntax_.IsQuoteMark(mark) && mark > 0 && syntax_.Is(mark, ",")) --mark;
  const int32_t q = syntax_.QuoteOf(mark);
  if (q < 0 || q == syntax_.QuoteOf(verb_)) return false;
  const TokenRange quote = syntax_.quotes()[static_cast<uint32_t>(q)].tokens;
  return quote.last == mark + 1 && quote.first <= sentence_.first + 1;
}

// "...," he said / "...," said the minister. / "..." Smith said Monday, "..."
bool VerbReader::ReadQuoteBefore() {
  if (!entry_.Takes(kFrameQuote)) return false;
  TokenRange core;
  const bool inverted =
      verb_ > sentence_.first && IsSetOffBefore(syntax_, verb_) &&
      (syntax_.IsQuoteMark(verb_ - 1) ||
       (verb_ > sentence_.first + 1 && syntax_.IsQuoteMark(verb_ - 2)));
  if (inverted || (verb_ == sentence_.first && verb_ > 0 &&
                   IsSetOffBefore(syntax_, verb_))) {
    // "...," said X: who speaks follows the verb.
    const Source after = PhraseAfter(syntax_, verb_);
    if (after.head < 0) return false;
    source_ = after;
    core = ReportingCore(context_, verb_, source_);
  } else {
    core = ReportingCore(context_, verb_, source_);
    if (!FollowsWholeQuote(core.first)) {
      if (infinitive_ >= 0) return false;
      if (clause_after_ >= 0 &&
          syntax_.Yield(static_cast<uint32_t>(clause_after_)).first ==
              verb_ + 1) {
        return false;
      }
    }
    core = ReportingCore(context_, verb_, source_);
    if (source_.head < 0 || !IsSetOffBefore(syntax_, core.first)) {
      const Source before = source_;
      FindInvertedSource();
      core = ReportingCore(context_, verb_, source_);
      if (!IsSetOffBefore(syntax_, core.first)) {
        source_ = before;
        return false;
      }
    }
  }
  uint32_t mark = core.first - 1;
  if (!syntax_.IsQuoteMark(mark) && mark > 0 && syntax_.Is(mark, ",")) --mark;
  const int32_t q = syntax_.QuoteOf(mark);
  if (q < 0 || q == syntax_.QuoteOf(verb_)) return false;
  const TokenRange quote = syntax_.quotes()[static_cast<uint32_t>(q)].tokens;
  if (quote.last != mark + 1) return false;
  if (syntax_.BlockOf(mark) != syntax_.BlockOf(verb_)) return false;
  TokenRange content = quote;
  // A quotation that only ends the clause: 'the plan is "dead," he said'.
  if (quote.first > sentence_.first) {
    uint32_t from = sentence_.first;
    if (clause_before_ >= 0) {
      from = syntax_.Yield(static_cast<uint32_t>(clause_before_)).first;
    } else if (syntax_[verb_].rel == Rel::kParataxis &&
               syntax_[verb_].head >= 0) {
      from = syntax_.Yield(static_cast<uint32_t>(syntax_[verb_].head)).first;
    }
    if (from > sentence_.first &&
        syntax_.SentenceOf(from).first != sentence_.first) {
      from = sentence_.first;
    }
    const bool whole = quote.first <= from + 1;
    if (!whole && quote.first < verb_)
      content.first = std::min(from, quote.first);
  }
  result_.content.push_back(content);
  // Split quotation: "...," he said, "..."
  if (core.last < sentence_.last) {
    uint32_t next = core.last;
    if (syntax_.Is(next, ",") || syntax_.Is(next, ":")) ++next;
    if (next < sentence_.last && syntax_.QuoteOf(next) >= 0 &&
        syntax_.QuoteOf(next) != q) {
      result_.content.push_back(
          syntax_.quotes()[static_cast<uint32_t>(syntax_.QuoteOf(next))]
              .tokens);
    }
  }
  if (entry_.Takes(kFrameAddressee) && object_ >= 0) {
    result_.addressee =
        syntax_.Trim(syntax_.Yield(static_cast<uint32_t>(object_)));
  }
  result_.construction = Construction::kQuote;
  result_.confidence = 0.95f;
  result_.content_head = clause_before_ >= 0
                             ? clause_before_
                             : static_cast<int32_t>(quote.first + 1);
  return true;
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
  if (source_.tokens.first > verb_ || syntax_.HasMark(verb_, "as"))
    return false;
  const uint32_t from = ContentStart();
  if (from >= sentence_.last || syntax_.IsPunct(from)) return false;
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
  if (!finite && !marked) return false;
  return Finish(Construction::kClause, {from, last},
                object_ >= 0 ? static_cast<uint32_t>(object_) : from, 0.7f);
}

// "The bridge, officials say, was hit." / "The bridge was hit, he said."
bool VerbReader::ReadSurrounding() {
  const bool as_clause = syntax_.HasMark(verb_, "as");
  if (!entry_.Takes(kFrameParenthesis) && clause_before_ < 0 &&
      !(as_clause && entry_.Takes(kFrameClause))) {
    return false;
  }
  if (!entry_.Takes(kFrameClause | kFrameQuote)) return false;
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
  if (result_.content.empty()) return false;
  result_.construction = Construction::kParenthetical;
  result_.confidence = 0.85f;
  result_.content_head = static_cast<int32_t>(head);
  return true;
}

}  // namespace parallax::ingest::domain::extract::attribution
