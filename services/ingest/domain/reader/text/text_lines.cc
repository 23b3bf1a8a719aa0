#include "services/ingest/domain/reader/text/text_lines.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "services/ingest/domain/reader/characters.h"

namespace parallax::ingest::domain::reader {
namespace {

// Widths between which text is broken by machines.
constexpr std::size_t kNarrowest = 50;
constexpr std::size_t kWidest = 100;

class LineReader {
 public:
  explicit LineReader(absl::string_view text) : text_(text) {}

  std::vector<Line> Run() {
    std::vector<Line> group;
    std::size_t begin = 0;
    while (begin <= text_.size()) {
      const std::size_t newline = text_.find('\n', begin);
      const std::size_t end =
          newline == absl::string_view::npos ? text_.size() : newline;
      const absl::string_view line = Trim(text_.substr(begin, end - begin));
      if (line.empty()) {
        Flush(&group);
      } else {
        group.push_back(ReadMarks(line));
      }
      begin = end + 1;
    }
    Flush(&group);
    return std::move(lines_);
  }

 private:
  std::size_t OffsetOf(absl::string_view part) const {
    return static_cast<std::size_t>(part.data() - text_.data());
  }

  absl::string_view TextOf(const Line& line) const {
    return text_.substr(line.begin, line.end - line.begin);
  }

  static std::size_t ListMark(absl::string_view line) {
    for (const absl::string_view mark : {"- ", "* ", "• ", "‣ ", "◦ ", "· "}) {
      if (absl::StartsWith(line, mark)) return mark.size();
    }
    std::size_t digits = 0;
    while (digits < line.size() && digits < 3 &&
           absl::ascii_isdigit(line[digits])) {
      ++digits;
    }
    if (digits > 0 && digits + 1 < line.size() &&
        (line[digits] == '.' || line[digits] == ')') &&
        line[digits + 1] == ' ') {
      return digits + 2;
    }
    return 0;
  }

  // "[words](address)" as a whole: the words. Else an empty view.
  static absl::string_view LinkText(absl::string_view line) {
    if (!absl::StartsWith(line, "[") || !absl::EndsWith(line, ")")) return {};
    const std::size_t middle = line.find("](");
    if (middle == absl::string_view::npos || middle == 1) return {};
    if (line.find(')', middle) != line.size() - 1) return {};
    return line.substr(1, middle - 1);
  }

  // Several links with nothing but space and separators between them.
  static bool IsLinkRow(absl::string_view line) {
    int links = 0;
    while (!line.empty()) {
      if (line.front() == '[') {
        const std::size_t middle = line.find("](");
        if (middle == absl::string_view::npos) return false;
        const std::size_t close = line.find(')', middle);
        if (close == absl::string_view::npos) return false;
        ++links;
        line.remove_prefix(close + 1);
      } else if (absl::ascii_isalnum(line.front())) {
        return false;
      } else {
        line.remove_prefix(1);
      }
    }
    return links > 1;
  }

  Line ReadMarks(absl::string_view line) {
    Line result;
    int level = 0;
    while (level < 6 && static_cast<std::size_t>(level) < line.size() &&
           line[level] == '#') {
      ++level;
    }
    if (level > 0 && static_cast<std::size_t>(level) < line.size() &&
        line[level] == ' ') {
      result.heading = level;
      line = Trim(line.substr(level));
    } else if (const std::size_t mark = ListMark(line); mark > 0) {
      result.list_item = true;
      const absl::string_view rest = Trim(line.substr(mark));
      if (!rest.empty()) line = rest;
    }
    result.link_row = IsLinkRow(line);
    for (int round = 0; round < 2 && !result.link_row; ++round) {
      if (line.size() > 4 && absl::StartsWith(line, "**") &&
          line.find("**", 2) == line.size() - 2) {
        result.bold = true;
        line = line.substr(2, line.size() - 4);
      } else if (const absl::string_view words = LinkText(line);
                 !words.empty()) {
        result.linked = true;
        line = words;
      }
    }
    result.begin = static_cast<uint32_t>(OffsetOf(line));
    result.end = static_cast<uint32_t>(result.begin + line.size());
    return result;
  }

  bool IsWrapped(const std::vector<Line>& group) const {
    if (group.size() < 2) return false;
    for (const Line& line : group) {
      if (line.list_item || line.heading > 0 || line.linked || line.bold ||
          line.link_row) {
        return false;
      }
    }
    for (std::size_t i = 0; i + 1 < group.size(); ++i) {
      const std::size_t width = group[i].end - group[i].begin;
      if (width < kNarrowest || width > kWidest) return false;
    }
    if (group.size() > 2) return true;
    return !EndsSentence(TextOf(group[0])) &&
           absl::ascii_islower(TextOf(group[1]).front());
  }

  void Flush(std::vector<Line>* group) {
    if (IsWrapped(*group)) {
      Line joined = group->front();
      joined.end = group->back().end;
      lines_.push_back(joined);
    } else {
      lines_.insert(lines_.end(), group->begin(), group->end());
    }
    group->clear();
  }

  const absl::string_view text_;
  std::vector<Line> lines_;
};

}  // namespace

std::vector<Line> SplitLines(absl::string_view text) {
  return LineReader(text).Run();
}

}  // namespace parallax::ingest::domain::reader
