// Fits the extractor's weights to annotated articles: the same articles give
// the same file, bit for bit. With --folds, measures instead: every article is
// read with weights fitted to the others.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "services/ingest/domain/extract/finish_claim.h"
#include "services/ingest/domain/extract/kinds/second_look.h"
#include "services/ingest/domain/extract/model/trainer.h"
#include "services/ingest/domain/extract/read_claims.h"
#include "services/ingest/domain/extract/resources.h"
#include "services/ingest/domain/extract/training/oracle.h"
#include "services/ingest/domain/extract/training/tree_fitter.h"
#include "services/ingest/tools/corpus.h"

namespace parallax::ingest::tools {
namespace {

using namespace domain::extract;  // NOLINT: a program of this namespace

struct Options {
  std::vector<std::string> corpora;
  std::string data_dir;
  std::string out;
  std::string trees_out;
  std::string predictions;
  int folds = 0;
  int rounds = 2;
  TrainOptions train;
  TreeOptions trees;
  bool missed = false;
  float shift = 0.0f;
};

int Fail(const absl::Status& status) {
  std::cerr << "train_extractor: " << status.message() << "\n";
  return 1;
}

class Trainer {
 public:
  Trainer(const Options& options, const Resources& resources,
          const std::shared_ptr<const ActorCatalogue>& actors,
          std::vector<AnnotatedArticle> articles)
      : options_(options), articles_(std::move(articles)) {
    for (const AnnotatedArticle& article : articles_) {
      read_.push_back(
          std::make_unique<ReadArticle>(article.article, resources, actors));
    }
  }

  struct Fitted {
    std::vector<NamedWeights::Entry> weights;
    std::vector<Tree> trees;
  };

  // Fitted to the articles outside `held_out` (fold of `folds`). In the
  // first round each article is read as annotated; in the later ones by weights
  // that have not seen it. A decision is learned from all rounds: with what
  // stands before it right, and as it is read in use.
  absl::StatusOr<Fitted> FitWithout(int held_out) {
    constexpr size_t kParts = 4;
    std::vector<FactorizationMachine> models(kParts);
    std::vector<std::vector<Decision>> parts(kParts);
    TreeRows looks;
    for (int round = 0; round < options_.rounds; ++round) {
      if (round > 0) {
        for (size_t without = 0; without < kParts; ++without) {
          if (!models[without].Fill(FitTo(parts, without, round)))
            return Ambiguous();
        }
      }
      size_t used = 0;
      for (size_t i = 0; i < articles_.size(); ++i) {
        if (held_out >= 0 && FoldOf(i) == held_out) continue;
        const size_t part = used++ % kParts;
        Oracle oracle(articles_[i].claims, names_,
                      round == 0 ? nullptr : &models[part], parts[part],
                      round + 1 == options_.rounds ? &looks : nullptr);
        ReadClaims(read_[i]->context, oracle);
        if (options_.missed && round == 0) ReportMissed(i, oracle);
      }
    }
    return Fitted{FitTo(parts, kParts, options_.rounds),
                  FitTrees(looks, options_.trees)};
  }

  // Share of decisions that come out right, by task.
  void ReportAccuracy(const FactorizationMachine& model, int fold) {
    std::vector<Decision> decisions;
    for (size_t i = 0; i < articles_.size(); ++i) {
      if (FoldOf(i) != fold) continue;
      Oracle oracle(articles_[i].claims, names_, &model, decisions);
      ReadClaims(read_[i]->context, oracle);
    }
    for (const Decision& decision : decisions) {
      size_t best = 0;
      double top = 0.0;
      for (size_t o = 0; o < decision.options.size(); ++o) {
        const double score = model.Score(decision.options[o]);
        if (o == 0 || score > top) {
          top = score;
          best = o;
        }
      }
      auto& [right, all] = accuracy_[decision.task];
      right += decision.right[best] ? 1 : 0;
      ++all;
    }
  }

  void PrintAccuracy() const {
    for (const auto& [task, counts] : accuracy_) {
      std::cerr << task << " " << counts.first << "/" << counts.second << " = "
                << static_cast<double>(counts.first) / counts.second << "\n";
    }
  }

  void ReportMissed(size_t i, const Oracle& oracle) {
    for (const GoldClaim* claim : oracle.Missed()) {
      std::cerr << articles_[i].id << "\t" << KindName(claim->kind) << "\t"
                << StanceName(claim->stance) << "\t"
                << articles_[i].article.text.substr(claim->begin,
                                                    claim->end - claim->begin)
                << "\n";
    }
  }

  int FoldOf(size_t i) const { return static_cast<int>(i) % options_.folds; }

  absl::Status Measure(std::ostream& out) {
    for (int fold = 0; fold < options_.folds; ++fold) {
      const auto fitted = FitWithout(fold);
      if (!fitted.ok()) return fitted.status();
      FactorizationMachine model;
      if (!model.Fill(fitted->weights)) return Ambiguous();
      BoostedTrees trees;
      const absl::Status filled = trees.Fill(fitted->trees, kLookColumns);
      if (!filled.ok()) return filled;
      ReportAccuracy(model, fold);
      ModelDecider decider(model, trees.empty() ? nullptr : &trees,
                           options_.shift);
      for (size_t i = 0; i < articles_.size(); ++i) {
        if (FoldOf(i) != fold) continue;
        const DocContext& doc = read_[i]->context;
        out << PredictionLine(articles_[i],
                              FinishClaims(doc, ReadClaims(doc, decider)))
            << "\n";
      }
    }
    return absl::OkStatus();
  }

  FeatureNames names_;

 private:
  static absl::Status Ambiguous() {
    return absl::InternalError("two features cannot be told apart");
  }

  // To the decisions of all parts but one, each of which came up in so many
  // rounds.
  std::vector<NamedWeights::Entry> FitTo(
      const std::vector<std::vector<Decision>>& parts, size_t without,
      int rounds) const {
    std::vector<const Decision*> decisions;
    for (size_t part = 0; part < parts.size(); ++part) {
      if (part == without) continue;
      for (const Decision& decision : parts[part]) {
        decisions.push_back(&decision);
      }
    }
    TrainOptions train = options_.train;
    train.least_decisions *= static_cast<uint32_t>(rounds);
    return Fit(decisions, train);
  }

  const Options& options_;
  std::vector<AnnotatedArticle> articles_;
  std::vector<std::unique_ptr<ReadArticle>> read_;
  std::map<std::string, std::pair<int, int>> accuracy_;
};

int Run(const Options& options) {
  if (options.folds <= 1 && (options.out.empty() || options.trees_out.empty() ||
                             options.rounds < 2)) {
    return Fail(absl::InvalidArgumentError(
        "without --folds, --out and --trees-out are needed and two --rounds"));
  }
  auto resources = Resources::Load(options.data_dir + "/ingest", false);
  if (!resources.ok()) return Fail(resources.status());
  auto actors = ActorCatalogue::Load(options.data_dir + "/claims/actors");
  if (!actors.ok()) return Fail(actors.status());
  std::vector<AnnotatedArticle> articles;
  for (const std::string& corpus : options.corpora) {
    auto read = ReadCorpus(corpus, **actors);
    if (!read.ok()) return Fail(read.status());
    std::move(read->begin(), read->end(), std::back_inserter(articles));
  }
  Trainer trainer(options, **resources, *actors, std::move(articles));
  if (options.folds > 1) {
    std::ofstream out(options.predictions);
    const absl::Status measured = trainer.Measure(out);
    if (!measured.ok()) return Fail(measured);
    trainer.PrintAccuracy();
    return 0;
  }
  const auto fitted = trainer.FitWithout(-1);
  if (!fitted.ok()) return Fail(fitted.status());
  absl::Status status =
      WriteModel(options.out, fitted->weights, trainer.names_);
  status.Update(WriteTrees(options.trees_out, fitted->trees, kLookColumns));
  return status.ok() ? 0 : Fail(status);
}

}  // namespace
}  // namespace parallax::ingest::tools

int main(int argc, char** argv) {
  CLI::App app{"Fits the weights of the claim extractor"};
  parallax::ingest::tools::Options options;
  options.data_dir = (std::filesystem::canonical("/proc/self/exe")
                          .parent_path()
                          .parent_path() /
                      "share/parallax")
                         .string();
  app.add_option("corpus", options.corpora, "Folders of annotated articles")
      ->required();
  app.add_option("--data-dir", options.data_dir,
                 "Folder that holds ingest/ and claims/");
  app.add_option("--out", options.out, "Weight file to write");
  app.add_option("--trees-out", options.trees_out,
                 "File of the trees of the second look to write");
  app.add_option("--trees", options.trees.trees);
  app.add_option("--leaves", options.trees.leaves);
  app.add_option("--tree-rate", options.trees.rate);
  app.add_option("--folds", options.folds,
                 "Cross-validate in this many folds and write predictions");
  app.add_option("--predictions", options.predictions, "With --folds");
  app.add_option("--rounds", options.rounds,
                 "Times each article is read and learned from");
  app.add_option("--epochs", options.train.epochs);
  app.add_option("--rate", options.train.rate);
  app.add_option("--factor-rate", options.train.factor_rate);
  app.add_option("--spread", options.train.spread,
                 "How far from zero factors begin");
  app.add_option("--hidden", options.train.hidden,
                 "Share of features hidden from each step");
  app.add_option("--l2", options.train.l2);
  app.add_option("--least-decisions", options.train.least_decisions);
  app.add_option("--shift", options.shift, "With --folds: see ModelDecider");
  app.add_flag("--missed", options.missed,
               "Print annotated claims that no rule offers");
  CLI11_PARSE(app, argc, argv);
  return parallax::ingest::tools::Run(options);
}
