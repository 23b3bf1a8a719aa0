#include "services/claims/domain/anchor.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"

namespace parallax::claims::domain {
namespace {

using Sides = std::vector<std::string>;

void AddSide(const std::string& side, Sides* sides) {
  if (side.empty()) return;
  if (std::find(sides->begin(), sides->end(), side) == sides->end()) {
    sides->push_back(side);
  }
}

Sides ConflictSides(const pb::Assertion& assertion) {
  Sides sides;
  for (const std::string& side : assertion.conflict_sides()) {
    AddSide(side, &sides);
  }
  return sides;
}

// Chooses the parties of a conflict among more than two sides: the two that
// the document's mentions set most often against each other.
class PartyChooser {
 public:
  explicit PartyChooser(
      const google::protobuf::RepeatedPtrField<pb::Mention>& mentions) {
    for (const pb::Mention& mention : mentions) {
      const Sides involved = InvolvedSides(mention.assertion());
      for (std::size_t i = 0; i < involved.size(); ++i) {
        ++named_[involved[i]];
        for (std::size_t j = i + 1; j < involved.size(); ++j) {
          ++opposed_[Key(involved[i], involved[j])];
        }
      }
      for (const std::string& side : ConflictSides(mention.assertion())) {
        AddSide(side, &all_);
      }
      for (const auto& place : mention.assertion().places()) {
        if (!place.country_code().empty()) ++countries_[place.country_code()];
      }
    }
    if (all_.empty()) {
      for (const auto& [side, times] : named_) all_.push_back(side);
    }
  }

  std::string Choose(const pb::Assertion& assertion) const {
    Sides sides = ConflictSides(assertion);
    if (sides.empty()) sides = all_;
    if (sides.size() == 1) {
      // A mention that names one side of the document's conflict is of it.
      const Sides main = Best(all_);
      if (std::find(main.begin(), main.end(), sides[0]) != main.end()) {
        sides = main;
      }
    }
    sides = Best(sides);
    if (!sides.empty()) return absl::StrJoin(sides, "|");
    std::string country;
    int most = 0;
    for (const auto& [code, times] : countries_) {
      if (times > most) {
        most = times;
        country = code;
      }
    }
    return country.empty() ? "" : absl::StrCat("@", country);
  }

 private:
  static std::pair<std::string, std::string> Key(const std::string& a,
                                                 const std::string& b) {
    return a < b ? std::make_pair(a, b) : std::make_pair(b, a);
  }

  template <typename Map, typename K>
  static int Count(const Map& map, const K& key) {
    const auto at = map.find(key);
    return at == map.end() ? 0 : at->second;
  }

  // The two sides most often opposed; earlier ones win ties.
  Sides Best(const Sides& sides) const {
    Sides best = sides;
    if (sides.size() > 2) {
      int most = -1;
      for (std::size_t i = 0; i < sides.size(); ++i) {
        for (std::size_t j = i + 1; j < sides.size(); ++j) {
          const int score = 4 * Count(opposed_, Key(sides[i], sides[j])) +
                            Count(named_, sides[i]) + Count(named_, sides[j]);
          if (score > most) {
            most = score;
            best = {sides[i], sides[j]};
          }
        }
      }
    }
    std::sort(best.begin(), best.end());
    return best;
  }

  std::map<std::pair<std::string, std::string>, int> opposed_;
  std::map<std::string, int> named_;
  std::map<std::string, int> countries_;
  Sides all_;
};

// What a mention says about the day of its event, seen from publication.
struct Dating {
  enum Kind { kUndated, kRecent, kEarlier, kWide, kRecalled } kind = kUndated;
  Day first = 0;
  Day last = 0;
};

Dating DateOf(const type::TimeInterval& time, Day published) {
  Dating dating;
  const bool has_start = time.has_start_time();
  const bool has_end = time.has_end_time();
  if (!has_start && !has_end) return dating;
  // The end is exclusive.
  const Day end = has_end ? DayOf(ToMicros(time.end_time()) - 1) : published;
  const Day start = has_start ? DayOf(time.start_time()) : end;
  const Day last = std::min(std::max(start, end), published + 1);
  if (start > published + 1) return dating;  // announced, not yet happened
  const bool coarse = time.precision() == type::TIME_PRECISION_MONTH ||
                      time.precision() == type::TIME_PRECISION_YEAR ||
                      last - start >= kRecentDays + 1;
  if (start >= published - kRecentDays && last - start <= kRecentDays + 1) {
    if (!coarse) return {Dating::kRecent, start, last};
    return dating;
  }
  if (LongSince(time, published) != 0) return dating;
  if (last < published - kRecallDays) return {Dating::kRecalled, start, last};
  if (!coarse) return {Dating::kEarlier, start, last};
  // "In September", reported in September, is about now.
  if (time.precision() == type::TIME_PRECISION_MONTH &&
      last >= published - kRecentDays) {
    return dating;
  }
  // A long stretch is looked for where it began; a month anywhere within.
  const Day reach = time.precision() == type::TIME_PRECISION_MONTH ||
                            (has_end && last - start <= kLooseDays)
                        ? std::min(last, start + kLooseDays)
                        : start + 7;
  return {Dating::kWide, start, reach};
}

// What an event that stands apart keeps company with: the events of its year,
// where one is known, that the same month recalls. The month bounds what one
// group can hold.
std::string ApartGroup(const pb::Assertion& assertion, Micros published) {
  const absl::CivilDay epoch(1970, 1, 1);
  const absl::CivilDay recalled = epoch + DayOf(published);
  const std::string month =
      absl::StrCat("recalled-", recalled.year(), "-", recalled.month());
  const auto& time = assertion.event_time();
  if (!time.has_start_time() && !time.has_end_time()) return month;
  const Day day = time.has_start_time() ? DayOf(time.start_time())
                                        : DayOf(ToMicros(time.end_time()) - 1);
  return absl::StrCat("events-of-", (epoch + day).year(), "-", month);
}

}  // namespace

Day LongSince(const type::TimeInterval& time, Day published) {
  if (!time.has_start_time()) return 0;
  const Day start = DayOf(time.start_time());
  if (start >= published - kLooseDays) return 0;
  const bool ended = time.has_end_time() && DayOf(ToMicros(time.end_time()) -
                                                  1) < published - kRecentDays;
  return ended ? 0 : start;
}

std::vector<std::string> SidesOf(const std::string& parties) {
  if (parties.empty() || parties[0] == '@') return {};
  return absl::StrSplit(parties, '|');
}

std::vector<std::string> InvolvedSides(const pb::Assertion& assertion) {
  Sides sides;
  AddSide(assertion.claimant().side(), &sides);
  switch (assertion.body_case()) {
    case pb::Assertion::kCasualties:
      AddSide(assertion.casualties().victims_side(), &sides);
      AddSide(assertion.casualties().perpetrator_side(), &sides);
      break;
    case pb::Assertion::kAttack:
      AddSide(assertion.attack().perpetrator_side(), &sides);
      AddSide(assertion.attack().target_side(), &sides);
      break;
    case pb::Assertion::kDamage:
      AddSide(assertion.damage().perpetrator_side(), &sides);
      AddSide(assertion.damage().owner_side(), &sides);
      break;
    case pb::Assertion::kTerritory:
      AddSide(assertion.territory().perpetrator_side(), &sides);
      AddSide(assertion.territory().owner_side(), &sides);
      break;
    case pb::Assertion::kTruce:
      AddSide(assertion.truce().perpetrator_side(), &sides);
      for (const std::string& side : assertion.truce().party_sides()) {
        AddSide(side, &sides);
      }
      break;
    default:
      break;
  }
  return sides;
}

std::vector<Anchor> AnchorMentions(
    const pb::DocumentSource& source,
    const google::protobuf::RepeatedPtrField<pb::Mention>& mentions) {
  const Micros published = ToMicros(source.publish_time());
  const Day publish_day = DayOf(published);
  const PartyChooser chooser(mentions);
  std::vector<Anchor> anchors(mentions.size());
  std::vector<Dating> datings(mentions.size());
  struct Main {
    std::optional<std::pair<Day, Day>> recent;
    std::optional<std::pair<Day, Day>> earlier;
  };
  std::map<std::string, Main> mains;
  for (int i = 0; i < mentions.size(); ++i) {
    const pb::Assertion& assertion = mentions[i].assertion();
    anchors[i].parties = chooser.Choose(assertion);
    Main& main = mains[anchors[i].parties];
    if (assertion.background()) continue;
    const Dating dating = DateOf(assertion.event_time(), publish_day);
    datings[i] = dating;
    if (dating.kind == Dating::kRecent) {
      if (!main.recent) main.recent = {dating.first, dating.last};
      main.recent->first = std::min(main.recent->first, dating.first);
      main.recent->second = std::max(main.recent->second, dating.last);
    } else if (dating.kind == Dating::kEarlier) {
      const std::pair<Day, Day> days = {dating.first, dating.last};
      if (!main.earlier || *main.earlier < days) main.earlier = days;
    }
  }
  for (int i = 0; i < mentions.size(); ++i) {
    Anchor& anchor = anchors[i];
    const pb::Assertion& assertion = mentions[i].assertion();
    if (assertion.background() || datings[i].kind == Dating::kRecalled) {
      anchor.mode = AnchorMode::kApart;
      anchor.group = ApartGroup(assertion, published);
      anchor.first = anchor.last = publish_day;
      continue;
    }
    const Main& main = mains[anchor.parties];
    const Dating& dating = datings[i];
    std::pair<Day, Day> days = {publish_day, publish_day};
    switch (dating.kind) {
      case Dating::kWide:
        anchor.mode = AnchorMode::kLoose;
        days = {dating.first, dating.last};
        break;
      case Dating::kEarlier:
        days = {dating.first, dating.last};
        break;
      case Dating::kRecent:
        days = *main.recent;
        break;
      case Dating::kRecalled:  // stands apart, see above
      case Dating::kUndated:
        if (main.recent) {
          days = *main.recent;
        } else if (main.earlier) {
          days = *main.earlier;
        }
        break;
    }
    anchor.first = days.first;
    anchor.last = days.second;
  }
  return anchors;
}

}  // namespace parallax::claims::domain
