#include "services/ingest/domain/extract/analysis/title_case.h"

#include <cstddef>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "services/ingest/domain/extract/analysis/tags.h"

namespace parallax::ingest::domain::extract {
namespace {

// Shorter ones, "in" and "and", stay small in titles.
constexpr size_t kLongWord = 5;
constexpr int kLeastWords = 3;

uint64_t TagsOf(Pos pos) {
  uint64_t mask = 0;
  for (int t = 0; t < TagCount(); ++t) {
    if (TagPos(static_cast<Tag>(t)) == pos) mask |= uint64_t{1} << t;
  }
  return mask;
}

}  // namespace

bool IsTitleCase(const AnalyzedText& text, const Sentence& sentence) {
  int words = 0;
  for (uint32_t i = sentence.first; i < sentence.last; ++i) {
    const absl::string_view form = text.Form(text.tokens[i]);
    if (form.size() < kLongWord) continue;
    if (absl::ascii_islower(form[0])) return false;
    words += absl::ascii_isupper(form[0]) && absl::ascii_islower(form[1]);
  }
  return words >= kLeastWords;
}

bool IsCommonWord(absl::string_view folded, const Lexicon& lexicon) {
  static const uint64_t kNames = TagsOf(Pos::kPropn);
  static const uint64_t kNouns = TagsOf(Pos::kNoun);
  const LexiconEntry* const entry = lexicon.Find(NormalizedHash(folded));
  if (entry == nullptr) {
    BaseForm base;
    return FindBase(folded, lexicon, kNounPart | kVerbPart, &base) != nullptr;
  }
  return (entry->parts & kVerbPart) != 0 || (entry->tags & kNames) == 0 ||
         (entry->tags & ~(kNames | kNouns)) != 0;
}

}  // namespace parallax::ingest::domain::extract
