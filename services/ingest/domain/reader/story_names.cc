#include "services/ingest/domain/reader/story_names.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "absl/strings/match.h"
#include "services/ingest/domain/reader/characters.h"

namespace parallax::ingest::domain::reader {
namespace {

constexpr std::size_t kStemBytes = 5;
constexpr int kCommonCount = 2;

// The beginning of a name, which it shares with the adjective made of it.
std::string Stem(absl::string_view word) {
  std::string stem = Lower(word);
  for (const absl::string_view suffix : {"'s", "’s", "s"}) {
    if (stem.size() > 4 && absl::EndsWith(stem, suffix)) {
      stem.resize(stem.size() - suffix.size());
      break;
    }
  }
  if (stem.size() > kStemBytes) stem.resize(kStemBytes);
  return stem;
}

bool AsksOnly(absl::string_view text) {
  if (absl::EndsWith(text, "?")) return true;
  const std::string folded = Fold(text);
  for (const absl::string_view word :
       {"why ", "how ", "what ", "who ", "where ", "when "}) {
    if (absl::StartsWith(folded, word)) return true;
  }
  return false;
}

}  // namespace

void StoryNames::Gather() {
  for (const absl::string_view text : headlines_) {
    for (const Word& word : WordsOf(text)) {
      if (word.capitalised && word.text.size() > 2) {
        headline_.insert(Stem(word.text));
        ++counts_[Stem(word.text)];
      }
    }
  }
  for (const absl::string_view text : bodies_) GatherBody(text);
  std::vector<int> counts;
  for (const auto& [stem, count] : counts_) {
    if (!common_.contains(stem)) counts.push_back(count);
  }
  std::sort(counts.rbegin(), counts.rend());
  leading_ = counts.size() > 1 ? std::max(counts[1], 2) : 2;
}

void StoryNames::GatherBody(absl::string_view text) {
  bool first = true;
  for (const Word& word : WordsOf(text)) {
    // The first word of a paragraph is capitalised whatever it is.
    if (word.capitalised && !first && word.text.size() > 2) {
      ++counts_[Stem(word.text)];
    } else if (!word.capitalised) {
      common_.insert(Stem(word.text));
    }
    first = false;
  }
}

bool StoryNames::SameStory(absl::string_view text) {
  const std::vector<Word> words = WordsOf(text);
  if (words.size() < 4 || AsksOnly(text)) return false;
  if (!gathered_) Gather();
  gathered_ = true;

  bool common = false;
  bool unknown = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string stem = Stem(words[i].text);
    if (!words[i].capitalised || words[i].text.size() < 3 ||
        common_.contains(stem)) {
      continue;
    }
    const auto found = counts_.find(stem);
    const int count = found == counts_.end() ? 0 : found->second;
    if (headline_.contains(stem) && (count > 1 || i > 0)) return true;
    if (count >= leading_) return true;
    if (count >= kCommonCount) common = true;
    if (count == 0 && i > 0) unknown = true;
  }
  return common && !unknown;
}

}  // namespace parallax::ingest::domain::reader
