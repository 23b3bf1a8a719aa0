#include "services/ingest/domain/extract/training/oracle.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "services/ingest/domain/extract/kinds/second_look.h"

namespace parallax::ingest::domain::extract {

double Fit(const DocContext& doc, const Draft& draft, const GoldClaim& gold) {
  if (draft.kind != gold.kind) return 0.0;
  if (draft.kind == Kind::kCasualties) {
    if (draft.measure != gold.measure) {
      return 0.0;
    }
    if (draft.rule != "anaphor/attribution" &&
        (draft.count.min != gold.count.min ||
         draft.count.max != gold.count.max)) {
      return 0.0;
    }
  }
  const uint32_t begin = doc.token(draft.first).begin;
  const uint32_t end = doc.token(draft.last - 1).end;
  const uint32_t low = std::max(begin, gold.begin);
  const uint32_t high = std::min(end, gold.end);
  if (high <= low) return 0.0;
  const double both = high - low;
  const double shorter = std::min(end - begin, gold.end - gold.begin);
  const double jaccard = both / (static_cast<double>(end - begin) +
                                 (gold.end - gold.begin) - both);
  if (jaccard < 0.3 && !(jaccard >= 0.12 && both >= 0.9 * shorter)) return 0.0;
  double fit = 0.2 + jaccard;
  const Token& head = doc.token(draft.head);
  if (head.begin >= gold.begin && head.end <= gold.end) fit += 0.6;
  if (draft.quantity >= 0) {
    const Token& core = doc.token(doc.quantities[draft.quantity].core);
    if (core.begin >= gold.begin && core.end <= gold.end) fit += 0.6;
  }
  if (draft.kind != Kind::kCasualties &&
      gold.count.bound != CountBound::kNone) {
    if (draft.count.min == gold.count.min &&
        draft.count.max == gold.count.max) {
      fit += 0.5;
    } else if (draft.quantity >= 0) {
      return 0.0;
    }
  } else if (draft.kind != Kind::kCasualties && draft.quantity >= 0) {
    return 0.0;  // a number where the annotation has none
  }
  return fit;
}

void Oracle::Select(const DocContext& doc, std::vector<Choice>& choices) {
  // (fit, choice, option, gold), best first.
  std::vector<std::tuple<double, size_t, size_t, size_t>> pairs;
  for (size_t c = 0; c < choices.size(); ++c) {
    Choice& choice = choices[c];
    choice.chosen = 0;
    for (size_t o = 0; o < choice.drafts.size(); ++o) {
      for (size_t g = 0; g < gold_.size(); ++g) {
        if (used_[g]) continue;
        double fit = Fit(doc, choice.drafts[o], gold_[g]);
        if (fit <= 0.0) continue;
        if (model_ != nullptr) {
          const float margin = model_->Score(choice.features[o + 1]) -
                               model_->Score(choice.features[0]);
          fit += 1.5 / (1.0 + std::exp(-margin));
        }
        pairs.emplace_back(fit, c, o, g);
      }
    }
  }
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const auto& a, const auto& b) {
                     return std::get<0>(a) > std::get<0>(b);
                   });
  for (const auto& [fit, c, o, g] : pairs) {
    Choice& choice = choices[c];
    if (used_[g] || choice.chosen != 0) continue;
    used_[g] = true;
    choice.chosen = static_cast<int>(o) + 1;
    choice.drafts[o].gold = &gold_[g];
  }
  for (Choice& choice : choices) {
    Decision decision;
    decision.task = choice.features[0].task();
    for (const FeatureSet& set : choice.features) {
      decision.options.push_back(set.keys());
    }
    decision.right.assign(choice.features.size(), false);
    decision.right[choice.chosen] = true;
    if (choice.chosen > 0) {
      const Draft& chosen = choice.drafts[choice.chosen - 1];
      // Other words that give the same reading are as right.
      for (size_t o = 0; o < choice.drafts.size(); ++o) {
        const Draft& other = choice.drafts[o];
        if (other.kind == chosen.kind && other.measure == chosen.measure &&
            other.count == chosen.count &&
            Fit(doc, other, *chosen.gold) > 0.0) {
          decision.right[o + 1] = true;
        }
      }
    }
    if (model_ == nullptr) {
      out_.push_back(std::move(decision));
      continue;
    }
    WeighReadings(*model_, choice);
    best_is_right_[&choice] = decision.right[choice.best];
    out_.push_back(std::move(decision));
    if (choice.chosen > 0) continue;
    // What the weights would read wrongly stands in the way of later
    // decisions, in training as in use.
    if (choice.margin > 0.0f) choice.chosen = choice.best;
  }
}

void Oracle::Reconsider(const DocContext& doc,
                        absl::Span<Choice* const> choices) {
  if (model_ == nullptr || looks_ == nullptr) return;
  const std::vector<const Choice*> readings(choices.begin(), choices.end());
  const std::vector<Look> looks = LookAgain(doc, readings);
  for (size_t i = 0; i < looks.size(); ++i) {
    looks_->numbers.emplace_back(looks[i].numbers.begin(),
                                 looks[i].numbers.end());
    looks_->names.emplace_back(looks[i].names.begin(), looks[i].names.end());
    looks_->right.push_back(best_is_right_[choices[i]]);
  }
}

size_t Oracle::Pick(const std::vector<FeatureSet>& options,
                    const std::vector<bool>& right) {
  return Learn(options, right,
               [&](ModelDecider& model) { return model.Pick(options, right); });
}

size_t Oracle::PickByMeaning(const std::vector<FeatureSet>& options,
                             const std::vector<int64_t>& meaning,
                             const std::vector<bool>& right) {
  return Learn(options, right, [&](ModelDecider& model) {
    return model.PickByMeaning(options, meaning, right);
  });
}

size_t Oracle::Learn(const std::vector<FeatureSet>& options,
                     const std::vector<bool>& right,
                     absl::FunctionRef<size_t(ModelDecider&)> decide) {
  size_t best = 0;
  bool any = false;
  for (size_t o = 0; o < right.size(); ++o) {
    if (right[o] && !any) {
      any = true;
      best = o;
    }
  }
  size_t likely = best;
  if (model_ != nullptr) {
    ModelDecider decider(*model_);
    likely = decide(decider);
  }
  if (!any) return likely;
  Decision decision;
  decision.task = options[0].task();
  for (const FeatureSet& set : options) {
    decision.options.push_back(set.keys());
  }
  decision.right = right;
  out_.push_back(std::move(decision));
  return likely;
}

std::vector<const GoldClaim*> Oracle::Missed() const {
  std::vector<const GoldClaim*> missed;
  for (size_t g = 0; g < gold_.size(); ++g) {
    if (!used_[g]) missed.push_back(&gold_[g]);
  }
  return missed;
}

}  // namespace parallax::ingest::domain::extract
