#include "services/ingest/domain/extract/lexicon/phrase_table.h"

#include <algorithm>
#include <string>

namespace parallax::ingest::domain::extract {
namespace {

// No name or trigger is longer; bounds the walk on hostile input.
constexpr uint32_t kMaxWords = 12;

uint64_t Key(uint32_t node, uint32_t word) {
  return static_cast<uint64_t>(node) << 32 | word;
}

}  // namespace

void PhraseTable::Add(Vocabulary& vocabulary, absl::string_view phrase,
                      int32_t value) {
  uint32_t node = 0;
  for (const std::string& word : Vocabulary::Split(phrase)) {
    const uint32_t id = vocabulary.Intern(word);
    if (node == 0) {
      if (id >= begins_.size()) begins_.resize(id + 1);
      begins_[id] = true;
    }
    const uint64_t key = Key(node, id);
    const auto [it, inserted] =
        children_.try_emplace(key, static_cast<uint32_t>(nodes_.size()));
    if (inserted) nodes_.emplace_back();
    node = it->second;
  }
  if (node == 0) return;
  Values& values = nodes_[node].values;
  if (std::find(values.begin(), values.end(), value) == values.end()) {
    values.push_back(value);
  }
}

uint32_t PhraseTable::Child(uint32_t node, uint32_t word) const {
  if (word == Vocabulary::kUnknown) return 0;
  if (node == 0 && (word >= begins_.size() || !begins_[word])) return 0;
  const auto it = children_.find(Key(node, word));
  return it == children_.end() ? 0 : it->second;
}

void PhraseTable::Walk(absl::Span<const WordIds> words, bool lemmas,
                       uint32_t node, uint32_t depth, Match& best) const {
  if (!nodes_[node].values.empty() && depth > best.length) {
    best = Match{depth, &nodes_[node].values};
  }
  if (depth >= words.size() || depth >= kMaxWords) return;
  const WordIds& word = words[depth];
  if (const uint32_t next = Child(node, word.lower)) {
    Walk(words, lemmas, next, depth + 1, best);
  }
  if (lemmas && word.lemma != word.lower) {
    if (const uint32_t next = Child(node, word.lemma)) {
      Walk(words, lemmas, next, depth + 1, best);
    }
  }
}

PhraseTable::Match PhraseTable::Longest(absl::Span<const WordIds> words) const {
  Match best;
  Walk(words, true, 0, 0, best);
  return best;
}

PhraseTable::Match PhraseTable::LongestLemma(
    absl::Span<const WordIds> words) const {
  Match best;
  uint32_t node = 0;
  const uint32_t limit =
      std::min(static_cast<uint32_t>(words.size()), kMaxWords);
  for (uint32_t depth = 0; depth < limit; ++depth) {
    node = Child(node, words[depth].lemma);
    if (node == 0) break;
    if (!nodes_[node].values.empty()) {
      best = Match{depth + 1, &nodes_[node].values};
    }
  }
  return best;
}

PhraseTable::Match PhraseTable::LongestForm(
    absl::Span<const WordIds> words) const {
  Match best;
  Walk(words, false, 0, 0, best);
  return best;
}

}  // namespace parallax::ingest::domain::extract
