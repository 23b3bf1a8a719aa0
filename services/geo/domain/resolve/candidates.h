// The places that a phrase may name, before the document has its say.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "services/geo/domain/gazetteer/gazetteer.h"
#include "services/geo/domain/resolve/phrase.h"

namespace parallax::geo::domain {

struct Candidate {
  uint32_t place = kNoPlace;
  PlaceKind kind = PlaceKind::kUnspecified;
  NameType type = NameType::kMain;
  bool fuzzy = false;     // the name differs by a letter or two
  bool whole = true;      // the whole phrase is the name: no word was left out
  double prominence = 0;  // log10 of inhabitants, or what stands in for them
  // Copied from the place, which the joint resolution reads often.
  std::string country;
  uint32_t admin1 = kNoPlace;  // the first-level area it lies in, or is
  double x = 0, y = 0, z = 0;  // unit vector
  std::vector<uint32_t> ancestors;
};

struct CandidateSet {
  std::vector<Candidate> candidates;  // by falling prominence; at most 128
  std::string name;                   // the folded name that was found
  size_t all = 0;                     // how many places bear it
};

// Looks up the phrase's names in turn, then spellings ("St" for "Saint"), then
// names one letter off (two in long names); the first that finds anything
// counts, except that a name and its shorter form are both tried when the words
// left out say what it is ("Kharkiv region").
CandidateSet FindCandidates(const Gazetteer& gazetteer, const Phrase& phrase);

}  // namespace parallax::geo::domain
