// Claims as the extractor reads them, made into the API's mentions.
#pragma once

#include <vector>

#include "parallax/claims/v1/mention.pb.h"
#include "services/ingest/domain/article.h"
#include "services/ingest/domain/extract/actors/actor_catalogue.h"
#include "services/ingest/domain/extract/analysis/analyzed_text.h"
#include "services/ingest/domain/extract/extracted_claim.h"
#include "services/ingest/domain/extract/mention/detail_lexicon.h"

namespace parallax::ingest::domain::extract {

// What a claim was read from. Borrowed; must outlive the call.
struct MentionInputs {
  const Article& article;
  const AnalyzedText& text;
  const ActorCatalogue& actors;
  const DetailLexicon& details;
};

// A mention for each claim, in order of the spans; two claims that the words
// state as one number ("207 dead and missing") become one.
std::vector<claims::v1::Mention> BuildMentions(
    const MentionInputs& in, const std::vector<ExtractedClaim>& claims);

}  // namespace parallax::ingest::domain::extract
