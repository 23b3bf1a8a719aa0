// The tagger's tags (a part of speech with its morphology) and the parser's
// labels, and what they mean in the public vocabulary of analyzed_text.h.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TAGS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TAGS_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/analysis/analyzed_text.h"

namespace parallax::ingest::domain::extract {

// Indexes of these tables are stored in models: append, never reorder.
using Tag = uint8_t;
using Label = uint8_t;

inline constexpr Tag kUnknownTag = 0;
inline constexpr Label kUnknownLabel = 0;

// Names are "<UPOS>" or "<UPOS>/<Penn tag>"; they are what CoNLL-U output
// shows in the XPOS column.
int TagCount();
absl::string_view TagName(Tag tag);
Pos TagPos(Tag tag);
uint16_t TagFeatures(Tag tag);

// The tag for a treebank's UPOS and XPOS columns.
Tag TagFromTreebank(absl::string_view upos, absl::string_view xpos);

// The tag of a token that is all punctuation or symbols and unknown.
Tag TagOfSymbol(uint32_t first_code_point);

int LabelCount();
absl::string_view LabelName(Label label);
Rel LabelRel(Label label);

// The label for a treebank's DEPREL column; subtypes without a label of their
// own map to their base relation.
Label LabelFromTreebank(absl::string_view deprel);

absl::string_view PosName(Pos pos);

// Universal Dependencies name of a relation, as CoNLL-U writes it.
absl::string_view RelName(Rel rel);

// Fixed labels and tags that rules and features name. The tables are checked
// against them at start-up of the tests.
namespace labels {
inline constexpr Label kRoot = 1;
inline constexpr Label kNsubj = 2;
inline constexpr Label kNsubjPass = 3;
inline constexpr Label kObj = 5;
inline constexpr Label kObl = 7;
inline constexpr Label kOblAgent = 8;
inline constexpr Label kOblUnmarked = 9;
inline constexpr Label kAuxPass = 29;
inline constexpr Label kCase = 26;
inline constexpr Label kPunct = 42;
}  // namespace labels

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TAGS_H_
