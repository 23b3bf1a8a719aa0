#include "services/ingest/domain/extract/analysis/sentence_splitter.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "services/ingest/domain/extract/analysis/characters.h"

namespace parallax::ingest::domain::extract {
namespace {

// Tokens within which a dateline's dash must come.
constexpr uint32_t kDatelineTokens = 20;

class BlockSplitter {
 public:
  BlockSplitter(absl::string_view text, const std::vector<TokenSpan>& tokens,
                uint32_t first, uint32_t last,
                const Abbreviations& abbreviations, std::vector<uint32_t>& ends)
      : text_(text),
        tokens_(tokens),
        last_(last),
        abbreviations_(abbreviations),
        ends_(ends),
        start_(first) {}

  void Run(bool may_open_with_dateline) {
    if (may_open_with_dateline) Cut(DatelineEnd());
    uint32_t i = start_;
    bool quote_open = false;
    while (i < last_) {
      if (IsStraightQuote(i)) quote_open = OpenAfter(i, quote_open);
      if (i - start_ + 1 >= kMaxSentenceTokens) {
        Cut(ForcedCut(i + 1));
        ++i;
        continue;
      }
      if (!IsTerminator(i)) {
        ++i;
        continue;
      }
      uint32_t next = i + 1;  // first token after terminator and closers
      bool closed_quote = false;
      while (next < last_ && Closes(next, quote_open)) {
        if (IsStraightQuote(next)) quote_open = OpenAfter(next, quote_open);
        closed_quote |= ClassAt(next) == CharClass::kQuote ||
                        ClassAt(next) == CharClass::kApostrophe;
        ++next;
      }
      if (next < last_ && Ends(i, next, closed_quote)) Cut(next);
      i = next;
    }
    Cut(last_);
  }

 private:
  absl::string_view Form(uint32_t i) const {
    return text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
  }

  uint32_t CodeAt(uint32_t i) const {
    return DecodeAt(text_, tokens_[i].begin).code;
  }

  CharClass ClassAt(uint32_t i) const { return ClassOf(CodeAt(i)); }

  bool SpaceBefore(uint32_t i) const {
    return i > 0 && tokens_[i - 1].end < tokens_[i].begin;
  }

  bool IsStraightQuote(uint32_t i) const {
    return text_[tokens_[i].begin] == '"' && Form(i).size() == 1;
  }

  // Whether a quotation is open behind the straight mark at i. A mark that only
  // touches the word before it closes, whatever opened: “Come," he said.
  bool OpenAfter(uint32_t i, bool quote_open) const {
    const bool before = i > 0 && !SpaceBefore(i);
    const bool after = i + 1 < last_ && !SpaceBefore(i + 1);
    if (before != after) return after;
    return !quote_open;
  }

  void Cut(uint32_t end) {
    if (end > start_) {
      ends_.push_back(end);
      start_ = end;
    }
  }

  // Where to cut a sentence that must end before `limit`.
  uint32_t ForcedCut(uint32_t limit) const {
    for (uint32_t i = limit; i > limit - kMaxSentenceTokens / 3; --i) {
      const absl::string_view form = Form(i - 1);
      if (form == ";" || form == ",") return i;
    }
    return limit;
  }

  // Whether token i may end a sentence.
  bool IsTerminator(uint32_t i) const {
    switch (ClassAt(i)) {
      case CharClass::kTerminator:
      case CharClass::kEllipsis:
        return true;
      case CharClass::kPeriod:
        return !absl::ascii_isalnum(text_[tokens_[i].end - 1]);
      case CharClass::kLetter:
        return text_[tokens_[i].end - 1] == '.';
      default:
        return false;
    }
  }

  // Whether token i closes a quotation or bracket that the terminator before
  // it belongs to.
  bool Closes(uint32_t i, bool quote_open) const {
    const uint32_t code = CodeAt(i);
    switch (ClassOf(code)) {
      case CharClass::kCloseBracket:
        return true;
      case CharClass::kQuote:
        if (code == 0x201C || code == 0x2018 || code == 0xAB || code == '`') {
          return false;
        }
        if (code == '"') return quote_open || !SpaceBefore(i);
        return true;
      case CharClass::kApostrophe:
        return !SpaceBefore(i);
      default:
        return false;
    }
  }

  bool StartsLower(uint32_t i) const {
    const uint32_t code = CodeAt(i);
    return ClassOf(code) == CharClass::kLetter && code < 0x250 &&
           !IsUpper(code) && (code < 128 || code >= 0xC0);
  }

  std::string Lower(uint32_t i) const { return FoldCase(Form(i)); }

  bool IsOpener(uint32_t i) const {
    // Behind an opening quote or bracket the first word decides.
    while (i < last_ && !IsWordClass(ClassAt(i))) {
      const CharClass kind = ClassAt(i);
      if (kind != CharClass::kQuote && kind != CharClass::kApostrophe &&
          kind != CharClass::kOpenBracket) {
        return false;
      }
      ++i;
    }
    return i < last_ && IsUpper(CodeAt(i)) && abbreviations_.IsOpener(Lower(i));
  }

  // Whether terminator i ends its sentence, `next` being the first token
  // after it and its closing marks.
  bool Ends(uint32_t i, uint32_t next, bool closed_quote) const {
    const CharClass following = ClassAt(next);
    if (following == CharClass::kComma || Form(next) == ";" ||
        following == CharClass::kColon) {
      return false;
    }
    if (StartsLower(next)) return false;
    const CharClass kind = ClassAt(i);
    if (kind == CharClass::kLetter) return AbbreviationEnds(i, next);
    if ((following == CharClass::kDash || following == CharClass::kHyphen) &&
        kind != CharClass::kPeriod) {
      return false;
    }
    // '"Where is the aid?" Mr Guterres asked.' is one sentence.
    if (kind == CharClass::kTerminator && closed_quote) {
      return !SpeakerFollows(next);
    }
    if (kind == CharClass::kEllipsis || Form(i).size() > 1) {
      // "He ... The": an ellipsis set off by spaces continues the sentence
      // unless a capital opens a new one.
      return IsUpper(CodeAt(next)) || !IsWordClass(following);
    }
    return true;
  }

  bool AbbreviationEnds(uint32_t i, uint32_t next) const {
    const std::string lower = Lower(i);
    const absl::string_view word = absl::StripSuffix(lower, ".");
    const bool capital = IsUpper(CodeAt(i));
    switch (abbreviations_.Find(word, capital)) {
      case AbbreviationKind::kTitle:
        return false;
      case AbbreviationKind::kNumber:
      case AbbreviationKind::kMonth:
        if (ClassAt(next) == CharClass::kDigit) return false;
        return IsOpener(next);
      case AbbreviationKind::kGeneral:
        return IsOpener(next);
      case AbbreviationKind::kNone:
        break;
    }
    // An initial: "John F. Kennedy"; a dotted acronym otherwise.
    return IsOpener(next);
  }

  // Whether the words after a quoted question name its speaker.
  bool SpeakerFollows(uint32_t next) const {
    for (uint32_t i = next; i < last_ && i < next + 6; ++i) {
      if (IsTerminator(i) && ClassAt(i) != CharClass::kLetter) return false;
      if (ClassAt(i) == CharClass::kComma) return false;
      if (abbreviations_.IsReporting(Lower(i))) return true;
    }
    return false;
  }

  // One past the dash that ends the block's dateline, or start_. A dateline
  // opens with a capitalised place, holds no lower-case words but month names
  // and "and", and ends in a dash set off by spaces.
  uint32_t DatelineEnd() const {
    if (start_ >= last_ || !IsUpper(CodeAt(start_))) return start_;
    bool marked = false;  // a comma, bracket or all-capital place
    for (uint32_t i = start_; i < last_ && i < start_ + kDatelineTokens; ++i) {
      const absl::string_view form = Form(i);
      const CharClass kind = ClassAt(i);
      if (kind == CharClass::kDash || kind == CharClass::kHyphen) {
        const bool apart =
            SpaceBefore(i) && i + 1 < last_ && SpaceBefore(i + 1);
        const bool bracket_before =
            i > start_ && ClassAt(i - 1) == CharClass::kCloseBracket;
        if (i > start_ && marked && (apart || bracket_before) &&
            i + 3 < last_) {
          return i + 1;
        }
        if (apart) return start_;
        continue;
      }
      if (kind == CharClass::kComma || kind == CharClass::kOpenBracket) {
        marked = true;
      } else if (kind == CharClass::kLetter) {
        if (StartsLower(i) && !absl::StartsWith(form, "al") && form != "and" &&
            form != "de") {
          return start_;
        }
        if (i == start_ && form.size() >= 3 && AllCapital(form)) marked = true;
      } else if (kind != CharClass::kDigit && kind != CharClass::kSlash &&
                 kind != CharClass::kCloseBracket &&
                 kind != CharClass::kPeriod && kind != CharClass::kApostrophe &&
                 form != "*") {
        return start_;
      }
    }
    return start_;
  }

  static bool AllCapital(absl::string_view form) {
    for (size_t i = 0; i < form.size();) {
      const Char c = DecodeAt(form, i);
      if (ClassOf(c.code) == CharClass::kLetter && !IsUpper(c.code)) {
        return false;
      }
      i += c.length;
    }
    return true;
  }

  const absl::string_view text_;
  const std::vector<TokenSpan>& tokens_;
  const uint32_t last_;
  const Abbreviations& abbreviations_;
  std::vector<uint32_t>& ends_;
  uint32_t start_;
};

}  // namespace

void SplitSentences(absl::string_view text,
                    const std::vector<TokenSpan>& tokens, uint32_t first,
                    uint32_t last, const Abbreviations& abbreviations,
                    bool may_open_with_dateline, std::vector<uint32_t>& ends) {
  BlockSplitter(text, tokens, first, last, abbreviations, ends)
      .Run(may_open_with_dateline);
}

}  // namespace parallax::ingest::domain::extract
