#include "services/ingest/domain/reader/html/page.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "services/ingest/domain/reader/html/element_signs.h"
#include "services/ingest/domain/reader/line_signs.h"

namespace parallax::ingest::domain::reader {
namespace {

// What the open elements say of the text inside them.
struct Context {
  std::size_t container = 0;
  std::optional<BlockRole> role;
  int heading = 0;
  bool list_item = false;
  bool paragraph = false;  // inside one: inline elements do not split it
  bool linked = false;
  bool bold = false;
  bool preformatted = false;
};

struct Frame {
  const GumboNode* node = nullptr;
  unsigned next = 0;
  bool block = false;
  bool opened_container = false;
  Context context;
};

class PageReader {
 public:
  Page Run(const GumboNode& document) {
    page_.containers.push_back({});
    Push(document, Context{});
    while (!stack_.empty()) {
      Frame& frame = stack_.back();
      const GumboVector& children = frame.node->type == GUMBO_NODE_DOCUMENT
                                        ? frame.node->v.document.children
                                        : frame.node->v.element.children;
      if (frame.next >= children.length) {
        Leave();
        continue;
      }
      const auto* child =
          static_cast<const GumboNode*>(children.data[frame.next++]);
      Visit(*child, frame.context);
    }
    Flush();
    page_.containers.front().end = page_.blocks.size();
    SumProse();
    return std::move(page_);
  }

 private:
  void Push(const GumboNode& node, const Context& context) {
    Frame frame;
    frame.node = &node;
    frame.context = context;
    stack_.push_back(frame);
  }

  void Visit(const GumboNode& node, const Context& outer) {
    switch (node.type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
      case GUMBO_NODE_CDATA:
        AddText(node.v.text.text, outer);
        return;
      case GUMBO_NODE_ELEMENT:
        Enter(node, outer);
        return;
      default:
        return;
    }
  }

  // By value: Push() may move the frame that holds it.
  void Enter(const GumboNode& node, Context context) {
    const GumboTag tag = node.v.element.tag;
    if (tag == GUMBO_TAG_BR) {
      AddBreak(context);
      return;
    }
    const ElementSigns signs = ReadElementSigns(node);
    if (signs.skip) return;
    const bool splits =
        signs.block || (signs.role.has_value() && !context.paragraph);
    if (splits) Flush();
    Frame frame;
    frame.node = &node;
    frame.block = splits;
    const bool marked =
        signs.article || signs.main || signs.furniture || signs.related;
    if (signs.block || marked) {
      Container container;
      container.parent = context.container;
      container.begin = page_.blocks.size();
      container.tag = tag;
      container.article = signs.article;
      container.main = signs.main;
      container.furniture = signs.furniture;
      container.related = signs.related;
      context.container = page_.containers.size();
      page_.containers.push_back(container);
      frame.opened_container = true;
    }
    if (signs.role.has_value() && splits) context.role = signs.role;
    if (signs.heading > 0) context.heading = signs.heading;
    context.list_item = context.list_item || signs.list_item;
    context.paragraph = context.paragraph || tag == GUMBO_TAG_P ||
                        signs.heading > 0 || tag == GUMBO_TAG_LI;
    context.linked = context.linked || tag == GUMBO_TAG_A;
    context.bold =
        context.bold || tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG;
    context.preformatted = context.preformatted || tag == GUMBO_TAG_PRE;
    if (tag == GUMBO_TAG_A) ++current_.links;
    frame.context = context;
    stack_.push_back(frame);
  }

  void Leave() {
    const Frame frame = stack_.back();
    if (frame.block) Flush();
    if (frame.opened_container) {
      page_.containers[frame.context.container].end = page_.blocks.size();
    }
    stack_.pop_back();
    // A list item ends with its element, also when text follows it.
    if (frame.node->type == GUMBO_NODE_ELEMENT &&
        frame.node->v.element.tag == GUMBO_TAG_TD) {
      gap_ = true;
    }
  }

  void AddBreak(const Context& context) {
    if (last_break_) Flush();
    if (!current_.text.empty()) breaks_ = true;
    Begin(context);
    last_break_ = true;
  }

  // The first text of a block decides where it belongs.
  void Begin(const Context& context) {
    if (begun_) return;
    begun_ = true;
    current_.container = context.container;
    current_.heading = context.heading;
    current_.list_item = context.list_item;
    current_.role = context.role;
  }

  void AddText(const char* text, const Context& context) {
    const std::size_t before = current_.text.size();
    for (const char* p = text; *p != '\0'; ++p) {
      const auto byte = static_cast<unsigned char>(*p);
      const auto second = static_cast<unsigned char>(p[1]);
      if (byte == '\n' && context.preformatted) {
        newlines_ += 1;
        if (newlines_ >= 2) Flush();
        gap_ = true;
      } else if (absl::ascii_isspace(byte)) {
        gap_ = true;
      } else if (byte == 0xC2 && second == 0xA0) {  // no-break space
        gap_ = true;
        ++p;
      } else if (byte == 0xC2 && second == 0xAD) {  // soft hyphen
        ++p;
      } else if (byte == 0xE2 && second == 0x80 &&
                 static_cast<unsigned char>(p[2]) == 0x8B) {  // zero width
        p += 2;
      } else if (byte < 0x20 || byte == 0x7F) {
        continue;
      } else {
        Begin(context);
        if (breaks_) {
          current_.text.push_back('\n');
        } else if (gap_ && !current_.text.empty()) {
          current_.text.push_back(' ');
        }
        gap_ = breaks_ = last_break_ = false;
        newlines_ = 0;
        current_.text.push_back(*p);
      }
    }
    const std::size_t added =
        current_.text.size() > before ? current_.text.size() - before : 0;
    if (context.linked) current_.linked_bytes += added;
    if (context.bold) current_.bold_bytes += added;
  }

  void Flush() {
    if (!current_.text.empty()) {
      const LineSigns signs = ReadSigns(current_.text);
      current_.words = signs.words;
      current_.prose = signs.prose && current_.heading == 0 &&
                       current_.linked_bytes * 2 < current_.text.size();
      const bool small = current_.role == BlockRole::kByline ||
                         current_.role == BlockRole::kDateline;
      // A container that is named after its author holds more than the byline.
      if (current_.prose && small) current_.role.reset();
      page_.blocks.push_back(std::move(current_));
    }
    current_ = PageBlock();
    begun_ = gap_ = breaks_ = last_break_ = false;
    newlines_ = 0;
  }

  void SumProse() {
    for (const PageBlock& block : page_.blocks) {
      if (block.prose) {
        page_.containers[block.container].prose += block.text.size();
      }
    }
    for (std::size_t i = page_.containers.size(); i-- > 1;) {
      page_.containers[page_.containers[i].parent].prose +=
          page_.containers[i].prose;
    }
  }

  Page page_;
  std::vector<Frame> stack_;
  PageBlock current_;
  bool begun_ = false;
  bool gap_ = false;         // white space since the last character
  bool breaks_ = false;      // a line break since the last character
  bool last_break_ = false;  // the last thing seen was a line break
  int newlines_ = 0;
};

}  // namespace

Page ReadPage(const HtmlTree& tree) {
  return PageReader().Run(tree.document());
}

}  // namespace parallax::ingest::domain::reader
