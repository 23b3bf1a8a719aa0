// Who chooses among the options that the rules offer: the weights, or, while
// the weights are fitted, the annotation.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_DECIDER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_DECIDER_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "services/ingest/domain/extract/kinds/choice.h"
#include "services/ingest/domain/extract/model/boosted_trees.h"
#include "services/ingest/domain/extract/model/factorization_machine.h"
#include "services/ingest/domain/extract/model/features.h"

namespace parallax::ingest::domain::extract {

// Weights fitted to every candidate find too few claims: most candidates are
// none. This much is added to a reading of the kind; chosen by
// cross-validation, for the F1 of each kind.
float ReadingBias(Kind kind);

class Decider {
 public:
  virtual ~Decider() = default;

  // Sets Choice::chosen of each.
  virtual void Select(const DocContext& doc, std::vector<Choice>& choices) = 0;

  // Sets Choice::chosen once more, now that all readings are weighed. The
  // choices stand in order of the text.
  virtual void Reconsider(const DocContext& /*doc*/,
                          absl::Span<Choice* const> /*choices*/) {}

  // Index of the option to take. `right` says of each option whether the
  // annotation agrees; empty outside training. `options` is not empty.
  virtual size_t Pick(const std::vector<FeatureSet>& options,
                      const std::vector<bool>& right) = 0;

  // The same where several options come to the same: of one day by different
  // words, say. Those with the same number in `meaning` speak for it together,
  // as they did when the weights were fitted. One number for each option.
  virtual size_t PickByMeaning(const std::vector<FeatureSet>& options,
                               const std::vector<int64_t>& /*meaning*/,
                               const std::vector<bool>& right) {
    return Pick(options, right);
  }

  // What the features that the options are made of are known by; null when
  // their keys are enough.
  virtual FeatureNames* names() { return nullptr; }
};

// Weighs the readings of a choice: sets `best`, `margin` and Draft::score, with
// the bias of the kind.
void WeighReadings(const FactorizationMachine& model, Choice& choice);

// Decides by fitted weights.
class ModelDecider : public Decider {
 public:
  // Without `trees` no choice is reconsidered. `shift` is added to the log odds
  // of a claim where it is decided on: above 0 for more claims, of which fewer
  // are right.
  explicit ModelDecider(const FactorizationMachine& model,
                        const BoostedTrees* trees = nullptr, float shift = 0.0f)
      : model_(model), trees_(trees), shift_(shift), names_(&model.weights()) {}

  void Select(const DocContext& doc, std::vector<Choice>& choices) override;
  void Reconsider(const DocContext& doc,
                  absl::Span<Choice* const> choices) override;
  size_t Pick(const std::vector<FeatureSet>& options,
              const std::vector<bool>& right) override;
  size_t PickByMeaning(const std::vector<FeatureSet>& options,
                       const std::vector<int64_t>& meaning,
                       const std::vector<bool>& right) override;
  FeatureNames* names() override { return &names_; }

 private:
  const FactorizationMachine& model_;
  const BoostedTrees* const trees_;
  const float shift_;
  FeatureNames names_;
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_DECIDER_H_
