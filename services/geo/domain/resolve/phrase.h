// Takes a place phrase apart: "20 km north of the city of Kalbajar".
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/geo/domain/gazetteer/place_kind.h"

namespace parallax::geo::domain {

// Where the phrase lies relative to the place that it names.
enum class Relation {
  kAt,      // the place itself
  kNear,    // "outside Volnovakha", "near Bakhmut", "outskirts of Kyiv"
  kPart,    // "eastern Ukraine": a part of it, towards `bearing`
  kOffset,  // "20 km north of Sumy": `distance_m` away along `bearing`
};

struct Phrase {
  // Folded names to look up, the fullest first: {"kalbajar district",
  // "kalbajar"}.
  std::vector<std::string> names;
  // What the words around the name say it is; kUnspecified if nothing.
  PlaceKind hint = PlaceKind::kUnspecified;
  // A site named after its place: "Kabul airport". The place stands in for it.
  bool site = false;
  Relation relation = Relation::kAt;
  double bearing_deg = -1;  // clockwise from north; -1 none ("10 km from X")
  double distance_m = 0;
};

// `context` may hold the words around the phrase; a distance or "town of"
// right before it, or "district" right after it, counts too.
Phrase ParsePhrase(absl::string_view phrase, absl::string_view context);

}  // namespace parallax::geo::domain
