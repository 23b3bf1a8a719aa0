// What the decisions on the sides of one claim turn on.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SIDE_CASE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SIDE_CASE_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/ingest/domain/extract/decide/side_memory.h"
#include "services/ingest/domain/extract/decide/side_pointers.h"
#include "services/ingest/domain/extract/decide/side_sightings.h"
#include "services/ingest/domain/extract/document/doc_context.h"
#include "services/ingest/domain/extract/kinds/draft.h"
#include "services/ingest/domain/extract/model/features.h"

namespace parallax::ingest::domain::extract {

struct SideCase {
  const DocContext& doc;
  const Draft& draft;
  SidePointers at;
  SideSightings acts;  // seen from the act
  // Seen from those who suffered; of casualties alone.
  std::optional<SideSightings> sufferers;
  // Of the draft that a bare denial is of.
  SideId antecedent_perpetrator = kNoSide;
  SideId antecedent_victims = kNoSide;
  Remembered speaker;       // where the one who speaks spoke before
  SideMemory memory;        // once the claimant is decided
  Remembered victims_doer;  // once the victims are
};

// The words around the claim and what is known of it, for sufferers of the
// report too: the same for all sides, so alone it decides nothing, but beside
// what speaks for one of them it does. No name of a party stands among what
// decides on doers.
void AddVictimsScene(const SideCase& c, FeatureSet& f);
void AddPerpetratorScene(const SideCase& c, FeatureSet& f);

// What speaks for each of `sides` as the one who says it, who did it, whose
// people suffered; kNoSide is an option like another. One set for each side.
void AddClaimantFeatures(const SideCase& c, absl::Span<const SideId> sides,
                         absl::Span<FeatureSet> sets);
void AddPerpetratorFeatures(const SideCase& c, absl::Span<const SideId> sides,
                            absl::Span<FeatureSet> sets);
void AddVictimsFeatures(const SideCase& c, absl::Span<const SideId> sides,
                        absl::Span<FeatureSet> sets);

// "unset", "y" or "n": whether `pointer` means this side.
const FeatureValue& MatchOf(SideId side, SideId pointer);

// "state", "armed", "igo", "ngo" or "other".
const FeatureValue& SideKind(const Side& side);
// The same, "none" for no side.
const FeatureValue& KindOfSide(const DocContext& doc, SideId side);

// Features of the side itself.
void AddStanding(const SideCase& c, SideId side, const FeatureValue& context,
                 FeatureSet& f);

// What the noun of a role says of the side: whom it names elsewhere, what kind
// of party it is used of. `direct` is the side that the phrase itself names.
void AddNoun(const SideCase& c, absl::string_view role, SideId side,
             const FeatureValue& noun, SideId kin, SideId direct,
             FeatureSet& f);

// A name of what earlier claims say, joined with each way in which a side may
// agree with it: "doer.y". For constants with static storage.
class RecallName {
 public:
  constexpr explicit RecallName(absl::string_view name)
      : values_{Join(texts_[0], name, ".untold"), Join(texts_[1], name, ".y"),
                Join(texts_[2], name, ".none"), Join(texts_[3], name, ".n")} {}
  RecallName(const RecallName&) = delete;
  RecallName& operator=(const RecallName&) = delete;

  const FeatureValue& untold() const { return values_[0]; }
  const FeatureValue& yes() const { return values_[1]; }
  const FeatureValue& none() const { return values_[2]; }
  const FeatureValue& no() const { return values_[3]; }

 private:
  static constexpr size_t kMost = 40;

  static constexpr FeatureValue Join(char* text, absl::string_view name,
                                     absl::string_view how) {
    size_t size = 0;
    for (const char c : name) text[size++] = c;
    for (const char c : how) text[size++] = c;
    return absl::string_view(text, size);
  }

  char texts_[4][kMost] = {};
  FeatureValue values_[4];
};

// What an earlier claim says of the side, under a name.
void AddRecall(const Remembered& remembered, SideId side,
               const RecallName& name, const FeatureValue& context,
               FeatureSet& f);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SIDE_CASE_H_
