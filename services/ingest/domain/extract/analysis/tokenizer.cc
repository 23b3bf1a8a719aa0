#include "services/ingest/domain/extract/analysis/tokenizer.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "services/ingest/domain/extract/analysis/characters.h"

namespace parallax::ingest::domain::extract {
namespace {

// Endings that are tokens of their own after an apostrophe.
constexpr absl::string_view kClitics[] = {"s", "re", "ve", "ll", "d", "m"};

class BlockTokenizer {
 public:
  BlockTokenizer(absl::string_view text, uint32_t begin, uint32_t end,
                 const Abbreviations& abbreviations,
                 std::vector<TokenSpan>& out)
      : text_(text.substr(0, end)),
        begin_(begin),
        abbreviations_(abbreviations),
        out_(out) {}

  void Run() {
    uint32_t at = begin_;
    while (at < text_.size()) {
      const Char c = DecodeAt(text_, at);
      const CharClass kind = ClassOf(c.code);
      if (kind == CharClass::kSpace) {
        at += c.length;
      } else if (IsWordClass(kind)) {
        at = Word(at);
      } else {
        at = Punctuation(at, c, kind);
      }
    }
  }

 private:
  // The class at `at`, kSpace beyond the end.
  CharClass ClassAt(uint32_t at) const {
    if (at >= text_.size()) return CharClass::kSpace;
    return ClassOf(DecodeAt(text_, at).code);
  }

  bool IsUpperAt(uint32_t at) const {
    return at < text_.size() && IsUpper(DecodeAt(text_, at).code);
  }

  bool IsDigitAt(uint32_t at) const {
    return at < text_.size() && absl::ascii_isdigit(text_[at]);
  }

  void Emit(uint32_t begin, uint32_t end) {
    while (end - begin > kMaxTokenBytes) {
      uint32_t cut = begin + kMaxTokenBytes;
      // Back to the start of a character, at most three continuation bytes.
      for (int i = 0; i < 3 && (text_[cut] & 0xC0) == 0x80; ++i) --cut;
      out_.push_back({begin, cut});
      begin = cut;
    }
    if (end > begin) out_.push_back({begin, end});
  }

  // A run of the same class, as one token.
  uint32_t Run(uint32_t at, CharClass kind) {
    uint32_t end = at;
    while (end < text_.size()) {
      const Char c = DecodeAt(text_, end);
      if (ClassOf(c.code) != kind) break;
      end += c.length;
    }
    Emit(at, end);
    return end;
  }

  uint32_t Punctuation(uint32_t at, Char c, CharClass kind) {
    const uint32_t next = at + c.length;
    switch (kind) {
      case CharClass::kPeriod:
        if (IsDigitAt(next) && !PreviousIsWord(at)) return Word(at);  // ".45"
        return Run(at, kind);
      case CharClass::kTerminator:
      case CharClass::kDash:
      case CharClass::kEllipsis:
        return Run(at, kind);
      case CharClass::kHyphen:
        return ClassAt(next) == kind ? Run(at, kind) : EmitOne(at, next);
      case CharClass::kQuote:
        // `` and '' are one quotation mark in some wire copy.
        if (c.code == '`' && next < text_.size() && text_[next] == '`') {
          return EmitOne(at, next + 1);
        }
        return EmitOne(at, next);
      case CharClass::kApostrophe:
        if (c.code == '\'' && next < text_.size() && text_[next] == '\'') {
          return EmitOne(at, next + 1);
        }
        if (IsDigitAt(next) && IsDigitAt(next + 1)) {  // '90s
          const uint32_t end = WordEnd(next);
          if (!PreviousIsWord(at) && end - next <= 3) return EmitOne(at, end);
        }
        return EmitOne(at, next);
      case CharClass::kOther:
        if (c.code == '#' || c.code == '@') {
          if (ClassAt(next) == CharClass::kLetter) {
            return EmitOne(at, WordEnd(next));
          }
        }
        return EmitOne(at, next);
      default:
        return EmitOne(at, next);
    }
  }

  uint32_t EmitOne(uint32_t begin, uint32_t end) {
    Emit(begin, end);
    return end;
  }

  bool PreviousIsWord(uint32_t at) const {
    return !out_.empty() && out_.back().end == at && at > begin_;
  }

  // End of the letters and digits from `at`.
  uint32_t WordEnd(uint32_t at) const {
    while (at < text_.size()) {
      const Char c = DecodeAt(text_, at);
      if (!IsWordClass(ClassOf(c.code))) break;
      at += c.length;
    }
    return at;
  }

  static bool AllDigits(absl::string_view s) {
    return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) {
      return absl::ascii_isdigit(c);
    });
  }

  // Tokens of the word that starts at `begin`; returns where to go on.
  uint32_t Word(uint32_t begin) {
    const uint32_t address_end = Address(begin);
    if (address_end > begin) return EmitOne(begin, address_end);
    uint32_t end = begin;
    if (text_[end] == '.') ++end;
    uint32_t part = end;  // start of the current run of letters or digits
    end = WordEnd(end);
    while (end < text_.size()) {
      const Char c = DecodeAt(text_, end);
      const uint32_t next = end + c.length;
      if (!Joins(begin, part, end, c, next)) break;
      part = next;
      end = WordEnd(next);
    }
    end = PeriodEnd(begin, end);
    if (SplitUnit(begin, end)) return end;
    return Clitics(begin, end);
  }

  // Whether the connector c at `end`, between the part [part, end) and what
  // starts at `next`, belongs inside the token.
  bool Joins(uint32_t begin, uint32_t part, uint32_t end, Char c,
             uint32_t next) const {
    const CharClass following = ClassAt(next);
    if (!IsWordClass(following)) return false;
    const bool after_digit = end > part && IsDigitAt(end - 1);
    const bool before_digit = IsDigitAt(next);
    switch (ClassOf(c.code)) {
      case CharClass::kPeriod:
        if (before_digit) return after_digit;
        // "U.S", "a.m", "Ph.D", "example.com"; not "end.Start".
        if (end - begin == 1 || end - part == 1) return true;
        return !IsUpperAt(next) || WordEnd(next) - next == 1;
      case CharClass::kComma: {
        if (!after_digit || !before_digit || end - part > 3) return false;
        const uint32_t group = WordEnd(next);
        return group - next == 3 && AllDigits(text_.substr(next, 3));
      }
      case CharClass::kColon:
        return after_digit && before_digit;
      case CharClass::kApostrophe:
        return true;  // clitics are cut off afterwards
      case CharClass::kHyphen:
        return JoinsHyphen(begin, part, end, next, before_digit);
      case CharClass::kSlash:
        return after_digit && before_digit;
      case CharClass::kOther:
        // "AT&T"; "name@host" is an address.
        return c.code == '&' && IsUpperAt(part) && IsUpperAt(next) &&
               end - part <= 2 && WordEnd(next) - next <= 2;
      default:
        return false;
    }
  }

  bool JoinsHyphen(uint32_t begin, uint32_t part, uint32_t end, uint32_t next,
                   bool before_digit) const {
    // "F-16", "MiG-29", "Su-25", "S-300": designations keep their number.
    if (before_digit && part == begin && end - part <= 5 && IsUpperAt(part)) {
      return true;
    }
    if (part != begin || end - part > 8) return false;
    char lower[8];
    for (uint32_t i = part; i < end; ++i) {
      lower[i - part] = absl::ascii_tolower(text_[i]);
    }
    return abbreviations_.IsPrefix(absl::string_view(lower, end - part));
  }

  // The end of a web or mail address at `begin`, or `begin`.
  uint32_t Address(uint32_t begin) const {
    const absl::string_view rest = text_.substr(begin, 8);
    bool address = absl::StartsWithIgnoreCase(rest, "http://") ||
                   absl::StartsWithIgnoreCase(rest, "https://") ||
                   absl::StartsWithIgnoreCase(rest, "www.");
    uint32_t end = begin;
    if (!address) {
      end = WordEnd(begin);
      while (end < text_.size() && end - begin < kMaxTokenBytes &&
             (text_[end] == '.' || text_[end] == '-' || text_[end] == '+') &&
             IsWordClass(ClassAt(end + 1))) {
        end = WordEnd(end + 1);
      }
      address = end < text_.size() && text_[end] == '@' &&
                ClassAt(end + 1) == CharClass::kLetter;
    }
    if (!address) return begin;
    while (end < text_.size() && end - begin < kMaxTokenBytes) {
      const Char c = DecodeAt(text_, end);
      const CharClass kind = ClassOf(c.code);
      if (kind == CharClass::kSpace || kind == CharClass::kQuote ||
          kind == CharClass::kCloseBracket || c.code == '<' || c.code == '>') {
        break;
      }
      end += c.length;
    }
    while (end > begin && (text_[end - 1] == '.' || text_[end - 1] == ',' ||
                           text_[end - 1] == ';' || text_[end - 1] == ':')) {
      --end;
    }
    return end;
  }

  // Takes in the period of an abbreviation or initial that ends at `end`.
  uint32_t PeriodEnd(uint32_t begin, uint32_t end) const {
    if (end >= text_.size() || text_[end] != '.') return end;
    if (end + 1 < text_.size() && text_[end + 1] == '.') return end;  // "..."
    if (end - begin > 12) return end;
    char lower[12];
    for (uint32_t i = begin; i < end; ++i) {
      lower[i - begin] = absl::ascii_tolower(text_[i]);
    }
    const absl::string_view word(lower, end - begin);
    const bool capital = IsUpperAt(begin);
    // Initials and dotted acronyms: single letters between periods.
    if (capital && WordEnd(begin) == end) {
      const Char c = DecodeAt(text_, begin);
      if (c.length == end - begin && word != "i") return end + 1;
    }
    if (word.size() >= 3 && word[word.size() - 2] == '.' &&
        absl::ascii_isalpha(word.back())) {
      return end + 1;
    }
    switch (abbreviations_.Find(word, capital)) {
      case AbbreviationKind::kNone:
        return end;
      case AbbreviationKind::kNumber: {
        uint32_t next = end + 1;
        if (next < text_.size() && text_[next] == ' ') ++next;
        return IsDigitAt(next) ? end + 1 : end;
      }
      default:
        return end + 1;
    }
  }

  // "10km", "5m", "155mm": a number and its unit are two tokens.
  bool SplitUnit(uint32_t begin, uint32_t end) {
    if (!IsDigitAt(begin)) return false;
    uint32_t digits = begin;
    while (digits < end && (IsDigitAt(digits) || text_[digits] == ',' ||
                            text_[digits] == '.' || text_[digits] == ':')) {
      ++digits;
    }
    if (digits == end || !absl::ascii_isdigit(text_[digits - 1])) return false;
    const std::string unit =
        absl::AsciiStrToLower(text_.substr(digits, end - digits));
    const absl::string_view bare = absl::StripSuffix(unit, ".");
    if (!abbreviations_.IsUnit(bare) && bare != "a.m" && bare != "p.m") {
      return false;
    }
    Emit(begin, digits);
    Emit(digits, end);
    return true;
  }

  // Emits [begin, end) with "n't", "'s" and the like cut off.
  uint32_t Clitics(uint32_t begin, uint32_t end) {
    const absl::string_view word = text_.substr(begin, end - begin);
    const size_t length = word.size();
    if (length == 6 && absl::EqualsIgnoreCase(word, "cannot")) {
      Emit(begin, begin + 3);
      Emit(begin + 3, end);
      return end;
    }
    // "wouldn't've" has two; no word has more.
    uint32_t cuts[2];
    int count = 0;
    uint32_t stem = end;
    while (count < 2) {
      const uint32_t cut = CliticStart(begin, stem);
      if (cut == stem) break;
      cuts[count++] = cut;
      stem = cut;
    }
    Emit(begin, stem);
    for (int i = count - 1; i >= 0; --i) {
      Emit(cuts[i], i == 0 ? end : cuts[i - 1]);
    }
    return end;
  }

  // Where the clitic that ends [begin, end) starts, or `end`. Clitics have at
  // most two letters after the apostrophe, so only the last bytes are read.
  uint32_t CliticStart(uint32_t begin, uint32_t end) const {
    for (uint32_t tail = 1; tail <= 2 && begin + tail + 1 < end; ++tail) {
      uint32_t quote = end - tail - 1;
      if (text_[quote] != '\'') {
        if (begin + tail + 3 >= end) continue;
        quote = end - tail - 3;
        if (text_.substr(quote, 3) != "\xE2\x80\x99") continue;
      }
      const absl::string_view clitic = text_.substr(end - tail, tail);
      if (absl::EqualsIgnoreCase(clitic, "t")) {
        const bool negation =
            quote > begin + 1 && absl::ascii_tolower(text_[quote - 1]) == 'n';
        return negation ? quote - 1 : end;
      }
      for (absl::string_view known : kClitics) {
        if (absl::EqualsIgnoreCase(clitic, known)) return quote;
      }
      return end;
    }
    return end;
  }

  const absl::string_view text_;  // ends where the block ends
  const uint32_t begin_;
  const Abbreviations& abbreviations_;
  std::vector<TokenSpan>& out_;
};

}  // namespace

void Tokenize(absl::string_view text, uint32_t begin, uint32_t end,
              const Abbreviations& abbreviations, std::vector<TokenSpan>& out) {
  BlockTokenizer(text, begin, end, abbreviations, out).Run();
}

}  // namespace parallax::ingest::domain::extract
