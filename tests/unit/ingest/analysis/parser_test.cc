#include "services/ingest/domain/extract/analysis/parser.h"

#include <gtest/gtest.h>

#include <climits>
#include <vector>

#include "services/ingest/domain/extract/analysis/parse_sentences.h"
#include "services/ingest/domain/extract/analysis/train/train_parser.h"

namespace parallax::ingest::domain::extract {
namespace {

// Follows the cheapest transition to the end; returns how many gold arcs were
// lost and the number of transitions.
int LostArcs(const std::vector<int>& heads, int* moves) {
  const int size = static_cast<int>(heads.size());
  std::vector<ParserWord> words(heads.size());
  std::vector<Tag> tags(heads.size(), kUnknownTag);
  ParserState state;
  state.Reset(words, tags.data());
  *moves = 1;  // Reset shifts the first word
  int lost = 0;
  while (!state.Final()) {
    const auto costs = train::TransitionCosts(state, heads);
    int best = 0;
    for (int t = 1; t < 3; ++t) {
      if (costs[t] < costs[best]) best = t;
    }
    EXPECT_NE(costs[best], INT_MAX);
    lost += costs[best];
    state.Apply(static_cast<Transition>(best));
    ++*moves;
  }
  ++*moves;
  int right = 0;
  for (int i = 0; i < size; ++i) {
    const bool root = i == state.Stack(0);
    right += root ? heads[i] == size : state.head(i) == heads[i];
  }
  EXPECT_EQ(size - right, lost);
  return lost;
}

TEST(ParserTest, TheOracleRebuildsProjectiveTrees) {
  int moves = 0;
  // Heads by index; the sentence's size stands for the root.
  EXPECT_EQ(LostArcs({1, 2, 3, 9, 3, 7, 7, 3, 3}, &moves), 0);
  EXPECT_EQ(moves, 18);
  EXPECT_EQ(LostArcs({1, 5, 1, 2, 3}, &moves), 0);
  EXPECT_EQ(LostArcs({1}, &moves), 0);
}

TEST(ParserTest, TheOracleLosesLittleOfOtherTrees) {
  int moves = 0;
  // Arcs 0 -> 2 and 1 -> 3 cross.
  EXPECT_EQ(LostArcs({4, 0, 0, 1}, &moves), 1);
  EXPECT_EQ(moves, 8);
}

TEST(ParserTest, OneWordIsTheRoot) {
  const std::vector<ParserWord> words(1);
  const Tag tag = kUnknownTag;
  const ParserModel model;
  ParsedWord parsed;
  const ParseTask task{words, &tag, &parsed};
  ParseSentences(model, {&task, 1});
  EXPECT_EQ(parsed.head, -1);
  EXPECT_EQ(LabelRel(parsed.label), Rel::kRoot);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
