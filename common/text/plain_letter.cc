#include "common/text/plain_letter.h"

namespace parallax::text {

const char* PlainForm(UChar32 c) {
  switch (c) {
    case 0x00E6:
      return "ae";
    case 0x00F0:
    case 0x0111:
      return "d";
    case 0x00F8:
      return "o";
    case 0x00FE:
      return "th";
    case 0x0127:
      return "h";
    case 0x0131:
      return "i";
    case 0x0142:
      return "l";
    case 0x0153:
      return "oe";
    case 0x0167:
      return "t";
    case 0x01DD:  // turned e, in some Azerbaijani data
    case 0x0259:  // schwa
      return "e";
    case 0x0199:
      return "k";
    case 0x0257:
      return "d";
    default:
      return nullptr;
  }
}

}  // namespace parallax::text
