#include "services/geo/domain/resolve/resolver.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/geo/domain/resolve/belief.h"

namespace parallax::geo::domain {
namespace {

constexpr size_t kMaxRanked = 8;
// Below this and with a rival close behind, nothing in the document decides.
constexpr double kSureEnough = 0.45;
constexpr double kRivalShare = 0.7;

// What the phrase makes of its place's point and radius.
void Position(const Phrase& phrase, const Place& place, Resolution& out) {
  out.lat = place.lat;
  out.lon = place.lon;
  out.radius_m = place.radius_m;
  double shift = 0;
  switch (phrase.relation) {
    case Relation::kAt:
      if (phrase.site) out.radius_m = std::max(out.radius_m, 15'000.0);
      return;
    case Relation::kNear:
      if (phrase.distance_m > 0) {
        out.radius_m += phrase.distance_m;
      } else if (phrase.bearing_deg >= 0) {
        shift = place.radius_m + 5'000;
        out.radius_m = place.radius_m + 15'000;
      } else {
        out.radius_m += 10'000;
      }
      break;
    case Relation::kPart:
      shift = place.radius_m * 0.45;
      out.radius_m = place.radius_m * 0.7;
      break;
    case Relation::kOffset:
      shift = phrase.distance_m;
      out.radius_m = std::max(2'000.0, phrase.distance_m * 0.3) +
                     std::min(place.radius_m, phrase.distance_m);
      break;
  }
  if (shift <= 0 || phrase.bearing_deg < 0) return;
  constexpr double kRadians = M_PI / 180;
  const double angle = shift / 6371008.8;
  const double lat = place.lat * kRadians,
               bearing = phrase.bearing_deg * kRadians;
  const double to =
      std::asin(std::sin(lat) * std::cos(angle) +
                std::cos(lat) * std::sin(angle) * std::cos(bearing));
  const double dl =
      std::atan2(std::sin(bearing) * std::sin(angle) * std::cos(lat),
                 std::cos(angle) - std::sin(lat) * std::sin(to));
  out.lat = to / kRadians;
  out.lon = std::remainder(place.lon + dl / kRadians, 360.0);
}

// Whether two candidates answer "where" alike: one holds the other and neither
// is a country, or they lie next to each other.
bool SameSpot(const Candidate& a, const Candidate& b) {
  if (a.kind == PlaceKind::kCountry || b.kind == PlaceKind::kCountry) {
    return false;
  }
  const auto holds = [](const Candidate& area, const Candidate& inside) {
    return std::find(inside.ancestors.begin(), inside.ancestors.end(),
                     area.place) != inside.ancestors.end();
  };
  if (holds(a, b) || holds(b, a)) return true;
  const double dot = a.x * b.x + a.y * b.y + a.z * b.z;
  return dot > std::cos(50.0 / 6371.0);
}

// How often an answer of this share of belief was right (within 161 km) on LGL
// and GeoWebNews, where names of small places abound: the shares are too modest
// at the low end.
double Calibrate(double share) {
  struct Knot {
    double share, right;
  };
  static constexpr Knot kKnots[] = {{0.0, 0.35},  {0.08, 0.53}, {0.15, 0.64},
                                    {0.35, 0.72}, {0.55, 0.77}, {0.75, 0.82},
                                    {0.85, 0.87}, {0.97, 0.96}, {1.0, 0.97}};
  for (size_t i = 1; i < std::size(kKnots); ++i) {
    const Knot &low = kKnots[i - 1], &high = kKnots[i];
    if (share <= high.share) {
      return low.right + (high.right - low.right) * (share - low.share) /
                             (high.share - low.share);
    }
  }
  return kKnots[std::size(kKnots) - 1].right;
}

class BasisWriter {
 public:
  void Add(absl::string_view reason) {
    if (!text_.empty()) text_ += "; ";
    absl::StrAppend(&text_, reason);
  }
  std::string Take() { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace

std::vector<Resolution> Resolver::Resolve(
    absl::Span<const ToponymMention> mentions,
    const DocumentContext& context) const {
  // Mentions of one name are one topic.
  std::vector<Topic> topics;
  std::vector<size_t> topic_of(mentions.size());
  std::vector<Phrase> phrases(mentions.size());
  std::map<std::pair<std::string, PlaceKind>, size_t> known;
  for (size_t i = 0; i < mentions.size(); ++i) {
    phrases[i] = ParsePhrase(mentions[i].phrase, mentions[i].context);
    const std::string key =
        phrases[i].names.empty() ? "" : phrases[i].names.front();
    const auto [at, fresh] =
        known.try_emplace({key, phrases[i].hint}, topics.size());
    if (fresh) {
      Topic topic;
      topic.phrase = phrases[i];
      topic.found = FindCandidates(gazetteer_, topic.phrase);
      SetPriors(context, weights_, topic);
      topics.push_back(std::move(topic));
    }
    topic_of[i] = at->second;
    topics[at->second].mentions.push_back(i);
  }
  LinkNeighbours(mentions, topics);
  Settle(weights_, topics);

  std::vector<Resolution> answers(mentions.size());
  for (size_t i = 0; i < mentions.size(); ++i) {
    const Topic& topic = topics[topic_of[i]];
    const std::vector<Candidate>& candidates = topic.found.candidates;
    Resolution& answer = answers[i];
    if (candidates.empty()) {
      answer.basis = "no entry bears the name";
      continue;
    }
    std::vector<size_t> order(candidates.size());
    for (size_t c = 0; c < order.size(); ++c) order[c] = c;
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      return topic.belief[a] > topic.belief[b];
    });
    const size_t best = order[0];
    const Candidate& chosen = candidates[best];
    for (size_t c = 0; c < std::min(order.size(), kMaxRanked); ++c) {
      answer.candidates.push_back(
          {candidates[order[c]].place, topic.belief[order[c]]});
    }
    answer.place = chosen.place;
    answer.demonym = chosen.type == NameType::kDemonym;
    // A town and the area around it are one answer to "where".
    double spot = 0;
    for (size_t c = 0; c < candidates.size(); ++c) {
      if (c == best || SameSpot(chosen, candidates[c])) {
        spot += topic.belief[c];
      }
    }
    answer.score =
        Calibrate(spot) * (chosen.fuzzy ? 0.6 : 1.0) *
        (chosen.whole || topic.phrase.hint != PlaceKind::kUnspecified ? 1.0
                                                                      : 0.9);
    const double rival =
        order.size() > 1 ? topic.belief[order[1]] / topic.belief[best] : 0;
    answer.status = spot < kSureEnough && rival > kRivalShare
                        ? ResolutionStatus::kAmbiguous
                        : ResolutionStatus::kResolved;
    Phrase phrase = phrases[i];
    if (chosen.whole) {  // "South Africa" is no part of Africa
      phrase.site = false;
      if (phrase.relation == Relation::kPart) phrase.relation = Relation::kAt;
    }
    Position(phrase, gazetteer_.Get(chosen.place), answer);

    BasisWriter basis;
    if (answer.status == ResolutionStatus::kAmbiguous) {
      basis.Add(
          absl::StrCat("ambiguous: ", topic.found.all, " places of that name"));
    }
    if (chosen.fuzzy) {
      basis.Add(absl::StrCat("spelling near \"",
                             gazetteer_.Get(chosen.place).name, "\""));
    }
    if (answer.demonym) basis.Add("people or adjective of the place");
    if (topic.named_next[best]) basis.Add("the area is named right behind it");
    if (candidates.size() == 1) {
      basis.Add("the only place of that name");
    } else if (best == 0) {
      basis.Add(absl::StrCat("the most prominent of ", topic.found.all));
    } else {
      basis.Add(absl::StrCat("one of ", topic.found.all));
    }
    if (topic.support[best] > 0.5) {
      basis.Add("fits the document's other places");
    }
    if (std::find(context.countries.begin(), context.countries.end(),
                  chosen.country) != context.countries.end()) {
      basis.Add("in a country that the document is about");
    } else if (!chosen.country.empty() &&
               chosen.country == context.outlet_country) {
      basis.Add("in the outlet's country");
    }
    if (phrase.hint != PlaceKind::kUnspecified && phrase.hint == chosen.kind) {
      basis.Add(absl::StrCat("called a ", PlaceKindName(chosen.kind)));
    }
    if (phrase.site) basis.Add("a site there");
    if (phrase.relation == Relation::kPart) basis.Add("a part of it");
    if (phrase.relation == Relation::kNear) basis.Add("near it");
    if (phrase.relation == Relation::kOffset) {
      basis.Add(
          absl::StrCat(std::lround(phrase.distance_m / 1000), " km from it"));
    }
    answer.basis = basis.Take();
  }
  return answers;
}

}  // namespace parallax::geo::domain
