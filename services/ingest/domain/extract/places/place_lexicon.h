// Which country a place name likely lies in: a hint for whose people and
// ground a report speaks of. Points and areas are the geo service's business.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_PLACES_PLACE_LEXICON_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_PLACES_PLACE_LEXICON_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace parallax::ingest::domain::extract {

// How much it takes to read a name as that of a place.
enum class PlaceStanding : uint8_t {
  kNamed,  // that one of its countries is named in the report
  kAlone,  // nothing
};

// Where a place of the name lies.
struct PlaceCountry {
  std::string code;  // ISO 3166-1 alpha-2
  // The side that holds it and that reports name beside the country, as the
  // registry of actors calls it; "" for none.
  std::string side;
};

struct PlaceMeaning {
  PlaceStanding standing = PlaceStanding::kNamed;
  std::vector<PlaceCountry> countries;  // the likeliest first; not empty
};

// Immutable after Load; safe to share between threads.
class PlaceLexicon {
 public:
  struct Match {
    uint32_t length = 0;  // in words; 0 when nothing matched
    const PlaceMeaning* meaning = nullptr;
  };

  // Reads place_countries.tsv: standing ("alone", "named"), countries with
  // commas between them, each a code or code/side, names with "|" between them,
  // in lower case.
  absl::Status Load(const std::string& path);

  // The longest name that begins with the first of `words`, which are in lower
  // case. Spaces, hyphens and apostrophes do not matter: "al-hawa" and "al
  // hawa" are the same name, so are "sana'a" and "sanaa". Linear in `words`.
  Match Longest(absl::Span<const absl::string_view> words) const;

 private:
  static constexpr uint32_t kFree = UINT32_MAX;
  struct Slot {
    uint64_t key = 0;
    uint32_t meaning = kFree;  // index into meanings_
  };

  const PlaceMeaning* Find(uint64_t key) const;
  // False when the key is taken.
  bool Add(uint64_t key, uint32_t meaning);

  // A power of two, at most two thirds of them in use. Names are held by their
  // hashes alone, since none needs to be told back; a stranger with the hash of
  // one of them would be taken for it.
  std::vector<Slot> slots_ = std::vector<Slot>(1);
  std::vector<PlaceMeaning> meanings_;
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_PLACES_PLACE_LEXICON_H_
