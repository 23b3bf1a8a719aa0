#include "services/ingest/domain/extract/decide/decider.h"

namespace parallax::ingest::domain::extract {

float ReadingBias(Kind kind) {
  switch (kind) {
    case Kind::kDeployment:
      return 1.0f;
    case Kind::kDamage:
    case Kind::kTerritory:
    case Kind::kTruce:
      return 0.8f;
    default:
      return 0.4f;
  }
}

void ModelDecider::Select(const DocContext&, std::vector<Choice>& choices) {
  for (Choice& choice : choices) {
    const float none = model_.Score(choice.features[0]);
    float best = none;
    choice.chosen = 0;
    for (size_t o = 1; o < choice.features.size(); ++o) {
      const float score = model_.Score(choice.features[o]) +
                          ReadingBias(choice.drafts[o - 1].kind) + shift_;
      choice.drafts[o - 1].score = score - none;
      if (score > best || (choice.certain && choice.chosen == 0)) {
        best = score;
        choice.chosen = static_cast<int>(o);
      }
    }
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

}  // namespace parallax::ingest::domain::extract
