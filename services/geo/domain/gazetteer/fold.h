// The one spelling under which a place name is indexed and looked up.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace parallax::geo::domain {

// Folds a UTF-8 name: Unicode compatibility case folding, no diacritics, no
// apostrophes, stops or modifier letters; any other run of punctuation or
// space becomes one space. Letters that decompose to nothing in Unicode but
// are written without their stroke in English are replaced ("ø" -> "o",
// Azerbaijani "ə" -> "e").
//
//   FoldName("Nagorno-Karabakh") == "nagorno karabakh"
//   FoldName("Kəlbəcər") == "kelbecer"
//   FoldName("U.S.") == "us"
//
// Invalid UTF-8 is read as U+FFFD, which folds to a space. Thread safe.
std::string FoldName(absl::string_view name);

}  // namespace parallax::geo::domain
