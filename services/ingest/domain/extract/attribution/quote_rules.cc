// Speakers set off by a colon, and quotations that no cue governs: continued
// statements and speakers carried over from the sentence before.
#include <algorithm>
#include <utility>
#include <vector>

#include "services/ingest/domain/extract/attribution/rule_context.h"
#include "services/ingest/domain/extract/attribution/source_finder.h"
#include "services/ingest/domain/extract/attribution/span_rules.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

constexpr uint32_t kMaxSpeakerTokens = 9;
// Shorter quotations in running text are quoted words, no statements.
constexpr uint32_t kMinStatementTokens = 5;

bool IsNameLike(const Syntax& syntax, uint32_t token) {
  const Token& t = syntax[token];
  const absl::string_view form = syntax.text().Form(t);
  return t.pos == Pos::kPropn || t.pos == Pos::kNoun || t.pos == Pos::kAdj ||
         t.pos == Pos::kNum ||
         (!form.empty() && form[0] >= 'A' && form[0] <= 'Z');
}

// First sentence, one past the last, of the block that starts at sentence `s`.
uint32_t BlockEnd(const AnalyzedText& text, uint32_t s) {
  uint32_t end = s;
  while (end < text.sentences.size() &&
         text.sentences[end].block == text.sentences[s].block) {
    ++end;
  }
  return end;
}

// Names, numbers and links alone ("Twitter: @Doe", "Ohio: Ann Day, Bo Lee",
// "Smith: 1,205") and a few words without a verb or a count state nothing.
bool IsStatementAfterColon(const Syntax& syntax, TokenRange content) {
  constexpr uint32_t kFewWords = 4;
  if (content.last - content.first < kFewWords && !States(syntax, content)) {
    return false;
  }
  for (uint32_t i = content.first; i < content.last; ++i) {
    const Pos pos = syntax[i].pos;
    if (pos != Pos::kPropn && pos != Pos::kNum && pos != Pos::kPunct &&
        pos != Pos::kSym && pos != Pos::kX && pos != Pos::kCconj) {
      return true;
    }
  }
  return false;
}

// "KYIV: Five dead", "Poll: ...": speaker, colon, statement.
void ReadColon(RuleContext& context, uint32_t first_sentence,
               uint32_t end_sentence) {
  const Syntax& syntax = context.syntax;
  const AnalyzedText& text = syntax.text();
  const uint32_t first = text.sentences[first_sentence].first;
  const uint32_t last = text.sentences[end_sentence - 1].last;
  const uint32_t limit = std::min(last, first + kMaxSpeakerTokens + 1);
  uint32_t colon = first;
  while (colon < limit && !syntax.Is(colon, ":")) {
    const Token& token = syntax[colon];
    const bool linking = token.pos == Pos::kAdp || token.pos == Pos::kDet ||
                         token.pos == Pos::kPunct || token.lower == "'s";
    if (!linking && !IsNameLike(syntax, colon)) return;
    if (token.pos == Pos::kVerb && (token.features & kFinite) != 0 &&
        context.RoleOf(colon) != BlockRole::kHeadline) {
      return;
    }
    ++colon;
  }
  if (colon >= limit || colon == first || colon + 2 >= last) return;
  const Token& lead = syntax[colon - 1];
  const uint32_t flags = context.lexicon.Flags(lead.lower);
  const bool named = lead.pos == Pos::kPropn ||
                     (flags & (kDocumentNoun | kPersonNoun | kBodyNoun |
                               kGroupNoun | kMetonym | kAgency)) != 0;
  const bool quoted = syntax.QuoteOf(colon + 1) >= 0;
  if (!named && !quoted) return;
  if (context.cue_of[colon] >= 0 || context.in_content[colon + 1] != 0) return;
  Attribution attribution;
  attribution.construction = Construction::kHeadlineColon;
  attribution.confidence = 0.75f;
  attribution.cue = {{colon, colon + 1}};
  attribution.cue_head = static_cast<int32_t>(colon);
  TokenRange source = syntax.Trim({first, colon});
  if (source.empty()) return;
  // "Smith on Jones: ..." speaks as Smith.
  for (uint32_t i = source.first + 1; i < source.last; ++i) {
    if (syntax.Is(i, "on") || syntax.Is(i, "to")) {
      source.last = i;
      break;
    }
  }
  attribution.source = {source};
  attribution.source_head = static_cast<int32_t>(source.last - 1);
  attribution.content = {syntax.Trim({colon + 1, last})};
  if (attribution.content[0].empty()) return;
  if (!quoted && !IsStatementAfterColon(syntax, attribution.content[0])) return;
  attribution.content_head = static_cast<int32_t>(attribution.content[0].first);
  context.Add(std::move(attribution));
}

bool IsCovered(const RuleContext& context, TokenRange range) {
  uint32_t covered = 0;
  for (uint32_t i = range.first; i < range.last; ++i) {
    covered += context.in_content[i];
  }
  return covered * 2 >= range.last - range.first;
}

// Whether `range` is the rest of its paragraph but for punctuation.
bool FillsBlockTo(const Syntax& syntax, uint32_t from, TokenRange range) {
  for (uint32_t i = from; i < range.first; ++i) {
    if (!syntax.IsPunct(i)) return false;
  }
  return true;
}

class LooseQuotes {
 public:
  explicit LooseQuotes(RuleContext& context)
      : context_(context), syntax_(context.syntax) {
    IndexCues();
  }

  void Run() {
    for (const Quote& quote : syntax_.quotes()) {
      if (quote.tokens.last - quote.tokens.first < kMinStatementTokens)
        continue;
      if (IsCovered(context_, quote.tokens)) continue;
      Attach(quote);
    }
  }

 private:
  // The speakers by the position of their cues, quoted cues left out.
  void IndexCues() {
    for (uint32_t k = 0; k < context_.found.size(); ++k) {
      const Attribution& attribution = context_.found[k];
      if (attribution.cue_class != CueClass::kReporting ||
          attribution.source_head < 0 || attribution.cue_head < 0) {
        continue;
      }
      // Who merely refers to something is not about to be quoted.
      if (attribution.construction != Construction::kQuote &&
          attribution.construction != Construction::kClause &&
          attribution.construction != Construction::kParenthetical &&
          attribution.construction != Construction::kAccordingTo &&
          attribution.construction != Construction::kHeadlineColon) {
        continue;
      }
      const uint32_t cue = static_cast<uint32_t>(attribution.cue_head);
      if (context_.in_content[cue] != 0 || IsAside(attribution)) {
        continue;
      }
      cues_.push_back({cue, static_cast<int32_t>(k)});
    }
    std::sort(cues_.begin(), cues_.end());
  }

  // '"...," said Ann, who had warned of it. "..."': the quotation goes on with
  // the one before, not with what the relative clause reports.
  bool IsAside(const Attribution& attribution) const {
    if (attribution.construction == Construction::kQuote) return false;
    const uint32_t speaker = static_cast<uint32_t>(attribution.source_head);
    return syntax_.Is(speaker, "who") || syntax_.Is(speaker, "which");
  }

  // The last speaker before `token` who speaks in sentence `from` or later.
  int32_t SpeakerBefore(uint32_t token, uint32_t from) const {
    auto it =
        std::lower_bound(cues_.begin(), cues_.end(), std::make_pair(token, -1));
    if (it == cues_.begin()) return -1;
    --it;
    return syntax_.SentenceIndex(it->first) >= from ? it->second : -1;
  }

  void Attach(const Quote& quote) {
    const uint32_t first = quote.tokens.first;
    const Sentence& sentence = syntax_.SentenceOf(first);
    // A quotation in the middle of a sentence is only quoted words.
    if (!FillsBlockTo(syntax_, sentence.first, quote.tokens)) {
      ContinueSentence(quote);
      return;
    }
    if (IsTitle(quote)) return;
    const uint32_t s = syntax_.SentenceIndex(first);
    const AnalyzedText& text = syntax_.text();
    const bool starts_block =
        s == 0 || text.sentences[s - 1].block != sentence.block;
    if (!starts_block) {
      // Sentences that only go on with the statement do not part the quotation
      // from its speaker.
      uint32_t from = s - 1;
      if (attached_last_ >= 0 && syntax_.SentenceIndex(static_cast<uint32_t>(
                                     attached_last_)) >= from) {
        Continue(quote, attached_to_, s - 1);
        return;
      }
      Continue(quote, SpeakerBefore(first, from), s - 1);
      return;
    }
    if (s == 0 || sentence.block == 0) return;
    // The whole paragraph is quotation: carried over from the one before.
    const uint32_t end = text.sentences[BlockEnd(text, s) - 1].last;
    for (uint32_t i = quote.tokens.last; i < end; ++i) {
      if (syntax_.QuoteOf(i) < 0 && !syntax_.IsPunct(i)) return;
    }
    uint32_t before = s - 1;
    const uint32_t block = text.sentences[before].block;
    while (before > 0 && text.sentences[before - 1].block == block) --before;
    if (attached_last_ >= 0 &&
        static_cast<uint32_t>(attached_last_) >= text.sentences[before].first) {
      Continue(quote, attached_to_, s - 1);
      return;
    }
    Continue(quote, SpeakerBefore(first, before), s - 1);
  }

  // '"The River Bank" is a play': words without a verb that a clause is about.
  bool IsTitle(const Quote& quote) const {
    for (uint32_t i = quote.tokens.first; i < quote.tokens.last; ++i) {
      if (syntax_[i].pos == Pos::kVerb || syntax_[i].pos == Pos::kAux) {
        return false;
      }
    }
    const uint32_t end = syntax_.SentenceOf(quote.tokens.last - 1).last;
    for (uint32_t i = quote.tokens.last; i < end; ++i) {
      if (syntax_.QuoteOf(i) < 0 && (syntax_[i].features & kFinite) != 0) {
        return true;
      }
    }
    return false;
  }

  // '"...," she said. Now, "the banks are with us."': a sentence that ends in
  // a quotation longer than its lead, behind a quoted statement.
  void ContinueSentence(const Quote& quote) {
    const Sentence& sentence = syntax_.SentenceOf(quote.tokens.first);
    const uint32_t s = syntax_.SentenceIndex(quote.tokens.first);
    if (s == 0 || syntax_.text().sentences[s - 1].block != sentence.block ||
        quote.tokens.last < sentence.last ||
        quote.tokens.first - sentence.first >=
            quote.tokens.last - quote.tokens.first) {
      return;
    }
    const int32_t k = SpeakerBefore(quote.tokens.first, s - 1);
    if (k < 0 || context_.found[static_cast<size_t>(k)].construction !=
                     Construction::kQuote) {
      return;
    }
    for (uint32_t i = sentence.first; i < quote.tokens.first; ++i) {
      if (context_.cue_of[i] >= 0 || syntax_.QuoteOf(i) >= 0) return;
    }
    Quote whole = quote;
    whole.tokens.first = sentence.first;
    Continue(whole, k, s - 1);
  }

  // Ties the quotation to attribution `k`, else to the subject of sentence
  // `before`.
  void Continue(const Quote& quote, int32_t k, uint32_t before) {
    Attribution attribution;
    attribution.construction = Construction::kCarriedQuote;
    attribution.carried_over = true;
    attribution.content = {quote.tokens};
    attribution.content_head = static_cast<int32_t>(quote.tokens.first + 1);
    if (k >= 0 && context_.found[static_cast<size_t>(k)].cue_head <
                      static_cast<int32_t>(quote.tokens.first)) {
      const Attribution& speaker = context_.found[static_cast<size_t>(k)];
      attribution.source = speaker.source;
      attribution.source_head = speaker.source_head;
      attribution.continues = k;
      while (context_.found[static_cast<size_t>(attribution.continues)]
                 .continues >= 0) {
        attribution.continues =
            context_.found[static_cast<size_t>(attribution.continues)]
                .continues;
      }
      attribution.confidence = 0.8f;
    } else {
      const Sentence& sentence = syntax_.text().sentences[before];
      int32_t root = -1;
      for (uint32_t i = sentence.first; i < sentence.last; ++i) {
        if (syntax_[i].head < 0 && !syntax_.IsPunct(i)) {
          root = static_cast<int32_t>(i);
          break;
        }
      }
      if (root < 0) return;
      int32_t subject = syntax_.Child(static_cast<uint32_t>(root), Rel::kNsubj);
      if (subject < 0) {
        subject = syntax_.Child(static_cast<uint32_t>(root), Rel::kNsubjPass);
      }
      if (subject < 0 || syntax_.Is(static_cast<uint32_t>(subject), "it") ||
          syntax_.Is(static_cast<uint32_t>(subject), "that") ||
          syntax_.Is(static_cast<uint32_t>(subject), "this")) {
        return;
      }
      attribution.source_head = subject;
      attribution.source = {PhraseOf(syntax_, static_cast<uint32_t>(subject),
                                     static_cast<uint32_t>(root))};
      if (attribution.source[0].empty()) return;
      attribution.confidence = 0.55f;
    }
    attached_last_ = static_cast<int32_t>(quote.tokens.last - 1);
    attached_to_ = context_.Add(std::move(attribution));
  }

  RuleContext& context_;
  const Syntax& syntax_;
  std::vector<std::pair<uint32_t, int32_t>> cues_;
  // The quotation attached last, for the one that follows it.
  int32_t attached_last_ = -1;
  int32_t attached_to_ = -1;
};

}  // namespace

void FindColonAttributions(RuleContext& context) {
  const AnalyzedText& text = context.syntax.text();
  for (uint32_t s = 0; s < text.sentences.size();) {
    const uint32_t end = BlockEnd(text, s);
    ReadColon(context, s, end);
    s = end;
  }
}

void FindLooseQuoteAttributions(RuleContext& context) {
  LooseQuotes(context).Run();
}

}  // namespace parallax::ingest::domain::extract::attribution
