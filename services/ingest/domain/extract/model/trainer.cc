#include "services/ingest/domain/extract/model/trainer.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace parallax::ingest::domain::extract {
namespace {

// A linear congruential generator: the standard library's shuffles differ
// between implementations.
class Generator {
 public:
  explicit Generator(uint64_t order) : state_(20220915 + order) {}

  uint32_t Below(uint32_t limit) {
    state_ = state_ * 6364136223846793005ull + 1442695040888963407ull;
    return static_cast<uint32_t>((state_ >> 33) % limit);
  }

 private:
  uint64_t state_;
};

using Features = std::vector<std::vector<std::vector<uint32_t>>>;

// Adds the fit of one order of the decisions, averaged over its later epochs,
// to `total`.
void FitInOrder(const std::vector<Decision>& decisions,
                const Features& features, const TrainOptions& options,
                uint64_t seed, std::vector<double>& total) {
  std::vector<double> weights(total.size(), 0.0);
  std::vector<double> squares(total.size(), 1e-6);
  std::vector<uint32_t> order(decisions.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  Generator generator(seed);
  std::vector<double> scores;
  std::vector<std::vector<uint32_t>> shown;
  const uint32_t hidden = static_cast<uint32_t>(options.hidden * 10000);
  const double scale = 1.0 / (1.0 - options.hidden);
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    for (uint32_t i = static_cast<uint32_t>(order.size()); i > 1; --i) {
      std::swap(order[i - 1], order[generator.Below(i)]);
    }
    for (const uint32_t d : order) {
      shown.resize(features[d].size());
      scores.assign(shown.size(), 0.0);
      double top = -1e300;
      for (size_t o = 0; o < shown.size(); ++o) {
        shown[o].clear();
        for (const uint32_t f : features[d][o]) {
          if (generator.Below(10000) < hidden) continue;
          shown[o].push_back(f);
          scores[o] += weights[f] * scale;
        }
        top = std::max(top, scores[o]);
      }
      double all = 0.0;
      double good = 0.0;
      for (size_t o = 0; o < shown.size(); ++o) {
        scores[o] = std::exp(scores[o] - top);
        all += scores[o];
        if (decisions[d].right[o]) good += scores[o];
      }
      if (good <= 0.0 || all <= 0.0) continue;
      for (size_t o = 0; o < shown.size(); ++o) {
        const double p = scores[o] / all;
        const double q = decisions[d].right[o] ? scores[o] / good : 0.0;
        const double g = (p - q) * decisions[d].weight;
        if (std::abs(g) < 1e-6) continue;
        for (const uint32_t f : shown[o]) {
          const double gradient = g + options.l2 * weights[f];
          squares[f] += gradient * gradient;
          weights[f] -= options.rate * gradient / std::sqrt(squares[f]);
        }
      }
    }
    if (epoch >= options.epochs / 2) {
      for (size_t f = 0; f < weights.size(); ++f) total[f] += weights[f];
    }
  }
}

}  // namespace

absl::flat_hash_map<uint64_t, double> Fit(
    const std::vector<Decision>& decisions, const TrainOptions& options) {
  // Dense ids in order of first appearance.
  absl::flat_hash_map<uint64_t, uint32_t> ids;
  std::vector<uint64_t> hashes;
  std::vector<std::vector<std::vector<uint32_t>>> features(decisions.size());
  for (size_t d = 0; d < decisions.size(); ++d) {
    for (const auto& option : decisions[d].options) {
      auto& list = features[d].emplace_back();
      for (const uint64_t hash : option) {
        const auto [it, inserted] =
            ids.try_emplace(hash, static_cast<uint32_t>(hashes.size()));
        if (inserted) hashes.push_back(hash);
        list.push_back(it->second);
      }
    }
  }
  // A feature of one decision alone says nothing of others.
  std::vector<uint32_t> seen(hashes.size(), 0);
  std::vector<uint32_t> last_seen(hashes.size(), UINT32_MAX);
  for (uint32_t d = 0; d < features.size(); ++d) {
    for (const auto& list : features[d]) {
      for (const uint32_t f : list) {
        if (last_seen[f] != d) ++seen[f];
        last_seen[f] = d;
      }
    }
  }
  for (auto& lists : features) {
    for (auto& list : lists) {
      list.erase(std::remove_if(list.begin(), list.end(),
                                [&](uint32_t f) {
                                  return seen[f] < options.least_decisions;
                                }),
                 list.end());
    }
  }
  std::vector<double> sums(hashes.size(), 0.0);
  for (int order = 0; order < options.orders; ++order) {
    FitInOrder(decisions, features, options, static_cast<uint64_t>(order),
               sums);
  }
  const int later_half = options.epochs - options.epochs / 2;
  const double averaged = options.orders * later_half;
  absl::flat_hash_map<uint64_t, double> out;
  for (size_t f = 0; f < hashes.size(); ++f)
    out[hashes[f]] = sums[f] / averaged;
  return out;
}

absl::StatusOr<absl::flat_hash_map<uint64_t, double>> MeanOfModels(
    absl::Span<const std::string> paths, FeatureNames& names) {
  absl::flat_hash_map<uint64_t, double> mean;
  for (const std::string& path : paths) {
    std::ifstream in(path);
    if (!in) return absl::NotFoundError(absl::StrCat("cannot read ", path));
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
      if (line.empty() || line[0] == '#') continue;
      const std::optional<WeightLine> parsed = ParseWeightLine(line);
      if (!parsed.has_value()) {
        return absl::InvalidArgumentError(
            absl::StrCat(path, ":", number, ": not a feature weight"));
      }
      mean[parsed->hash] += parsed->weight / static_cast<double>(paths.size());
      names.Name(parsed->hash) = std::string(parsed->feature);
    }
  }
  return mean;
}

absl::Status WriteModel(const std::string& path,
                        const absl::flat_hash_map<uint64_t, double>& weights,
                        const FeatureNames& names, double least) {
  struct Row {
    std::string feature;
    uint64_t hash;
    double weight;
  };
  std::vector<Row> rows;
  for (const auto& [hash, weight] : weights) {
    if (std::abs(weight) < least) continue;
    const std::string* name = names.Find(hash);
    if (name == nullptr) {
      return absl::InvalidArgumentError(
          absl::StrCat("the weight ", absl::Hex(hash, absl::kZeroPad16),
                       " is of a feature without a name"));
    }
    rows.push_back(Row{*name, hash, weight});
  }
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return a.feature != b.feature ? a.feature < b.feature : a.hash < b.hash;
  });
  std::ofstream out(path);
  out << "# Weights of the extractor's decisions, fitted by train_extractor.\n"
         "# hash\tweight\tdecision and feature\n";
  for (const Row& row : rows) {
    out << absl::StrFormat("%016x\t%.4f\t%s\n", row.hash, row.weight,
                           row.feature);
  }
  out.close();
  return out ? absl::OkStatus()
             : absl::UnavailableError(absl::StrCat("cannot write ", path));
}

}  // namespace parallax::ingest::domain::extract
