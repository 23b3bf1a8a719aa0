#include "services/cli/output/table.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace parallax::cli {
namespace {

constexpr size_t kGap = 2;
constexpr size_t kLeastFlexible = 12;

size_t CharacterWidth(UChar32 character) {
  if (character < 0x20 || u_charType(character) == U_NON_SPACING_MARK ||
      u_charType(character) == U_ENCLOSING_MARK) {
    return 0;
  }
  const int width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::string OneLine(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return text;
}

}  // namespace

size_t DisplayWidth(absl::string_view text) {
  size_t width = 0;
  int32_t at = 0;
  const auto size = static_cast<int32_t>(text.size());
  while (at < size) {
    UChar32 character;
    U8_NEXT_OR_FFFD(reinterpret_cast<const uint8_t*>(text.data()), at, size,
                    character);
    width += CharacterWidth(character);
  }
  return width;
}

std::string CutToWidth(absl::string_view text, size_t width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  if (width == 0) return "";
  size_t used = 0;
  int32_t at = 0;
  int32_t end = 0;
  const auto size = static_cast<int32_t>(text.size());
  while (at < size) {
    UChar32 character;
    U8_NEXT_OR_FFFD(reinterpret_cast<const uint8_t*>(text.data()), at, size,
                    character);
    used += CharacterWidth(character);
    if (used > width - 1) break;
    end = at;
  }
  return absl::StrCat(text.substr(0, static_cast<size_t>(end)), "…");
}

Table::Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

void Table::AddRow(std::vector<std::string> cells, Style style) {
  cells.resize(columns_.size());
  for (std::string& cell : cells) cell = OneLine(std::move(cell));
  rows_.push_back({std::move(cells), style});
}

std::string Table::Render(const Terminal& terminal) const {
  std::vector<size_t> widths;
  for (size_t i = 0; i < columns_.size(); ++i) {
    size_t width = DisplayWidth(columns_[i].title);
    for (const Row& row : rows_) {
      width = std::max(width, DisplayWidth(row.cells[i]));
    }
    widths.push_back(width);
  }
  const auto room = static_cast<size_t>(terminal.width());
  size_t total = kGap * (columns_.empty() ? 0 : columns_.size() - 1);
  for (size_t width : widths) total += width;
  while (room > 0 && total > room) {
    size_t widest = columns_.size();
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (!columns_[i].flexible || widths[i] <= kLeastFlexible) continue;
      if (widest == columns_.size() || widths[i] > widths[widest]) widest = i;
    }
    if (widest == columns_.size()) break;
    --widths[widest];
    --total;
  }

  const auto line = [&](const std::vector<std::string>& cells) {
    std::string text;
    for (size_t i = 0; i < columns_.size(); ++i) {
      const std::string cell = CutToWidth(cells[i], widths[i]);
      const std::string pad(widths[i] - DisplayWidth(cell), ' ');
      const bool last = i + 1 == columns_.size();
      if (columns_[i].align == Align::kRight) {
        absl::StrAppend(&text, pad, cell);
      } else {
        absl::StrAppend(&text, cell, last ? "" : pad);
      }
      if (!last) text.append(kGap, ' ');
    }
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return text;
  };

  std::vector<std::string> titles;
  for (const Column& column : columns_) titles.push_back(column.title);
  std::string out =
      absl::StrCat(terminal.Paint(Style::kBold, line(titles)), "\n");
  for (const Row& row : rows_) {
    absl::StrAppend(&out, terminal.Paint(row.style, line(row.cells)), "\n");
  }
  return out;
}

}  // namespace parallax::cli
