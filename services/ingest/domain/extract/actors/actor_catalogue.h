// Every name under which reports know a side, from the actor registry.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ACTORS_ACTOR_CATALOGUE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ACTORS_ACTOR_CATALOGUE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "parallax/claims/v1/actor.pb.h"
#include "services/ingest/domain/extract/lexicon/phrase_table.h"

namespace parallax::ingest::domain::extract {

// One actor, as far as extraction needs it.
struct CatalogueActor {
  std::string name;  // resource name, "actors/armenia"
  std::string display_name;
  std::string side;  // short name; empty for media
  claims::v1::ActorKind kind = claims::v1::ACTOR_KIND_UNSPECIFIED;
  claims::v1::Authority authority = claims::v1::AUTHORITY_UNSPECIFIED;
  std::vector<std::string> opponents;
  bool country = false;  // a state with an ISO code, not one self-proclaimed
  // An outlet or agency with a name, not "state media" or a platform; and the
  // side that it belongs to, as SANA to Syria's state, empty for most.
  bool outlet = false;
  std::string outlet_side;
};

// A form of a name.
struct CatalogueAlias {
  int32_t actor = -1;
  claims::v1::AliasKind kind = claims::v1::ALIAS_KIND_UNSPECIFIED;
  // Short capitals ("US", "IS") match only as capitals.
  bool capitals = false;
};

// An immutable snapshot of the registry; safe to share between threads.
class ActorCatalogue {
 public:
  static std::shared_ptr<const ActorCatalogue> Build(
      const claims::v1::ActorList& actors);

  // Reads every *.textproto of `directory` and builds the snapshot. NotFound
  // when there is none, InvalidArgument when one does not parse.
  static absl::StatusOr<std::shared_ptr<const ActorCatalogue>> Load(
      const std::string& directory);

  struct Match {
    uint32_t length = 0;
    const PhraseTable::Values* aliases = nullptr;  // indices for alias()
  };
  // Longest name that starts at the first of `words` (ids of `vocabulary`).
  Match Longest(absl::Span<const WordIds> words) const;

  const Vocabulary& vocabulary() const { return vocabulary_; }
  const CatalogueAlias& alias(int32_t index) const { return aliases_[index]; }
  const CatalogueActor& actor(int32_t index) const { return actors_[index]; }
  size_t size() const { return actors_.size(); }

  // Side of the state with this ISO code; empty when unknown.
  absl::string_view SideOfCountry(absl::string_view code) const;

  // Whether the registry knows a ministry of this side: an armed group that
  // rules has some, others have none.
  bool HasMinistries(absl::string_view side) const {
    return ministries_.contains(side);
  }

  // An actor of that side, the one that the side is called after if there is
  // one; -1 when unknown.
  int32_t OfSide(absl::string_view side) const;

  // Looks a whole name up ("Nikol Pashinyan"), ignoring case; -1 when unknown.
  int32_t Find(absl::string_view name) const;

 private:
  void Add(const claims::v1::Actor& actor);
  void FindOutletSides(const claims::v1::ActorList& actors);
  void AddAlias(absl::string_view text, claims::v1::AliasKind kind,
                int32_t actor);

  Vocabulary vocabulary_;
  PhraseTable table_;
  std::vector<CatalogueAlias> aliases_;
  std::vector<CatalogueActor> actors_;
  absl::flat_hash_map<std::string, std::string> country_sides_;
  absl::flat_hash_map<std::string, int32_t> side_actors_;
  absl::flat_hash_set<std::string> ministries_;  // sides
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ACTORS_ACTOR_CATALOGUE_H_
