// Headlines and captions that end on who says it: "Five dead - ministry". Title
// case and dropped words defeat the parser there, so the surface is read.
#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "services/ingest/domain/extract/attribution/rule_context.h"
#include "services/ingest/domain/extract/attribution/source_finder.h"
#include "services/ingest/domain/extract/attribution/span_rules.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

constexpr uint32_t kMaxTail = 7;
// Tokens of the report that are looked through for a name.
constexpr uint32_t kBodyReach = 1000;

bool IsTailBreak(const Syntax& syntax, uint32_t token) {
  const absl::string_view lower = syntax[token].lower;
  if (lower == ":") return true;
  if (lower != "-" && lower != "--" && lower != "\xE2\x80\x93" &&
      lower != "\xE2\x80\x94") {
    return false;
  }
  // A dash has room on both sides, a hyphen has none.
  return token > 0 && token + 1 < syntax.size() &&
         syntax[token - 1].end < syntax[token].begin &&
         syntax[token].end < syntax[token + 1].begin;
}

// "Five killed in shelling: Ukraine": a name that does something in the report,
// neither a section of the site nor its outlet.
bool ActsInBody(const RuleContext& context, TokenRange name) {
  const Syntax& syntax = context.syntax;
  const std::string outlet = absl::AsciiStrToLower(context.article.outlet);
  for (uint32_t i = name.first; i < name.last; ++i) {
    if (syntax[i].pos != Pos::kPropn ||
        absl::StrContains(outlet, syntax[i].lower)) {
      return false;
    }
  }
  const absl::string_view last = syntax[name.last - 1].lower;
  const uint32_t end =
      std::min(static_cast<uint32_t>(syntax.size()), name.last + kBodyReach);
  for (uint32_t i = name.last; i < end; ++i) {
    if (syntax[i].lower != last || syntax[i].pos != Pos::kPropn ||
        context.RoleOf(i) != BlockRole::kBody) {
      continue;
    }
    // "Ukraine" or "Ukraine's army"
    const int32_t head = syntax[i].head;
    const Rel rel = syntax[i].rel == Rel::kNmodPoss && head >= 0
                        ? syntax[static_cast<uint32_t>(head)].rel
                        : syntax[i].rel;
    if (rel == Rel::kNsubj) return true;
  }
  return false;
}

void ReadTail(RuleContext& context, const Sentence& sentence) {
  const Syntax& syntax = context.syntax;
  uint32_t last = sentence.last;
  while (last > sentence.first && syntax.IsPunct(last - 1)) --last;
  const uint32_t stop =
      last > sentence.first + kMaxTail ? last - kMaxTail : sentence.first;
  uint32_t at = last;
  while (at > stop && !IsTailBreak(syntax, at - 1)) --at;
  if (at == stop || at <= sentence.first + 2 || at >= last) return;
  const uint32_t mark = at - 1;
  // Only a source, with no verb but "says": its last word is a speaker.
  const uint32_t flags = context.lexicon.Flags(syntax[last - 1].lower) |
                         context.lexicon.Flags(syntax[last - 1].lemma);
  const bool speaks = (flags & (kPersonNoun | kBodyNoun | kGroupNoun | kOffice |
                                kMetonym | kAgency | kDocumentNoun)) != 0;
  if (!speaks && !ActsInBody(context, {at, last})) return;
  for (uint32_t i = at; i < last; ++i) {
    const Pos pos = syntax[i].pos;
    if (pos == Pos::kVerb || pos == Pos::kAux || pos == Pos::kNum) return;
  }
  if (!States(syntax, {sentence.first, mark})) return;
  Attribution attribution;
  attribution.construction = Construction::kHeadlineTail;
  attribution.confidence = 0.8f;
  attribution.source = {{at, last}};
  attribution.source_head = static_cast<int32_t>(last - 1);
  attribution.cue = {{mark, mark + 1}};
  attribution.cue_head = static_cast<int32_t>(mark);
  attribution.content = {syntax.Trim({sentence.first, mark})};
  attribution.content_head = static_cast<int32_t>(sentence.first);
  if (attribution.content[0].empty()) return;
  context.Add(std::move(attribution));
}

}  // namespace

void FindHeadlineAttributions(RuleContext& context) {
  for (const Sentence& sentence : context.syntax.text().sentences) {
    if (sentence.first >= sentence.last) continue;
    const BlockRole role = context.RoleOf(sentence.first);
    if (role == BlockRole::kHeadline || role == BlockRole::kStandfirst ||
        role == BlockRole::kRelatedSameStory) {
      ReadTail(context, sentence);
    }
  }
}

}  // namespace parallax::ingest::domain::extract::attribution
