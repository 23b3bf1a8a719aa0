// The joint resolution itself: which place each name of a document means, given
// the others. Used by Resolver alone.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "services/geo/domain/resolve/candidates.h"
#include "services/geo/domain/resolve/resolver.h"

namespace parallax::geo::domain {

// A name of the document with all that the document says of it.
struct Topic {
  Phrase phrase;  // of its first mention
  CandidateSet found;
  std::vector<size_t> mentions;
  std::vector<double> prior;     // logits, per candidate
  std::vector<double> support;   // 0 to 1: how far the other names agree
  std::vector<double> belief;    // probabilities, per candidate
  std::vector<bool> named_next;  // "Paris, Texas": the next name holds it
};

// Fills `prior` from what the name itself and the document's countries say.
void SetPriors(const DocumentContext& context, const ResolverWeights& weights,
               Topic& topic);

// Marks candidates that lie in the place named right behind them.
void LinkNeighbours(absl::Span<const ToponymMention> mentions,
                    std::vector<Topic>& topics);

// Lets the names agree with each other; fills `support` and `belief`.
void Settle(const ResolverWeights& weights, std::vector<Topic>& topics);

// How well two candidates go together, 0 to 1.
double Affinity(const Candidate& a, const Candidate& b);

}  // namespace parallax::geo::domain
