// Named features of a decision: summed up by their weights, or, while weights
// are fitted, written down as hashes that a weight file knows by name.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_FEATURES_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_FEATURES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/model/feature_value.h"
#include "services/ingest/domain/extract/model/named_weights.h"
#include "services/ingest/domain/extract/model/quick_hash.h"

namespace parallax::ingest::domain::extract {

// FNV-1a with a final mix: the same on every machine.
inline uint64_t HashBytes(absl::string_view bytes, uint64_t seed) {
  uint64_t h = seed ^ 0xcbf29ce484222325ull;
  for (const char c : bytes) {
    h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
  }
  h ^= h >> 32;
  return h * 0x9e3779b97f4a7c15ull;
}

// What is known of features: their weights, or no more than their names, which
// are then collected as they come up.
class FeatureNames {
 public:
  FeatureNames() = default;
  // `weights` must outlive the names.
  explicit FeatureNames(const NamedWeights* weights) : weights_(weights) {}

  const NamedWeights* weights() const { return weights_; }

  // The name of the feature with this hash, to be filled in when it is empty.
  std::string& Name(uint64_t hash) { return names_[hash]; }
  // Null when no such feature came up.
  const std::string* Find(uint64_t hash) const;

 private:
  const NamedWeights* weights_ = nullptr;
  absl::flat_hash_map<uint64_t, std::string> names_;
};

// The features of one option of one decision. `task` keeps the features of
// different decisions apart; it must outlive the set. Not thread safe.
class FeatureSet {
 public:
  // With weights in `names` only their sum is kept, else the hashes.
  explicit FeatureSet(absl::string_view task, FeatureNames* names = nullptr)
      : task_(task),
        weights_(names == nullptr ? nullptr : names->weights()),
        names_(names),
        seed_(weights_ != nullptr ? QuickHash(task, 0) : HashBytes(task, 0)) {}

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

  // Add(name, value), then Add(name, value, context).
  [[gnu::always_inline]] void AddBoth(absl::string_view name,
                                      const FeatureValue& value,
                                      const FeatureValue& context) {
    if (weights_ == nullptr) {
      Write(name, value);
      return Write(name, value, context);
    }
    WeighBoth(QuickHashOfName(name) ^ seed_, value, context);
  }

  std::string task() const { return std::string(task_); }
  // Whether the features were summed up rather than written down.
  bool summed() const { return weights_ != nullptr; }
  float sum() const;
  const std::vector<uint64_t>& hashes() const { return hashes_; }

 private:
  // Features on their way from memory. They are added in the order in which
  // they came, so that the sum is the same to the last bit.
  static constexpr uint32_t kPending = 8;

  // By the name in this task, and the values.
  void Weigh(uint64_t name);
  void Weigh(uint64_t name, const FeatureValue& value);
  void Weigh(uint64_t name, const FeatureValue& a, const FeatureValue& b);
  void WeighBoth(uint64_t name, const FeatureValue& value,
                 const FeatureValue& context);
  void AddWeight(uint64_t key) {
    NamedWeights::Place& pending = pending_[added_ % kPending];
    if (added_ >= kPending) sum_ += weights_->At(pending);
    pending = weights_->Seek(key);
    ++added_;
  }

  void Write(absl::string_view name);
  void Write(absl::string_view name, absl::string_view value);
  void Write(absl::string_view name, absl::string_view a, absl::string_view b);
  void Put(uint64_t hash, absl::string_view name, absl::string_view a,
           absl::string_view b);

  absl::string_view task_;
  const NamedWeights* weights_;
  FeatureNames* names_;
  uint64_t seed_;
  float sum_ = 0.0f;  // of all but those pending
  uint32_t added_ = 0;
  NamedWeights::Place pending_[kPending] = {};
  std::vector<uint64_t> hashes_;
};

// The key in NamedWeights of a feature that a weight file writes as `text`,
// "task name=a+b"; nullopt when it is not the feature with this hash.
std::optional<uint64_t> KeyOfFeature(absl::string_view text, uint64_t hash);

// Logarithmic buckets for counts and distances: "0" "1" "2" "3" "5" "9" "17"...
absl::string_view Bucket(int64_t value);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_FEATURES_H_
