#include "services/geo/domain/resolve/belief.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace parallax::geo::domain {
namespace {

constexpr int kRounds = 3;
// Of another name, only its likeliest places count.
constexpr size_t kVoices = 6;

double ArcKm(const Candidate& a, const Candidate& b) {
  const double dot = a.x * b.x + a.y * b.y + a.z * b.z;
  return std::acos(std::clamp(dot, -1.0, 1.0)) * 6371.0;
}

bool Holds(const Candidate& area, const Candidate& inside) {
  return std::find(inside.ancestors.begin(), inside.ancestors.end(),
                   area.place) != inside.ancestors.end();
}

// Whether the kind is what the words around the name say.
bool Agrees(PlaceKind hint, PlaceKind kind) {
  if (hint == kind) return true;
  switch (hint) {
    case PlaceKind::kAdmin1:  // "region", "province" and "state" are loose
      return kind == PlaceKind::kRegion || kind == PlaceKind::kDisputedRegion ||
             kind == PlaceKind::kAdmin2 || kind == PlaceKind::kCountry;
    case PlaceKind::kAdmin2:
      return kind == PlaceKind::kAdmin1;
    case PlaceKind::kWater:
    case PlaceKind::kIsland:
      return kind == PlaceKind::kRegion;
    default:
      return false;
  }
}

void Softmax(const std::vector<double>& logits, double temperature,
             std::vector<double>& out) {
  out.resize(logits.size());
  if (logits.empty()) return;
  const double top = *std::max_element(logits.begin(), logits.end());
  double sum = 0;
  for (size_t i = 0; i < logits.size(); ++i) {
    out[i] = std::exp((logits[i] - top) / temperature);
    sum += out[i];
  }
  for (double& value : out) value /= sum;
}

// Indices of the largest beliefs, largest first.
std::vector<size_t> Likeliest(const std::vector<double>& belief) {
  std::vector<size_t> order(belief.size());
  std::iota(order.begin(), order.end(), size_t{0});
  const size_t keep = std::min(kVoices, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<ptrdiff_t>(keep),
                    order.end(), [&](size_t a, size_t b) {
                      return std::pair(-belief[a], a) <
                             std::pair(-belief[b], b);
                    });
  order.resize(keep);
  return order;
}

}  // namespace

double Affinity(const Candidate& a, const Candidate& b) {
  if (a.place == b.place) return 0;  // another spelling of itself
  const bool wide_a = a.kind == PlaceKind::kCountry;
  const bool wide_b = b.kind == PlaceKind::kCountry;
  if (!wide_a && !wide_b) {
    if (a.admin1 != kNoPlace && a.admin1 == b.admin1) return 1.0;
    if (Holds(a, b) || Holds(b, a)) return 1.0;
    const double km = ArcKm(a, b);
    const double near = std::exp(-km / 150.0);
    const bool same = !a.country.empty() && a.country == b.country;
    return std::max(near, same ? 0.35 + 0.3 * std::exp(-km / 600.0)
                               : 0.3 * std::exp(-km / 800.0));
  }
  if (wide_a && wide_b) return 0.2 * std::exp(-ArcKm(a, b) / 3000.0);
  return !a.country.empty() && a.country == b.country ? 0.6 : 0.0;
}

void SetPriors(const DocumentContext& context, const ResolverWeights& weights,
               Topic& topic) {
  const std::vector<Candidate>& candidates = topic.found.candidates;
  topic.prior.assign(candidates.size(), 0);
  topic.support.assign(candidates.size(), 0);
  topic.named_next.assign(candidates.size(), false);
  for (size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& candidate = candidates[i];
    double logit = weights.prominence * candidate.prominence;
    if (candidate.kind == PlaceKind::kCountry &&
        candidate.type != NameType::kAlternate) {
      logit += weights.country;
    }
    switch (candidate.type) {
      case NameType::kMain:
        break;
      case NameType::kAlternate:
        logit += weights.alternate;
        break;
      case NameType::kDemonym:
        logit += weights.demonym;
        break;
      case NameType::kHistoric:
        logit += weights.historic;
        break;
    }
    if (candidate.fuzzy) logit += weights.fuzzy;
    if (topic.phrase.hint != PlaceKind::kUnspecified) {
      const bool agrees = Agrees(topic.phrase.hint, candidate.kind);
      logit += agrees ? weights.hint : weights.hint_against;
    } else if (!candidate.whole && topic.phrase.relation == Relation::kAt &&
               !topic.phrase.site) {
      logit += weights.partial;
    }
    for (size_t c = 0; c < context.countries.size(); ++c) {
      if (candidate.country == context.countries[c]) {
        logit +=
            weights.document_country / (1.0 + 0.3 * static_cast<double>(c));
        break;
      }
    }
    if (!candidate.country.empty() &&
        candidate.country == context.outlet_country) {
      logit += weights.outlet_country;
    }
    // "Kherson" is the town before it is the area around it.
    if (topic.phrase.hint == PlaceKind::kUnspecified &&
        (candidate.kind == PlaceKind::kAdmin1 ||
         candidate.kind == PlaceKind::kAdmin2)) {
      for (const Candidate& other : candidates) {
        if (other.kind != PlaceKind::kPopulated || other.prominence < 3) {
          continue;
        }
        if (Holds(candidate, other) || ArcKm(candidate, other) < 40) {
          logit = std::min(
              logit, weights.prominence * other.prominence +
                         (logit - weights.prominence * candidate.prominence) +
                         weights.seat);
          break;
        }
      }
    }
    topic.prior[i] = logit;
  }
}

void LinkNeighbours(absl::Span<const ToponymMention> mentions,
                    std::vector<Topic>& topics) {
  // Mentions in the order of the text, with the topic of each.
  std::vector<std::pair<size_t, size_t>> order;
  for (size_t t = 0; t < topics.size(); ++t) {
    for (const size_t mention : topics[t].mentions) {
      order.emplace_back(mention, t);
    }
  }
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    return std::pair(mentions[a.first].start_byte, a.first) <
           std::pair(mentions[b.first].start_byte, b.first);
  });
  for (size_t i = 0; i + 1 < order.size(); ++i) {
    const ToponymMention& here = mentions[order[i].first];
    const ToponymMention& next = mentions[order[i + 1].first];
    const int64_t gap = next.start_byte - here.start_byte -
                        static_cast<int64_t>(here.phrase.size());
    // ", " or " (" between the two: the second qualifies the first.
    if (gap < 1 || gap > 2) continue;
    Topic& topic = topics[order[i].second];
    const Topic& holder = topics[order[i + 1].second];
    for (size_t c = 0; c < topic.found.candidates.size(); ++c) {
      for (const Candidate& area : holder.found.candidates) {
        if (area.kind != PlaceKind::kPopulated &&
            Holds(area, topic.found.candidates[c])) {
          topic.named_next[c] = true;
        }
      }
    }
  }
}

void Settle(const ResolverWeights& weights, std::vector<Topic>& topics) {
  std::vector<double> logits;
  for (int round = 0; round <= kRounds; ++round) {
    std::vector<std::vector<size_t>> voices(topics.size());
    for (size_t t = 0; t < topics.size(); ++t) {
      Topic& topic = topics[t];
      logits = topic.prior;
      for (size_t c = 0; c < logits.size(); ++c) {
        logits[c] += weights.context * topic.support[c];
        if (topic.named_next[c]) logits[c] += weights.next_to;
      }
      Softmax(logits, round == kRounds ? weights.temperature : 1.0,
              topic.belief);
      voices[t] = Likeliest(topic.belief);
    }
    if (round == kRounds) return;
    for (size_t t = 0; t < topics.size(); ++t) {
      for (size_t c = 0; c < topics[t].found.candidates.size(); ++c) {
        const Candidate& candidate = topics[t].found.candidates[c];
        double sum = 0;
        for (size_t u = 0; u < topics.size(); ++u) {
          if (u == t) continue;
          double best = 0;
          for (const size_t d : voices[u]) {
            best += topics[u].belief[d] *
                    Affinity(candidate, topics[u].found.candidates[d]);
          }
          sum += best;
        }
        // The first few that agree say most.
        topics[t].support[c] = std::log1p(2 * sum);
      }
    }
  }
}

}  // namespace parallax::geo::domain
