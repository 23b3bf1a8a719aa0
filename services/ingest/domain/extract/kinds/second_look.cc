#include "services/ingest/domain/extract/kinds/second_look.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "services/ingest/domain/extract/kinds/words.h"

namespace parallax::ingest::domain::extract {
namespace {

// Other choices are looked at up to this many before and after.
constexpr size_t kReach = 25;
// The margin of what is not there.
constexpr float kNone = -20.0f;
// A distance beyond all that count.
constexpr float kFar = 9999.0f;

// In steps of 1/256, so that sums of them are exact.
float Likelihood(float margin) {
  return std::round(256.0f / (1.0f + std::exp(-margin))) / 256.0f;
}

// The greatest margin of some readings, and how many of them are likely.
struct Group {
  float best = kNone;
  float likely = 0.0f;

  void Add(float margin, float likelihood) {
    best = std::max(best, margin);
    likely += likelihood;
  }
};

class Onlooker {
 public:
  Onlooker(const DocContext& doc, absl::Span<const Choice* const> choices)
      : doc_(doc), choices_(choices) {
    likely_.reserve(choices.size());
    for (const Choice* choice : choices) {
      likely_.push_back(Likelihood(choice->margin));
      of_kind_[KindOf(*choice)] += likely_.back();
    }
  }

  std::vector<Look> Run() {
    std::vector<Look> looks;
    looks.reserve(choices_.size());
    for (size_t i = 0; i < choices_.size(); ++i) {
      looks.push_back(At(i));
      if (choices_[i]->margin > 0.0f) {
        last_ = last_of_kind_[KindOf(*choices_[i])] = i + 1;
      }
    }
    return looks;
  }

 private:
  static const Draft& DraftOf(const Choice& choice) {
    return choice.drafts[static_cast<size_t>(choice.best) - 1];
  }
  static size_t KindOf(const Choice& choice) {
    return static_cast<size_t>(DraftOf(choice).kind);
  }
  uint32_t SentenceOf(const Choice& choice) const {
    return doc_.notes[DraftOf(choice).head].sentence;
  }

  static float SecondMargin(const Choice& choice) {
    float second = kNone;
    for (size_t d = 0; d < choice.drafts.size(); ++d) {
      if (static_cast<int>(d) + 1 == choice.best) continue;
      second = std::max(second, choice.drafts[d].score);
    }
    return second;
  }

  // Tokens since the choice before `last`, kFar where there is none.
  float Since(size_t last, const Choice& choice) const {
    return last == 0 ? kFar
                     : static_cast<float>(choice.at - choices_[last - 1]->at);
  }

  Look At(size_t i) const {
    const Choice& choice = *choices_[i];
    const Draft& draft = DraftOf(choice);
    const uint32_t sentence = SentenceOf(choice);
    Group beside, beside_kind, here, here_kind, before, after, previous, next;
    const size_t first = i < kReach ? 0 : i - kReach;
    const size_t last = std::min(choices_.size(), i + kReach + 1);
    for (size_t k = first; k < last; ++k) {
      if (k == i) continue;
      const Choice& other = *choices_[k];
      const bool same_kind = KindOf(other) == KindOf(choice);
      const uint32_t there = SentenceOf(other);
      if (there == sentence) {
        here.Add(other.margin, likely_[k]);
        const bool overlaps = DraftOf(other).first < draft.last &&
                              draft.first < DraftOf(other).last;
        if (overlaps) beside.Add(other.margin, likely_[k]);
        if (!same_kind) continue;
        here_kind.Add(other.margin, likely_[k]);
        if (overlaps) beside_kind.Add(other.margin, likely_[k]);
        (k < i ? before : after).Add(other.margin, likely_[k]);
      } else if (same_kind && there + 1 == sentence) {
        previous.Add(other.margin, likely_[k]);
      } else if (same_kind && there == sentence + 1) {
        next.Add(other.margin, likely_[k]);
      }
    }
    const size_t told = last_of_kind_[KindOf(choice)];
    Look look;
    look.numbers = {
        choice.margin,
        SecondMargin(choice),
        static_cast<float>(draft.count.min.value_or(-1)),
        static_cast<float>(draft.last - draft.first),
        static_cast<float>(choice.at) - static_cast<float>(draft.first),
        static_cast<float>(sentence),
        beside.best,
        beside.likely,
        beside_kind.best,
        beside_kind.likely,
        here.likely,
        here_kind.best,
        here_kind.likely,
        before.best,
        after.best,
        previous.best,
        next.best,
        Since(last_, choice),
        Since(last_of_kind_[KindOf(choice)], choice),
        told == 0
            ? kFar
            : static_cast<float>(sentence - SentenceOf(*choices_[told - 1])),
        (of_kind_[KindOf(choice)] - likely_[i]) * 100.0f /
            static_cast<float>(doc_.size()),
    };
    look.names = {
        draft.trigger < 0 ? absl::string_view("-")
                          : doc_.triggers[draft.trigger].trigger->cls,
        draft.rule,
        PosFeature(doc_.token(draft.head).pos),
        BlockName(doc_.role_of(doc_.sentence_of(draft.head))),
        RelationName(doc_.token(draft.head).rel),
    };
    return look;
  }

  const DocContext& doc_;
  const absl::Span<const Choice* const> choices_;
  std::vector<float> likely_;  // by choice
  std::array<float, std::size(kKindNames)> of_kind_{};
  // One past the last choice before that is read as a claim, of any kind and by
  // kind; 0: none.
  size_t last_ = 0;
  std::array<size_t, std::size(kKindNames)> last_of_kind_{};
};

}  // namespace

std::vector<Look> LookAgain(const DocContext& doc,
                            absl::Span<const Choice* const> choices) {
  return Onlooker(doc, choices).Run();
}

}  // namespace parallax::ingest::domain::extract
