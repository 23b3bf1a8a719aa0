// Named features of a decision, as hashes that a weight file knows by name.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_FEATURES_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_FEATURES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

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

// Names of features seen while training, by hash.
using FeatureNames = absl::flat_hash_map<uint64_t, std::string>;

// The features of one option of one decision. `task` keeps the features of
// different decisions apart. Not thread safe; reuse it to save allocations.
class FeatureSet {
 public:
  explicit FeatureSet(absl::string_view task, FeatureNames* names = nullptr)
      : task_(task), seed_(HashBytes(task, 0)), names_(names) {}

  void Clear() { hashes_.clear(); }

  void Add(absl::string_view name) {
    Put(HashBytes(name, seed_), name, {}, {});
  }
  void Add(absl::string_view name, absl::string_view value) {
    Put(HashBytes(value, HashBytes(name, seed_)), name, value, {});
  }
  void Add(absl::string_view name, absl::string_view a, absl::string_view b) {
    Put(HashBytes(b, HashBytes(a, HashBytes(name, seed_))), name, a, b);
  }

  const std::string& task() const { return task_; }
  const std::vector<uint64_t>& hashes() const { return hashes_; }

 private:
  void Put(uint64_t hash, absl::string_view name, absl::string_view a,
           absl::string_view b);

  std::string task_;
  uint64_t seed_;
  FeatureNames* names_;
  std::vector<uint64_t> hashes_;
};

// The hash of feature `hash` as it speaks for `label`.
inline uint64_t LabelHash(uint64_t hash, uint32_t label) {
  uint64_t h = hash + (label + 1) * 0xd6e8feb86659fd93ull;
  h ^= h >> 29;
  return h * 0xbf58476d1ce4e5b9ull;
}

// Logarithmic buckets for counts and distances: "0" "1" "2" "3" "5" "9" "17"...
absl::string_view Bucket(int64_t value);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_FEATURES_H_
