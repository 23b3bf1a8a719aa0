// How widely a statement is carried, without counting one text twice.
//
// Worked example. The Wire writes a text; two papers of one house reprint it,
// one of them with a cut and without the credit; a blog of unknown sources
// writes its own. Four documents, four publishers, three families, two texts,
// one origin: the credit of one copy holds for all of them, and nobody knows
// that the blog did not copy, too.
#pragma once

#include <vector>

#include "services/claims/domain/draft.h"

namespace parallax::claims::domain {

// `claimant_count` is left at 0.
pb::Echo CountEcho(const std::vector<const SourcedMention*>& mentions);

// True when two documents are copies of one text: exact ones share a cluster,
// near ones most of their word sequences.
bool AreCopies(const pb::DocumentSource& a, const pb::DocumentSource& b);

}  // namespace parallax::claims::domain
