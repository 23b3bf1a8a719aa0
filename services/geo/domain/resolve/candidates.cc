#include "services/geo/domain/resolve/candidates.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace parallax::geo::domain {
namespace {

constexpr size_t kMaxCandidates = 128;
constexpr size_t kMinFuzzyLength = 5;
constexpr size_t kMinTwoEditsLength = 10;

// What stands in for the number of inhabitants where it says little about how
// often a name is meant.
double Prominence(const Place& place) {
  const double people = std::log10(place.population + 1.0);
  switch (place.kind) {
    case PlaceKind::kContinent:
    case PlaceKind::kCountry:
      return std::max(people, 8.5);
    case PlaceKind::kRegion:
    case PlaceKind::kWater:
      return 6.3;
    case PlaceKind::kDisputedRegion:
      return 6.5;
    case PlaceKind::kAdmin1:
      return std::max(people, 6.0);
    case PlaceKind::kAdmin2:
      return std::max(people, 4.2);
    case PlaceKind::kIsland:
    case PlaceKind::kMountain:
    case PlaceKind::kFacility:
      return 5.5;
    default:
      break;
  }
  // A part of a city lends its name to less than a city of its size does.
  const double part = place.feature_code == "PPLX" ? 1.0 : 0.0;
  return std::max(people, 2.0) - part + (place.capital ? 0.7 : 0.0);
}

Candidate MakeCandidate(const Gazetteer& gazetteer, NamePosting posting) {
  Candidate candidate;
  const Place place = gazetteer.Get(posting.place);
  candidate.place = posting.place;
  candidate.kind = place.kind;
  candidate.type = posting.type;
  candidate.prominence = Prominence(place);
  candidate.country = place.country;
  candidate.ancestors = gazetteer.Ancestors(posting.place);
  if (place.kind == PlaceKind::kAdmin1) {
    candidate.admin1 = posting.place;
  } else {
    for (const uint32_t ancestor : candidate.ancestors) {
      if (gazetteer.KindOf(ancestor) == PlaceKind::kAdmin1) {
        candidate.admin1 = ancestor;
      }
    }
  }
  const double p = place.lat * M_PI / 180, l = place.lon * M_PI / 180;
  candidate.x = std::cos(p) * std::cos(l);
  candidate.y = std::cos(p) * std::sin(l);
  candidate.z = std::sin(p);
  return candidate;
}

// Spellings that the index may hold instead.
std::vector<std::string> Respellings(const std::string& name) {
  static constexpr std::pair<absl::string_view, absl::string_view> kWords[] = {
      {"st ", "saint "}, {"saint ", "st "}, {"ft ", "fort "},
      {"mt ", "mount "}, {"mount ", "mt "}, {"ste ", "sainte "},
      {"al ", ""},       {"el ", "al "},    {"the ", ""}};
  std::vector<std::string> out;
  for (const auto& [from, to] : kWords) {
    if (absl::StartsWith(name, from) && name.size() > from.size() + 2) {
      out.push_back(absl::StrCat(to, name.substr(from.size())));
    }
  }
  if (absl::EndsWith(name, " s"))
    out.push_back(name.substr(0, name.size() - 2));
  out.push_back(absl::StrCat("al ", name));
  return out;
}

void Append(const Gazetteer& gazetteer, const std::vector<NamePosting>& found,
            bool whole, bool fuzzy, CandidateSet& set) {
  for (const NamePosting& posting : found) {
    const bool known = std::any_of(
        set.candidates.begin(), set.candidates.end(),
        [&](const Candidate& c) { return c.place == posting.place; });
    if (known || posting.place >= gazetteer.size()) continue;
    Candidate candidate = MakeCandidate(gazetteer, posting);
    candidate.whole = whole;
    candidate.fuzzy = fuzzy;
    set.candidates.push_back(std::move(candidate));
  }
}

void FindFuzzy(const Gazetteer& gazetteer, const std::string& name,
               CandidateSet& set) {
  if (name.size() < kMinFuzzyLength) return;
  const int edits = name.size() >= kMinTwoEditsLength ? 2 : 1;
  gazetteer.names().Fuzzy(
      name, edits,
      [&](absl::string_view, const std::vector<NamePosting>& postings) {
        Append(gazetteer, postings, true, true, set);
        return set.candidates.size() < 4 * kMaxCandidates;
      });
}

}  // namespace

CandidateSet FindCandidates(const Gazetteer& gazetteer, const Phrase& phrase) {
  CandidateSet set;
  for (size_t i = 0; i < phrase.names.size(); ++i) {
    const std::string& name = phrase.names[i];
    const std::vector<NamePosting> found = gazetteer.Find(name);
    if (found.empty()) continue;
    if (set.name.empty()) set.name = name;
    Append(gazetteer, found, i == 0, false, set);
    // Shorter forms add to a hit only when the words left out are a type.
    if (phrase.hint == PlaceKind::kUnspecified ||
        phrase.relation != Relation::kAt || phrase.site) {
      break;
    }
  }
  for (size_t i = 0; set.candidates.empty() && i < phrase.names.size(); ++i) {
    for (const std::string& other : Respellings(phrase.names[i])) {
      const std::vector<NamePosting> found = gazetteer.Find(other);
      if (found.empty()) continue;
      set.name = other;
      Append(gazetteer, found, true, false, set);
      break;
    }
  }
  if (set.candidates.empty() && !phrase.names.empty()) {
    set.name = phrase.names.back();
    FindFuzzy(gazetteer, set.name, set);
  }
  set.all = set.candidates.size();
  std::stable_sort(set.candidates.begin(), set.candidates.end(),
                   [](const Candidate& a, const Candidate& b) {
                     return a.prominence > b.prominence;
                   });
  if (set.candidates.size() > kMaxCandidates) {
    set.candidates.resize(kMaxCandidates);
  }
  return set;
}

}  // namespace parallax::geo::domain
