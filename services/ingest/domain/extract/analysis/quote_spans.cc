#include "services/ingest/domain/extract/analysis/quote_spans.h"

#include "services/ingest/domain/extract/analysis/characters.h"

namespace parallax::ingest::domain::extract {
namespace {

enum class Mark : uint8_t { kNone, kStraight, kOpen, kClose };

struct MarkKind {
  Mark mark = Mark::kNone;
  bool single = false;
};

MarkKind KindOf(const AnalyzedText& text, uint32_t i) {
  const Token& token = text.tokens[i];
  const absl::string_view form = text.Form(token);
  if (form.empty() || form.size() > 3) return {};
  const uint32_t code = DecodeAt(form, 0).code;
  switch (code) {
    case '"':
      return form.size() == 1 ? MarkKind{Mark::kStraight, false} : MarkKind{};
    case '`':
      return {Mark::kOpen, form.size() == 1};
    case 0x201C:
    case 0x201E:
    case 0x201F:
    case 0xAB:
      return {Mark::kOpen, false};
    case 0x201D:
    case 0xBB:
      return {Mark::kClose, false};
    case '\'':
      if (form == "''") return {Mark::kClose, false};
      if (form.size() != 1) return {};
      [[fallthrough]];
    case 0x2018:
    case 0x2019:
      break;
    default:
      return {};
  }
  // Single marks: what touches them tells opening from closing.
  const auto touches = [&text](uint32_t at) {
    return at < text.text.size() &&
           ClassOf(DecodeAt(text.text, at).code) != CharClass::kSpace;
  };
  const bool after = touches(token.end);
  const bool before =
      i > 0 && text.tokens[i - 1].end == token.begin && token.begin > 0;
  if (code == 0x2018) return {Mark::kOpen, true};
  if (!before && after) return {Mark::kOpen, true};
  if (before) return {Mark::kClose, true};
  return {};
}

class Finder {
 public:
  explicit Finder(const AnalyzedText& text) : text_(text) {}

  std::vector<QuoteSpan> Run() {
    const std::vector<Sentence>& sentences = text_.sentences;
    size_t s = 0;
    while (s < sentences.size()) {
      size_t end = s;
      while (end < sentences.size() &&
             sentences[end].block == sentences[s].block) {
        ++end;
      }
      Block(s, end);
      s = end;
    }
    return std::move(spans_);
  }

 private:
  // Whether a block's first mark, at its very start, opens a quotation.
  bool OpensWithMark(size_t sentence) const {
    if (sentence >= text_.sentences.size()) return false;
    const Sentence& first = text_.sentences[sentence];
    if (first.first >= first.last) return false;
    const MarkKind kind = KindOf(text_, first.first);
    return kind.mark == Mark::kOpen || kind.mark == Mark::kStraight;
  }

  void Block(size_t first_sentence, size_t end_sentence) {
    const bool continues = left_open_ && OpensWithMark(first_sentence);
    left_open_ = false;
    bool open[2] = {false, false};  // double, single
    uint32_t start[2] = {0, 0};
    size_t start_sentence[2] = {0, 0};
    bool first = true;
    for (size_t s = first_sentence; s < end_sentence; ++s) {
      const Sentence& sentence = text_.sentences[s];
      for (uint32_t i = sentence.first; i < sentence.last; ++i) {
        const MarkKind kind = KindOf(text_, i);
        if (kind.mark == Mark::kNone) continue;
        const int level = kind.single ? 1 : 0;
        Mark mark = kind.mark;
        if (mark == Mark::kStraight) {
          mark = open[0] ? Mark::kClose : Mark::kOpen;
        }
        if (mark == Mark::kOpen) {
          if (open[level]) continue;
          open[level] = true;
          start[level] = i + 1;
          start_sentence[level] = s;
        } else if (open[level]) {
          open[level] = false;
          Add(start[level], i, sentence.block, true, first && continues,
              level == 1);
          first = false;
        }
      }
    }
    // Doubles left open: to the end of the block when the next block goes on,
    // otherwise to the end of the sentence. Singles left open are apostrophes.
    if (open[0]) {
      const bool goes_on = OpensWithMark(end_sentence);
      const Sentence& last = goes_on ? text_.sentences[end_sentence - 1]
                                     : text_.sentences[start_sentence[0]];
      Add(start[0], last.last, last.block, false, first && continues, false);
      left_open_ = goes_on;
    }
  }

  void Add(uint32_t first, uint32_t last, uint32_t block, bool closed,
           bool continues, bool single) {
    if (first >= last) return;
    QuoteSpan span;
    span.first = first;
    span.last = last;
    span.begin = text_.tokens[first].begin;
    span.end = text_.tokens[last - 1].end;
    span.block = block;
    span.closed = closed;
    span.continues = continues;
    span.single = single;
    // Inner quotations close before the one around them: keep text order.
    size_t at = spans_.size();
    spans_.push_back(span);
    while (at > 0 && spans_[at - 1].first > span.first) {
      spans_[at] = spans_[at - 1];
      --at;
    }
    spans_[at] = span;
  }

  const AnalyzedText& text_;
  std::vector<QuoteSpan> spans_;
  bool left_open_ = false;
};

}  // namespace

std::vector<QuoteSpan> FindQuoteSpans(const AnalyzedText& text) {
  return Finder(text).Run();
}

}  // namespace parallax::ingest::domain::extract
