#include "services/ingest/domain/extract/analysis/train/wire_grammar.h"

#include <iterator>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/ingest/domain/extract/analysis/characters.h"

namespace parallax::ingest::domain::extract::train {
namespace {

// Expansions nested deeper than this are left empty by the grammar's author;
// the limit only guards against a grammar without end.
constexpr int kMaxDepth = 40;

absl::StatusOr<Tag> ParseTag(absl::string_view name) {
  for (int t = 1; t < TagCount(); ++t) {
    if (TagName(static_cast<Tag>(t)) == name) return static_cast<Tag>(t);
  }
  return absl::InvalidArgumentError(absl::StrCat("unknown tag '", name, "'"));
}

std::string MakeName(Random& random) {
  static constexpr absl::string_view kOnsets[] = {
      "b", "d",  "k",  "m",  "n",  "r",  "s",  "t",  "v",  "z",  "h", "l", "p",
      "g", "kh", "sh", "ab", "al", "dr", "kr", "st", "ma", "ya", "j", "f"};
  static constexpr absl::string_view kVowels[] = {"a", "e",  "i",  "o", "u",
                                                  "a", "ai", "ou", "a", "o"};
  static constexpr absl::string_view kEnds[] = {
      "n",  "r",  "sk", "ev", "ov", "an", "ia", "d", "k",  "vka", "yan",
      "ul", "im", "eh", "ra", "sa", "l",  "o",  "a", "ni", "az"};
  std::string name;
  const uint32_t syllables = 1 + random.Below(3);
  for (uint32_t i = 0; i < syllables; ++i) {
    absl::StrAppend(&name, kOnsets[random.Below(std::size(kOnsets))],
                    kVowels[random.Below(std::size(kVowels))]);
  }
  absl::StrAppend(&name, kEnds[random.Below(std::size(kEnds))]);
  name[0] = absl::ascii_toupper(name[0]);
  return name;
}

std::string MakeNumber(Random& random) {
  static constexpr absl::string_view kWords[] = {
      "two",   "three", "four", "five",   "six", "seven",
      "eight", "nine",  "ten",  "twelve", "20",  "30"};
  switch (random.Below(4)) {
    case 0:
      return std::string(kWords[random.Below(std::size(kWords))]);
    case 1:
      return absl::StrCat(1 + random.Below(9), ",", 100 + random.Below(900));
    default:
      return absl::StrCat(2 + random.Below(random.Below(2) ? 200 : 30));
  }
}

GoldWord MakeWord(std::string form, Tag tag) {
  GoldWord word;
  word.folded = FoldCase(form);
  word.lemma = word.folded;
  word.form = std::move(form);
  word.tag = tag;
  return word;
}

// Drops commas that another mark follows, which expansions leave behind.
GoldSentence DropDoubledCommas(const GoldSentence& sentence) {
  std::vector<int> place(sentence.size());
  GoldSentence out;
  for (size_t i = 0; i < sentence.size(); ++i) {
    place[i] = static_cast<int>(out.size());
    const bool doubled =
        sentence[i].form == "," && i + 1 < sentence.size() &&
        (sentence[i + 1].form == "," || sentence[i + 1].form == ".");
    if (!doubled) out.push_back(sentence[i]);
  }
  for (GoldWord& word : out) {
    if (word.head >= 0) word.head = place[word.head];
  }
  return out;
}

// Whether commas around a dependent with this label attach to it.
bool IsSetOff(Label label) {
  static const auto* const labels = new std::set<Label>{
      LabelFromTreebank("appos"),
      LabelFromTreebank("nmod"),
      LabelFromTreebank("acl"),
      LabelFromTreebank("advcl"),
      labels::kObl,
  };
  return labels->contains(label);
}

// Writes "an" for "a" before a vowel.
void FitArticles(GoldSentence& sentence) {
  constexpr absl::string_view kVowels = "aeiou";
  for (size_t i = 0; i + 1 < sentence.size(); ++i) {
    GoldWord& word = sentence[i];
    if (word.folded != "a" || sentence[i + 1].folded.empty() ||
        !absl::StrContains(kVowels, sentence[i + 1].folded[0])) {
      continue;
    }
    word.form += 'n';
    word.folded += 'n';
  }
}

}  // namespace

absl::StatusOr<WireGrammar::Item> WireGrammar::ParseItem(
    absl::string_view text) {
  Item item;
  item.optional = absl::ConsumeSuffix(&text, "?");
  item.head = absl::ConsumePrefix(&text, "*");
  const size_t equals = text.find('=');
  if (!item.head && equals != absl::string_view::npos && equals > 0) {
    const absl::string_view label = text.substr(0, equals);
    item.label = LabelFromTreebank(label);
    if (item.label == kUnknownLabel) {
      return absl::InvalidArgumentError(
          absl::StrCat("unknown label '", label, "'"));
    }
    text.remove_prefix(equals + 1);
  }
  if (absl::ConsumePrefix(&text, "$") || absl::StartsWith(text, "@")) {
    item.symbol = std::string(text);
    return item;
  }
  const size_t slash = text.find('/');
  if (slash == absl::string_view::npos || slash == 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("neither a word nor a symbol: '", text, "'"));
  }
  item.word = std::string(text.substr(0, slash));
  const absl::StatusOr<Tag> tag = ParseTag(text.substr(slash + 1));
  if (!tag.ok()) return tag.status();
  item.tag = *tag;
  return item;
}

absl::StatusOr<WireGrammar> WireGrammar::Parse(absl::string_view text) {
  WireGrammar grammar;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    if (line.empty() || line.front() == '#') continue;
    const std::pair<absl::string_view, absl::string_view> parts =
        absl::StrSplit(line, absl::MaxSplits(": ", 1));
    const std::pair<absl::string_view, absl::string_view> name =
        absl::StrSplit(parts.first, absl::MaxSplits(' ', 1));
    std::vector<Production>& productions =
        grammar.rules_[std::string(name.first)];
    const std::vector<absl::string_view> cells =
        absl::StrSplit(parts.second, ' ', absl::SkipEmpty());
    int weight = 0;
    if (!absl::SimpleAtoi(name.second, &weight)) {  // a list of words
      const absl::StatusOr<Tag> tag = ParseTag(name.second);
      if (!tag.ok()) return tag.status();
      for (absl::string_view word : cells) {
        Item item;
        item.head = true;
        item.word = std::string(word);
        item.tag = *tag;
        productions.push_back({1, {item}});
      }
      continue;
    }
    Production production;
    production.weight = static_cast<uint32_t>(weight);
    for (absl::string_view cell : cells) {
      const absl::StatusOr<Item> item = ParseItem(cell);
      if (!item.ok()) {
        return absl::InvalidArgumentError(
            absl::StrCat("'", line, "': ", item.status().message()));
      }
      // A bare $SYMBOL stands for one whose own items say how they attach.
      production.items.push_back(*item);
    }
    productions.push_back(std::move(production));
  }
  return grammar;
}

int WireGrammar::Expand(const std::string& symbol, int depth, Random& random,
                        GoldSentence& out) const {
  static const Tag kName = TagFromTreebank("PROPN", "NNP");
  static const Tag kNumber = TagFromTreebank("NUM", "CD");
  static const Label kCc = LabelFromTreebank("cc");
  static const Label kConj = LabelFromTreebank("conj");
  if (symbol == "@NAME" || symbol == "@NUM") {
    out.push_back(symbol == "@NAME" ? MakeWord(MakeName(random), kName)
                                    : MakeWord(MakeNumber(random), kNumber));
    return static_cast<int>(out.size()) - 1;
  }
  const auto rule = rules_.find(symbol);
  if (rule == rules_.end() || depth > kMaxDepth) {
    out.push_back(MakeWord("it", TagFromTreebank("PRON", "PRP")));
    return static_cast<int>(out.size()) - 1;
  }
  uint32_t total = 0;
  for (const Production& p : rule->second) total += p.weight;
  uint32_t pick = random.Below(total);
  const Production* production = &rule->second.front();
  for (const Production& p : rule->second) {
    production = &p;
    if (pick < p.weight) break;
    pick -= p.weight;
  }
  struct Part {
    int at;
    const Item* item;
  };
  std::vector<Part> parts;
  int head = -1;
  for (const Item& item : production->items) {
    if (item.optional && random.Below(2) == 0) continue;
    int at = 0;
    if (item.symbol.empty()) {
      out.push_back(MakeWord(item.word, item.tag));
      at = static_cast<int>(out.size()) - 1;
    } else if (!item.head && item.label == kUnknownLabel) {
      // A modifier symbol: one item with its label, attached here.
      const auto modifier = rules_.find(item.symbol);
      if (modifier == rules_.end() || modifier->second.empty()) continue;
      const Production& choice = modifier->second[random.Below(
          static_cast<uint32_t>(modifier->second.size()))];
      const Item& inner = choice.items.front();
      at = inner.symbol.empty()
               ? (out.push_back(MakeWord(inner.word, inner.tag)),
                  static_cast<int>(out.size()) - 1)
               : Expand(inner.symbol, depth + 1, random, out);
      parts.push_back({at, &inner});
      continue;
    } else {
      at = Expand(item.symbol, depth + 1, random, out);
    }
    if (item.head) {
      head = at;
    } else {
      parts.push_back({at, &item});
    }
  }
  if (head < 0) head = static_cast<int>(out.size()) - 1;
  for (size_t i = 0; i < parts.size(); ++i) {
    GoldWord& word = out[parts[i].at];
    word.label = parts[i].item->label;
    // A conjunction depends on the member that follows it.
    const bool coordinates = word.label == kCc && i + 1 < parts.size() &&
                             parts[i + 1].item->label == kConj;
    word.head = coordinates ? parts[i + 1].at : head;
    // A comma belongs to what it sets off.
    if (word.form != ",") continue;
    if (i + 1 < parts.size() && IsSetOff(parts[i + 1].item->label)) {
      word.head = parts[i + 1].at;
    } else if (i > 0 && IsSetOff(parts[i - 1].item->label) &&
               (i == 1 || out[parts[i - 2].at].form == ",")) {
      word.head = parts[i - 1].at;
    }
  }
  return head;
}

std::vector<GoldSentence> WireGrammar::Generate(int count,
                                                uint64_t seed) const {
  Random random(seed);
  std::vector<GoldSentence> out;
  for (int i = 0; i < count; ++i) {
    GoldSentence sentence;
    const int root = Expand("ROOT", 0, random, sentence);
    sentence[root].head = -1;
    sentence[root].label = labels::kRoot;
    sentence = DropDoubledCommas(sentence);
    FitArticles(sentence);
    for (GoldWord& word : sentence) {
      if (!absl::ascii_isalnum(word.form[0])) continue;
      word.form[0] = absl::ascii_toupper(word.form[0]);
      break;
    }
    out.push_back(std::move(sentence));
  }
  return out;
}

}  // namespace parallax::ingest::domain::extract::train
