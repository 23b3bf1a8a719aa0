#include "services/ingest/domain/extract/analysis/parse_sentences.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "services/ingest/domain/extract/analysis/tagger.h"

namespace parallax::ingest::domain::extract {
namespace {

// One parse that stops wherever it needs weights, having asked for them.
class Parse {
 public:
  explicit Parse(const ParserModel& model) : model_(model) {}
  Parse(const Parse&) = delete;
  Parse& operator=(const Parse&) = delete;

  bool done() const { return stage_ == Stage::kDone; }

  void Start(const ParseTask& task) {
    out_ = task.out;
    stage_ = Stage::kDone;
    if (task.words.empty()) return;
    state_.Reset(task.words, task.tags);
    Advance();
  }

  // Goes on to the next stop. The parse must not be done.
  void Step() {
    switch (stage_) {
      case Stage::kMoveContext:
        if (CertainMove(move_)) return Take();
        AskForMove();
        stage_ = Stage::kMove;
        return;
      case Stage::kMove:
        move_ = BestMove();
        return Take();
      case Stage::kLabelContext: {
        int32_t certain[3] = {};
        model_.certain_labels.AddTo(context_, certain);
        if (certain[0] > 0 && certain[0] <= LabelCount()) {
          return Attach(static_cast<Label>(certain[0] - 1));
        }
        LabelKeys keys;
        ParserFeatures::Labels(state_, move_, keys);
        label_rows_.Clear();
        for (const uint64_t key : keys) label_rows_.Ask(model_.labels, key);
        stage_ = Stage::kLabel;
        return;
      }
      case Stage::kLabel: {
        WideScores scores{};
        label_rows_.AddTo(scores);
        scores[labels::kRoot] = INT16_MIN;
        return Attach(static_cast<Label>(ArgMax(scores, LabelCount())));
      }
      case Stage::kDone:
        return;
    }
  }

 private:
  // What is on its way from memory.
  enum class Stage { kMoveContext, kMove, kLabelContext, kLabel, kDone };

  // Stops before the next move that is a choice.
  void Advance() {
    while (!state_.Final()) {
      int allowed = 0;
      for (int t = 0; t < 3; ++t) {
        const auto move = static_cast<Transition>(t);
        allowed_[t] = state_.Allowed(move);
        if (!allowed_[t]) continue;
        ++allowed;
        move_ = move;
      }
      if (allowed > 1) {
        context_ = ParserFeatures::MoveContext(state_);
        model_.certain_moves.Prefetch(context_);
        stage_ = Stage::kMoveContext;
        return;
      }
      if (move_ != Transition::kShift) return AskForLabel();
      state_.Apply(move_);
    }
    out_[state_.Stack(0)] = {-1, labels::kRoot};
    stage_ = Stage::kDone;
  }

  bool CertainMove(Transition& move) const {
    int32_t scores[3] = {};
    model_.certain_moves.AddTo(context_, scores);
    for (int t = 0; t < 3; ++t) {
      if (scores[t] == 0 || !allowed_[t]) continue;
      move = static_cast<Transition>(t);
      return true;
    }
    return false;
  }

  void AskForMove() {
    TransitionKeys keys;
    ParserFeatures::Transitions(state_, keys);
    move_count_ = 0;
    for (const uint64_t key : keys) {
      move_keys_[move_count_] = key;
      move_count_ += model_.transitions.MayHold(key) ? 1 : 0;
    }
    for (const uint64_t key : MoveKeys()) model_.transitions.Prefetch(key);
  }

  absl::Span<const uint64_t> MoveKeys() const {
    return absl::MakeConstSpan(move_keys_).first(move_count_);
  }

  Transition BestMove() const {
    int32_t scores[3] = {};
    for (const uint64_t key : MoveKeys()) model_.transitions.AddTo(key, scores);
    int best = -1;
    for (int t = 0; t < 3; ++t) {
      if (allowed_[t] && (best < 0 || scores[t] > scores[best])) best = t;
    }
    return static_cast<Transition>(best);
  }

  void Take() {
    if (move_ != Transition::kShift) return AskForLabel();
    state_.Apply(move_);
    Advance();
  }

  void AskForLabel() {
    context_ = ParserFeatures::LabelContext(state_, move_);
    model_.certain_labels.Prefetch(context_);
    stage_ = Stage::kLabelContext;
  }

  void Attach(Label label) {
    const int word = state_.DependentOf(move_);
    const int head = state_.HeadOf(move_);
    state_.Apply(move_);
    state_.SetLabel(word, label);
    out_[word] = {static_cast<int16_t>(head), label};
    Advance();
  }

  const ParserModel& model_;
  ParsedWord* out_ = nullptr;
  Stage stage_ = Stage::kDone;
  uint64_t context_ = 0;
  bool allowed_[3] = {};
  Transition move_ = Transition::kShift;
  TransitionKeys move_keys_;  // those that may have weights come first
  size_t move_count_ = 0;     // of them
  WideRows label_rows_;
  ParserState state_;
};

// Enough for the weights to arrive meanwhile, few enough for the nearest cache
// to hold them all.
constexpr size_t kAbreast = 4;

}  // namespace

void ParseSentences(const ParserModel& model,
                    absl::Span<const ParseTask> tasks) {
  std::vector<std::unique_ptr<Parse>> parses;
  size_t next = 0;
  while (next < std::min(kAbreast, tasks.size())) {
    parses.push_back(std::make_unique<Parse>(model));
    parses.back()->Start(tasks[next++]);
  }
  while (!parses.empty()) {
    for (size_t p = 0; p < parses.size();) {
      if (!parses[p]->done()) {
        parses[p++]->Step();
      } else if (next < tasks.size()) {
        parses[p]->Start(tasks[next++]);
      } else {
        parses[p] = std::move(parses.back());
        parses.pop_back();
      }
    }
  }
}

}  // namespace parallax::ingest::domain::extract
