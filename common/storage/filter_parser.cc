#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/status/nearest.h"
#include "common/storage/filter.h"
#include "common/storage/filter_lexer.h"

namespace parallax::storage {
namespace {

using Token = FilterToken;
using TokenKind = FilterToken::Kind;
using NodeKind = FilterNode::Kind;

std::optional<FilterOperator> OperatorOf(TokenKind kind) {
  switch (kind) {
    case TokenKind::kEq:
      return FilterOperator::kEq;
    case TokenKind::kNe:
      return FilterOperator::kNe;
    case TokenKind::kLt:
      return FilterOperator::kLt;
    case TokenKind::kLe:
      return FilterOperator::kLe;
    case TokenKind::kGt:
      return FilterOperator::kGt;
    case TokenKind::kGe:
      return FilterOperator::kGe;
    case TokenKind::kHas:
      return FilterOperator::kHas;
    default:
      return std::nullopt;
  }
}

bool IsOrdering(FilterOperator op) {
  return op == FilterOperator::kLt || op == FilterOperator::kLe ||
         op == FilterOperator::kGt || op == FilterOperator::kGe;
}

// A moment as RFC 3339, or a day alone, which is its first instant in UTC.
std::optional<absl::Time> ParseTime(const std::string& text) {
  absl::Time time;
  std::string error;
  if (absl::ParseTime(absl::RFC3339_full, text, &time, &error) ||
      absl::ParseTime("%Y-%m-%d", text, absl::UTCTimeZone(), &time, &error)) {
    // What a protobuf Timestamp can hold.
    if (time >= absl::FromUnixSeconds(-62135596800) &&
        time < absl::FromUnixSeconds(253402300800)) {
      return time;
    }
  }
  return std::nullopt;
}

// "CASUALTIES" or "CLAIM_KIND_CASUALTIES" of an enum.
const google::protobuf::EnumValueDescriptor* FindEnumValue(
    const google::protobuf::EnumDescriptor& type, absl::string_view text) {
  for (int i = 0; i < type.value_count(); ++i) {
    const absl::string_view name = type.value(i)->name();
    if (name == text) return type.value(i);
  }
  const absl::string_view zero = type.value(0)->name();
  if (!absl::EndsWith(zero, "_UNSPECIFIED")) return nullptr;
  const std::string prefixed =
      absl::StrCat(zero.substr(0, zero.size() - 11), text);
  return type.FindValueByName(prefixed);
}

// Splits at the stars that were not escaped; empty when there is none.
std::vector<std::string> SplitAtStars(const Token& token) {
  std::vector<std::string> pieces;
  std::string piece;
  std::size_t escaped = 0;
  bool any = false;
  for (std::size_t i = 0; i < token.text.size(); ++i) {
    const bool is_escaped = escaped < token.escaped_stars.size() &&
                            token.escaped_stars[escaped] == i;
    if (is_escaped) ++escaped;
    if (token.text[i] == '*' && !is_escaped) {
      pieces.push_back(std::move(piece));
      piece.clear();
      any = true;
    } else {
      piece.push_back(token.text[i]);
    }
  }
  pieces.push_back(std::move(piece));
  if (!any) pieces.clear();
  return pieces;
}

class Parser {
 public:
  Parser(std::vector<Token> tokens, const FilterSchema& schema,
         const FilterLimits& limits)
      : tokens_(std::move(tokens)), schema_(schema), limits_(limits) {}

  absl::StatusOr<FilterNode> Parse() {
    PARALLAX_ASSIGN_OR_RETURN(FilterNode root, ParseExpression(1));
    if (Now().kind != TokenKind::kEnd) {
      return FilterError(Now().position, Now().kind == TokenKind::kClose
                                             ? "\")\" without \"(\""
                                             : "unexpected here");
    }
    return root;
  }

 private:
  const Token& Now() const { return tokens_[at_]; }
  const Token& Next() { return tokens_[at_++]; }
  bool Accept(TokenKind kind) {
    if (Now().kind != kind) return false;
    ++at_;
    return true;
  }

  // expression: sequence {AND sequence}
  absl::StatusOr<FilterNode> ParseExpression(int depth) {
    if (depth > limits_.max_depth) {
      return FilterError(Now().position,
                         absl::StrCat("nested deeper than ", limits_.max_depth),
                         type::v1::ERROR_REASON_NESTED_TOO_DEEP);
    }
    FilterNode all{.kind = NodeKind::kAnd, .position = Now().position};
    do {
      PARALLAX_RETURN_IF_ERROR(ParseSequence(depth, &all));
    } while (Accept(TokenKind::kAnd));
    return Simplify(std::move(all));
  }

  // sequence: factor {factor}; put into `all` since both mean AND.
  absl::Status ParseSequence(int depth, FilterNode* all) {
    do {
      PARALLAX_ASSIGN_OR_RETURN(FilterNode factor, ParseFactor(depth));
      all->children.push_back(std::move(factor));
    } while (StartsTerm(Now().kind));
    return absl::OkStatus();
  }

  static bool StartsTerm(TokenKind kind) {
    return kind == TokenKind::kWord || kind == TokenKind::kString ||
           kind == TokenKind::kNot || kind == TokenKind::kMinus ||
           kind == TokenKind::kOpen;
  }

  // factor: term {OR term}
  absl::StatusOr<FilterNode> ParseFactor(int depth) {
    FilterNode any{.kind = NodeKind::kOr, .position = Now().position};
    do {
      PARALLAX_ASSIGN_OR_RETURN(FilterNode term, ParseTerm(depth));
      any.children.push_back(std::move(term));
    } while (Accept(TokenKind::kOr));
    return Simplify(std::move(any));
  }

  static FilterNode Simplify(FilterNode node) {
    if (node.children.size() != 1) return node;
    FilterNode only = std::move(node.children.front());
    return only;
  }

  // term: [NOT | -] simple
  absl::StatusOr<FilterNode> ParseTerm(int depth) {
    const std::size_t position = Now().position;
    if (Accept(TokenKind::kNot) || Accept(TokenKind::kMinus)) {
      PARALLAX_ASSIGN_OR_RETURN(FilterNode inner, ParseSimple(depth));
      FilterNode node{.kind = NodeKind::kNot, .position = position};
      node.children.push_back(std::move(inner));
      return node;
    }
    return ParseSimple(depth);
  }

  // simple: ( expression ) | name(arguments) | name op value | literal
  absl::StatusOr<FilterNode> ParseSimple(int depth) {
    if (++terms_ > limits_.max_terms) {
      return FilterError(
          Now().position,
          absl::StrCat("more than ", limits_.max_terms, " terms"));
    }
    if (Now().kind == TokenKind::kOpen) {
      const std::size_t opened = Next().position;
      PARALLAX_ASSIGN_OR_RETURN(FilterNode inner, ParseExpression(depth + 1));
      if (!Accept(TokenKind::kClose)) {
        return FilterError(opened, "\"(\" without \")\"");
      }
      return inner;
    }
    if (Now().kind == TokenKind::kEnd) {
      return FilterError(Now().position, "a condition is missing");
    }
    if (Now().kind != TokenKind::kWord && Now().kind != TokenKind::kString) {
      return FilterError(Now().position, "expected a field or a word");
    }
    const Token& first = Next();
    if (first.kind == TokenKind::kWord && Now().kind == TokenKind::kOpen &&
        Now().position == first.end) {
      return ParseCall(first);
    }
    if (const auto op = OperatorOf(Now().kind)) {
      ++at_;
      return ParseComparison(first, *op);
    }
    return SearchFor(first);
  }

  absl::StatusOr<FilterNode> SearchFor(const Token& token) {
    bool searchable = false;
    bool texts = false;
    for (const auto& [name, field] : schema_.fields()) {
      searchable = searchable || field.searchable;
      texts = texts || field.text;
    }
    if (!searchable) {
      return FilterError(
          token.position,
          absl::StrCat("expected an operator after \"", token.text, "\""));
    }
    FilterNode node{.kind = NodeKind::kSearch,
                    .value = token.text,
                    .position = token.position};
    if (texts) {
      PARALLAX_ASSIGN_OR_RETURN(node.words, WordsOf(token));
    }
    return node;
  }

  static absl::StatusOr<text::WordQuery> WordsOf(const Token& token) {
    absl::StatusOr<text::WordQuery> words =
        text::ParseWordQuery(token.text, token.escaped_stars);
    if (words.ok()) return words;
    return FilterError(
        token.position,
        absl::StrCat("\"", token.text, "\": ", words.status().message()));
  }

  absl::Status UnknownField(const Token& token) {
    std::vector<std::string> names;
    for (const auto& [name, field] : schema_.fields()) names.push_back(name);
    const std::string nearest = status::Nearest(token.text, names);
    return FilterError(
        token.position,
        nearest.empty()
            ? absl::StrCat("unknown field \"", token.text,
                           "\"; known: ", absl::StrJoin(names, ", "))
            : absl::StrCat("unknown field \"", token.text,
                           "\"; did you mean \"", nearest, "\"?"));
  }

  absl::StatusOr<FilterNode> ParseComparison(const Token& name,
                                             FilterOperator op) {
    const FilterField* field =
        name.kind == TokenKind::kWord ? schema_.Find(name.text) : nullptr;
    if (field == nullptr) return UnknownField(name);
    PARALLAX_ASSIGN_OR_RETURN(const Token value, ParseValueToken());
    FilterNode node{.kind = NodeKind::kCompare,
                    .name = name.text,
                    .field = *field,
                    .op = op,
                    .position = name.position};
    if (op == FilterOperator::kHas && value.kind == TokenKind::kWord &&
        value.text == "*") {
      node.kind = NodeKind::kPresent;
      return node;
    }
    PARALLAX_RETURN_IF_ERROR(CheckOperator(name, *field, op));
    PARALLAX_ASSIGN_OR_RETURN(node.value, Convert(value, *field));
    if (field->type == FilterType::kString &&
        (op == FilterOperator::kEq || op == FilterOperator::kNe)) {
      node.pieces = SplitAtStars(value);
    }
    if (field->text && op == FilterOperator::kHas) {
      PARALLAX_ASSIGN_OR_RETURN(node.words, WordsOf(value));
    }
    return node;
  }

  absl::Status CheckOperator(const Token& name, const FilterField& field,
                             FilterOperator op) {
    if (field.repeated && op != FilterOperator::kHas) {
      return FilterError(
          name.position,
          absl::StrCat("\"", name.text, "\" has several values: use \":\""));
    }
    const bool ordered =
        field.type != FilterType::kBool && field.type != FilterType::kEnum;
    if (IsOrdering(op) && !ordered) {
      return FilterError(
          name.position,
          absl::StrCat("\"", name.text, "\" has no order: use = or !="));
    }
    return absl::OkStatus();
  }

  // A word or quoted text; a minus directly before a word belongs to it.
  absl::StatusOr<Token> ParseValueToken() {
    if (Now().kind == TokenKind::kMinus &&
        tokens_[at_ + 1].kind == TokenKind::kWord &&
        tokens_[at_ + 1].position == Now().end) {
      Token token = tokens_[at_ + 1];
      token.text.insert(0, 1, '-');
      token.position = Now().position;
      at_ += 2;
      return token;
    }
    if (Now().kind != TokenKind::kWord && Now().kind != TokenKind::kString) {
      return FilterError(Now().position, "a value is missing");
    }
    Token token = Next();
    // Unquoted times have colons: 2022-09-14T12:00:00Z.
    while (token.kind == TokenKind::kWord && Now().kind == TokenKind::kHas &&
           Now().position == token.end &&
           tokens_[at_ + 1].kind == TokenKind::kWord &&
           tokens_[at_ + 1].position == Now().end) {
      absl::StrAppend(&token.text, ":", tokens_[at_ + 1].text);
      token.end = tokens_[at_ + 1].end;
      at_ += 2;
    }
    return token;
  }

  absl::StatusOr<FilterNode> ParseCall(const Token& name) {
    const std::vector<FilterType>* types = schema_.FindFunction(name.text);
    if (types == nullptr) {
      return FilterError(name.position,
                         absl::StrCat("unknown function \"", name.text, "\""));
    }
    const std::size_t opened = Next().position;
    FilterNode node{
        .kind = NodeKind::kCall, .name = name.text, .position = name.position};
    for (std::size_t i = 0; i < types->size(); ++i) {
      if (i > 0 && !Accept(TokenKind::kComma)) {
        return FilterError(
            Now().position,
            absl::StrCat(name.text, " takes ", types->size(), " arguments"));
      }
      PARALLAX_ASSIGN_OR_RETURN(const Token token, ParseValueToken());
      PARALLAX_ASSIGN_OR_RETURN(
          FilterValue value, Convert(token, FilterField{.type = (*types)[i]}));
      node.arguments.push_back(std::move(value));
    }
    if (Now().kind == TokenKind::kEnd) {
      return FilterError(opened, "\"(\" without \")\"");
    }
    if (!Accept(TokenKind::kClose)) {
      return FilterError(
          Now().position,
          absl::StrCat(name.text, " takes ", types->size(), " arguments"));
    }
    return node;
  }

  absl::StatusOr<FilterValue> Convert(const Token& token,
                                      const FilterField& field) {
    const auto wrong = [&token](absl::string_view what) {
      return FilterError(token.position,
                         absl::StrCat("\"", token.text, "\" is not ", what));
    };
    switch (field.type) {
      case FilterType::kString:
        return FilterValue(token.text);
      case FilterType::kInt: {
        std::int64_t number = 0;
        if (!absl::SimpleAtoi(token.text, &number)) {
          return wrong("a whole number that fits 64 bits");
        }
        return FilterValue(number);
      }
      case FilterType::kDouble: {
        double number = 0;
        if (!absl::SimpleAtod(token.text, &number) || number != number) {
          return wrong("a number");
        }
        return FilterValue(number);
      }
      case FilterType::kBool:
        if (token.text == "true") return FilterValue(true);
        if (token.text == "false") return FilterValue(false);
        return wrong("true or false");
      case FilterType::kTimestamp: {
        const std::optional<absl::Time> time = ParseTime(token.text);
        if (!time.has_value()) {
          return wrong("a time such as \"2022-09-14T12:00:00Z\" or 2022-09-14");
        }
        return FilterValue(*time);
      }
      case FilterType::kEnum: {
        const auto* value = FindEnumValue(*field.enum_type, token.text);
        if (value == nullptr) {
          return wrong(absl::StrCat("a value of ", field.enum_type->name()));
        }
        return FilterValue(static_cast<std::int64_t>(value->number()));
      }
    }
    return wrong("usable");
  }

  const std::vector<Token> tokens_;
  const FilterSchema& schema_;
  const FilterLimits& limits_;
  std::size_t at_ = 0;
  int terms_ = 0;
};

}  // namespace

absl::StatusOr<Filter> ParseFilter(absl::string_view text,
                                   const FilterSchema& schema,
                                   const FilterLimits& limits) {
  Filter filter;
  if (text.size() > limits.max_bytes) {
    return FilterError(
        limits.max_bytes,
        absl::StrCat("longer than ", limits.max_bytes, " bytes"));
  }
  PARALLAX_ASSIGN_OR_RETURN(std::vector<Token> tokens, LexFilter(text));
  filter.text = std::string(text);
  if (tokens.size() == 1) return filter;
  Parser parser(std::move(tokens), schema, limits);
  PARALLAX_ASSIGN_OR_RETURN(filter.root, parser.Parse());
  filter.match_all = false;
  return filter;
}

}  // namespace parallax::storage
