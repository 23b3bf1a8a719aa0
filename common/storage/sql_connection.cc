#include "common/storage/sql_connection.h"

#include <variant>

#include "common/status/macros.h"

namespace parallax::storage {

SqlStatement& SqlStatement::BindValue(int index, const SqlValue& value) {
  struct Binder {
    SqlCursor& cursor;
    int index;
    void operator()(std::monostate) const { cursor.BindNull(index); }
    void operator()(std::int64_t v) const { cursor.BindInt(index, v); }
    void operator()(double v) const { cursor.BindDouble(index, v); }
    void operator()(const std::string& v) const { cursor.BindText(index, v); }
    void operator()(const SqlBlob& v) const { cursor.BindBlob(index, v.bytes); }
  };
  std::visit(Binder{*cursor_, index}, value.variant());
  return *this;
}

SqlStatement& SqlStatement::BindAll(absl::Span<const SqlValue> values,
                                    int first) {
  for (const SqlValue& value : values) BindValue(first++, value);
  return *this;
}

absl::Status SqlStatement::Run() {
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, Step());
    if (!row) return absl::OkStatus();
  }
}

}  // namespace parallax::storage
