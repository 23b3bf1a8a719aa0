// What the attribution rules share: the trees, the lexicon, the result so far.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_RULE_CONTEXT_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_RULE_CONTEXT_H_

#include <cstdint>
#include <vector>

#include "services/ingest/domain/article.h"
#include "services/ingest/domain/extract/attribution/attribution.h"
#include "services/ingest/domain/extract/attribution/lexicon.h"
#include "services/ingest/domain/extract/attribution/syntax.h"

namespace parallax::ingest::domain::extract::attribution {

struct RuleContext {
  const Article& article;
  const Syntax& syntax;
  const AttributionLexicon& lexicon;
  std::vector<Attribution> found;
  // For each token the index of the attribution whose cue it heads, -1.
  std::vector<int32_t> cue_of;
  // For each token 1 where a rule has put it into some content.
  std::vector<uint8_t> in_content;

  BlockRole RoleOf(uint32_t token) const {
    const uint32_t block = syntax.BlockOf(token);
    return block < article.blocks.size() ? article.blocks[block].role
                                         : BlockRole::kBody;
  }

  // Records an attribution and marks its content. Returns its index.
  int32_t Add(Attribution attribution);
};

// Each finds the attributions of one family and adds them to the context; they
// run in this order.
void FindHeadlineAttributions(RuleContext& context);
// "..., the army said; ...": before the tree gives it the clause after it.
void FindClosedInsertions(RuleContext& context);
void FindVerbAttributions(RuleContext& context);
// Of verbs that the tree has lost, and of verbs whose clause it has lost.
void FindLostInsertions(RuleContext& context);
void FindLostClauses(RuleContext& context);
void FindAccordingToAttributions(RuleContext& context);
void FindAccountAttributions(RuleContext& context);
void FindHearsayAttributions(RuleContext& context);
void FindNounAttributions(RuleContext& context);
void FindColonAttributions(RuleContext& context);
// Quotations that no cue governs: continued or carried over.
void FindLooseQuoteAttributions(RuleContext& context);
// Makes a denial of what says that an account is false.
void DenyFalsehoods(RuleContext& context);

}  // namespace parallax::ingest::domain::extract::attribution

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_RULE_CONTEXT_H_
