#include "services/ingest/domain/extract/analysis/train/train_lexicon.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/ingest/domain/extract/analysis/lemmatizer.h"

namespace parallax::ingest::domain::extract::train {
namespace {

// A word this frequent with one tag this often needs no classifier.
constexpr int kCertainCount = 20;
constexpr double kCertainShare = 0.995;
// A tag this rare for a word is taken for an annotation error.
constexpr double kTagShare = 0.015;

using Edit = std::pair<int, std::string>;  // strip, add

Edit EditOf(const std::string& form, const std::string& lemma) {
  size_t common = 0;
  while (common < form.size() && common < lemma.size() &&
         form[common] == lemma[common]) {
    ++common;
  }
  // Never cut inside a character.
  while (common > 0 && common < form.size() && (form[common] & 0xC0) == 0x80) {
    --common;
  }
  return {static_cast<int>(form.size() - common), lemma.substr(common)};
}

// The most frequent edit; the first in order among equals.
std::pair<Edit, int> Best(const std::map<Edit, int>& counts) {
  std::pair<Edit, int> best{{0, ""}, 0};
  for (const auto& [edit, count] : counts) {
    if (count > best.second) best = {edit, count};
  }
  return best;
}

}  // namespace

Lexicon BuildLexicon(const std::vector<const GoldSentence*>& sentences,
                     const WordNet& wordnet) {
  std::map<uint64_t, std::map<Tag, int>> counts;
  std::map<uint64_t, WordNetEntry> senses;
  for (const auto& [lemma, entry] : wordnet) {
    senses[NormalizedHash(lemma)] = entry;
  }
  // Inflected forms take what their lemma has, irregular ones too.
  std::map<uint64_t, WordNetEntry> inflected;
  for (const GoldSentence* sentence : sentences) {
    for (const GoldWord& word : *sentence) {
      const uint64_t hash = NormalizedHash(word.folded);
      ++counts[hash][word.tag];
      if (word.lemma == word.folded) continue;
      const Pos pos = TagPos(word.tag);
      const auto it = wordnet.find(word.lemma);
      if (it == wordnet.end()) continue;
      WordNetEntry& entry = inflected[hash];
      if (pos == Pos::kNoun && (it->second.parts & 1)) {
        entry.parts |= 1;
        entry.noun_class = it->second.noun_class;
      } else if (pos == Pos::kVerb && (it->second.parts & 2)) {
        entry.parts |= 2;
        entry.verb_class = it->second.verb_class;
      }
    }
  }
  std::vector<LexiconEntry> entries;
  const auto add_senses = [&](LexiconEntry& entry) {
    for (const auto* table : {&senses, &inflected}) {
      const auto it = table->find(entry.word);
      if (it == table->end()) continue;
      entry.parts |= it->second.parts;
      if (it->second.noun_class) entry.noun_class = it->second.noun_class;
      if (it->second.verb_class) entry.verb_class = it->second.verb_class;
    }
  };
  for (const auto& [word, tags] : counts) {
    int total = 0;
    int most = 0;
    Tag top = kUnknownTag;
    for (const auto& [tag, count] : tags) {
      total += count;
      if (count > most) {
        most = count;
        top = tag;
      }
    }
    if (total < 2) {
      // Too little to go by, but its place in WordNet is worth keeping.
      if (!senses.contains(word) && inflected.contains(word)) {
        LexiconEntry entry;
        entry.word = word;
        add_senses(entry);
        entries.push_back(entry);
      }
      continue;
    }
    LexiconEntry entry;
    entry.word = word;
    for (const auto& [tag, count] : tags) {
      if (count >= kTagShare * total) entry.tags |= uint64_t{1} << tag;
    }
    if (total >= kCertainCount && most >= kCertainShare * total) {
      entry.only_tag = top;
    }
    add_senses(entry);
    entries.push_back(entry);
  }
  for (const auto& [word, unused] : senses) {
    const auto it = counts.find(word);
    int total = 0;
    if (it != counts.end()) {
      for (const auto& [tag, count] : it->second) total += count;
    }
    if (total >= 2) continue;  // already there
    LexiconEntry entry;
    entry.word = word;
    add_senses(entry);
    entries.push_back(entry);
  }
  std::sort(entries.begin(), entries.end(),
            [](const LexiconEntry& a, const LexiconEntry& b) {
              return a.word < b.word;
            });
  return Lexicon(std::move(entries));
}

std::string BuildLemmaTable(const std::vector<const GoldSentence*>& sentences,
                            const Lexicon& lexicon) {
  // Majority lemma of each tagged form.
  std::map<std::pair<Tag, std::string>, std::map<std::string, int>> seen;
  for (const GoldSentence* sentence : sentences) {
    for (const GoldWord& word : *sentence) {
      if (word.lemma == "_" || word.lemma.empty()) continue;
      ++seen[{word.tag, word.folded}][word.lemma];
    }
  }
  struct Known {
    Tag tag;
    std::string form;
    Edit edit;
    int count;
  };
  std::vector<Known> known;
  for (const auto& [key, lemmas] : seen) {
    std::map<Edit, int> edits;
    int total = 0;
    for (const auto& [lemma, count] : lemmas) {
      edits[EditOf(key.second, lemma)] += count;
      total += count;
    }
    known.push_back({key.first, key.second, Best(edits).first, total});
  }
  // What each suffix does, counted by distinct forms.
  std::map<std::pair<Tag, std::string>, std::map<Edit, int>> suffixes;
  for (const Known& k : known) {
    for (size_t n = 1; n <= std::min(kMaxLemmaSuffix, k.form.size()); ++n) {
      ++suffixes[{k.tag, k.form.substr(k.form.size() - n)}][k.edit];
    }
  }
  // A longer suffix is worth a rule when it disagrees with the shorter one.
  std::map<std::pair<Tag, std::string>, Edit> rules;
  for (size_t n = 1; n <= kMaxLemmaSuffix; ++n) {
    for (const auto& [key, edits] : suffixes) {
      if (key.second.size() != n) continue;
      const auto [edit, support] = Best(edits);
      int total = 0;
      for (const auto& [unused, count] : edits) total += count;
      if (support < 3 || support * 4 < total * 3) continue;
      Edit shorter{0, ""};
      for (size_t m = n; m-- > 1;) {
        const auto it = rules.find({key.first, key.second.substr(n - m)});
        if (it != rules.end()) {
          shorter = it->second;
          break;
        }
      }
      if (edit != shorter) rules[key] = edit;
    }
  }
  std::string out;
  const auto line = [&out](Tag tag, absl::string_view kind,
                           const std::string& key, const Edit& edit) {
    absl::StrAppend(&out, TagName(tag), "\t", kind, "\t", key, "\t", edit.first,
                    "\t", edit.second, "\n");
  };
  for (const auto& [key, edit] : rules) {
    line(key.first, "suffix", key.second, edit);
  }
  // A form gets a line of its own where rules and lexicon would go wrong.
  const absl::StatusOr<Lemmatizer> by_rule = Lemmatizer::Parse(out);
  std::string predicted;
  for (const Known& k : known) {
    std::string lemma = k.form.substr(0, k.form.size() - k.edit.first);
    lemma += k.edit.second;
    if (by_rule.ok()) by_rule->Lemma(k.form, k.tag, lexicon, predicted);
    if (predicted != lemma) line(k.tag, "form", k.form, k.edit);
  }
  return out;
}

}  // namespace parallax::ingest::domain::extract::train
