// The constructions of VerbReader whose content is a quotation.
#include <algorithm>

#include "services/ingest/domain/extract/attribution/span_rules.h"
#include "services/ingest/domain/extract/attribution/verb_reader.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

// A quotation further from its verb than this is somebody else's.
constexpr uint32_t kQuoteReach = 30;

}  // namespace

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

// Whether a quotation inside a sentence is a sentence of its own: set off and
// capitalised.
bool VerbReader::IsStatement(TokenRange quote) const {
  if (quote.first == 0 || quote.last - quote.first < 5) return false;
  const absl::string_view before = syntax_[quote.first - 1].lower;
  if (before != "," && before != ":") return false;
  const absl::string_view form = syntax_.text().Form(syntax_[quote.first + 1]);
  return !form.empty() && form[0] >= 'A' && form[0] <= 'Z';
}

// '"...," a voice-over in the ad states': the words between the closing mark
// and the verb, whatever the tree makes of them. None where they hold a clause
// or the quotation does not end like a statement.
Source VerbReader::SpeakerAfterQuote() const {
  constexpr uint32_t kMaxSpeaker = 20;
  if ((syntax_[verb_].features & (kFinite | kParticiple)) == 0) return {};
  const uint32_t stop = verb_ > sentence_.first + kMaxSpeaker
                            ? verb_ - kMaxSpeaker
                            : sentence_.first;
  uint32_t first = verb_;
  while (first > stop && !syntax_.IsQuoteMark(first - 1)) {
    --first;
    if (IsFinite(first) || syntax_[first].pos == Pos::kVerb ||
        syntax_[first].pos == Pos::kSconj || syntax_.Is(first, ":") ||
        syntax_[first].pos == Pos::kCconj) {
      return {};
    }
  }
  if (first == verb_ || first < 2 || !syntax_.IsQuoteMark(first - 1) ||
      syntax_.QuoteOf(first) >= 0) {
    return {};
  }
  const uint32_t mark = first - 1;
  const absl::string_view end = syntax_[mark - 1].lower;
  const bool statement = end == "," || end == "?" || end == "!" ||
                         end == "..." || end == "\xE2\x80\xA6" ||
                         syntax_.Is(first, ",") || FollowsWholeQuote(first);
  if (!statement) return {};
  Source source;
  source.tokens = syntax_.Trim({first, verb_});
  while (!source.tokens.empty() &&
         (syntax_[source.tokens.last - 1].pos == Pos::kAdv ||
          syntax_[source.tokens.last - 1].pos == Pos::kAux)) {
    --source.tokens.last;
  }
  if (source.tokens.empty()) return {};
  const Pos lead = syntax_[source.tokens.first].pos;
  if (lead == Pos::kAdp || lead == Pos::kAdv) return {};
  source.head = HeadOfPhrase(syntax_, source.tokens);
  return source.head < 0 ? Source() : source;
}

// End of the quotations that "and" strings together: 'chanted "bread" and
// "peace"'.
uint32_t VerbReader::EndOfQuotations(TokenRange quote) const {
  uint32_t end = quote.last;
  for (uint32_t i = end; i < sentence_.last; ++i) {
    if (syntax_.QuoteOf(i) >= 0) {
      const TokenRange next =
          syntax_.quotes()[static_cast<uint32_t>(syntax_.QuoteOf(i))].tokens;
      if (next.last > sentence_.last) break;
      end = next.last;
      i = end - 1;
    } else if (!syntax_.Is(i, ",") && !syntax_.Is(i, "and") &&
               !syntax_.Is(i, "or")) {
      break;
    }
  }
  return end;
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
  TokenRange content{quote.first, EndOfQuotations(quote)};
  if (clause_after_ >= 0) {
    const TokenRange clause =
        syntax_.Yield(static_cast<uint32_t>(clause_after_));
    if (clause.last > content.last && clause.first >= verb_) {
      content.last = clause.last;
      content = ClauseContent(context_, verb_, content);
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
    const Source speaker = SpeakerAfterQuote();
    if (speaker.head >= 0) source_ = speaker;
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
  // A full stop inside the marks ends the statement before: this verb begins
  // anew, and so does a participle that goes on to content of its own.
  if ((syntax_.Is(mark - 1, ".") || (syntax_[verb_].features & kGerund) != 0) &&
      !ClosesSentence()) {
    return false;
  }
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
    const bool whole = quote.first <= from + 1 || IsStatement(quote);
    if (!whole && quote.first < verb_) {
      content.first = std::min(from, quote.first);
      // 'On "Sunday Report," he said': a title or some words in marks, behind
      // which nothing says that a statement ends.
      if (!HasFinite({content.first, quote.last})) return false;
    }
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

}  // namespace parallax::ingest::domain::extract::attribution
