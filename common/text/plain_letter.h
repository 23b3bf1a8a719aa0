// Letters that readers take for others.
#pragma once

#include <unicode/utypes.h>

namespace parallax::text {

// The ASCII letters for which a small letter is written in English where
// Unicode gives it no decomposition ("ø" is "o", Azerbaijani "ə" is "e"); null
// for all others.
const char* PlainForm(UChar32 c);

}  // namespace parallax::text
