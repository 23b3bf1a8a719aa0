// Reads an annotated article with the annotation as guide and writes down the
// decisions that lead to it.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_TRAINING_ORACLE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_TRAINING_ORACLE_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "services/ingest/domain/extract/decide/decider.h"
#include "services/ingest/domain/extract/model/trainer.h"
#include "services/ingest/domain/extract/training/tree_fitter.h"

namespace parallax::ingest::domain::extract {

class Oracle : public Decider {
 public:
  // `gold` must outlive the oracle. `model`, when given, says which of several
  // readings of one annotated claim is the likeliest, and decides what later
  // decisions build on, so that they learn to live with its mistakes; it should
  // not have seen this article. With a model, what readings look like beside
  // each other goes to `looks`, if given.
  Oracle(const std::vector<GoldClaim>& gold, FeatureNames& names,
         const FactorizationMachine* model, std::vector<Decision>& out,
         TreeRows* looks = nullptr)
      : gold_(gold),
        used_(gold.size(), false),
        names_(names),
        model_(model),
        out_(out),
        looks_(looks) {}

  void Select(const DocContext& doc, std::vector<Choice>& choices) override;
  void Reconsider(const DocContext& doc,
                  absl::Span<Choice* const> choices) override;
  size_t Pick(const std::vector<FeatureSet>& options,
              const std::vector<bool>& right) override;
  size_t PickByMeaning(const std::vector<FeatureSet>& options,
                       const std::vector<int64_t>& meaning,
                       const std::vector<bool>& right) override;
  FeatureNames* names() override { return &names_; }

  // Annotated claims that no choice offered.
  std::vector<const GoldClaim*> Missed() const;

 private:
  // Writes the decision down and returns what later decisions build on: the
  // option that `decide` gives, the first right one without a model.
  size_t Learn(const std::vector<FeatureSet>& options,
               const std::vector<bool>& right,
               absl::FunctionRef<size_t(ModelDecider&)> decide);

  const std::vector<GoldClaim>& gold_;
  std::vector<bool> used_;
  FeatureNames& names_;
  const FactorizationMachine* model_;
  std::vector<Decision>& out_;
  TreeRows* const looks_;
  // Of choices that are not reconsidered yet.
  absl::flat_hash_map<const Choice*, bool> best_is_right_;
};

// How well the draft's span and content fit the annotation; 0 for no match.
double Fit(const DocContext& doc, const Draft& draft, const GoldClaim& gold);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_TRAINING_ORACLE_H_
