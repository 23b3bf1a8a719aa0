#include "services/ingest/domain/extract/analysis/train/train_lexicon.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <map>
#include <set>
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

// What fewer sightings than this leave out, lists of words may add.
constexpr int kFewCount = 10;

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

// Sets the tags of a word from how often it takes each, given at least two
// sightings; returns how many there are.
int TagFromCounts(const std::map<Tag, int>& counts, LexiconEntry& entry) {
  int total = 0;
  int most = 0;
  Tag top = kUnknownTag;
  for (const auto& [tag, count] : counts) {
    total += count;
    if (count > most) {
      most = count;
      top = tag;
    }
  }
  if (total < 2) return total;
  for (const auto& [tag, count] : counts) {
    if (count >= kTagShare * total) entry.tags |= uint64_t{1} << tag;
  }
  if (total >= kCertainCount && most >= kCertainShare * total) {
    entry.only_tag = top;
  }
  return total;
}

// The tags of a base form with these WordNet parts of speech; verbs have
// their own list.
uint64_t TagsOfParts(uint8_t parts) {
  static const Tag kTags[] = {TagFromTreebank("NOUN", "NN"),
                              TagFromTreebank("ADJ", "JJ"),
                              TagFromTreebank("ADV", "RB")};
  static constexpr uint8_t kBits[] = {1, 4, 8};
  uint64_t tags = 0;
  for (size_t i = 0; i < std::size(kTags); ++i) {
    if (parts & kBits[i]) tags |= uint64_t{1} << kTags[i];
  }
  return tags;
}

using LemmaEdits = std::map<std::pair<Tag, std::string>, Edit>;  // by form

// Adds what is listed to what sentences show. An irregular past is right as
// listed, whichever of the two past tags it gets; sentences know better which
// singular a plural has.
void AddForms(const std::vector<WordForm>& forms, LemmaEdits& edits) {
  static const Tag kPasts[] = {TagFromTreebank("VERB", "VBD"),
                               TagFromTreebank("VERB", "VBN")};
  std::set<std::string> done;
  for (const WordForm& form : forms) {
    const Edit edit = EditOf(form.form, form.lemma);
    if ((TagFeatures(form.tag) & kPast) == 0) {
      edits.try_emplace({form.tag, form.form}, edit);
      continue;
    }
    // Of several verbs with the same past the first stands.
    if (!done.insert(form.form).second) continue;
    for (Tag tag : kPasts) edits[{tag, form.form}] = edit;
  }
}

}  // namespace

Lexicon BuildLexicon(const std::vector<const GoldSentence*>& sentences,
                     const WordNet& wordnet,
                     const std::vector<WordForm>& forms) {
  std::map<uint64_t, std::map<Tag, int>> counts;
  std::map<uint64_t, WordNetEntry> senses;
  for (const auto& [lemma, entry] : wordnet) {
    senses[NormalizedHash(lemma)] = entry;
  }
  // Inflected forms take what their lemma has, irregular ones too.
  std::map<uint64_t, WordNetEntry> inflected;
  const auto inflect = [&](uint64_t hash, const std::string& lemma, Pos pos) {
    const auto it = wordnet.find(lemma);
    if (it == wordnet.end()) return;
    WordNetEntry& entry = inflected[hash];
    if (pos == Pos::kNoun && (it->second.parts & 1)) {
      entry.parts |= 1;
      entry.noun_class = it->second.noun_class;
    } else if (pos == Pos::kVerb && (it->second.parts & 2)) {
      entry.parts |= 2;
      entry.verb_class = it->second.verb_class;
    }
  };
  std::map<uint64_t, uint64_t> form_tags;
  for (const WordForm& form : forms) {
    const uint64_t hash = NormalizedHash(form.form);
    form_tags[hash] |= uint64_t{1} << form.tag;
    if (form.lemma != form.form) inflect(hash, form.lemma, TagPos(form.tag));
  }
  for (const GoldSentence* sentence : sentences) {
    for (const GoldWord& word : *sentence) {
      const uint64_t hash = NormalizedHash(word.folded);
      ++counts[hash][word.tag];
      if (word.lemma != word.folded) {
        inflect(hash, word.lemma, TagPos(word.tag));
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
  std::set<uint64_t> words;
  for (const auto& [word, unused] : counts) words.insert(word);
  for (const auto& [word, unused] : senses) words.insert(word);
  for (const auto& [word, unused] : form_tags) words.insert(word);
  for (uint64_t word : words) {
    LexiconEntry entry;
    entry.word = word;
    const auto seen = counts.find(word);
    const int total =
        seen == counts.end() ? 0 : TagFromCounts(seen->second, entry);
    add_senses(entry);
    const auto form = form_tags.find(word);
    if (form != form_tags.end() && total < kFewCount) {
      entry.tags |= form->second;
      const auto sense = senses.find(word);
      if (total < 2 && sense != senses.end()) {
        entry.tags |= TagsOfParts(sense->second.parts);
      }
      if (total < 2 && std::has_single_bit(entry.tags)) {
        entry.only_tag = static_cast<Tag>(std::countr_zero(entry.tags));
      }
    }
    // Other inflections are better known by what they inflect.
    if (entry.tags != 0 || senses.contains(word)) entries.push_back(entry);
  }
  std::sort(entries.begin(), entries.end(),
            [](const LexiconEntry& a, const LexiconEntry& b) {
              return a.word < b.word;
            });
  return Lexicon(entries);
}

std::string BuildLemmaTable(const std::vector<const GoldSentence*>& sentences,
                            const Lexicon& lexicon,
                            const std::vector<WordForm>& forms) {
  // Majority lemma of each tagged form.
  std::map<std::pair<Tag, std::string>, std::map<std::string, int>> seen;
  for (const GoldSentence* sentence : sentences) {
    for (const GoldWord& word : *sentence) {
      if (word.lemma == "_" || word.lemma.empty()) continue;
      ++seen[{word.tag, word.folded}][word.lemma];
    }
  }
  LemmaEdits known;
  for (const auto& [key, lemmas] : seen) {
    std::map<Edit, int> edits;
    for (const auto& [lemma, count] : lemmas) {
      edits[EditOf(key.second, lemma)] += count;
    }
    known[key] = Best(edits).first;
  }
  // What each suffix does, counted by distinct forms.
  std::map<std::pair<Tag, std::string>, std::map<Edit, int>> suffixes;
  for (const auto& [key, edit] : known) {
    const auto& [tag, form] = key;
    for (size_t n = 1; n <= std::min(kMaxLemmaSuffix, form.size()); ++n) {
      ++suffixes[{tag, form.substr(form.size() - n)}][edit];
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
  AddForms(forms, known);
  // A form gets a line of its own where rules and lexicon would go wrong.
  const absl::StatusOr<Lemmatizer> by_rule = Lemmatizer::Parse(out);
  std::string predicted;
  for (const auto& [key, edit] : known) {
    const auto& [tag, form] = key;
    const std::string lemma =
        form.substr(0, form.size() - edit.first) + edit.second;
    if (by_rule.ok()) by_rule->Lemma(form, tag, lexicon, predicted);
    if (predicted != lemma) line(tag, "form", form, edit);
  }
  return out;
}

}  // namespace parallax::ingest::domain::extract::train
