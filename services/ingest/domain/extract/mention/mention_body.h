// The typed body of a mention: what is claimed, with the details its words
// tell.
#pragma once

#include "absl/types/span.h"
#include "parallax/claims/v1/claim.pb.h"
#include "services/ingest/domain/extract/mention/mention_builder.h"

namespace parallax::ingest::domain::extract {

// `clause` holds the tokens of the claim's span, `sentence` those of its
// sentence.
void FillBody(const MentionInputs& in, const ExtractedClaim& claim,
              absl::Span<const Token> clause, absl::Span<const Token> sentence,
              claims::v1::Assertion* assertion);

// The words of `range`, empty for an empty one.
absl::string_view Words(const Article& article, const ByteRange& range);

}  // namespace parallax::ingest::domain::extract
