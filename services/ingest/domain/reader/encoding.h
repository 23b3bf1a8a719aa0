// Bytes of any encoding -> UTF-8.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_ENCODING_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_ENCODING_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::reader {

// The text behind `bytes`: by its byte order mark (UTF-8, UTF-16, UTF-32), else
// by `declared` (a charset label such as "windows-1251"; "" means UTF-8). The
// mark is taken off.
//
// INVALID_ARGUMENT (INVALID_ENCODING) naming the offset of the first bad byte,
// or the label when it is unknown.
absl::StatusOr<std::string> ToUtf8(absl::string_view bytes,
                                   absl::string_view declared = "");

// The charset that HTML declares in its first 1,024 bytes, "" when none.
std::string DeclaredHtmlCharset(absl::string_view bytes);

// CRLF and lone CR become LF.
std::string NormalizeLineEnds(std::string text);

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_ENCODING_H_
