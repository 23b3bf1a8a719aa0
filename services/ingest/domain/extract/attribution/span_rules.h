// Where reported content begins and ends.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_SPAN_RULES_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_SPAN_RULES_H_

#include <cstdint>
#include <vector>

#include "services/ingest/domain/extract/attribution/attribution.h"
#include "services/ingest/domain/extract/attribution/rule_context.h"
#include "services/ingest/domain/extract/attribution/source_finder.h"

namespace parallax::ingest::domain::extract::attribution {

// The words of the reporting clause itself: source, verb and what goes with
// the verb, between the commas that set it off.
TokenRange ReportingCore(const RuleContext& context, uint32_t verb,
                         const Source& source);

// Whether the core is set off from what stands before it by a comma, a dash or
// a closing quotation mark.
bool IsSetOffBefore(const Syntax& syntax, uint32_t core_first);

// Stretch that `range` covers of the sentence of its first token, cut before a
// following reporting participle (", adding that") and trimmed.
TokenRange ClauseContent(const RuleContext& context, uint32_t cue,
                         TokenRange range);

// Widens every piece to whole quotations that it only partly covers, unless
// the quotation holds the cue.
void WidenToQuotes(const Syntax& syntax, uint32_t cue,
                   std::vector<TokenRange>& pieces);

// Cuts the pieces to the quotation that the cue stands in, if any: who is
// quoted reports nothing outside the marks.
void ClipToQuote(const Syntax& syntax, uint32_t cue,
                 std::vector<TokenRange>& pieces);

// Removes `hole` from the pieces, splitting where it lies inside.
void CutOut(const Syntax& syntax, TokenRange hole,
            std::vector<TokenRange>& pieces);

// Whether the words say something: they hold a verb or a count, "no" included.
bool States(const Syntax& syntax, TokenRange range);

// Sorts, merges what touches and drops empty pieces.
void Normalize(const Syntax& syntax, std::vector<TokenRange>& pieces);

bool HasFiniteVerb(const Syntax& syntax, TokenRange range);

// "The archive holds 40 letters, army notes, and maps": what was taken for a
// verb is an item, where a clause comes before it and none behind.
bool IsItemOfList(const Syntax& syntax, const Sentence& sentence,
                  uint32_t verb);

}  // namespace parallax::ingest::domain::extract::attribution

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_SPAN_RULES_H_
