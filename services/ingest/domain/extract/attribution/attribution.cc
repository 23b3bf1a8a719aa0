#include "services/ingest/domain/extract/attribution/attribution.h"

namespace parallax::ingest::domain::extract::attribution {

ByteSpan BytesOf(const AnalyzedText& text, TokenRange range) {
  return {text.tokens[range.first].begin, text.tokens[range.last - 1].end};
}

absl::string_view RuleName(Construction construction) {
  switch (construction) {
    case Construction::kClause:
      return "clause";
    case Construction::kInfinitive:
      return "infinitive";
    case Construction::kObject:
      return "object";
    case Construction::kObliqueContent:
      return "oblique";
    case Construction::kQuote:
      return "quote";
    case Construction::kParenthetical:
      return "parenthetical";
    case Construction::kCarriedQuote:
      return "carried-quote";
    case Construction::kAccordingTo:
      return "according-to";
    case Construction::kCiting:
      return "citing";
    case Construction::kHearsayAdverb:
      return "hearsay-adverb";
    case Construction::kHearsayPassive:
      return "hearsay-passive";
    case Construction::kPassiveAgent:
      return "passive-agent";
    case Construction::kQuotedAs:
      return "quoted-as";
    case Construction::kNoun:
      return "noun";
    case Construction::kRelativeClaim:
      return "relative-claim";
    case Construction::kHeadlineColon:
      return "headline-colon";
    case Construction::kHeadlineTail:
      return "headline-tail";
    case Construction::kAccusation:
      return "accusation";
    case Construction::kBlame:
      return "blame";
    case Construction::kMutualAccusation:
      return "mutual-accusation";
    case Construction::kNonConfirmation:
      return "non-confirmation";
    case Construction::kLegend:
      return "legend";
  }
  return "unknown";
}

}  // namespace parallax::ingest::domain::extract::attribution
