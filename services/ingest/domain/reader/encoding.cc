#include "services/ingest/domain/reader/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

#include <memory>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "services/ingest/domain/reader/characters.h"

namespace parallax::ingest::domain::reader {
namespace {

absl::Status Invalid(absl::string_view what) {
  return status::InvalidField("document.content", what,
                              type::v1::ERROR_REASON_INVALID_ENCODING);
}

absl::StatusOr<std::string> CheckedUtf8(absl::string_view bytes,
                                        std::size_t mark) {
  bytes.remove_prefix(mark);
  const std::size_t bad = FindInvalidUtf8(bytes);
  if (bad != absl::string_view::npos) {
    return Invalid(
        absl::StrCat("is not valid UTF-8: byte ", bad + mark, " is wrong"));
  }
  return std::string(bytes);
}

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

// Labels that pages use for what they really are, as the Encoding Standard has
// it: Latin-1 on the web is windows-1252.
std::string WebLabel(absl::string_view declared) {
  std::string label = absl::AsciiStrToLower(declared);
  if (label == "iso-8859-1" || label == "latin1" || label == "us-ascii" ||
      label == "ascii" || label == "iso8859-1") {
    return "windows-1252";
  }
  if (label == "iso-8859-9") return "windows-1254";
  return label;
}

absl::StatusOr<std::string> Convert(absl::string_view bytes, std::size_t mark,
                                    const std::string& charset) {
  UErrorCode error = U_ZERO_ERROR;
  Converter from(ucnv_open(charset.c_str(), &error), &ucnv_close);
  if (U_FAILURE(error)) {
    return Invalid(absl::StrCat("declares the unknown charset \"",
                                charset.substr(0, 40), "\""));
  }
  error = U_ZERO_ERROR;
  Converter to(ucnv_open("UTF-8", &error), &ucnv_close);
  ucnv_setToUCallBack(from.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr,
                      nullptr, &error);
  if (U_FAILURE(error)) return Invalid("cannot be converted to UTF-8");
  bytes.remove_prefix(mark);

  // Through a pivot buffer; on a bad byte the source pointer stays behind it.
  std::string out(bytes.size() + 64, '\0');
  UChar pivot[1024];
  UChar* pivot_source = pivot;
  UChar* pivot_target = pivot;
  const char* source = bytes.data();
  const char* source_end = bytes.data() + bytes.size();
  std::size_t written = 0;
  while (true) {
    char* target = out.data() + written;
    error = U_ZERO_ERROR;
    ucnv_convertEx(to.get(), from.get(), &target, out.data() + out.size(),
                   &source, source_end, pivot, &pivot_source, &pivot_target,
                   pivot + 1024, /*reset=*/written == 0, /*flush=*/true,
                   &error);
    written = static_cast<std::size_t>(target - out.data());
    if (error != U_BUFFER_OVERFLOW_ERROR) break;
    out.resize(out.size() * 2);
  }
  if (U_FAILURE(error)) {
    return Invalid(absl::StrCat("is not valid ", charset, ": near byte ",
                                source - bytes.data() + mark));
  }
  out.resize(written);
  return out;
}

}  // namespace

absl::StatusOr<std::string> ToUtf8(absl::string_view bytes,
                                   absl::string_view declared) {
  if (absl::StartsWith(bytes, "\xEF\xBB\xBF")) return CheckedUtf8(bytes, 3);
  if (absl::StartsWith(bytes, absl::string_view("\xFF\xFE\0\0", 4))) {
    return Convert(bytes, 4, "utf-32le");
  }
  if (absl::StartsWith(bytes, absl::string_view("\0\0\xFE\xFF", 4))) {
    return Convert(bytes, 4, "utf-32be");
  }
  if (absl::StartsWith(bytes, "\xFF\xFE")) return Convert(bytes, 2, "utf-16le");
  if (absl::StartsWith(bytes, "\xFE\xFF")) return Convert(bytes, 2, "utf-16be");
  const std::string label = WebLabel(declared);
  // A page that can be read far enough to declare UTF-16 is not in UTF-16.
  if (label.empty() || label == "utf-8" || label == "utf8" ||
      absl::StartsWith(label, "utf-16")) {
    return CheckedUtf8(bytes, 0);
  }
  return Convert(bytes, 0, label);
}

std::string DeclaredHtmlCharset(absl::string_view bytes) {
  const std::string head = absl::AsciiStrToLower(bytes.substr(0, 1024));
  std::size_t at = 0;
  while ((at = head.find("charset", at)) != std::string::npos) {
    at += 7;
    std::size_t i = at;
    while (i < head.size() && absl::ascii_isspace(head[i])) ++i;
    if (i >= head.size() || head[i] != '=') continue;
    ++i;
    while (i < head.size() && (absl::ascii_isspace(head[i]) || head[i] == '"' ||
                               head[i] == '\'')) {
      ++i;
    }
    std::size_t end = i;
    while (end < head.size() &&
           (absl::ascii_isalnum(head[end]) || head[end] == '-' ||
            head[end] == '_' || head[end] == ':' || head[end] == '.')) {
      ++end;
    }
    if (end > i) return head.substr(i, end - i);
  }
  return "";
}

std::string NormalizeLineEnds(std::string text) {
  std::size_t to = text.find('\r');
  if (to == std::string::npos) return text;
  for (std::size_t from = to; from < text.size(); ++from) {
    if (text[from] != '\r') {
      text[to++] = text[from];
    } else if (from + 1 == text.size() || text[from + 1] != '\n') {
      text[to++] = '\n';
    }
  }
  text.resize(to);
  return text;
}

}  // namespace parallax::ingest::domain::reader
