// Dependency parser: greedy arc-hybrid transitions chosen by a linear
// classifier, each new arc labelled at once by a second one.
//
// The artificial root stands behind the last word, as index `size`.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_PARSER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_PARSER_H_

#include <array>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "services/ingest/domain/extract/analysis/lexicon.h"
#include "services/ingest/domain/extract/analysis/sentence_splitter.h"
#include "services/ingest/domain/extract/analysis/tags.h"

namespace parallax::ingest::domain::extract {

enum class Transition : uint8_t {
  kShift,  // push the first word of the buffer
  kLeft,   // the first word of the buffer heads the top of the stack
  kRight,  // the second of the stack heads its top
};

// What the parser has to know of a word besides its tag.
struct ParserWord {
  uint64_t form = 0;
  uint64_t sense = 0;  // stands for words of the same kind
};
ParserWord MakeParserWord(const WordAtoms& word, Tag tag);
std::vector<ParserWord> MakeParserWords(absl::Span<const WordAtoms> words,
                                        const Tag* tags);

inline constexpr int kMaxParsedTokens = static_cast<int>(kMaxSentenceTokens);

// The state of one parse. Words are addressed by their index in the sentence;
// kNone stands for a word that is not there.
class ParserState {
 public:
  static constexpr int kNone = -1;

  // Both arrays have the sentence's size, at most kMaxParsedTokens, and must
  // outlive the state.
  void Reset(absl::Span<const ParserWord> words, const Tag* tags);

  bool Final() const { return next_ == size_ && depth_ == 1; }
  bool Allowed(Transition t) const;
  void Apply(Transition t);

  // Head and dependent of the arc that kLeft or kRight would make.
  int HeadOf(Transition t) const {
    return t == Transition::kLeft ? next_ : Stack(1);
  }
  int DependentOf(Transition t) const { return Stack(0); }

  void SetLabel(int word, Label label);

  int size() const { return size_; }
  int Stack(int i) const { return i < depth_ ? stack_[depth_ - 1 - i] : kNone; }
  int Buffer(int i) const { return next_ + i <= size_ ? next_ + i : kNone; }
  int depth() const { return depth_; }
  int next() const { return next_; }
  int head(int word) const { return nodes_[word].head; }
  Label label(int word) const { return nodes_[word].label; }

 private:
  friend class ParserFeatures;

  struct Node {
    int16_t head = kNone;
    int16_t left1 = kNone;   // leftmost child
    int16_t left2 = kNone;   // the one after it
    int16_t right1 = kNone;  // rightmost child
    int16_t right2 = kNone;
    uint8_t lefts = 0;  // children, capped
    uint8_t rights = 0;
    Label label = kUnknownLabel;
    uint64_t roles = 0;  // bit l: has a child labelled l
  };

  // What features say of a word, one entry more than there are words.
  struct WordKey {
    uint64_t form = 0;
    uint64_t tag = 0;
    uint64_t sense = 0;  // stands for words of the same kind
  };

  int size_ = 0;
  int next_ = 0;
  int depth_ = 0;
  std::array<int16_t, kMaxParsedTokens + 1> stack_;
  std::array<Node, kMaxParsedTokens + 1> nodes_;
  std::array<WordKey, kMaxParsedTokens + 1> keys_;
  // Punctuation and verbs among the words before each position.
  std::array<uint8_t, kMaxParsedTokens + 2> commas_before_;
  std::array<uint8_t, kMaxParsedTokens + 2> verbs_before_;
};

inline constexpr int kTransitionFeatures = 50;
inline constexpr int kLabelFeatures = 26;
using TransitionKeys = std::array<uint64_t, kTransitionFeatures>;
using LabelKeys = std::array<uint64_t, kLabelFeatures>;

class ParserFeatures {
 public:
  // The tags around the next decision: where they leave no doubt, no other
  // feature is looked at.
  static uint64_t MoveContext(const ParserState& state);
  static uint64_t LabelContext(const ParserState& state, Transition arc);

  static void Transitions(const ParserState& state, TransitionKeys& keys);
  static void Labels(const ParserState& state, Transition arc, LabelKeys& keys);
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_PARSER_H_
