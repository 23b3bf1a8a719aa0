#include "services/claims/storage/sql/claim_text.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/types/span.h"
#include "common/text/word_query.h"

namespace parallax::claims::storage {
namespace {

using ::parallax::storage::FilterNode;
using ::parallax::storage::FilterOperator;
using ::parallax::storage::SqlDialect;
using ::parallax::storage::SqlValue;
using Columns = std::vector<std::string>;

// A condition on the index: for SQLite in the language of FTS5, for PostgreSQL
// in SQL. AND, OR and parentheses are the same in both.
struct Condition {
  std::string text;
  std::vector<SqlValue> values;
};

class Reader {
 public:
  explicit Reader(SqlDialect dialect) : dialect_(dialect) {}

  // Holds wherever all of `demands` do.
  std::optional<Condition> ReadAll(
      const std::vector<const FilterNode*>& demands) const {
    std::vector<Condition> parts;
    for (const FilterNode* demand : demands) {
      std::optional<Condition> part = Read(*demand);
      if (part.has_value()) parts.push_back(*std::move(part));
    }
    return All(std::move(parts), " AND ");
  }

 private:
  // Holds wherever `node` does.
  std::optional<Condition> Read(const FilterNode& node) const {
    switch (node.kind) {
      case FilterNode::Kind::kAnd:
        return Join(node, " AND ");
      case FilterNode::Kind::kOr:
        return Join(node, " OR ");
      case FilterNode::Kind::kSearch:
        return Holds({"quote_words", "claimant_words"}, node.words);
      case FilterNode::Kind::kCompare:
        return ReadCompare(node);
      default:
        return std::nullopt;
    }
  }

  std::optional<Condition> Join(const FilterNode& node,
                                absl::string_view with) const {
    std::vector<Condition> parts;
    for (const FilterNode& child : node.children) {
      std::optional<Condition> part = Read(child);
      if (part.has_value()) {
        parts.push_back(*std::move(part));
      } else if (node.kind == FilterNode::Kind::kOr) {
        return std::nullopt;
      }
    }
    return All(std::move(parts), with);
  }

  static std::optional<Condition> All(std::vector<Condition> parts,
                                      absl::string_view with) {
    if (parts.empty()) return std::nullopt;
    Condition all;
    std::vector<std::string> texts;
    for (Condition& part : parts) {
      texts.push_back(std::move(part.text));
      all.values.insert(all.values.end(), part.values.begin(),
                        part.values.end());
    }
    all.text = absl::StrCat("(", absl::StrJoin(texts, with), ")");
    return all;
  }

  std::optional<Condition> ReadCompare(const FilterNode& node) const {
    if (!node.field.text) return std::nullopt;
    const Columns columns = {absl::StrCat(node.name, "_words")};
    if (node.op == FilterOperator::kHas) return Holds(columns, node.words);
    if (node.op != FilterOperator::kEq) return std::nullopt;
    // What is equal holds the same words; beside a star they may be parts.
    std::vector<std::string> pieces = node.pieces;
    if (pieces.empty()) pieces.push_back(std::get<std::string>(node.value));
    std::vector<Condition> parts;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      std::vector<std::string> words =
          absl::StrSplit(text::FoldWords(pieces[i]), ' ', absl::SkipEmpty());
      if (i > 0 && !words.empty()) words.erase(words.begin());
      if (i + 1 < pieces.size() && !words.empty()) words.pop_back();
      if (words.empty()) continue;
      parts.push_back(Holds(columns, {std::move(words), false}));
    }
    return All(std::move(parts), " AND ");
  }

  Condition Holds(const Columns& columns, const text::WordQuery& query) const {
    // Words are letters and digits: nothing in them needs an escape.
    if (dialect_ == SqlDialect::kSqlite) {
      return {absl::StrCat("({", absl::StrJoin(columns, " "), "} : \"",
                           absl::StrJoin(query.words, " "), "\"",
                           query.prefix ? " *)" : ")"),
              {}};
    }
    const std::string words =
        absl::StrCat("'", absl::StrJoin(query.words, "' & '"), "'",
                     query.prefix ? ":*" : "");
    std::vector<Condition> parts;
    for (const std::string& column : columns) {
      parts.push_back(
          {absl::StrCat("(array_to_tsvector(string_to_array(btrim(n.", column,
                        "), ' ')) @@ CAST(? AS tsquery) AND strpos(n.", column,
                        ", ?) > 0)"),
           {words, query.Needle()}});
    }
    return *All(std::move(parts), " OR ");
  }

  const SqlDialect dialect_;
};

}  // namespace

std::optional<TextSelection> SelectByText(
    const std::vector<const FilterNode*>& demands, SqlDialect dialect) {
  std::optional<Condition> condition = Reader(dialect).ReadAll(demands);
  if (!condition.has_value()) return std::nullopt;
  if (dialect == SqlDialect::kSqlite) {
    return TextSelection{
        "SELECT rowid AS found FROM claim_text WHERE claim_text MATCH ?",
        {condition->text}};
  }
  return TextSelection{
      absl::StrCat("SELECT n.id AS found FROM claim n WHERE ", condition->text),
      std::move(condition->values)};
}

}  // namespace parallax::claims::storage
