#include "common/storage/filter_lexer.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace parallax::storage {
namespace {

using Kind = FilterToken::Kind;

bool EndsWord(char c) {
  switch (c) {
    case '(':
    case ')':
    case ',':
    case ':':
    case '=':
    case '<':
    case '>':
    case '!':
    case '"':
    case '\'':
      return true;
    default:
      return absl::ascii_isspace(static_cast<unsigned char>(c));
  }
}

// Reads a quoted text whose opening quote is at `*at`.
absl::StatusOr<FilterToken> LexString(absl::string_view text, std::size_t* at) {
  FilterToken token{.kind = Kind::kString, .position = *at};
  const char quote = text[(*at)++];
  while (*at < text.size()) {
    const char c = text[(*at)++];
    if (c == quote) {
      token.end = *at;
      return token;
    }
    if (c != '\\') {
      token.text.push_back(c);
      continue;
    }
    if (*at == text.size()) break;
    const char escaped = text[(*at)++];
    switch (escaped) {
      case 'n':
        token.text.push_back('\n');
        break;
      case 't':
        token.text.push_back('\t');
        break;
      case '*':
        token.escaped_stars.push_back(token.text.size());
        token.text.push_back('*');
        break;
      case '\\':
      case '"':
      case '\'':
        token.text.push_back(escaped);
        break;
      default:
        return FilterError(*at - 2, "unknown escape in a quoted text");
    }
  }
  return FilterError(token.position, "the quoted text has no end");
}

FilterToken LexWord(absl::string_view text, std::size_t* at) {
  FilterToken token{.kind = Kind::kWord, .position = *at};
  while (*at < text.size() && !EndsWord(text[*at])) ++*at;
  token.text = std::string(text.substr(token.position, *at - token.position));
  token.end = *at;
  if (token.text == "AND") token.kind = Kind::kAnd;
  if (token.text == "OR") token.kind = Kind::kOr;
  if (token.text == "NOT") token.kind = Kind::kNot;
  return token;
}

// A mark of one or two characters, or kEnd when there is none.
Kind LexMark(absl::string_view rest, std::size_t* length) {
  const bool equals = rest.size() > 1 && rest[1] == '=';
  *length = 1;
  switch (rest[0]) {
    case '(':
      return Kind::kOpen;
    case ')':
      return Kind::kClose;
    case ',':
      return Kind::kComma;
    case ':':
      return Kind::kHas;
    case '=':
      return Kind::kEq;
    case '-':
      return Kind::kMinus;
    case '!':
      *length = 2;
      return equals ? Kind::kNe : Kind::kEnd;
    case '<':
      *length = equals ? 2 : 1;
      return equals ? Kind::kLe : Kind::kLt;
    case '>':
      *length = equals ? 2 : 1;
      return equals ? Kind::kGe : Kind::kGt;
    default:
      return Kind::kEnd;
  }
}

}  // namespace

absl::Status FilterError(std::size_t position, absl::string_view message,
                         status::ErrorReason reason) {
  absl::Status status = status::InvalidField(
      "filter", absl::StrCat("at byte ", position, ": ", message), reason);
  return status::WithMetadata(std::move(status),
                              {{"position", absl::StrCat(position)}});
}

absl::StatusOr<std::vector<FilterToken>> LexFilter(absl::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    if (absl::ascii_iscntrl(c) && !absl::ascii_isspace(c)) {
      return FilterError(i, "control character");
    }
  }
  std::vector<FilterToken> tokens;
  std::size_t at = 0;
  while (at < text.size()) {
    const unsigned char c = static_cast<unsigned char>(text[at]);
    if (absl::ascii_isspace(c)) {
      ++at;
      continue;
    }
    if (c == '"' || c == '\'') {
      PARALLAX_ASSIGN_OR_RETURN(FilterToken token, LexString(text, &at));
      tokens.push_back(std::move(token));
      continue;
    }
    std::size_t length = 0;
    const Kind mark = LexMark(text.substr(at), &length);
    if (mark != Kind::kEnd) {
      tokens.push_back(
          FilterToken{.kind = mark, .position = at, .end = at + length});
      at += length;
      continue;
    }
    if (EndsWord(text[at])) return FilterError(at, "\"!\" without \"=\"");
    tokens.push_back(LexWord(text, &at));
  }
  tokens.push_back(FilterToken{
      .kind = Kind::kEnd, .position = text.size(), .end = text.size()});
  return tokens;
}

}  // namespace parallax::storage
