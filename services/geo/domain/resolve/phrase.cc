#include "services/geo/domain/resolve/phrase.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/geo/domain/gazetteer/fold.h"

namespace parallax::geo::domain {
namespace {

using Words = std::vector<std::string>;

struct TypeWord {
  absl::string_view word;
  PlaceKind kind;
};

// Words that say what a name is: "Kharkiv region", "town of Jermuk".
constexpr std::array kTypeWords = {
    TypeWord{"county", PlaceKind::kAdmin2},
    TypeWord{"district", PlaceKind::kAdmin2},
    TypeWord{"raion", PlaceKind::kAdmin2},
    TypeWord{"rayon", PlaceKind::kAdmin2},
    TypeWord{"parish", PlaceKind::kAdmin2},
    TypeWord{"municipality", PlaceKind::kAdmin2},
    TypeWord{"oblast", PlaceKind::kAdmin1},
    TypeWord{"region", PlaceKind::kAdmin1},
    TypeWord{"province", PlaceKind::kAdmin1},
    TypeWord{"governorate", PlaceKind::kAdmin1},
    TypeWord{"prefecture", PlaceKind::kAdmin1},
    TypeWord{"department", PlaceKind::kAdmin1},
    TypeWord{"state", PlaceKind::kAdmin1},
    TypeWord{"krai", PlaceKind::kAdmin1},
    TypeWord{"marz", PlaceKind::kAdmin1},
    TypeWord{"canton", PlaceKind::kAdmin1},
    TypeWord{"territory", PlaceKind::kAdmin1},
    TypeWord{"republic", PlaceKind::kCountry},
    TypeWord{"city", PlaceKind::kPopulated},
    TypeWord{"town", PlaceKind::kPopulated},
    TypeWord{"village", PlaceKind::kPopulated},
    TypeWord{"township", PlaceKind::kPopulated},
    TypeWord{"settlement", PlaceKind::kPopulated},
    TypeWord{"suburb", PlaceKind::kPopulated},
    TypeWord{"neighborhood", PlaceKind::kPopulated},
    TypeWord{"neighbourhood", PlaceKind::kPopulated},
    TypeWord{"kibbutz", PlaceKind::kPopulated},
    TypeWord{"sea", PlaceKind::kWater},
    TypeWord{"river", PlaceKind::kWater},
    TypeWord{"lake", PlaceKind::kWater},
    TypeWord{"island", PlaceKind::kIsland},
    TypeWord{"islands", PlaceKind::kIsland},
};

// Sites that bear the name of the place they stand in.
constexpr std::array<absl::string_view, 34> kSiteWords = {
    "airport",      "airfield",    "airbase",  "base",         "hospital",
    "university",   "prison",      "port",     "harbor",       "harbour",
    "bridge",       "station",     "plant",    "crossing",     "checkpoint",
    "camp",         "refugee",     "border",   "front",        "axis",
    "direction",    "sector",      "suburbs",  "outskirts",    "area",
    "metropolitan", "countryside", "air",      "power",        "nuclear",
    "railway",      "dam",         "garrison", "international"};

// Compass words and their bearings.
struct CompassWord {
  absl::string_view word;
  double bearing;
};
constexpr std::array kCompass = {
    CompassWord{"north", 0},       CompassWord{"northern", 0},
    CompassWord{"northeast", 45},  CompassWord{"northeastern", 45},
    CompassWord{"east", 90},       CompassWord{"eastern", 90},
    CompassWord{"southeast", 135}, CompassWord{"southeastern", 135},
    CompassWord{"south", 180},     CompassWord{"southern", 180},
    CompassWord{"southwest", 225}, CompassWord{"southwestern", 225},
    CompassWord{"west", 270},      CompassWord{"western", 270},
    CompassWord{"northwest", 315}, CompassWord{"northwestern", 315},
};

PlaceKind TypeOf(absl::string_view word) {
  for (const TypeWord& type : kTypeWords) {
    if (type.word == word) return type.kind;
  }
  return PlaceKind::kUnspecified;
}

bool IsSiteWord(absl::string_view word) {
  return std::find(kSiteWords.begin(), kSiteWords.end(), word) !=
         kSiteWords.end();
}

// The bearing that `words` start with and how many words it takes ("north
// east" is two); nothing if they start otherwise.
std::optional<std::pair<double, size_t>> CompassAt(const Words& words,
                                                   size_t at) {
  const auto find = [](absl::string_view word) -> const CompassWord* {
    for (const CompassWord& compass : kCompass) {
      if (compass.word == word) return &compass;
    }
    return nullptr;
  };
  if (at >= words.size()) return std::nullopt;
  if (at + 1 < words.size()) {
    if (const CompassWord* two = find(words[at] + words[at + 1])) {
      return std::pair(two->bearing, size_t{2});
    }
  }
  if (const CompassWord* one = find(words[at])) {
    return std::pair(one->bearing, size_t{1});
  }
  return std::nullopt;
}

std::optional<double> MetersPer(absl::string_view unit) {
  if (unit == "km" || unit == "kms" || absl::StartsWith(unit, "kilomet")) {
    return 1000.0;
  }
  if (unit == "mile" || unit == "miles" || unit == "mi") return 1609.344;
  if (unit == "metres" || unit == "meters" || unit == "m") return 1.0;
  return std::nullopt;
}

// "20km" -> "20", "km".
Words SplitNumbers(Words words) {
  Words out;
  for (std::string& word : words) {
    const size_t digits = word.find_first_not_of("0123456789");
    if (digits != 0 && digits != std::string::npos &&
        MetersPer(word.substr(digits))) {
      out.push_back(word.substr(0, digits));
      out.push_back(word.substr(digits));
    } else {
      out.push_back(std::move(word));
    }
  }
  return out;
}

// Reads "20 km (12 miles) north of", "north of", "outside", "near" from the
// front. Returns how many words it took.
size_t TakeRelation(const Words& words, Phrase& phrase) {
  size_t at = 0;
  if (at < words.size() &&
      (words[at] == "about" || words[at] == "some" || words[at] == "around")) {
    ++at;
  }
  double value;
  double distance = 0;
  while (at + 1 < words.size() && absl::SimpleAtod(words[at], &value) &&
         MetersPer(words[at + 1]) && value > 0 && value < 5000) {
    if (distance == 0) distance = value * *MetersPer(words[at + 1]);
    at += 2;
  }
  if (at < words.size() && (words[at] == "to" || words[at] == "just")) ++at;
  if (at < words.size() && words[at] == "the" && at + 1 < words.size() &&
      CompassAt(words, at + 1)) {
    ++at;
  }
  const auto compass = CompassAt(words, at);
  if (compass && at + compass->second < words.size() &&
      words[at + compass->second] == "of") {
    phrase.relation = distance > 0 ? Relation::kOffset : Relation::kNear;
    phrase.bearing_deg = compass->first;
    phrase.distance_m = distance;
    return at + compass->second + 1;
  }
  if (at < words.size() &&
      (words[at] == "from" || words[at] == "outside" || words[at] == "off")) {
    if (distance > 0 || words[at] != "from") {
      phrase.relation = Relation::kNear;
      phrase.distance_m = distance;
      return at + 1;
    }
  }
  if (distance == 0 && at < words.size() &&
      (words[at] == "near" || words[at] == "nearby")) {
    phrase.relation = Relation::kNear;
    return at + 1;
  }
  if (distance == 0 && at + 1 < words.size() &&
      (words[at] == "outskirts" || words[at] == "suburbs" ||
       words[at] == "vicinity") &&
      words[at + 1] == "of") {
    phrase.relation = Relation::kNear;
    return at + 2;
  }
  return 0;
}

void TakeArticles(Words& words) {
  while (words.size() > 1 && (words[0] == "the" || words[0] == "occupied" ||
                              words[0] == "greater")) {
    words.erase(words.begin());
  }
}

void AddName(Phrase& phrase, const Words& words) {
  if (words.empty()) return;
  std::string name = absl::StrJoin(words, " ");
  if (std::find(phrase.names.begin(), phrase.names.end(), name) ==
      phrase.names.end()) {
    phrase.names.push_back(std::move(name));
  }
}

// What the words next to the phrase in its context say.
void ReadContext(absl::string_view phrase, absl::string_view context,
                 Phrase& out) {
  const size_t at = context.find(phrase);
  if (phrase.empty() || at == absl::string_view::npos) return;
  absl::string_view left = context.substr(0, at);
  absl::string_view right = context.substr(at + phrase.size());
  // Only the same sentence and close by.
  left = left.substr(left.size() - std::min<size_t>(left.size(), 60));
  right = right.substr(0, std::min<size_t>(right.size(), 30));
  if (const size_t stop = right.find_first_of(".,;:\n");
      stop != absl::string_view::npos) {
    right = right.substr(0, stop);
  }
  if (const size_t stop = left.find_last_of(".,;:\n");
      stop != absl::string_view::npos) {
    left.remove_prefix(stop + 1);
  }
  const Words after = absl::StrSplit(FoldName(right), ' ', absl::SkipEmpty());
  if (!after.empty() && !right.empty() && right.front() == ' ' &&
      out.hint == PlaceKind::kUnspecified) {
    out.hint = TypeOf(after.front());
  }
  const Words before =
      SplitNumbers(absl::StrSplit(FoldName(left), ' ', absl::SkipEmpty()));
  if (before.size() >= 2 && before.back() == "of" &&
      out.hint == PlaceKind::kUnspecified) {
    out.hint = TypeOf(before[before.size() - 2]);
    if (absl::EndsWith(before[before.size() - 2], "villages") ||
        absl::EndsWith(before[before.size() - 2], "towns")) {
      out.hint = PlaceKind::kPopulated;
    }
  }
  if (out.relation != Relation::kAt) return;
  // A distance must end right before the name.
  for (size_t i = before.size() > 8 ? before.size() - 8 : 0; i < before.size();
       ++i) {
    const Words tail(before.begin() + static_cast<ptrdiff_t>(i), before.end());
    Phrase relation;
    if (TakeRelation(tail, relation) == tail.size() &&
        relation.relation != Relation::kAt) {
      out.relation = relation.relation;
      out.bearing_deg = relation.bearing_deg;
      out.distance_m = relation.distance_m;
      return;
    }
  }
}

}  // namespace

Phrase ParsePhrase(absl::string_view text, absl::string_view context) {
  Phrase phrase;
  Words words = absl::StrSplit(FoldName(text), ' ', absl::SkipEmpty());
  if (words.empty()) return phrase;
  AddName(phrase, words);  // "North Korea" is a name before it is a direction
  TakeArticles(words);
  AddName(phrase, words);

  words = SplitNumbers(std::move(words));
  if (const size_t taken = TakeRelation(words, phrase);
      taken > 0 && taken < words.size()) {
    words.erase(words.begin(), words.begin() + static_cast<ptrdiff_t>(taken));
    TakeArticles(words);
    AddName(phrase, words);
  }
  if (words.size() >= 3 && words[1] == "of" &&
      TypeOf(words[0]) != PlaceKind::kUnspecified) {
    phrase.hint = TypeOf(words[0]);
    words.erase(words.begin(), words.begin() + 2);
    TakeArticles(words);
    AddName(phrase, words);
  }
  if (words.size() >= 2) {
    const PlaceKind kind = TypeOf(words.back());
    if (kind != PlaceKind::kUnspecified) {
      phrase.hint = kind;
      words.pop_back();
      AddName(phrase, words);
    }
  }
  while (words.size() >= 2 && IsSiteWord(words.back())) {
    phrase.site = true;
    words.pop_back();
    AddName(phrase, words);
  }
  // "s" is what folding leaves of a possessive at the end.
  if (const auto compass = CompassAt(words, 0);
      compass && words.size() > compass->second &&
      words[compass->second] != "of") {
    if (phrase.relation == Relation::kAt) {
      phrase.relation = Relation::kPart;
      phrase.bearing_deg = compass->first;
    }
    words.erase(words.begin(),
                words.begin() + static_cast<ptrdiff_t>(compass->second));
    AddName(phrase, words);
  } else if (words.size() >= 2 &&
             (words[0] == "central" || words[0] == "downtown" ||
              words[0] == "upper" || words[0] == "lower")) {
    words.erase(words.begin());
    AddName(phrase, words);
  }
  ReadContext(text, context, phrase);
  return phrase;
}

}  // namespace parallax::geo::domain
