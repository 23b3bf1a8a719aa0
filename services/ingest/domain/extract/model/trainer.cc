#include "services/ingest/domain/extract/model/trainer.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <fstream>
#include <map>
#include <thread>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace parallax::ingest::domain::extract {
namespace {

// A linear congruential generator: the standard library's shuffles differ
// between implementations.
class Generator {
 public:
  explicit Generator(uint64_t seed) : state_(20220915 + seed) {}

  uint32_t Below(uint32_t limit) {
    state_ = state_ * 6364136223846793005ull + 1442695040888963407ull;
    return static_cast<uint32_t>((state_ >> 33) % limit);
  }
  // In [-1, 1].
  double Signed() { return Below(20001) / 10000.0 - 1.0; }

 private:
  uint64_t state_;
};

// The mean of two fits of half the factors each decides better than one of all:
// what one of them learned by chance is halved.
constexpr size_t kFits = 2;
constexpr size_t kFitFactors = kFactors / kFits;

static_assert(kFactors % kFits == 0);

// What the squares of gradients begin with: the first steps of factors, which
// begin at random, shall be short.
constexpr float kFirstSquare = 1e-6f;
constexpr float kFirstFactorSquare = 1e-4f;

// A number for a feature's weight alone, then one for each of its factors.
using Row = std::array<float, 1 + kFitFactors>;

// The fits of the decisions of one task.
class TaskFit {
 public:
  TaskFit(absl::Span<const Decision* const> decisions,
          const TrainOptions& options)
      : decisions_(decisions), options_(options) {
    NumberFeatures();
    DropRareFeatures();
  }

  std::vector<NamedWeights::Entry> Run();

 private:
  // Dense numbers in order of first appearance.
  void NumberFeatures();
  // Those of few decisions say little of others.
  void DropRareFeatures();
  // Weights from the start, averaged over the later epochs.
  std::vector<Row> RunFit(uint64_t seed);
  // One decision after another, in a new order.
  void RunEpoch();
  // Sums up what is shown of the options, and what follows of each being right.
  // False when the decision teaches nothing.
  bool Show(uint32_t decision);
  void Learn(uint32_t decision);

  const absl::Span<const Decision* const> decisions_;
  const TrainOptions& options_;
  std::vector<uint64_t> keys_;  // by number
  std::vector<std::vector<std::vector<uint32_t>>> features_;
  std::vector<bool> kept_;  // by number

  Generator generator_{0};
  std::vector<uint32_t> order_;
  std::vector<Row> rows_;
  std::vector<Row> squares_;  // of the gradients so far
  // What was drawn of a feature in which decision, so that all its options see
  // it or none does, and in which it learned.
  struct Drawn {
    uint64_t step = 0;
    bool hidden = false;
    uint64_t learned = 0;
  };
  uint64_t step_ = 0;  // counts decisions shown
  std::vector<Drawn> drawn_;
  std::vector<Row> gradients_;  // of the decision at hand
  std::vector<uint32_t> touched_;
  // Of the decision at hand, by option.
  std::vector<std::vector<uint32_t>> shown_;
  std::vector<std::array<float, kFitFactors>> sums_;  // of the factors shown
  std::vector<double> scores_;
  std::vector<float> slopes_;  // of the loss by the score
};

void TaskFit::NumberFeatures() {
  absl::flat_hash_map<uint64_t, uint32_t> numbers;
  features_.resize(decisions_.size());
  for (size_t d = 0; d < decisions_.size(); ++d) {
    for (const auto& option : decisions_[d]->options) {
      auto& list = features_[d].emplace_back();
      list.reserve(option.size());
      for (const uint64_t key : option) {
        const auto [it, inserted] =
            numbers.try_emplace(key, static_cast<uint32_t>(keys_.size()));
        if (inserted) keys_.push_back(key);
        list.push_back(it->second);
      }
    }
  }
}

void TaskFit::DropRareFeatures() {
  std::vector<uint32_t> seen(keys_.size(), 0);
  std::vector<uint32_t> last_seen(keys_.size(), UINT32_MAX);
  for (uint32_t d = 0; d < features_.size(); ++d) {
    for (const auto& list : features_[d]) {
      for (const uint32_t f : list) {
        if (last_seen[f] != d) ++seen[f];
        last_seen[f] = d;
      }
    }
  }
  kept_.resize(keys_.size());
  for (size_t f = 0; f < keys_.size(); ++f) {
    kept_[f] = seen[f] >= options_.least_decisions;
  }
  for (auto& lists : features_) {
    for (auto& list : lists) {
      list.erase(std::remove_if(list.begin(), list.end(),
                                [&](uint32_t f) { return !kept_[f]; }),
                 list.end());
    }
  }
}

std::vector<NamedWeights::Entry> TaskFit::Run() {
  std::vector<std::vector<Row>> fits;
  for (size_t i = 0; i < kFits; ++i) fits.push_back(RunFit(i));
  // A mean of scores is a sum of pairs over the factors of all fits, each
  // factor less by the root of their number.
  const float root = std::sqrt(static_cast<float>(kFits));
  std::vector<NamedWeights::Entry> fitted;
  for (size_t f = 0; f < keys_.size(); ++f) {
    if (!kept_[f]) continue;
    FeatureWeight weight;
    for (size_t i = 0; i < kFits; ++i) {
      weight.alone += fits[i][f][0] / kFits;
      for (size_t k = 0; k < kFitFactors; ++k) {
        weight.factors[i * kFitFactors + k] =
            FactorOf(fits[i][f][k + 1] / root);
      }
    }
    fitted.emplace_back(keys_[f], weight);
  }
  return fitted;
}

std::vector<Row> TaskFit::RunFit(uint64_t seed) {
  generator_ = Generator(seed);
  order_.resize(decisions_.size());
  for (uint32_t i = 0; i < order_.size(); ++i) order_[i] = i;
  rows_.assign(keys_.size(), Row{});
  squares_.resize(keys_.size());
  drawn_.assign(keys_.size(), Drawn());
  gradients_.resize(keys_.size());
  for (size_t f = 0; f < keys_.size(); ++f) {
    squares_[f].fill(kFirstFactorSquare);
    squares_[f][0] = kFirstSquare;
    for (size_t k = 1; k <= kFitFactors; ++k) {
      rows_[f][k] = static_cast<float>(generator_.Signed() * options_.spread);
    }
  }
  std::vector<Row> averages(keys_.size(), Row{});
  const int first_averaged = options_.epochs / 2;
  const float averaged = static_cast<float>(options_.epochs - first_averaged);
  for (int epoch = 0; epoch < options_.epochs; ++epoch) {
    RunEpoch();
    if (epoch < first_averaged) continue;
    for (size_t f = 0; f < keys_.size(); ++f) {
      for (size_t k = 0; k <= kFitFactors; ++k) {
        averages[f][k] += rows_[f][k] / averaged;
      }
    }
  }
  return averages;
}

void TaskFit::RunEpoch() {
  for (uint32_t i = static_cast<uint32_t>(order_.size()); i > 1; --i) {
    std::swap(order_[i - 1], order_[generator_.Below(i)]);
  }
  for (const uint32_t d : order_) {
    if (Show(d)) Learn(d);
  }
}

bool TaskFit::Show(uint32_t decision) {
  const auto& options = features_[decision];
  const uint32_t hidden = static_cast<uint32_t>(options_.hidden * 10000);
  const double scale = 1.0 / (1.0 - options_.hidden);
  shown_.resize(options.size());
  sums_.resize(options.size());
  scores_.assign(options.size(), 0.0);
  ++step_;
  double top = -1e300;
  for (size_t o = 0; o < options.size(); ++o) {
    shown_[o].clear();
    sums_[o].fill(0.0f);
    double alone = 0.0;
    std::array<float, kFitFactors> squares = {};
    for (const uint32_t f : options[o]) {
      if (drawn_[f].step != step_) {
        drawn_[f].step = step_;
        drawn_[f].hidden = generator_.Below(10000) < hidden;
      }
      if (drawn_[f].hidden) continue;
      shown_[o].push_back(f);
      const Row& row = rows_[f];
      alone += row[0];
      for (size_t k = 0; k < kFitFactors; ++k) {
        sums_[o][k] += row[k + 1];
        squares[k] += row[k + 1] * row[k + 1];
      }
    }
    double pairs = 0.0;
    for (size_t k = 0; k < kFitFactors; ++k) {
      pairs += sums_[o][k] * sums_[o][k] - squares[k];
    }
    scores_[o] = alone * scale + pairs * scale * scale / 2;
    top = std::max(top, scores_[o]);
  }
  double all = 0.0;
  double good = 0.0;
  const std::vector<bool>& right = decisions_[decision]->right;
  for (size_t o = 0; o < options.size(); ++o) {
    scores_[o] = std::exp(scores_[o] - top);
    all += scores_[o];
    if (right[o]) good += scores_[o];
  }
  if (good <= 0.0 || all <= 0.0) return false;
  slopes_.resize(options.size());
  for (size_t o = 0; o < options.size(); ++o) {
    slopes_[o] = static_cast<float>(scores_[o] / all -
                                    (right[o] ? scores_[o] / good : 0.0));
  }
  return true;
}

void TaskFit::Learn(uint32_t decision) {
  touched_.clear();
  for (size_t o = 0; o < features_[decision].size(); ++o) {
    const float slope = slopes_[o];
    if (std::abs(slope) < 1e-6f) continue;
    for (const uint32_t f : shown_[o]) {
      Row& gradient = gradients_[f];
      if (drawn_[f].learned != step_) {
        drawn_[f].learned = step_;
        touched_.push_back(f);
        gradient.fill(0.0f);
      }
      gradient[0] += slope;
      for (size_t k = 1; k <= kFitFactors; ++k) {
        gradient[k] += slope * (sums_[o][k - 1] - rows_[f][k]);
      }
    }
  }
  const float l2 = static_cast<float>(options_.l2);
  for (const uint32_t f : touched_) {
    for (size_t k = 0; k <= kFitFactors; ++k) {
      const float rate =
          static_cast<float>(k == 0 ? options_.rate : options_.factor_rate);
      float& weight = rows_[f][k];
      const float gradient = gradients_[f][k] + l2 * weight;
      squares_[f][k] += gradient * gradient;
      weight -= rate * gradient / std::sqrt(squares_[f][k]);
    }
  }
}

}  // namespace

std::vector<NamedWeights::Entry> Fit(
    absl::Span<const Decision* const> decisions, const TrainOptions& options) {
  std::map<std::string, std::vector<const Decision*>> tasks;
  for (const Decision* decision : decisions) {
    tasks[decision->task].push_back(decision);
  }
  std::vector<const std::vector<const Decision*>*> work;
  work.reserve(tasks.size());
  for (const auto& [task, of_task] : tasks) work.push_back(&of_task);
  std::vector<std::vector<NamedWeights::Entry>> fitted(work.size());
  std::atomic<size_t> next = 0;
  const auto fit_some = [&] {
    for (size_t i = next++; i < work.size(); i = next++) {
      fitted[i] = TaskFit(*work[i], options).Run();
    }
  };
  {
    const size_t cores =
        std::min<size_t>(std::thread::hardware_concurrency(), work.size());
    std::vector<std::jthread> others;
    for (size_t i = 1; i < cores; ++i) others.emplace_back(fit_some);
    fit_some();
  }
  std::vector<NamedWeights::Entry> all;
  for (const auto& of_task : fitted) {
    all.insert(all.end(), of_task.begin(), of_task.end());
  }
  return all;
}

absl::Status WriteModel(const std::string& path,
                        absl::Span<const NamedWeights::Entry> weights,
                        const FeatureNames& names) {
  std::map<absl::string_view, const FeatureWeight*> rows;
  for (const auto& [key, weight] : weights) {
    const std::string* name = names.Find(key);
    if (name == nullptr) {
      return absl::InvalidArgumentError(
          absl::StrCat("the weight ", absl::Hex(key, absl::kZeroPad16),
                       " is of a feature without a name"));
    }
    if (KeyOfFeature(*name) != key || absl::StrContains(*name, '\n') ||
        !std::isfinite(weight.alone) || !rows.emplace(*name, &weight).second) {
      return absl::InvalidArgumentError(absl::StrCat(
          "the feature \"", absl::CEscape(*name), "\" cannot be written"));
    }
  }
  std::ofstream out(path);
  out << "# Weights of the extractor's decisions, fitted by train_extractor.\n"
         "# weight\tfactors\tdecision\tfeature\tvalues\n";
  for (const auto& [name, weight] : rows) {
    out << absl::StrFormat("%.4f\t%s\t%s\n", weight->alone,
                           FactorText(weight->factors), name);
  }
  out.close();
  return out ? absl::OkStatus()
             : absl::UnavailableError(absl::StrCat("cannot write ", path));
}

}  // namespace parallax::ingest::domain::extract
