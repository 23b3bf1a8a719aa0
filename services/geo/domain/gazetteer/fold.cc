#include "services/geo/domain/gazetteer/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "absl/strings/ascii.h"
#include "common/text/plain_letter.h"

namespace parallax::geo::domain {
namespace {

bool IsDropped(UChar32 c) {
  switch (c) {
    case '\'':
    case '`':
    case '.':
    case 0x00B4:
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0x00B7:
    case 0x200B:
    case 0x200C:
    case 0x200D:
    case 0xFEFF:
      return true;
    default:
      break;
  }
  const int8_t type = u_charType(c);
  return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK ||
         type == U_MODIFIER_LETTER || type == U_MODIFIER_SYMBOL;
}

void AppendSpace(std::string& out) {
  if (!out.empty() && out.back() != ' ') out.push_back(' ');
}

void TrimRight(std::string& out) {
  if (!out.empty() && out.back() == ' ') out.pop_back();
}

bool IsAscii(absl::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

std::string FoldAscii(absl::string_view name) {
  std::string out;
  out.reserve(name.size());
  for (const char c : name) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c))) {
      out.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
    } else if (c != '\'' && c != '`' && c != '.') {
      AppendSpace(out);
    }
  }
  TrimRight(out);
  return out;
}

}  // namespace

std::string FoldName(absl::string_view name) {
  if (IsAscii(name)) return FoldAscii(name);
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* folder =
      icu::Normalizer2::getNFKCCasefoldInstance(error);
  const icu::Normalizer2* decomposer = icu::Normalizer2::getNFDInstance(error);
  if (U_FAILURE(error)) return FoldAscii(name);
  const icu::UnicodeString source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
  const icu::UnicodeString folded =
      decomposer->normalize(folder->normalize(source, error), error);
  if (U_FAILURE(error)) return FoldAscii(name);

  std::string out;
  out.reserve(name.size());
  for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 c = folded.char32At(i);
    if (const char* plain = text::PlainForm(c)) {
      out += plain;
    } else if (IsDropped(c)) {
      continue;
    } else if (u_isalnum(c)) {
      icu::UnicodeString(c).toUTF8String(out);
    } else {
      AppendSpace(out);
    }
  }
  TrimRight(out);
  return out;
}

}  // namespace parallax::geo::domain
