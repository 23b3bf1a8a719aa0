#include "services/ingest/domain/extract/attribution/quotes.h"

#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

enum class Mark : uint8_t {
  kNone,
  kOpen,
  kClose,
  kEither,
  kSingleOpen,
  kSingleClose
};

bool IsSpaceAt(absl::string_view text, size_t position) {
  return position >= text.size() || text[position] == ' ' ||
         text[position] == '\n' || text[position] == '\t' ||
         text[position] == '\r' || text.substr(position, 2) == "\xC2\xA0";
}

bool SpaceBefore(absl::string_view text, uint32_t begin) {
  if (begin == 0) return true;
  const char c = text[begin - 1];
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '(' ||
         c == '[' || c == '\xA0';
}

Mark MarkOf(const AnalyzedText& text, const Token& token) {
  const absl::string_view form = text.Form(token);
  if (form.empty() || form.size() > 6) return Mark::kNone;
  switch (form[0]) {
    case '"':
      return form == "\"" ? Mark::kEither : Mark::kNone;
    case '`':
      return form == "``" ? Mark::kOpen : Mark::kNone;
    case '\'':
      if (form == "''") return Mark::kEither;
      if (form == "'" && token.pos == Pos::kPunct) {
        const bool before = SpaceBefore(text.text, token.begin);
        const bool after = IsSpaceAt(text.text, token.end);
        if (before && !after) return Mark::kSingleOpen;
        if (!before) return Mark::kSingleClose;
      }
      return Mark::kNone;
    case '\xC2':
      if (form == "\xC2\xAB") return Mark::kOpen;
      if (form == "\xC2\xBB") return Mark::kClose;
      return Mark::kNone;
    case '\xE2':
      if (form == "\xE2\x80\x9C" || form == "\xE2\x80\x9E") return Mark::kOpen;
      if (form == "\xE2\x80\x9D") return Mark::kClose;
      if (form == "\xE2\x80\x98") return Mark::kSingleOpen;
      if (form == "\xE2\x80\x99") return Mark::kSingleClose;
      if (form == "\xE2\x80\x98\xE2\x80\x98") return Mark::kOpen;
      if (form == "\xE2\x80\x99\xE2\x80\x99") return Mark::kClose;
      return Mark::kNone;
    default:
      return Mark::kNone;
  }
}

// Tokens [first, last) of one paragraph.
class BlockScanner {
 public:
  BlockScanner(const AnalyzedText& text, uint32_t block,
               std::vector<Quote>& quotes)
      : text_(text), block_(block), quotes_(quotes) {}

  void Scan(uint32_t first, uint32_t last) {
    for (uint32_t i = first; i < last; ++i) {
      const Mark mark = MarkOf(text_, text_.tokens[i]);
      if (mark != Mark::kNone) Step(mark, i);
    }
    if (open_ < 0) return;
    // A lone single mark is an apostrophe; a double one continues in the next
    // paragraph.
    if (!single_) Emit(last, false);
    open_ = -1;
  }

 private:
  void Step(Mark mark, uint32_t i) {
    const bool is_single =
        mark == Mark::kSingleOpen || mark == Mark::kSingleClose;
    if (mark == Mark::kEither) {
      const Token& token = text_.tokens[i];
      const bool opens = SpaceBefore(text_.text, token.begin) &&
                         !IsSpaceAt(text_.text, token.end);
      if (open_ < 0 || single_) {
        mark = Mark::kOpen;
      } else {
        // A second opening mark: the closing one of the first is missing.
        mark = opens && i > static_cast<uint32_t>(open_) + 1 ? Mark::kOpen
                                                             : Mark::kClose;
      }
    }
    // An opening mark typed where only a closing one can stand.
    if (mark == Mark::kOpen && open_ >= 0 && !single_ &&
        !SpaceBefore(text_.text, text_.tokens[i].begin) &&
        IsSpaceAt(text_.text, text_.tokens[i].end)) {
      mark = Mark::kClose;
    }
    switch (mark) {
      case Mark::kOpen:
        if (open_ >= 0 && !single_) Emit(i, false);
        open_ = static_cast<int32_t>(i);
        single_ = false;
        break;
      case Mark::kClose:
        if (open_ >= 0 && !single_) {
          Emit(i + 1, true);
          open_ = -1;
        }
        break;
      case Mark::kSingleOpen:
        if (open_ < 0) {
          open_ = static_cast<int32_t>(i);
          single_ = true;
        }
        break;
      case Mark::kSingleClose:
        if (open_ >= 0 && single_ && is_single) {
          Emit(i + 1, true);
          open_ = -1;
        }
        break;
      default:
        break;
    }
  }

  void Emit(uint32_t last, bool closed) {
    if (last <= static_cast<uint32_t>(open_) + 1) return;
    quotes_.push_back({{static_cast<uint32_t>(open_), last}, block_, closed});
  }

  const AnalyzedText& text_;
  uint32_t block_;
  std::vector<Quote>& quotes_;
  int32_t open_ = -1;
  bool single_ = false;
};

}  // namespace

std::vector<Quote> FindQuotes(const AnalyzedText& text) {
  std::vector<Quote> quotes;
  for (size_t s = 0; s < text.sentences.size();) {
    const uint32_t block = text.sentences[s].block;
    const uint32_t first = text.sentences[s].first;
    uint32_t last = first;
    for (; s < text.sentences.size() && text.sentences[s].block == block; ++s) {
      last = text.sentences[s].last;
    }
    BlockScanner(text, block, quotes).Scan(first, last);
  }
  return quotes;
}

}  // namespace parallax::ingest::domain::extract::attribution
