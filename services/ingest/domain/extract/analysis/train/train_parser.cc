#include "services/ingest/domain/extract/analysis/train/train_parser.h"

#include <climits>
#include <cstdio>
#include <map>
#include <utility>

#include "services/ingest/domain/extract/analysis/train/perceptron.h"
#include "services/ingest/domain/extract/analysis/train/train_tagger.h"

namespace parallax::ingest::domain::extract::train {

std::array<int, 3> TransitionCosts(const ParserState& state,
                                   const std::vector<int>& heads) {
  std::array<int, 3> costs = {INT_MAX, INT_MAX, INT_MAX};
  const int size = state.size();
  const int next = state.next();
  // heads[i] == size stands for the root, which is the last of the buffer.
  if (state.Allowed(Transition::kShift)) {
    int cost = 0;
    // Words under the top can no longer head the shifted word, and none of the
    // stack can depend on it.
    for (int i = 0; i < state.depth(); ++i) {
      const int word = state.Stack(i);
      if (heads[word] == next) ++cost;
      if (i > 0 && heads[next] == word) ++cost;
    }
    costs[static_cast<int>(Transition::kShift)] = cost;
  }
  const int top = state.Stack(0);
  if (top == ParserState::kNone) return costs;
  int dependents = 0;  // of the top, still in the buffer
  for (int i = next; i < size; ++i) dependents += heads[i] == top;
  const int head = heads[top];
  if (state.Allowed(Transition::kLeft)) {
    int cost = dependents;
    if (head > next || (head == state.Stack(1) && head >= 0)) ++cost;
    costs[static_cast<int>(Transition::kLeft)] = cost;
  }
  if (state.Allowed(Transition::kRight)) {
    int cost = dependents;
    if (head >= next) ++cost;
    costs[static_cast<int>(Transition::kRight)] = cost;
  }
  return costs;
}

namespace {

bool IsCertain(int most, int total, const ParserOptions& options) {
  return total >= options.certain_count &&
         int64_t{most} * 1000 >= int64_t{total} * options.certain_permille;
}

NarrowTable CertainMoves(const std::map<uint64_t, std::array<int, 3>>& contexts,
                         const ParserOptions& options) {
  NarrowTable table(contexts.size() / 4);
  int64_t covered = 0;
  int64_t all = 0;
  for (const auto& [key, counts] : contexts) {
    const int total = counts[0] + counts[1] + counts[2];
    all += total;
    for (int t = 0; t < 3; ++t) {
      if (!IsCertain(counts[t], total, options)) continue;
      int16_t weights[3] = {};
      weights[t] = 1;
      if (table.Insert(key, weights)) covered += total;
    }
  }
  std::fprintf(stderr, "certain moves: %.1f %%\n",
               100.0 * static_cast<double>(covered) / static_cast<double>(all));
  return table;
}

NarrowTable CertainLabels(
    const std::map<uint64_t, std::map<int, int>>& contexts,
    const ParserOptions& options) {
  NarrowTable table(contexts.size() / 4);
  int64_t covered = 0;
  int64_t all = 0;
  for (const auto& [key, counts] : contexts) {
    int total = 0;
    for (const auto& [label, count] : counts) total += count;
    all += total;
    for (const auto& [label, count] : counts) {
      if (!IsCertain(count, total, options)) continue;
      const int16_t weights[3] = {static_cast<int16_t>(label + 1), 0, 0};
      if (table.Insert(key, weights)) covered += total;
    }
  }
  std::fprintf(stderr, "certain labels: %.1f %%\n",
               100.0 * static_cast<double>(covered) / static_cast<double>(all));
  return table;
}

}  // namespace

ParserModel TrainParser(const std::vector<ParserExample>& examples,
                        const Lexicon& lexicon, const ParserOptions& options) {
  struct Item {
    const ParserExample* example;
    std::vector<ParserWord> words;
    std::vector<int> heads;
  };
  std::vector<Item> items;
  for (const ParserExample& example : examples) {
    const int size = static_cast<int>(example.gold->size());
    if (size > kMaxParsedTokens || size < 2) continue;
    Item item{
        &example,
        MakeParserWords(AtomsOf(*example.gold, lexicon), example.tags.data()),
        {}};
    for (const GoldWord& word : *example.gold) {
      item.heads.push_back(word.head < 0 ? size : word.head);
    }
    items.push_back(std::move(item));
  }
  std::vector<uint32_t> order(items.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;

  Committee<NarrowTable> move_committee;
  Committee<WideTable> label_committee;
  Perceptron<NarrowTable>::Scores move_scores;
  Perceptron<WideTable>::Scores label_scores;
  TransitionKeys keys;
  LabelKeys label_keys;
  // What was right in each context, in the last epoch.
  std::map<uint64_t, std::array<int, 3>> move_contexts;
  std::map<uint64_t, std::map<int, int>> label_contexts;
  ParserState state;
  const int label_count = LabelCount();
  for (int member = 0; member < options.members; ++member) {
    Perceptron<NarrowTable> moves;
    Perceptron<WideTable> label_weights;
    Random random(2 + 2 * static_cast<uint64_t>(member));
    for (int epoch = 0; epoch < options.epochs; ++epoch) {
      Shuffle(order, random);
      int64_t decisions = 0;
      int64_t mistakes = 0;
      for (uint32_t o : order) {
        const Item& item = items[o];
        const GoldSentence& gold = *item.example->gold;
        state.Reset(item.words, item.example->tags.data());
        while (!state.Final()) {
          const std::array<int, 3> costs = TransitionCosts(state, item.heads);
          ParserFeatures::Transitions(state, keys);
          const absl::Span<const uint64_t> kept =
              DropKeys(absl::MakeSpan(keys), options.drop_percent, random);
          moves.Score(kept, 3, move_scores);
          int allowed = 0;
          int predicted = -1;
          int right = -1;  // best scored among the cheapest
          for (int t = 0; t < 3; ++t) {
            if (costs[t] == INT_MAX) continue;
            ++allowed;
            if (predicted < 0 || move_scores[t] > move_scores[predicted]) {
              predicted = t;
            }
            if (right < 0 || costs[t] < costs[right] ||
                (costs[t] == costs[right] &&
                 move_scores[t] > move_scores[right])) {
              right = t;
            }
          }
          int follow = predicted;
          if (allowed > 1 && epoch + 1 == options.epochs) {
            // Of several right moves the one that the model prefers counts.
            ++move_contexts[ParserFeatures::MoveContext(state)][right];
          }
          if (allowed > 1) {
            moves.Tick();
            ++decisions;
            int rival = -1;  // best scored of the dearer ones
            for (int t = 0; t < 3; ++t) {
              if (costs[t] == INT_MAX || costs[t] <= costs[right]) continue;
              if (rival < 0 || move_scores[t] > move_scores[rival]) rival = t;
            }
            const bool wrong = costs[predicted] > costs[right];
            if (rival >= 0 && (wrong || move_scores[rival] + options.margin >
                                            move_scores[right])) {
              moves.Update(kept, right, rival);
            }
            if (wrong) {
              ++mistakes;
              const bool explore = epoch >= options.explore_from &&
                                   random.Below(100) < options.explore_percent;
              if (!explore) follow = right;
            }
          }
          const Transition move = static_cast<Transition>(follow);
          if (move == Transition::kShift) {
            state.Apply(move);
            continue;
          }
          const int word = state.DependentOf(move);
          const int head = state.HeadOf(move);
          ParserFeatures::Labels(state, move, label_keys);
          const absl::Span<const uint64_t> kept_labels = DropKeys(
              absl::MakeSpan(label_keys), options.drop_percent, random);
          label_weights.Score(kept_labels, label_count, label_scores);
          int label = kUnknownLabel;
          for (int c = 0; c < label_count; ++c) {
            if (c == labels::kRoot) continue;
            if (label_scores[c] > label_scores[label]) label = c;
          }
          if (head == item.heads[word] && epoch + 1 == options.epochs) {
            ++label_contexts[ParserFeatures::LabelContext(state, move)]
                            [gold[word].label];
          }
          if (head == item.heads[word]) {
            label_weights.Tick();
            const Label right_label = gold[word].label;
            int rival = label;
            if (label == right_label) {
              rival = right_label == 0 ? 2 : 0;
              for (int c = 0; c < label_count; ++c) {
                if (c == right_label || c == labels::kRoot) continue;
                if (label_scores[c] > label_scores[rival]) rival = c;
              }
            }
            if (label != right_label || label_scores[rival] + options.margin >
                                            label_scores[right_label]) {
              label_weights.Update(kept_labels, right_label, rival);
            }
          }
          state.Apply(move);
          state.SetLabel(word, static_cast<Label>(label));
        }
      }
      std::fprintf(stderr, "parser epoch %d: %.2f %% of moves wrong\n",
                   epoch + 1,
                   100.0 * static_cast<double>(mistakes) /
                       static_cast<double>(decisions));
    }
    std::fprintf(stderr, "features: %zu transitions, %zu labels\n",
                 moves.features(), label_weights.features());
    move_committee.Add(moves, options.transition_scale,
                       options.transition_min_updates);
    label_committee.Add(label_weights, options.label_scale,
                        options.label_min_updates);
  }
  ParserModel model;
  model.transitions = move_committee.Compress(options.max_transitions);
  model.labels = label_committee.Compress(options.max_labels);
  model.certain_moves = CertainMoves(move_contexts, options);
  model.certain_labels = CertainLabels(label_contexts, options);
  return model;
}

}  // namespace parallax::ingest::domain::extract::train
