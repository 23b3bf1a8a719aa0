#include "services/ingest/domain/extract/analysis/characters.h"

#include <array>

namespace parallax::ingest::domain::extract {
namespace {

constexpr uint32_t kReplacement = 0xFFFD;

constexpr std::array<CharClass, 128> MakeAsciiClasses() {
  std::array<CharClass, 128> table{};
  for (int c = 0; c < 128; ++c) {
    CharClass value = CharClass::kOther;
    if (c <= ' ' || c == 127) value = CharClass::kSpace;
    if (c >= 'a' && c <= 'z') value = CharClass::kLetter;
    if (c >= 'A' && c <= 'Z') value = CharClass::kLetter;
    if (c >= '0' && c <= '9') value = CharClass::kDigit;
    table[c] = value;
  }
  table['_'] = CharClass::kLetter;
  table['.'] = CharClass::kPeriod;
  table['\''] = CharClass::kApostrophe;
  table['"'] = CharClass::kQuote;
  table['`'] = CharClass::kQuote;
  table['-'] = CharClass::kHyphen;
  table['!'] = CharClass::kTerminator;
  table['?'] = CharClass::kTerminator;
  table['('] = table['['] = table['{'] = CharClass::kOpenBracket;
  table[')'] = table[']'] = table['}'] = CharClass::kCloseBracket;
  table['$'] = CharClass::kCurrency;
  table[','] = CharClass::kComma;
  table[':'] = CharClass::kColon;
  table['/'] = CharClass::kSlash;
  return table;
}

constexpr std::array<CharClass, 128> kAsciiClasses = MakeAsciiClasses();

CharClass ClassOfPunctuationBlock(uint32_t code) {  // U+2000..U+206F
  if (code <= 0x200B) return CharClass::kSpace;
  if (code == 0x200C || code == 0x200D) return CharClass::kLetter;
  if (code == 0x2010 || code == 0x2011) return CharClass::kHyphen;
  if (code >= 0x2012 && code <= 0x2015) return CharClass::kDash;
  if (code == 0x2019) return CharClass::kApostrophe;
  if (code >= 0x2018 && code <= 0x201F) return CharClass::kQuote;
  if (code == 0x2026) return CharClass::kEllipsis;
  if (code == 0x2039 || code == 0x203A) return CharClass::kQuote;
  if (code == 0x203C || (code >= 0x2047 && code <= 0x2049)) {
    return CharClass::kTerminator;
  }
  if (code == 0x2044) return CharClass::kSlash;
  if (code == 0x2022 || (code >= 0x2020 && code <= 0x2025)) {
    return CharClass::kOther;
  }
  if (code >= 0x2030 && code <= 0x205E) return CharClass::kOther;
  return CharClass::kSpace;  // line separators, directional marks, joiners
}

}  // namespace

Char DecodeAt(absl::string_view text, size_t position) {
  const auto byte = [&](size_t i) {
    return static_cast<uint32_t>(static_cast<unsigned char>(text[i]));
  };
  const uint32_t first = byte(position);
  if (first < 0x80) return {first, 1};
  uint32_t length = 0;
  uint32_t code = 0;
  if (first >= 0xC2 && first <= 0xDF) {
    length = 2;
    code = first & 0x1F;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3;
    code = first & 0x0F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4;
    code = first & 0x07;
  } else {
    return {kReplacement, 1};
  }
  if (position + length > text.size()) return {kReplacement, 1};
  for (uint32_t i = 1; i < length; ++i) {
    const uint32_t next = byte(position + i);
    if ((next & 0xC0) != 0x80) return {kReplacement, 1};
    code = (code << 6) | (next & 0x3F);
  }
  return {code, length};
}

CharClass ClassOf(uint32_t code) {
  if (code < 128) return kAsciiClasses[code];
  if (code < 0xC0) {
    switch (code) {
      case 0xA0:
      case 0xAD:  // soft hyphen
        return CharClass::kSpace;
      case 0xA2:
      case 0xA3:
      case 0xA4:
      case 0xA5:
        return CharClass::kCurrency;
      case 0xAA:
      case 0xB5:
      case 0xBA:
        return CharClass::kLetter;
      case 0xAB:
      case 0xBB:
        return CharClass::kQuote;
      default:
        return code < 0xA0 ? CharClass::kSpace : CharClass::kOther;
    }
  }
  if (code == 0xD7 || code == 0xF7) return CharClass::kOther;
  if (code >= 0x2000 && code <= 0x206F) return ClassOfPunctuationBlock(code);
  if (code >= 0x20A0 && code <= 0x20CF) return CharClass::kCurrency;
  if (code >= 0x2190 && code <= 0x2BFF) return CharClass::kOther;
  if (code == 0x3000 || code == 0xFEFF || code == 0x1680) {
    return CharClass::kSpace;
  }
  if (code >= 0x3001 && code <= 0x303F) return CharClass::kOther;
  if (code >= 0x1F000 || code == kReplacement) return CharClass::kOther;
  return CharClass::kLetter;
}

bool IsUpper(uint32_t code) { return ToLower(code) != code; }

uint32_t ToLower(uint32_t code) {
  if (code < 128) return code >= 'A' && code <= 'Z' ? code + 32 : code;
  if (code >= 0xC0 && code <= 0xDE && code != 0xD7) return code + 32;
  if (code >= 0x100 && code <= 0x17F) {
    if (code == 0x130) return 'i';
    if (code == 0x131 || code == 0x138 || code == 0x149) return code;
    if (code == 0x178) return 0xFF;
    if (code == 0x17F) return 's';
    // Two runs of this block hold the capital at odd positions.
    const bool odd_capital =
        (code >= 0x139 && code <= 0x148) || (code >= 0x179 && code <= 0x17E);
    return (code % 2 == 1) == odd_capital ? code + 1 : code;
  }
  if (code == 0x18F) return 0x259;  // Azerbaijani schwa
  if (code >= 0x1E00 && code <= 0x1EFF) {
    return code % 2 == 0 && !(code >= 0x1E96 && code <= 0x1E9F) ? code + 1
                                                                : code;
  }
  if (code >= 0x391 && code <= 0x3AB && code != 0x3A2) return code + 32;
  if (code >= 0x410 && code <= 0x42F) return code + 32;
  if (code >= 0x400 && code <= 0x40F) return code + 80;
  if (code >= 0x460 && code <= 0x52F && code != 0x482) {
    return code % 2 == 0 ? code + 1 : code;
  }
  return code;
}

void AppendUtf8(uint32_t code, std::string& out) {
  if (code < 0x80) {
    out.push_back(static_cast<char>(code));
  } else if (code < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (code >> 6)));
    out.push_back(static_cast<char>(0x80 | (code & 0x3F)));
  } else if (code < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (code >> 12)));
    out.push_back(static_cast<char>(0x80 | ((code >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (code & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xF0 | (code >> 18)));
    out.push_back(static_cast<char>(0x80 | ((code >> 12) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | ((code >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (code & 0x3F)));
  }
}

void FoldCase(absl::string_view form, std::string& out) {
  out.clear();
  size_t i = 0;
  while (i < form.size()) {
    const unsigned char byte = static_cast<unsigned char>(form[i]);
    if (byte < 0x80) {
      out.push_back(static_cast<char>(ToLower(byte)));
      ++i;
      continue;
    }
    const Char c = DecodeAt(form, i);
    switch (c.code) {
      case 0x2018:
      case 0x2019:
      case 0x201A:
      case 0x201B:
      case 0x2039:
      case 0x203A:
        out.push_back('\'');
        break;
      case 0x201C:
      case 0x201D:
      case 0x201E:
      case 0x201F:
      case 0xAB:
      case 0xBB:
        out.push_back('"');
        break;
      case 0x2010:
      case 0x2011:
        out.push_back('-');
        break;
      case 0x2012:
      case 0x2013:
      case 0x2014:
      case 0x2015:
        out.append("--");
        break;
      case 0x2026:
        out.append("...");
        break;
      default:
        AppendUtf8(ToLower(c.code), out);
    }
    i += c.length;
  }
}

std::string FoldCase(absl::string_view form) {
  std::string out;
  out.reserve(form.size());
  FoldCase(form, out);
  return out;
}

}  // namespace parallax::ingest::domain::extract
