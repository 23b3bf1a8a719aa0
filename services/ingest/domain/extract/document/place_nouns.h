// Words for kinds of places, which stand beside their names.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DOCUMENT_PLACE_NOUNS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DOCUMENT_PLACE_NOUNS_H_

#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::extract {

// Nouns that belong to a place's name or make a place of a name.
inline constexpr absl::string_view kPlaceNouns[] = {
    "region",      "district",      "province",     "city",     "town",
    "village",     "airport",       "station",      "river",    "valley",
    "border",      "area",          "oblast",       "state",    "county",
    "governorate", "strip",         "camp",         "base",     "sector",
    "direction",   "heights",       "mountains",    "mountain", "hills",
    "island",      "islands",       "sea",          "port",     "plant",
    "refinery",    "airfield",      "suburb",       "suburbs",  "quarter",
    "valleys",     "neighbourhood", "neighborhood", "corridor", "front",
    "crossing",    "bridge",        "reservoir",    "dam",      "peninsula",
    "coast",       "desert",        "enclave",      "square"};

// Those of them that are named behind: "the town of Tora".
inline constexpr absl::string_view kSettlements[] = {"city", "town", "village",
                                                     "camp", "port"};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DOCUMENT_PLACE_NOUNS_H_
