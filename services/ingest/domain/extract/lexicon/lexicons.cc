#include "services/ingest/domain/extract/lexicon/lexicons.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/ingest/domain/extract/lexicon/tsv.h"

namespace parallax::ingest::domain::extract {
namespace {

absl::Status Malformed(const std::string& path, const TsvRow& row,
                       absl::string_view cell) {
  return absl::InvalidArgumentError(
      absl::StrCat(path, ":", row.line, ": unknown value \"", cell, "\""));
}

// Value of `name` in `names`; false when there is none.
template <typename Enum, size_t kSize>
bool Parse(const std::pair<absl::string_view, Enum> (&names)[kSize],
           absl::string_view name, Enum& value) {
  for (const auto& [known, result] : names) {
    if (known == name) {
      value = result;
      return true;
    }
  }
  return false;
}

template <typename T>
T& At(std::vector<T>& table, uint32_t word) {
  if (word >= table.size()) table.resize(word + 1);
  return table[word];
}

constexpr std::pair<absl::string_view, NumberKind> kNumberKinds[] = {
    {"zero", NumberKind::kZero},
    {"unit", NumberKind::kUnit},
    {"ten", NumberKind::kTen},
    {"hundred", NumberKind::kHundred},
    {"multiplier", NumberKind::kMultiplier},
    {"dozen", NumberKind::kDozen},
    {"vague", NumberKind::kVague},
    {"pair", NumberKind::kPair},
};

constexpr std::pair<absl::string_view, QuantityRole> kUnits[] = {
    {"distance", QuantityRole::kDistance},
    {"area", QuantityRole::kArea},
    {"weight", QuantityRole::kWeight},
    {"money", QuantityRole::kMoney},
    {"percent", QuantityRole::kPercent},
    {"duration", QuantityRole::kDuration},
    {"clock", QuantityRole::kClock},
    {"calibre", QuantityRole::kCalibre},
    {"temperature", QuantityRole::kTemperature},
    {"power", QuantityRole::kPower},
    {"times", QuantityRole::kTimes},
    {"ordinal", QuantityRole::kOrdinal},
};

constexpr std::pair<absl::string_view, BoundWord> kBounds[] = {
    {"at_least", BoundWord::kAtLeast}, {"more_than", BoundWord::kMoreThan},
    {"at_most", BoundWord::kAtMost},   {"fewer_than", BoundWord::kFewerThan},
    {"about", BoundWord::kAbout},
};

constexpr std::pair<absl::string_view, PersonClass> kPersons[] = {
    {"military", PersonClass::kMilitary},
    {"civilian", PersonClass::kCivilian},
    {"police", PersonClass::kPolice},
    {"person", PersonClass::kPerson},
};

constexpr std::pair<absl::string_view, WordList> kLists[] = {
    {"rebel", WordList::kRebel},
    {"allied", WordList::kAllied},
    {"firing_position", WordList::kFiringPosition},
    {"force", WordList::kForce},
    {"party", WordList::kParty},
    {"fire", WordList::kFire},
    {"light", WordList::kLight},
    {"collective", WordList::kCollective},
    {"organisation", WordList::kOrganisation},
    {"joint", WordList::kJoint},
    {"army", WordList::kArmy},
};

constexpr std::pair<absl::string_view, Trigger::Word> kWords[] = {
    {"verb", Trigger::Word::kVerb},
    {"noun", Trigger::Word::kNoun},
    {"adj", Trigger::Word::kAdjective},
    {"any", Trigger::Word::kAny},
};

}  // namespace

absl::Status Lexicons::Load(const std::string& directory) {
  const auto file = [&](absl::string_view name) {
    return absl::StrCat(directory, "/", name, ".tsv");
  };
  absl::Status status = LoadNumbers(file("number_words"));
  status.Update(LoadUnits(file("quantity_units")));
  status.Update(LoadBounds(file("quantity_bounds")));
  status.Update(LoadPersons(file("victim_nouns")));
  status.Update(LoadClasses(file("damage_objects"), objects_));
  status.Update(LoadClasses(file("group_nouns"), groups_));
  status.Update(LoadClasses(file("account_nouns"), accounts_));
  status.Update(LoadLists(file("claim_lists")));
  status.Update(LoadRanks(file("ranks")));
  status.Update(LoadPeoples(file("peoples")));
  status.Update(LoadRulers(file("rulers")));
  status.Update(LoadUnarmed(file("unarmed_states")));
  for (const Kind kind : kAllKinds) {
    status.Update(
        LoadTriggers(file(absl::StrCat("kind_", KindName(kind))), kind));
  }
  return status;
}

absl::Status Lexicons::LoadNumbers(const std::string& path) {
  auto rows = ReadTsv(path, 3);
  if (!rows.ok()) return rows.status();
  for (const TsvRow& row : *rows) {
    Number number;
    if (!Parse(kNumberKinds, row.cells[1], number.kind)) {
      return Malformed(path, row, row.cells[1]);
    }
    if (!absl::SimpleAtoi(row.cells[2], &number.value)) {
      return Malformed(path, row, row.cells[2]);
    }
    At(numbers_, vocabulary_.Intern(row.cells[0])) = number;
  }
  return absl::OkStatus();
}

absl::Status Lexicons::LoadUnits(const std::string& path) {
  auto rows = ReadTsv(path, 2);
  if (!rows.ok()) return rows.status();
  for (const TsvRow& row : *rows) {
    QuantityRole role;
    if (!Parse(kUnits, row.cells[1], role)) {
      return Malformed(path, row, row.cells[1]);
    }
    At(units_, vocabulary_.Intern(row.cells[0])) = role;
  }
  return absl::OkStatus();
}

absl::Status Lexicons::LoadBounds(const std::string& path) {
  auto rows = ReadTsv(path, 3);
  if (!rows.ok()) return rows.status();
  for (const TsvRow& row : *rows) {
    BoundEntry entry;
    entry.after = row.cells[1] == "post";
    if (!Parse(kBounds, row.cells[2], entry.bound)) {
      return Malformed(path, row, row.cells[2]);
    }
    bounds_.Add(vocabulary_, row.cells[0],
                static_cast<int32_t>(bound_entries_.size()));
    bound_entries_.push_back(entry);
  }
  return absl::OkStatus();
}

absl::Status Lexicons::LoadPersons(const std::string& path) {
  auto rows = ReadTsv(path, 2);
  if (!rows.ok()) return rows.status();
  for (const TsvRow& row : *rows) {
    PersonClass person;
    if (!Parse(kPersons, row.cells[1], person)) {
      return Malformed(path, row, row.cells[1]);
    }
    // The head of a phrase decides; it is the last word.
    At(persons_, vocabulary_.Intern(Vocabulary::Split(row.cells[0]).back())) =
        person;
  }
  return absl::OkStatus();
}

absl::Status Lexicons::LoadClasses(const std::string& path,
                                   std::vector<uint8_t>& table) {
  auto rows = ReadTsv(path, 2);
  if (!rows.ok()) return rows.status();
  for (const TsvRow& row : *rows) {
    At(table, vocabulary_.Intern(Vocabulary::Split(row.cells[0]).back())) =
        ClassId(row.cells[1]);
  }
  return absl::OkStatus();
}

absl::Status Lexicons::LoadLists(const std::string& path) {
  auto rows = ReadTsv(path, 2);
  if (!rows.ok()) return rows.status();
  for (const TsvRow& row : *rows) {
    WordList list;
    if (!Parse(kLists, row.cells[0], list)) {
      return Malformed(path, row, row.cells[0]);
    }
    for (const absl::string_view word : absl::StrSplit(row.cells[1], ' ')) {
      At(lists_, vocabulary_.Intern(word)) |=
          (1u << static_cast<unsigned>(list));
    }
  }
  return absl::OkStatus();
}

absl::Status Lexicons::LoadRanks(const std::string& path) {
  auto rows = ReadTsv(path, 2);
  if (!rows.ok()) return rows.status();
  for (const TsvRow& row : *rows) {
    ranks_.Add(vocabulary_, row.cells[0], ClassId(row.cells[1]));
  }
  return absl::OkStatus();
}

absl::Status Lexicons::LoadPeoples(const std::string& path) {
  auto rows = ReadTsv(path, 3);
  if (!rows.ok()) return rows.status();
  for (const TsvRow& row : *rows) {
    peoples_.push_back(People{std::string(row.cells[0]),
                              std::string(row.cells[1]),
                              std::string(row.cells[2])});
    const uint32_t word = vocabulary_.Intern(row.cells[0]);
    if (word >= people_words_.size()) people_words_.resize(word + 1);
    people_words_[word] = true;
  }
  return absl::OkStatus();
}

absl::string_view Lexicons::SideOfPeople(absl::string_view people,
                                         absl::string_view country) const {
  for (const People& known : peoples_) {
    if (known.name == people && known.country == country) return known.side;
  }
  return absl::string_view();
}

absl::Status Lexicons::LoadRulers(const std::string& path) {
  auto rows = ReadTsv(path, 5);
  if (!rows.ok()) return rows.status();
  for (const TsvRow& row : *rows) {
    Ruler ruler;
    ruler.country = row.cells[0];
    ruler.side = row.cells[1];
    if (!absl::ParseCivilTime(row.cells[2], &ruler.since)) {
      return Malformed(path, row, row.cells[2]);
    }
    if (row.cells[3] != "-" &&
        !absl::ParseCivilTime(row.cells[3], &ruler.until.emplace())) {
      return Malformed(path, row, row.cells[3]);
    }
    if (row.cells[4] != "-") {
      ruler.territory = vocabulary_.Intern(row.cells[4]);
    }
    rulers_.push_back(std::move(ruler));
  }
  return absl::OkStatus();
}

absl::Status Lexicons::LoadUnarmed(const std::string& path) {
  auto rows = ReadTsv(path, 1);
  if (!rows.ok()) return rows.status();
  for (const TsvRow& row : *rows) unarmed_.insert(row.cells[0]);
  return absl::OkStatus();
}

absl::Status Lexicons::LoadTriggers(const std::string& path, Kind kind) {
  auto rows = ReadTsv(path, 3);
  if (!rows.ok()) return rows.status();
  for (const TsvRow& row : *rows) {
    Trigger trigger{kind, Trigger::Word::kAny, row.cells[0], row.cells[2]};
    if (!Parse(kWords, row.cells[1], trigger.word)) {
      return Malformed(path, row, row.cells[1]);
    }
    triggers_.Add(vocabulary_, row.cells[0],
                  static_cast<int32_t>(trigger_entries_.size()));
    trigger_entries_.push_back(std::move(trigger));
  }
  return absl::OkStatus();
}

uint8_t Lexicons::ClassId(absl::string_view name) {
  const auto it = std::find(class_names_.begin(), class_names_.end(), name);
  if (it != class_names_.end()) {
    return static_cast<uint8_t>(it - class_names_.begin());
  }
  class_names_.emplace_back(name);
  return static_cast<uint8_t>(class_names_.size() - 1);
}

}  // namespace parallax::ingest::domain::extract
