// Named features of a decision: weighed as they come, or, while weights
// are fitted, written down as keys of which the names are known.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_FEATURES_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_FEATURES_H_

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/model/feature_value.h"
#include "services/ingest/domain/extract/model/named_weights.h"
#include "services/ingest/domain/extract/model/quick_hash.h"

namespace parallax::ingest::domain::extract {

// What is known of features: their weights, or no more than their names, which
// are then collected as they come up.
class FeatureNames {
 public:
  FeatureNames() = default;
  // `weights` must outlive the names.
  explicit FeatureNames(const NamedWeights* weights) : weights_(weights) {}

  const NamedWeights* weights() const { return weights_; }

  // The text of the feature with this key, as in KeyOfFeature, to be filled in
  // when it is empty.
  std::string& Name(uint64_t key) { return names_[key]; }
  // Null when no such feature came up.
  const std::string* Find(uint64_t key) const;

 private:
  const NamedWeights* weights_ = nullptr;
  absl::flat_hash_map<uint64_t, std::string> names_;
};

// The features of one option of one decision. `task` keeps the features of
// different decisions apart; it must outlive the set. Not thread safe.
class FeatureSet {
 public:
  // With weights in `names` only what they weigh is kept, else the keys.
  explicit FeatureSet(absl::string_view task, FeatureNames* names = nullptr)
      : task_(task),
        weights_(names == nullptr ? nullptr : names->weights()),
        names_(names),
        seed_(QuickHash(task, 0)) {}

  // A name is best a literal: see QuickHashOfName.
  [[gnu::always_inline]] void Add(absl::string_view name) {
    if (weights_ == nullptr) return Write(name);
    Weigh(QuickHashOfName(name) ^ seed_);
  }
  [[gnu::always_inline]] void Add(absl::string_view name,
                                  const FeatureValue& value) {
    if (weights_ == nullptr) return Write(name, value);
    Weigh(QuickHashOfName(name) ^ seed_, value);
  }
  [[gnu::always_inline]] void Add(absl::string_view name, const FeatureValue& a,
                                  const FeatureValue& b) {
    if (weights_ == nullptr) return Write(name, a, b);
    Weigh(QuickHashOfName(name) ^ seed_, a, b);
  }

  std::string task() const { return std::string(task_); }
  // Whether the features were summed up rather than written down.
  bool summed() const { return weights_ != nullptr; }
  // What the features weigh, alone and in pairs.
  float score() const;
  const std::vector<uint64_t>& keys() const { return keys_; }

 private:
  // Features on their way from memory. They are added in the order in which
  // they came, so that the sum is the same to the last bit.
  static constexpr uint32_t kPending = 8;

  // By the name in this task, and the values.
  void Weigh(uint64_t name);
  void Weigh(uint64_t name, const FeatureValue& value);
  void Weigh(uint64_t name, const FeatureValue& a, const FeatureValue& b);
  void AddWeight(uint64_t key) {
    NamedWeights::Place& pending = pending_[added_ % kPending];
    if (added_ >= kPending) weights_->AddTo(pending, sum_);
    pending = weights_->Seek(key);
    ++added_;
  }

  void Write(absl::string_view name);
  void Write(absl::string_view name, const FeatureValue& value);
  void Write(absl::string_view name, const FeatureValue& a,
             const FeatureValue& b);
  // `parts` are the name and the values.
  void Put(uint64_t key, std::initializer_list<absl::string_view> parts);

  absl::string_view task_;
  const NamedWeights* weights_;
  FeatureNames* names_;
  uint64_t seed_;
  WeightSum sum_;  // of all but those pending
  uint32_t added_ = 0;
  NamedWeights::Place pending_[kPending] = {};
  std::vector<uint64_t> keys_;
};

// The key of a feature that a weight file writes as `text`: task, name and up
// to two values, with a tab after each but the last. nullopt for other texts.
std::optional<uint64_t> KeyOfFeature(absl::string_view text);

// Logarithmic buckets for counts and distances: "0" to "3", "5", "8",
// "12", "20", "40", "99".
absl::string_view Bucket(int64_t value);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_FEATURES_H_
