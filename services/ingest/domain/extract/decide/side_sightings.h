// Where the words around one claim name its sides, for a decision that weighs
// each naming by its place in the tree: "hit by Russian forces".
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SIDE_SIGHTINGS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SIDE_SIGHTINGS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/document/doc_context.h"
#include "services/ingest/domain/extract/kinds/draft.h"
#include "services/ingest/domain/extract/model/features.h"

namespace parallax::ingest::domain::extract {

// One naming of a side in the claim's sentence.
struct Sighting {
  SideId side = kNoSide;
  uint32_t token = 0;
  // Relations from the claim's act to the phrase that names the side, "^obj"
  // upwards and "obl:by" downwards; "far" where they are too many to mean
  // anything.
  std::string path;
  absl::string_view top;   // lemma where the path turns downwards
  std::string form;        // how the phrase names it: "amod", "pron", "name"
  absl::string_view noun;  // lemma that an adjective qualifies, else ""
  absl::string_view cls;   // class of that noun
  absl::string_view zone;  // "source", "content", "cue" of the attribution
  absl::string_view word_before;
  int between = 0;  // sides named between it and the act
};

class SideSightings {
 public:
  // `anchor` is the word that carries the act.
  SideSightings(const DocContext& doc, const Draft& draft, uint32_t anchor);

  // Adds what the nearest namings of `side` say of it; for kNoSide, how many
  // sides are named at all. `context` is what the decision turns on.
  void AddTo(SideId side, const FeatureValue& context, FeatureSet& f) const;

 private:
  void Look(const DocContext& doc, const Draft& draft, uint32_t token,
            SideId side);

  uint32_t anchor_;
  std::vector<Sighting> sightings_;  // nearest to the act first
  std::vector<SideId> before_;       // subjects of the sentence before
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SIDE_SIGHTINGS_H_
