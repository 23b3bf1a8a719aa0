// Resolves the place names of one document together.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/geo/domain/gazetteer/gazetteer.h"
#include "services/geo/domain/resolve/candidates.h"
#include "services/geo/domain/resolve/phrase.h"

namespace parallax::geo::domain {

// One name as the document has it.
struct ToponymMention {
  std::string phrase;
  int64_t start_byte = 0;  // in the document's text
  std::string context;     // words around it; may be empty
};

struct DocumentContext {
  std::vector<std::string> countries;  // ISO codes, the most prominent first
  std::string outlet_country;
  std::string worldview;  // ISO code; empty for the default
};

enum class ResolutionStatus {
  kUnresolved,  // no entry bears the name
  kAmbiguous,   // several do and nothing in the document decides
  kResolved,
};

struct RankedPlace {
  uint32_t place;
  double score;  // 0 to 1
};

struct Resolution {
  ResolutionStatus status = ResolutionStatus::kUnresolved;
  uint32_t place = kNoPlace;  // the best even when ambiguous
  double lat = 0, lon = 0;    // moved where the phrase says so
  double radius_m = 0;
  double score = 0;  // how likely the place is the one meant, 0 to 1
  bool demonym = false;
  std::string basis;                    // why, in a few words
  std::vector<RankedPlace> candidates;  // best first, at most 8
};

// How much each kind of evidence counts, in logits. Set on LGL and GeoWebNews;
// services/geo/README.md has the figures.
struct ResolverWeights {
  double prominence = 0.6;  // for each power of ten of inhabitants
  double country = 6.0;     // a state's own name or people
  double alternate = -0.7;  // another spelling than the main one
  double historic = -1.5;
  double demonym = 3.0;
  double fuzzy = -2.0;
  double hint = 3.0;  // "district", "town of" agree with the kind
  double hint_against = -2.0;
  double partial = -1.5;  // words of the phrase were left out
  double document_country = 2.0;
  double outlet_country = 1.5;
  double next_to = 6.0;      // "Paris, Texas"
  double context = 2.8;      // the document's other places agree
  double seat = -0.3;        // an area against its own main town
  double temperature = 1.5;  // of the final score
};

// Immutable; thread safe. The gazetteer must outlive it.
class Resolver {
 public:
  explicit Resolver(const Gazetteer& gazetteer,
                    const ResolverWeights& weights = {})
      : gazetteer_(gazetteer), weights_(weights) {}

  // One answer for each mention, in order. The same name gets the same place
  // throughout the document.
  std::vector<Resolution> Resolve(absl::Span<const ToponymMention> mentions,
                                  const DocumentContext& context) const;

 private:
  const Gazetteer& gazetteer_;
  ResolverWeights weights_;
};

}  // namespace parallax::geo::domain
