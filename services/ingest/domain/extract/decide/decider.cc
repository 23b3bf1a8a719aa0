#include "services/ingest/domain/extract/decide/decider.h"

#include <algorithm>
#include <cmath>

#include "absl/container/flat_hash_map.h"

namespace parallax::ingest::domain::extract {
namespace {

struct Reading {
  Choice* choice = nullptr;
  int option = 0;
  float margin = 0.0f;  // ahead of no claim
};

}  // namespace

float ReadingBias(Kind kind) {
  switch (kind) {
    case Kind::kDeployment:
      return 1.3f;
    case Kind::kDamage:
    case Kind::kTerritory:
    case Kind::kTruce:
      return 0.8f;
    default:
      return 0.4f;
  }
}

void ModelDecider::Select(const DocContext&, std::vector<Choice>& choices) {
  // The likeliest reading of each word that is read as something for certain.
  absl::flat_hash_map<uint32_t, Reading> certain;
  for (Choice& choice : choices) {
    const float none = model_.Score(choice.features[0]);
    Reading best;
    for (size_t o = 1; o < choice.features.size(); ++o) {
      Draft& draft = choice.drafts[o - 1];
      const float score =
          model_.Score(choice.features[o]) + ReadingBias(draft.kind) + shift_;
      draft.score = score - none;
      if (best.choice == nullptr || score - none > best.margin) {
        best = {&choice, static_cast<int>(o), score - none};
      }
    }
    choice.chosen = best.margin > 0.0f ? best.option : 0;
    if (!choice.certain || best.choice == nullptr) continue;
    Reading& likeliest = certain[choice.at];
    if (likeliest.choice == nullptr || best.margin > likeliest.margin) {
      likeliest = best;
    }
  }
  for (const auto& [at, reading] : certain) {
    reading.choice->chosen = reading.option;
  }
}

size_t ModelDecider::Pick(const std::vector<FeatureSet>& options,
                          const std::vector<bool>&) {
  size_t best = 0;
  float top = 0.0f;
  for (size_t o = 0; o < options.size(); ++o) {
    const float score = model_.Score(options[o]);
    if (o == 0 || score > top) {
      top = score;
      best = o;
    }
  }
  return best;
}

size_t ModelDecider::PickByMeaning(const std::vector<FeatureSet>& options,
                                   const std::vector<int64_t>& meaning,
                                   const std::vector<bool>&) {
  std::vector<double> scores;
  scores.reserve(options.size());
  for (const FeatureSet& option : options) {
    scores.push_back(model_.Score(option));
  }
  const double top = *std::max_element(scores.begin(), scores.end());
  size_t best = 0;
  double most = 0.0;
  // Few options: a table of meanings would cost more than it saves.
  for (size_t o = 0; o < options.size(); ++o) {
    double together = 0.0;
    bool leads = true;
    for (size_t k = 0; k < options.size(); ++k) {
      if (meaning[k] != meaning[o]) continue;
      together += std::exp(scores[k] - top);
      leads &= k < o ? scores[k] < scores[o] : scores[k] <= scores[o];
    }
    if (leads && together > most) {
      most = together;
      best = o;
    }
  }
  return best;
}

}  // namespace parallax::ingest::domain::extract
