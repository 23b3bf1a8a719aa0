#include "services/ingest/domain/extract/attribution/attribution_finder.h"

#include <algorithm>
#include <utility>

#include "services/ingest/domain/extract/attribution/chain.h"
#include "services/ingest/domain/extract/attribution/record_rules.h"
#include "services/ingest/domain/extract/attribution/rule_context.h"
#include "services/ingest/domain/extract/attribution/span_rules.h"
#include "services/ingest/domain/extract/attribution/syntax.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

uint32_t Position(const Attribution& attribution) {
  if (attribution.cue_head >= 0) {
    return static_cast<uint32_t>(attribution.cue_head);
  }
  return attribution.content.empty() ? 0 : attribution.content.front().first;
}

bool Holds(const std::vector<TokenRange>& ranges, uint32_t token) {
  for (const TokenRange& range : ranges) {
    if (range.Contains(token)) return true;
  }
  return false;
}

// Sorts by position and renumbers what refers to an index.
void SortByPosition(std::vector<Attribution>& found) {
  std::vector<uint32_t> order(found.size());
  for (uint32_t k = 0; k < order.size(); ++k) order[k] = k;
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return Position(found[a]) < Position(found[b]);
  });
  std::vector<int32_t> renumbered(found.size());
  for (uint32_t k = 0; k < order.size(); ++k) {
    renumbered[order[k]] = static_cast<int32_t>(k);
  }
  std::vector<Attribution> sorted;
  sorted.reserve(found.size());
  for (uint32_t old : order) {
    sorted.push_back(std::move(found[old]));
    int32_t& continues = sorted.back().continues;
    if (continues >= 0) continues = renumbered[static_cast<size_t>(continues)];
  }
  found = std::move(sorted);
}

// "Smith admitted that it was so, the Post reported": the closing report holds
// the first, whose content must not run on over it.
void CutClosingReports(const Syntax& syntax, std::vector<Attribution>& found) {
  // How many reports back in its sentence a closing one may hold.
  constexpr size_t kReach = 6;
  for (size_t k = 1; k < found.size(); ++k) {
    const Attribution& closing = found[k];
    if (closing.cue_head < 0 || closing.content.empty()) continue;
    const uint32_t cue = static_cast<uint32_t>(closing.cue_head);
    uint32_t begin = closing.cue.front().first;
    for (const TokenRange& range : closing.source) {
      if (range.last <= cue) begin = std::min(begin, range.first);
    }
    for (size_t back = 1; back <= std::min(k, kReach); ++back) {
      Attribution& first = found[k - back];
      if (first.cue_head < 0 || first.cue_head >= closing.cue_head ||
          !Holds(closing.content, static_cast<uint32_t>(first.cue_head)) ||
          !Holds(first.content, cue)) {
        continue;
      }
      for (TokenRange& range : first.content) {
        if (range.Contains(cue)) {
          range.last = std::max(range.first, std::min(range.last, begin));
        }
      }
      Normalize(syntax, first.content);
    }
  }
}

// Parent of each: the smallest other content that holds its position. Contents
// nest or are disjoint almost always, so one pass that lets later (inner)
// contents overwrite earlier ones is enough.
void SetParents(size_t tokens, std::vector<Attribution>& found) {
  std::vector<int32_t> owner(tokens, -1);
  std::vector<uint32_t> by_size(found.size());
  std::vector<uint32_t> size(found.size(), 0);
  for (uint32_t k = 0; k < found.size(); ++k) {
    by_size[k] = k;
    for (const TokenRange& range : found[k].content) {
      size[k] += range.last - range.first;
    }
  }
  std::stable_sort(by_size.begin(), by_size.end(),
                   [&](uint32_t a, uint32_t b) { return size[a] < size[b]; });
  // Smallest first; a token belongs to the first content that takes it, save
  // that an attribution cannot own its own cue. Ties are impossible to nest.
  for (uint32_t k : by_size) {
    for (const TokenRange& range : found[k].content) {
      for (uint32_t i = range.first; i < range.last; ++i) {
        if (owner[i] < 0) owner[i] = static_cast<int32_t>(k);
      }
    }
  }
  for (uint32_t k = 0; k < found.size(); ++k) {
    const uint32_t position = Position(found[k]);
    const int32_t parent = owner[position];
    found[k].parent = parent == static_cast<int32_t>(k) ? -1 : parent;
  }
  // A quotation carried over has no cue: its own content holds its position.
}

}  // namespace

int32_t RuleContext::Add(Attribution attribution) {
  const int32_t index = static_cast<int32_t>(found.size());
  // A cue inside a quotation does not account for the quotation.
  const int32_t own =
      attribution.cue_head < 0
          ? -1
          : syntax.QuoteOf(static_cast<uint32_t>(attribution.cue_head));
  for (const TokenRange& range : attribution.content) {
    for (uint32_t i = range.first; i < range.last; ++i) {
      if (own < 0 || syntax.QuoteOf(i) != own) in_content[i] = 1;
    }
  }
  if (attribution.cue_head >= 0) {
    cue_of[static_cast<size_t>(attribution.cue_head)] = index;
  }
  found.push_back(std::move(attribution));
  return index;
}

std::vector<Attribution> FindAttributions(const Article& article,
                                          const AnalyzedText& text,
                                          const Coreference& entities,
                                          const AttributionLexicon& lexicon) {
  const Syntax syntax(text);
  RuleContext context{article, syntax, lexicon, {}, {}, {}};
  context.cue_of.assign(text.tokens.size(), -1);
  context.in_content.assign(text.tokens.size(), 0);
  FindHeadlineAttributions(context);
  FindClosedInsertions(context);
  FindVerbAttributions(context);
  FindLostInsertions(context);
  FindLostClauses(context);
  FindAccordingToAttributions(context);
  FindAccountAttributions(context);
  FindHearsayAttributions(context);
  FindNounAttributions(context);
  FindColonAttributions(context);
  FindLooseQuoteAttributions(context);
  DenyFalsehoods(context);
  SortByPosition(context.found);
  CutClosingReports(syntax, context.found);
  ResolveSources(context, entities);
  SortByPosition(context.found);
  SetParents(text.tokens.size(), context.found);
  MarkOnRecord(syntax, context.found);
  return std::move(context.found);
}

}  // namespace parallax::ingest::domain::extract::attribution
