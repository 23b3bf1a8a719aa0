#include "services/ingest/domain/reader/html/markup_guard.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "services/ingest/domain/reader/limits.h"

namespace parallax::ingest::domain::reader {
namespace {

absl::Status TooDeep(absl::string_view what) {
  return status::InvalidField("document.content", what,
                              type::v1::ERROR_REASON_NESTED_TOO_DEEP);
}

bool In(absl::string_view name, std::initializer_list<absl::string_view> set) {
  return std::find(set.begin(), set.end(), name) != set.end();
}

bool IsVoid(absl::string_view name) {
  return In(name, {"area",   "base",     "br",      "col",   "embed",
                   "hr",     "img",      "input",   "link",  "meta",
                   "param",  "source",   "track",   "wbr",   "command",
                   "keygen", "basefont", "bgsound", "frame", "image"});
}

// The next of its kind, or the end of the parent, closes these.
bool ClosesItself(absl::string_view name) {
  return In(name, {"p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead",
                   "tfoot", "colgroup", "option", "html", "head", "body"});
}

// The parser reads no tags inside these.
bool IsRawText(absl::string_view name) {
  return In(name, {"script", "style", "textarea", "title", "xmp", "iframe",
                   "noembed", "noframes"});
}

bool IsFormatting(absl::string_view name) {
  return In(name, {"a", "b", "big", "code", "em", "font", "i", "nobr", "s",
                   "small", "strike", "strong", "tt", "u"});
}

// End tags outside do not reach elements in here.
bool IsScope(absl::string_view name) {
  return In(name, {"applet", "caption", "table", "marquee", "object",
                   "template", "button", "svg", "math", "foreignobject", "desc",
                   "mi", "mo", "mn", "ms", "mtext", "annotation-xml"});
}

bool IsBlock(absl::string_view name) {
  return In(name, {"address",  "article",    "aside",   "blockquote", "center",
                   "details",  "dialog",     "dir",     "div",        "dl",
                   "fieldset", "figcaption", "figure",  "footer",     "form",
                   "header",   "hgroup",     "main",    "menu",       "nav",
                   "ol",       "pre",        "section", "summary",    "ul",
                   "h1",       "h2",         "h3",      "h4",         "h5",
                   "h6"}) ||
         IsScope(name);
}

class Guard {
 public:
  explicit Guard(absl::string_view html) : html_(html) {}

  absl::Status Run() {
    while (at_ < html_.size()) {
      at_ = html_.find('<', at_);
      if (at_ == absl::string_view::npos || at_ + 1 >= html_.size()) break;
      const char next = html_[at_ + 1];
      if (absl::StartsWith(html_.substr(at_), "<!--")) {
        SkipPast("-->", 4);
      } else if (next == '!' || next == '?') {
        SkipPast(">", 2);
      } else if (next == '/' && at_ + 2 < html_.size() &&
                 absl::ascii_isalpha(html_[at_ + 2])) {
        at_ += 2;
        const std::string name = ReadName();
        SkipPast(">", 0);
        Close(name);
      } else if (absl::ascii_isalpha(next)) {
        ++at_;
        const std::string name = ReadName();
        bool empty = false;
        if (!ReadAttributes(&empty)) {
          return TooDeep(absl::StrCat("a tag has more than ", kMaxAttributes,
                                      " attributes"));
        }
        Open(name, empty);
        if (open_.size() > static_cast<std::size_t>(kMaxMarkupDepth)) {
          return TooDeep(absl::StrCat("markup is nested more than ",
                                      kMaxMarkupDepth, " levels deep"));
        }
      } else {
        ++at_;
      }
    }
    return absl::OkStatus();
  }

 private:
  void SkipPast(absl::string_view mark, std::size_t from) {
    const std::size_t end = html_.find(mark, at_ + from);
    at_ = end == absl::string_view::npos ? html_.size() : end + mark.size();
  }

  std::string ReadName() {
    const std::size_t begin = at_;
    while (at_ < html_.size() && !absl::ascii_isspace(html_[at_]) &&
           html_[at_] != '>' && html_[at_] != '/') {
      ++at_;
    }
    return absl::AsciiStrToLower(
        html_.substr(begin, std::min<std::size_t>(at_ - begin, 24)));
  }

  // Up to and with the closing bracket. False when there are too many.
  bool ReadAttributes(bool* empty) {
    int attributes = 0;
    while (at_ < html_.size() && html_[at_] != '>') {
      const char c = html_[at_];
      *empty = c == '/';
      if (absl::ascii_isspace(c) || c == '/') {
        ++at_;
        continue;
      }
      if (++attributes > kMaxAttributes) return false;
      ++at_;
      while (at_ < html_.size() && !absl::ascii_isspace(html_[at_]) &&
             html_[at_] != '>' && html_[at_] != '/' && html_[at_] != '=') {
        ++at_;
      }
      std::size_t after = at_;
      while (after < html_.size() && absl::ascii_isspace(html_[after])) ++after;
      if (after >= html_.size() || html_[after] != '=') continue;
      at_ = after + 1;
      while (at_ < html_.size() && absl::ascii_isspace(html_[at_])) ++at_;
      if (at_ < html_.size() && (html_[at_] == '"' || html_[at_] == '\'')) {
        const std::size_t end = html_.find(html_[at_], at_ + 1);
        at_ = end == absl::string_view::npos ? html_.size() : end + 1;
      } else {
        while (at_ < html_.size() && !absl::ascii_isspace(html_[at_]) &&
               html_[at_] != '>') {
          ++at_;
        }
      }
    }
    if (at_ < html_.size()) ++at_;
    return true;
  }

  void Open(const std::string& name, bool empty) {
    const bool foreign = name == "svg" || name == "math";
    if (IsVoid(name) && foreign_ == 0) return;
    if (empty && (foreign || foreign_ > 0)) return;
    if (ClosesItself(name) && foreign_ == 0) return;
    if (IsRawText(name) && foreign_ == 0) return SkipRawText(name);
    if (foreign) ++foreign_;
    open_.push_back(name);
    ++count_[name];
  }

  void SkipRawText(const std::string& name) {
    const std::string end = absl::StrCat("</", name);
    while (at_ < html_.size()) {
      at_ = html_.find("</", at_);
      if (at_ == absl::string_view::npos) {
        at_ = html_.size();
        return;
      }
      if (absl::EqualsIgnoreCase(html_.substr(at_, end.size()), end)) {
        SkipPast(">", 2);
        return;
      }
      at_ += 2;
    }
  }

  // Takes off what the parser would take off at least.
  void Close(const std::string& name) {
    const auto count = count_.find(name);
    if (count == count_.end() || count->second == 0) return;
    std::size_t i = open_.size();
    bool blocked = false;
    while (i-- > 0 && open_[i] != name) {
      blocked =
          blocked || IsScope(open_[i]) || (!IsBlock(name) && IsBlock(open_[i]));
    }
    if (blocked && !IsFormatting(name) && !IsScope(name)) return;
    if (blocked || IsFormatting(name)) {
      Remove(i, i + 1);
    } else {
      Remove(i, open_.size());
    }
  }

  void Remove(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      --count_[open_[i]];
      if (open_[i] == "svg" || open_[i] == "math") --foreign_;
    }
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(begin),
                open_.begin() + static_cast<std::ptrdiff_t>(end));
  }

  const absl::string_view html_;
  std::size_t at_ = 0;
  int foreign_ = 0;
  std::vector<std::string> open_;
  absl::flat_hash_map<std::string, int> count_;
};

}  // namespace

absl::Status CheckMarkup(absl::string_view html) { return Guard(html).Run(); }

}  // namespace parallax::ingest::domain::reader
