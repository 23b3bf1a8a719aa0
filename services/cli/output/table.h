// Aligned columns for the terminal.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/cli/output/terminal.h"

namespace parallax::cli {

// Columns that a text takes on a terminal; wide East Asian characters take
// two, combining marks none.
size_t DisplayWidth(absl::string_view text);

// `text` cut to at most `width` columns, ending in "…" where cut. Never cuts a
// character.
std::string CutToWidth(absl::string_view text, size_t width);

class Table {
 public:
  enum class Align { kLeft, kRight };
  struct Column {
    std::string title;
    Align align = Align::kLeft;
    // May be cut when the terminal is too narrow for the whole row.
    bool flexible = false;
  };

  explicit Table(std::vector<Column> columns);

  // One cell for each column; missing ones are empty. Line breaks become
  // blanks.
  void AddRow(std::vector<std::string> cells, Style style = Style::kPlain);
  size_t rows() const { return rows_.size(); }

  // Title line, rows; every line ends in a line break. On a terminal, flexible
  // columns shrink until the rows fit.
  std::string Render(const Terminal& terminal) const;

 private:
  struct Row {
    std::vector<std::string> cells;
    Style style;
  };
  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

}  // namespace parallax::cli
