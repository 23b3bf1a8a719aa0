// The word lists of the claim rules, loaded once and shared by all threads.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_LEXICON_LEXICONS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_LEXICON_LEXICONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "services/ingest/domain/extract/kinds/kind.h"
#include "services/ingest/domain/extract/lexicon/phrase_table.h"
#include "services/ingest/domain/extract/lexicon/vocabulary.h"

namespace parallax::ingest::domain::extract {

enum class NumberKind : uint8_t {
  kNone,
  kZero,
  kUnit,
  kTen,
  kHundred,
  kMultiplier,
  kDozen,
  kVague,
  kPair,
};

enum class PersonClass : uint8_t {
  kNone,
  kMilitary,
  kCivilian,
  kPolice,
  kPerson
};

// What a number counts, read off the word after or before it.
enum class QuantityRole : uint8_t {
  kCount,
  kAge,
  kMoney,
  kPercent,
  kDistance,
  kArea,
  kWeight,
  kDuration,
  kClock,
  kDate,
  kYear,
  kCalibre,
  kOrdinal,
  kTimes,
  kTemperature,
  kPower,
  kDesignation,  // "19th brigade", "Su-25", "No. 5"
  kScore,
};

enum class BoundWord : uint8_t {
  kAtLeast,
  kMoreThan,
  kAtMost,
  kFewerThan,
  kAbout,
};

// The lists of claim_lists.tsv, which says what each holds.
enum class WordList : uint8_t {
  kRebel,
  kAllied,
  kFiringPosition,
  kForce,
  kParty,
  kFire,
  kLight,
  kCollective,
  kJoint,
  kOrganisation,
  kArmy,
};
inline constexpr int kWordLists = 11;

// A trigger of one kind, with its class within the kind ("killed.patient").
struct Trigger {
  Kind kind = Kind::kAttack;
  enum class Word : uint8_t {
    kVerb,
    kNoun,
    kAdjective,
    kAny
  } word = Word::kAny;
  std::string phrase;
  std::string cls;
};

struct BoundEntry {
  bool after = false;
  BoundWord bound = BoundWord::kAbout;
};

// Who rules a country that the registry names otherwise.
struct Ruler {
  std::string country;  // both as the registry names their sides
  std::string side;
  absl::CivilDay since;
  std::optional<absl::CivilDay> until;
  // A word that names the part it rules; kUnknown for all of the country.
  uint32_t territory = Vocabulary::kUnknown;
};

// Immutable after Load; safe to share between threads.
class Lexicons {
 public:
  // Reads the TSV files of `directory`. NotFound or InvalidArgument with file
  // and line.
  absl::Status Load(const std::string& directory);

  NumberKind number_kind(uint32_t word) const {
    return word < numbers_.size() ? numbers_[word].kind : NumberKind::kNone;
  }
  int64_t number_value(uint32_t word) const { return numbers_[word].value; }
  // kCount when the word is no unit.
  QuantityRole unit(uint32_t word) const {
    return word < units_.size() ? units_[word] : QuantityRole::kCount;
  }
  PersonClass person(uint32_t word) const {
    return word < persons_.size() ? persons_[word] : PersonClass::kNone;
  }
  // Class names ("equipment", "state"); empty when the word has none.
  absl::string_view object_class(uint32_t word) const {
    return Class(objects_, word);
  }
  absl::string_view group_class(uint32_t word) const {
    return Class(groups_, word);
  }
  // "account", "claim", "allegation": what somebody said.
  bool is_account(uint32_t word) const {
    return !Class(accounts_, word).empty();
  }

  bool IsIn(WordList list, uint32_t word) const {
    return word < lists_.size() &&
           (lists_[word] & (1u << static_cast<unsigned>(list))) != 0;
  }

  const PhraseTable& bounds() const { return bounds_; }
  const BoundEntry& bound(int32_t value) const { return bound_entries_[value]; }
  const PhraseTable& triggers() const { return triggers_; }
  const Trigger& trigger(int32_t value) const {
    return trigger_entries_[value];
  }
  const PhraseTable& ranks() const { return ranks_; }
  absl::string_view rank_class(int32_t value) const {
    return class_names_[value];
  }

  // "kurdish", "kurds"
  bool IsPeople(uint32_t word) const {
    return word < people_words_.size() && people_words_[word];
  }
  // The side whose fighters are of this people in the conflicts of `country`,
  // which is a side's name; empty when nothing is known.
  absl::string_view SideOfPeople(absl::string_view people,
                                 absl::string_view country) const;

  absl::Span<const Ruler> rulers() const { return rulers_; }
  // Whether the state, a side's name, has no army of its own.
  bool IsUnarmed(absl::string_view state) const {
    return unarmed_.contains(state);
  }

  // For tables of other stages.
  const Vocabulary& vocabulary() const { return vocabulary_; }

 private:
  struct People {
    std::string name;
    std::string country;
    std::string side;
  };

  struct Number {
    NumberKind kind = NumberKind::kNone;
    int64_t value = 0;
  };

  absl::Status LoadNumbers(const std::string& path);
  absl::Status LoadUnits(const std::string& path);
  absl::Status LoadBounds(const std::string& path);
  absl::Status LoadPersons(const std::string& path);
  absl::Status LoadClasses(const std::string& path,
                           std::vector<uint8_t>& table);
  absl::Status LoadLists(const std::string& path);
  absl::Status LoadRanks(const std::string& path);
  absl::Status LoadPeoples(const std::string& path);
  absl::Status LoadRulers(const std::string& path);
  absl::Status LoadUnarmed(const std::string& path);
  absl::Status LoadTriggers(const std::string& path, Kind kind);
  uint8_t ClassId(absl::string_view name);
  absl::string_view Class(const std::vector<uint8_t>& table,
                          uint32_t word) const {
    return word < table.size() ? absl::string_view(class_names_[table[word]])
                               : absl::string_view();
  }

  Vocabulary vocabulary_;
  std::vector<Number> numbers_;
  std::vector<QuantityRole> units_;
  std::vector<PersonClass> persons_;
  std::vector<uint8_t> objects_;
  std::vector<uint8_t> groups_;
  std::vector<uint8_t> accounts_;
  std::vector<uint32_t> lists_;  // one bit for each WordList
  static_assert(kWordLists <= 32);
  std::vector<std::string> class_names_ = {""};
  PhraseTable bounds_;
  std::vector<BoundEntry> bound_entries_;
  PhraseTable triggers_;
  std::vector<Trigger> trigger_entries_;
  PhraseTable ranks_;
  std::vector<People> peoples_;
  std::vector<bool> people_words_;
  std::vector<Ruler> rulers_;
  absl::flat_hash_set<std::string> unarmed_;
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_LEXICON_LEXICONS_H_
