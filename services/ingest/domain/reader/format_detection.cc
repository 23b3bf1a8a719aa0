#include "services/ingest/domain/reader/format_detection.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace parallax::ingest::domain::reader {
namespace {

struct Signature {
  absl::string_view bytes;
  absl::string_view name;
};

constexpr Signature kSignatures[] = {
    {"%PDF-", "PDF"},
    {"PK\x03\x04", "ZIP archive or Office document"},
    {"PK\x05\x06", "ZIP archive or Office document"},
    {"\x89PNG\r\n", "PNG image"},
    {"\xFF\xD8\xFF", "JPEG image"},
    {"GIF87a", "GIF image"},
    {"GIF89a", "GIF image"},
    {"\x7F"
     "ELF",
     "ELF program"},
    {"MZ", "Windows program"},
    {"\x1F\x8B", "gzip archive"},
    {"BZh", "bzip2 archive"},
    {"\x28\xB5\x2F\xFD", "zstd archive"},
    {"\xFD"
     "7zXZ",
     "xz archive"},
    {"7z\xBC\xAF", "7-Zip archive"},
    {"Rar!", "RAR archive"},
    {"\xD0\xCF\x11\xE0", "old Office document"},
    {"SQLite format 3", "SQLite database"},
    {"OggS", "Ogg media"},
    {"ID3", "MP3 audio"},
    {"\x1A\x45\xDF\xA3", "Matroska or WebM video"},
    {"{\\rtf", "RTF document"},
    {"wOF2", "font"},
    {"%!PS", "PostScript"},
};

// Signatures that are also letters a text may begin with need a byte that no
// text has soon after.
// A stray control character or two comes with careless pages.
bool HasControlBytes(absl::string_view bytes) {
  if (bytes.find('\0') != absl::string_view::npos) return true;
  const auto count = std::count_if(bytes.begin(), bytes.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && !absl::ascii_isspace(byte);
  });
  return static_cast<std::size_t>(count) > 2 + bytes.size() / 1000;
}

bool HasUtf16Or32Mark(absl::string_view bytes) {
  return absl::StartsWith(bytes, "\xFF\xFE") ||
         absl::StartsWith(bytes, "\xFE\xFF") ||
         absl::StartsWith(bytes, absl::string_view("\0\0\xFE\xFF", 4));
}

absl::string_view SkipSpaceAndComments(absl::string_view text) {
  if (absl::StartsWith(text, "\xEF\xBB\xBF")) text.remove_prefix(3);
  while (true) {
    text = absl::StripLeadingAsciiWhitespace(text);
    if (absl::StartsWith(text, "<!--")) {
      const std::size_t end = text.find("-->");
      if (end == absl::string_view::npos) return text;
      text.remove_prefix(end + 3);
    } else if (absl::StartsWith(text, "<?xml")) {
      const std::size_t end = text.find("?>");
      if (end == absl::string_view::npos) return text;
      text.remove_prefix(end + 2);
    } else {
      return text;
    }
  }
}

}  // namespace

absl::string_view BinaryFormat(absl::string_view bytes) {
  if (HasUtf16Or32Mark(bytes)) return "";
  const bool control = HasControlBytes(bytes);
  for (const Signature& signature : kSignatures) {
    if (!absl::StartsWith(bytes, signature.bytes)) continue;
    const bool letters = signature.bytes.size() < 4 ||
                         absl::ascii_isalpha(signature.bytes.front());
    if (!letters || control) return signature.name;
  }
  if (bytes.size() > 12 && bytes.substr(4, 4) == "ftyp") return "MP4 media";
  if (bytes.size() > 12 && absl::StartsWith(bytes, "RIFF") && control) {
    return "RIFF media";
  }
  return control ? "binary data" : "";
}

bool LooksLikeHtml(absl::string_view bytes) {
  const absl::string_view text = SkipSpaceAndComments(bytes).substr(0, 4096);
  if (text.empty() || text.front() != '<') return false;
  static constexpr absl::string_view kStarts[] = {"<!doctype html",
                                                  "<html",
                                                  "<head",
                                                  "<body",
                                                  "<title",
                                                  "<meta",
                                                  "<link",
                                                  "<div",
                                                  "<p",
                                                  "<article",
                                                  "<main",
                                                  "<section",
                                                  "<h1",
                                                  "<h2",
                                                  "<script",
                                                  "<style",
                                                  "<table",
                                                  "<span",
                                                  "<header",
                                                  "<nav",
                                                  "<a ",
                                                  "<b",
                                                  "<ul",
                                                  "<figure"};
  return std::any_of(std::begin(kStarts), std::end(kStarts),
                     [&](absl::string_view start) {
                       return absl::StartsWithIgnoreCase(text, start);
                     });
}

}  // namespace parallax::ingest::domain::reader
