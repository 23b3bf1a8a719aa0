#include "services/ingest/domain/reader/html/html_tree.h"

#include <algorithm>
#include <csetjmp>
#include <utility>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/ingest/domain/reader/html/markup_guard.h"

namespace parallax::ingest::domain::reader {
namespace {

constexpr std::size_t kChunk = 256 * 1024;
constexpr std::size_t kAlignment = 16;
// Bytes that a tree may take: mis-nested formatting elements are copied into
// every paragraph, so that a small page could fill the memory.
constexpr std::size_t kLeastLimit = 32 * 1024 * 1024;
constexpr std::size_t kLimitPerByte = 24;

// The parser is C and does not look at what an allocation returns, so the only
// way out of it is a jump. No object with a destructor lives between the two
// ends of the jump.
struct Escape {
  ParseArena* arena = nullptr;
  std::jmp_buf out;
};

void* AllocateOrEscape(void* userdata, std::size_t size) {
  auto* escape = static_cast<Escape*>(userdata);
  void* memory = escape->arena->Allocate(size);
  if (memory == nullptr) std::longjmp(escape->out, 1);
  return memory;
}

void KeepAll(void*, void*) {}

const GumboNode* ParseOrNull(absl::string_view html, Escape* escape) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = &AllocateOrEscape;
  options.deallocator = &KeepAll;
  options.userdata = escape;
  options.max_errors = 0;
  if (setjmp(escape->out) != 0) return nullptr;
  const GumboOutput* output =
      gumbo_parse_with_options(&options, html.data(), html.size());
  return output == nullptr ? nullptr : output->document;
}

}  // namespace

void* ParseArena::Allocate(std::size_t size) {
  size = (size + kAlignment - 1) / kAlignment * kAlignment;
  if (size > left_) {
    const std::size_t chunk = std::max(size, kChunk);
    if (used_ + chunk > limit_) return nullptr;
    used_ += chunk;
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(chunk));
    next_ = chunks_.back().get();
    left_ = chunk;
  }
  void* memory = next_;
  next_ += size;
  left_ -= size;
  return memory;
}

absl::StatusOr<HtmlTree> HtmlTree::Parse(absl::string_view html) {
  PARALLAX_RETURN_IF_ERROR(CheckMarkup(html));
  HtmlTree tree;
  tree.arena_ =
      std::make_unique<ParseArena>(kLeastLimit + kLimitPerByte * html.size());
  Escape escape;
  escape.arena = tree.arena_.get();
  tree.document_ = ParseOrNull(html, &escape);
  if (tree.document_ == nullptr) {
    return status::InvalidField("document.content",
                                "markup is mis-nested beyond what can be read",
                                type::v1::ERROR_REASON_NESTED_TOO_DEEP);
  }
  return tree;
}

absl::string_view AttributeOf(const GumboNode& element, const char* name) {
  if (element.type != GUMBO_NODE_ELEMENT) return {};
  const GumboAttribute* attribute =
      gumbo_get_attribute(&element.v.element.attributes, name);
  return attribute == nullptr ? absl::string_view() : attribute->value;
}

bool HasAttribute(const GumboNode& element, const char* name) {
  return element.type == GUMBO_NODE_ELEMENT &&
         gumbo_get_attribute(&element.v.element.attributes, name) != nullptr;
}

}  // namespace parallax::ingest::domain::reader
