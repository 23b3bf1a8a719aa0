// The word lists of data/reader_phrases.tsv.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_PHRASES_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_PHRASES_H_

#include <string>

#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::reader {

// All take a line folded by Fold().
bool IsFurniture(absl::string_view folded);
bool IsSectionHead(absl::string_view folded);
bool IsCredit(absl::string_view folded);
bool IsByline(absl::string_view folded);
bool IsMediaWord(absl::string_view folded_word);
bool HasLegendWord(absl::string_view folded);

// Length in bytes of a prefix that says "what follows is a link to another
// text" ("Read more: ") at the start of the unfolded `line`, 0 when none.
std::size_t PointerPrefix(absl::string_view line);

// The same for what says "what follows is a caption" ("Image caption, ").
std::size_t CaptionPrefix(absl::string_view line);

// The agency's usual name where `text` is one as credits write it, else "".
absl::string_view AgencyName(absl::string_view text);

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_PHRASES_H_
