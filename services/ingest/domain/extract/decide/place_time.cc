// Where and when: the words nearest to the act, or what the story is about.
#include <algorithm>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_format.h"
#include "services/ingest/domain/extract/decide/fields.h"
#include "services/ingest/domain/extract/decide/settled_sides.h"
#include "services/ingest/domain/extract/kinds/words.h"
#include "services/ingest/domain/extract/model/joined.h"

namespace parallax::ingest::domain::extract {
namespace {

constexpr uint32_t kSentencesBack = 3;
constexpr size_t kMaxPlaces = 16;
constexpr size_t kMaxDays = 16;

bool SharesWord(const std::vector<std::string>& words,
                const std::vector<std::string>& others) {
  static constexpr absl::string_view kSmall[] = {"the", "of", "in", "near",
                                                 "and", "'s", "-",  ","};
  for (const std::string& word : others) {
    if (std::find(std::begin(kSmall), std::end(kSmall), word) !=
        std::end(kSmall)) {
      continue;
    }
    if (std::find(words.begin(), words.end(), word) != words.end()) return true;
  }
  return false;
}

absl::string_view PlaceText(const DocContext& doc, int32_t place) {
  return place < 0 ? absl::string_view()
                   : doc.Words(doc.places[place].first, doc.places[place].last);
}

// The draft before `index`; null where that stands behind it in the text, as
// the last one of the body does for the first of the headline.
const Draft* Previous(const std::vector<Draft>& drafts, size_t index) {
  return index > 0 && drafts[index - 1].sentence <= drafts[index].sentence
             ? &drafts[index - 1]
             : nullptr;
}

// The first of `options` that is written as the one at `index`, "KHARKIV" as
// "Kharkiv".
int64_t FirstOfName(const DocContext& doc, const std::vector<int32_t>& options,
                    size_t index) {
  const absl::string_view name = PlaceText(doc, options[index]);
  for (size_t o = 0; o < index; ++o) {
    if (absl::EqualsIgnoreCase(PlaceText(doc, options[o]), name))
      return static_cast<int64_t>(o);
  }
  return static_cast<int64_t>(index);
}

}  // namespace

void DecidePlace(const DocContext& doc, Decider& decider,
                 std::vector<Draft>& drafts, size_t index) {
  Draft& draft = drafts[index];
  std::vector<int32_t> options = {-1};
  const auto add = [&](int32_t place) {
    if (place < 0 || options.size() >= kMaxPlaces) return;
    for (const int32_t option : options) {
      if (option == place) return;
    }
    options.push_back(place);
  };
  add(doc.title_place);
  add(doc.main_place);
  add(doc.lead_place);
  const uint32_t sentence = draft.sentence;
  for (uint32_t back = 0; back <= kSentencesBack && back <= sentence; ++back) {
    const Sentence& s = doc.text().sentences[sentence - back];
    for (uint32_t i = s.first; i < s.last; ++i) add(doc.notes[i].place);
  }
  const Draft* previous = Previous(drafts, index);
  if (previous != nullptr) add(previous->place);
  if (draft.antecedent >= 0) add(drafts[draft.antecedent].place);
  const std::vector<std::string> main_words =
      Vocabulary::Split(PlaceText(doc, doc.main_place));
  const std::vector<std::string> lead_words =
      Vocabulary::Split(PlaceText(doc, doc.lead_place));
  const FeatureValue kind = KindName(draft.kind);
  std::vector<FeatureSet> sets;
  std::vector<int64_t> names;  // the first option of the same name
  std::vector<bool> right;
  const Clause& clause = doc.clauses[doc.notes[draft.head].clause];
  bool here = false;
  for (const int32_t option : options) {
    names.push_back(FirstOfName(doc, options, names.size()));
    here |= option >= 0 && doc.places[option].first >= draft.first &&
            doc.places[option].last <= draft.last;
  }
  std::vector<std::string> previous_words;
  if (previous != nullptr && previous->place >= 0) {
    previous_words = Vocabulary::Split(PlaceText(doc, previous->place));
  }
  sets.reserve(options.size());
  for (const int32_t option : options) {
    FeatureSet& f = sets.emplace_back("place", decider.names());
    if (option < 0) {
      f.Add("none", kind);
      f.Add("none.here", YesNo(here), kind);
      f.Add("none.previous",
            previous == nullptr   ? "first"
            : previous->place < 0 ? "none"
                                  : "set",
            kind);
      f.Add("none.options", Bucket(static_cast<int64_t>(options.size())));
      if (previous != nullptr) {
        f.Add("none.near", Bucket(sentence - previous->sentence),
              previous->place < 0 ? "none" : "set");
      }
      if (draft.gold != nullptr) right.push_back(draft.gold->place.empty());
      continue;
    }
    const PlaceMention& place = doc.places[option];
    const uint32_t there = doc.notes[place.first].sentence;
    const std::string back =
        std::string(there > sentence ? "after" : Bucket(sentence - there));
    f.Add("back", back);
    f.Add("back.kind", back, kind);
    const bool same_clause =
        place.first >= clause.first && place.first < clause.last;
    const FeatureValue where = there != sentence ? "far"
                               : same_clause     ? "clause"
                                                 : "sentence";
    f.Add("where", where, kind);
    f.Add("where.here", where, YesNo(here));
    const bool inside = place.first >= draft.first && place.last <= draft.last;
    f.Add("inside", YesNo(inside), where);
    const FeatureValue type = place.country ? "country"
                              : place.known ? "known"
                                            : "unknown";
    f.Add("type", type, where);
    f.Add("type.located", Joined(type, place.located ? ".loc" : ".no"), where);
    f.Add("located", YesNo(place.located), where);
    f.Add("origin", YesNo(place.origin), kind);
    f.Add("type.kind", type, kind);
    const TokenNote& note = doc.notes[place.last - 1];
    f.Add("in_source", YesNo(note.source >= 0), where);
    f.Add("in_cue", YesNo(note.cue >= 0));
    if (there == sentence) {
      const bool before = place.first < draft.head;
      const uint32_t gap =
          before ? draft.head - place.first : place.first - draft.head;
      f.Add("gap", Bucket(gap), before ? "before" : "after");
      f.Add("first_in_sentence",
            YesNo(place.first <= doc.text().sentences[there].first + 3));
      if (place.first > 0) {
        f.Add("prep", doc.token(place.first - 1).lower, where);
      }
      // Another place between them is nearer.
      int between = 0;
      const uint32_t low = before ? place.last : draft.head;
      const uint32_t high = before ? draft.head : place.first;
      for (const int32_t other : options) {
        if (other >= 0 && other != option && doc.places[other].first >= low &&
            doc.places[other].last <= high) {
          ++between;
        }
      }
      f.Add("between", Bucket(between), before ? "before" : "after");
      // "Zangilan, a town in ...": the more specific one stands first.
      bool specific = false;
      for (const int32_t other : options) {
        if (other >= 0 && other != option &&
            doc.notes[doc.places[other].first].sentence == there &&
            doc.places[other].last <= place.first &&
            place.first - doc.places[other].last <= 4) {
          specific = true;
        }
      }
      f.Add("follows_place", YesNo(specific), type);
    }
    const std::vector<std::string> words =
        Vocabulary::Split(PlaceText(doc, option));
    const FeatureValue& main = YesNo(SharesWord(main_words, words));
    f.Add("main", main, where);
    f.Add("main.here", main, YesNo(here));
    f.Add("main.type", main, type);
    if (option == doc.title_place) f.Add("titled", where);
    const FeatureValue led =
        doc.lead_place < 0 ? "unset" : YesNo(SharesWord(lead_words, words));
    f.Add("led", led, where);
    f.Add("led.here", led, YesNo(here));
    f.Add("led.type", led, type);
    f.Add("block", BlockName(doc.role_of(doc.text().sentences[there])), where);
    if (previous != nullptr) {
      const bool same =
          previous->place >= 0 && SharesWord(previous_words, words);
      f.Add("previous",
            previous->place < 0 ? "none"
            : same              ? "y"
                                : "n",
            Bucket(sentence - previous->sentence));
      f.Add("previous.where",
            previous->place < 0 ? "none"
            : same              ? "y"
                                : "n",
            where);
      f.Add("previous.here",
            previous->place < 0 ? "none"
            : same              ? "y"
                                : "n",
            YesNo(here));
    }
    if (draft.antecedent >= 0) {
      f.Add("antecedent", YesNo(drafts[draft.antecedent].place == option));
    }
    if (draft.gold != nullptr) {
      right.push_back(SharesWord(Vocabulary::Split(draft.gold->place), words));
    }
  }
  draft.place = options[decider.PickByMeaning(sets, names, right)];
}

namespace {

// Days after which an event is no longer what a report is about.
constexpr int kNewsDays = 21;

// The days of earlier claims that a further one may be of.
struct EarlierDays {
  const Draft* first = nullptr;   // that has a day: what the story is about
  const Draft* placed = nullptr;  // the last at the same place
  const Draft* alike = nullptr;   // the last of the same kind
  const Draft* most = nullptr;    // one of the day that most have
};

EarlierDays FindEarlierDays(const DocContext& doc,
                            const std::vector<Draft>& drafts, size_t index) {
  constexpr size_t kClaimsBack = 32;
  const Draft& draft = drafts[index];
  const std::string place = LowerCase(PlaceText(doc, draft.place));
  EarlierDays days;
  const size_t lead = std::min(index, kClaimsBack);
  for (size_t i = 0; i < lead && days.first == nullptr; ++i) {
    if (drafts[i].day.has_value()) days.first = &drafts[i];
  }
  absl::flat_hash_map<absl::CivilDay, int> claims;
  int most = 0;
  for (size_t back = 1; back <= lead; ++back) {
    const Draft& earlier = drafts[index - back];
    if (!earlier.day.has_value()) continue;
    if (days.alike == nullptr && earlier.kind == draft.kind) {
      days.alike = &earlier;
    }
    if (days.placed == nullptr && !place.empty() && earlier.place >= 0 &&
        LowerCase(PlaceText(doc, earlier.place)) == place) {
      days.placed = &earlier;
    }
    if (++claims[*earlier.day] > most) {
      most = claims[*earlier.day];
      days.most = &earlier;
    }
  }
  return days;
}

const FeatureValue& IsDayOf(const Draft* draft,
                            const std::optional<absl::CivilDay>& day) {
  static constexpr FeatureValue kUnset("unset");
  return draft == nullptr ? kUnset : YesNo(draft->day == day);
}

// "the clashes of 13 and 14 September": a day of the act itself.
bool IsOfTheAct(const DocContext& doc, const Draft& draft,
                const TimeExpression& time) {
  constexpr uint32_t kReach = 4;
  uint32_t first = time.first;
  while (first > draft.first && time.first - first < kReach &&
         (doc.token(first - 1).pos == Pos::kNum || doc.Is(first - 1, "and"))) {
    --first;
  }
  if (first < draft.first + 2 || !doc.Is(first - 1, "of")) return false;
  const uint32_t noun = first - 2;
  return noun == draft.head ||
         (draft.roles.cause >= 0 &&
          noun == static_cast<uint32_t>(draft.roles.cause));
}

}  // namespace

void DecideDate(const DocContext& doc, Decider& decider,
                std::vector<Draft>& drafts, size_t index) {
  Draft& draft = drafts[index];
  struct Option {
    std::optional<absl::CivilDay> day;
    int32_t time = -1;
    absl::string_view how;
  };
  std::vector<Option> options = {Option{std::nullopt, -1, "none"}};
  const auto add = [&](std::optional<absl::CivilDay> day, int32_t time,
                       absl::string_view how) {
    if (!day.has_value() || options.size() >= kMaxDays) return;
    options.push_back(Option{day, time, how});
  };
  const Draft* previous = Previous(drafts, index);
  const uint32_t sentence = draft.sentence;
  for (uint32_t back = 0; back <= 2 && back <= sentence; ++back) {
    const Sentence& s = doc.text().sentences[sentence - back];
    int32_t last = -1;
    for (uint32_t i = s.first; i < s.last; ++i) {
      const int32_t t = doc.notes[i].time;
      if (t < 0 || t == last) continue;
      last = t;
      const TimeExpression& time = doc.times[t];
      std::optional<absl::CivilDay> day;
      if (time.IsDay()) {
        day = time.day;
        if (time.relative && previous != nullptr && previous->day) {
          day = *previous->day + time.relative_days;
        } else if (time.relative && doc.published) {
          day = *doc.published + time.relative_days;
        }
      }
      add(day, t, back == 0 ? "sentence" : "before");
    }
  }
  if (previous != nullptr) add(previous->day, previous->time, "previous");
  if (draft.antecedent >= 0) {
    add(drafts[draft.antecedent].day, drafts[draft.antecedent].time,
        "antecedent");
  }
  const EarlierDays earlier = FindEarlierDays(doc, drafts, index);
  const auto take = [&](const Draft* from, absl::string_view how) {
    if (from != nullptr) add(from->day, from->time, how);
  };
  take(earlier.placed, "placed");
  take(earlier.alike, "alike");
  take(earlier.first, "first");
  take(earlier.most, "most");
  if (doc.lead_time >= 0) {
    add(doc.times[doc.lead_time].day, doc.lead_time, "lead");
  }
  if (doc.published.has_value()) {
    add(doc.published, -1, "published");
    add(*doc.published - 1, -1, "day_before");
  }
  const FeatureValue kind = KindName(draft.kind);
  const Clause& clause = doc.clauses[doc.notes[draft.head].clause];
  bool here = false;
  for (const Option& option : options) here |= option.how == "sentence";
  int32_t vague = -1;  // "in September", "last year"
  const Sentence& s = doc.sentence_of(draft.head);
  for (uint32_t i = s.first; i < s.last; ++i) {
    const int32_t t = doc.notes[i].time;
    if (t >= 0 && doc.times[t].precision >= TimePrecision::kWeek) vague = t;
  }
  const bool vague_time = vague >= 0;
  const FeatureValue near =
      previous == nullptr                                         ? "first"
      : previous->sentence == draft.sentence                      ? "same"
      : doc.text().sentences[previous->sentence].block == s.block ? "block"
                                                                  : "far";
  const FeatureValue stance = StanceName(draft.stance);
  const FeatureValue block = BlockName(doc.role_of(s));
  const FeatureValue lead = Bucket(draft.sentence);
  const absl::string_view lead_age =
      doc.lead_time < 0 || !doc.published.has_value()
          ? "-"
          : Bucket(*doc.published - *doc.times[doc.lead_time].day);
  const FeatureValue tense = Tense(doc.token(draft.head));
  const FeatureValue measure = MeasureName(draft.measure);
  std::vector<FeatureSet> sets;
  std::vector<int64_t> days;
  std::vector<bool> right;
  sets.reserve(options.size());
  for (const Option& option : options) {
    FeatureSet& f = sets.emplace_back("date", decider.names());
    const FeatureValue how = option.how;
    days.push_back(option.day.has_value() ? *option.day - absl::CivilDay()
                                          : INT64_MIN);
    f.Add("how", how, kind);
    f.Add("how.here", how, YesNo(here));
    f.Add("how.vague", how, YesNo(vague_time));
    f.Add("how.stance", how, stance);
    f.Add("how.block", how, block);
    f.Add("how.lead", how, lead);
    f.Add("how.tense", how, tense);
    // What happened long before is background that the next paragraph leaves.
    const bool old = option.day.has_value() && doc.published.has_value() &&
                     *doc.published - *option.day > kNewsDays;
    f.Add("old", YesNo(old), Joined(how, ".", near));
    const FeatureValue& placed = IsDayOf(earlier.placed, option.day);
    const FeatureValue& most = IsDayOf(earlier.most, option.day);
    f.Add("placed", placed, how);
    f.Add("placed.most", placed, most);
    f.Add("alike", IsDayOf(earlier.alike, option.day), kind);
    const FeatureValue led =
        doc.lead_time < 0 ? "unset"
                          : YesNo(doc.times[doc.lead_time].day == option.day);
    f.Add("led", led, how);
    f.Add("led.near", led, near);
    f.Add("led.age", Joined(led, ".", lead_age), how);
    f.Add("led.block", led, Joined(block, ".", YesNo(here)));
    f.Add("first_day", IsDayOf(earlier.first, option.day), how);
    f.Add("most", most, how);
    f.Add("most.near", most, near);
    if (previous != nullptr) {
      const FeatureValue same = YesNo(previous->day == option.day);
      f.Add("previous", same, near);
      f.Add("previous.how", how, same);
      f.Add("previous.kind", same, kind);
      f.Add("previous.none", previous->day.has_value() ? "set" : "none", how);
      f.Add("previous.none.near",
            Joined(previous->day.has_value() ? "set" : "none", ".", near), how);
    } else {
      f.Add("first", how);
    }
    if (draft.kind == Kind::kCasualties) {
      f.Add("measure", measure, how);
    }
    if (option.time >= 0 && option.how == "sentence") {
      const TimeExpression& time = doc.times[option.time];
      const bool same_clause =
          time.first >= clause.first && time.first < clause.last;
      const bool before = time.first < draft.head;
      f.Add("clause", YesNo(same_clause), before ? "before" : "after");
      f.Add("clause.kind", YesNo(same_clause), kind);
      const TokenNote& note = doc.notes[time.first];
      // A day beside the cue is the day of the statement.
      const int32_t governor = doc.token(time.last - 1).head;
      const bool at_cue = doc.IsOfStatement(time);
      f.Add("at_cue", YesNo(at_cue), YesNo(same_clause));
      f.Add("in_content",
            YesNo(note.attribution == doc.notes[draft.head].attribution),
            YesNo(at_cue));
      f.Add("since", YesNo(time.since));
      f.Add("relative", YesNo(time.relative));
      const uint32_t gap =
          before ? draft.head - time.first : time.first - draft.head;
      f.Add("gap", Bucket(gap), before ? "before" : "after");
      f.Add("head", YesNo(governor == static_cast<int32_t>(draft.head)));
      f.Add("starts", YesNo(time.first <= s.first + 1), YesNo(at_cue));
    }
    if (draft.gold != nullptr) {
      const std::string iso =
          option.day.has_value()
              ? absl::StrFormat("%04d-%02d-%02d", option.day->year(),
                                option.day->month(), option.day->day())
              : "";
      right.push_back(iso == draft.gold->event_date);
    }
  }
  size_t pick = decider.PickByMeaning(sets, days, right);
  for (size_t i = 0; i < options.size(); ++i) {
    if (options[i].how == "sentence" &&
        IsOfTheAct(doc, draft, doc.times[options[i].time])) {
      pick = i;
    }
  }
  const Option& picked = options[pick];
  draft.day = picked.day;
  draft.time = picked.time;
  if (draft.claimant == kNoSide && picked.how != "sentence" &&
      IsTollOfWar(doc, draft)) {
    draft.day = std::nullopt;
    draft.time = -1;
  }
  // A month that is said beats a day that is guessed.
  const bool guessed = picked.how == "published" || picked.how == "day_before";
  const bool stands_here = vague >= 0 &&
                           doc.times[vague].first >= draft.first &&
                           doc.times[vague].first < draft.last;
  if (guessed && stands_here) {
    draft.day = std::nullopt;
    draft.time = vague;
  }
}

}  // namespace parallax::ingest::domain::extract
