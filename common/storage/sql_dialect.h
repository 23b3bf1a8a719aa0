// Which engine a statement is written for.
#pragma once

namespace parallax::storage {

// Statements are written once where both engines read them alike.
enum class SqlDialect { kSqlite, kPostgres };

}  // namespace parallax::storage
