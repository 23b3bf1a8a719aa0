// What a reading looks like beside the others of its report: an act that is
// told next to it, one that was told before.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_KINDS_SECOND_LOOK_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_KINDS_SECOND_LOOK_H_

#include <array>
#include <iterator>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/ingest/domain/extract/document/doc_context.h"
#include "services/ingest/domain/extract/kinds/choice.h"
#include "services/ingest/domain/extract/model/boosted_trees.h"

namespace parallax::ingest::domain::extract {

// Margins are log odds of a reading against none, "second" that of the next
// best; "likely" sums up the probabilities of readings, "best" is the greatest
// margin among them. "kind" is of the same kind of claim only, "beside" of
// those whose words overlap, "last" of the last one before that is read as a
// claim.
inline constexpr absl::string_view kLookNumbers[] = {
    "margin",
    "second",
    "count",
    "length",
    "offset",
    "sentence",
    "beside.best",
    "beside.likely",
    "beside.kind.best",
    "beside.kind.likely",
    "sentence.likely",
    "sentence.kind.best",
    "sentence.kind.likely",
    "before.kind.best",
    "after.kind.best",
    "previous.kind.best",
    "next.kind.best",
    "last.tokens",
    "last.kind.tokens",
    "last.kind.sentences",
    "kind.density",
};
inline constexpr absl::string_view kLookNames[] = {
    "class", "rule", "word", "block", "relation",
};
inline constexpr TreeColumns kLookColumns = {kLookNumbers, kLookNames};

struct Look {
  std::array<float, std::size(kLookNumbers)> numbers{};
  std::array<absl::string_view, std::size(kLookNames)> names;
};

// One look for each choice, at its likeliest reading: see Choice::best. The
// choices stand in order of the text; of the others each sees 25 to either
// side. Linear in their number.
std::vector<Look> LookAgain(const DocContext& doc,
                            absl::Span<const Choice* const> choices);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_KINDS_SECOND_LOOK_H_
