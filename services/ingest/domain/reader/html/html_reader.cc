#include "services/ingest/domain/reader/html/html_reader.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/ingest/domain/reader/block_labeler.h"
#include "services/ingest/domain/reader/encoding.h"
#include "services/ingest/domain/reader/finish_reading.h"
#include "services/ingest/domain/reader/html/article_finder.h"
#include "services/ingest/domain/reader/html/html_metadata.h"
#include "services/ingest/domain/reader/html/html_tree.h"
#include "services/ingest/domain/reader/html/page.h"

namespace parallax::ingest::domain::reader {
namespace {

Line LineOf(const PageBlock& block) {
  Line line;
  line.list_item = block.list_item;
  line.heading = block.heading;
  line.role = block.role;
  const std::size_t size = block.text.size();
  const bool all_links = block.linked_bytes * 5 >= size * 4;
  line.linked = all_links && block.links == 1;
  line.link_row = all_links && block.links > 1;
  line.bold = block.bold_bytes * 10 >= size * 9;
  return line;
}

// Writes the article's text and one line for each of its blocks.
class Writer {
 public:
  Writer(std::string* text, std::vector<Line>* lines)
      : text_(*text), lines_(*lines) {}

  void Add(absl::string_view text, Line line) {
    if (!text_.empty()) {
      const bool list = line.list_item && lines_.back().list_item;
      text_ += list ? "\n" : "\n\n";
    }
    if (line.list_item) text_ += "- ";
    line.begin = static_cast<uint32_t>(text_.size());
    absl::StrAppend(&text_, text);
    line.end = static_cast<uint32_t>(text_.size());
    lines_.push_back(line);
  }

 private:
  std::string& text_;
  std::vector<Line>& lines_;
};

}  // namespace

absl::StatusOr<Reading> ReadHtml(absl::string_view bytes, const Hints& hints) {
  PARALLAX_ASSIGN_OR_RETURN(const std::string html,
                            ToUtf8(bytes, DeclaredHtmlCharset(bytes)));
  PARALLAX_ASSIGN_OR_RETURN(const HtmlTree tree, HtmlTree::Parse(html));
  PARALLAX_ASSIGN_OR_RETURN(
      Metadata metadata,
      ReadHtmlMetadata(tree, /*date_wanted=*/!hints.publish_time.has_value()));
  const std::string& title = hints.title.empty() ? metadata.title : hints.title;
  Page page = ReadPage(tree);
  const FoundArticle found = FindArticle(title, &page);
  if (found.blocks.empty()) {
    return status::InvalidField("document.content", "holds no article",
                                type::v1::ERROR_REASON_NO_ARTICLE);
  }
  Reading reading;
  std::vector<Line> lines;
  Writer writer(&reading.article.text, &lines);
  if (found.headline == std::string::npos && !title.empty()) {
    Line headline;
    headline.role = BlockRole::kHeadline;
    writer.Add(title, headline);
  }
  for (const std::size_t i : found.blocks) {
    Line line = LineOf(page.blocks[i]);
    if (i == found.headline) {
      line.role = BlockRole::kHeadline;
      line.list_item = false;
    }
    writer.Add(page.blocks[i].text, line);
  }
  PARALLAX_ASSIGN_OR_RETURN(Labels labels,
                            LabelBlocks(reading.article.text, lines, hints));
  PARALLAX_RETURN_IF_ERROR(
      FinishReading(std::move(metadata), hints, std::move(labels), &reading));
  return reading;
}

}  // namespace parallax::ingest::domain::reader
