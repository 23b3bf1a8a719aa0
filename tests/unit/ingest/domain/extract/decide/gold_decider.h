// Deciders without weights, so that tests see what the rules offer.
#ifndef PARALLAX_TESTS_UNIT_INGEST_DOMAIN_EXTRACT_DECIDE_GOLD_DECIDER_H_
#define PARALLAX_TESTS_UNIT_INGEST_DOMAIN_EXTRACT_DECIDE_GOLD_DECIDER_H_

#include <vector>

#include "services/ingest/domain/extract/decide/decider.h"

namespace parallax::ingest::domain::extract {

// Takes the option that agrees with Draft::gold, else the first, which stands
// for "none" in every decision; no choice is a claim.
class GoldDecider : public Decider {
 public:
  void Select(const DocContext&, std::vector<Choice>& choices) override {
    for (Choice& choice : choices) choice.chosen = 0;
  }
  size_t Pick(const std::vector<FeatureSet>&,
              const std::vector<bool>& right) override {
    for (size_t i = 0; i < right.size(); ++i) {
      if (right[i]) return i;
    }
    return 0;
  }
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_TESTS_UNIT_INGEST_DOMAIN_EXTRACT_DECIDE_GOLD_DECIDER_H_
