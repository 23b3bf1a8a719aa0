// A parsed HTML document.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_HTML_TREE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_HTML_TREE_H_

#include <gumbo.h>

#include <cstddef>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::reader {

// Memory of one parse, given back as a whole: the parser's own way of freeing a
// tree recurses as deep as the tree.
class ParseArena {
 public:
  explicit ParseArena(std::size_t limit) : limit_(limit) {}

  // Null when the limit is reached.
  void* Allocate(std::size_t size);

 private:
  std::size_t limit_;
  std::size_t used_ = 0;
  std::size_t left_ = 0;
  char* next_ = nullptr;
  std::vector<std::unique_ptr<char[]>> chunks_;
};

// Owns the nodes. Movable.
class HtmlTree {
 public:
  // `html` is UTF-8 and must outlive the tree. INVALID_ARGUMENT
  // (NESTED_TOO_DEEP) when its markup is too deep or blows up in parsing.
  static absl::StatusOr<HtmlTree> Parse(absl::string_view html);

  const GumboNode& document() const { return *document_; }

 private:
  std::unique_ptr<ParseArena> arena_;
  const GumboNode* document_ = nullptr;
};

// An attribute's value, "" when it is not there.
absl::string_view AttributeOf(const GumboNode& element, const char* name);
bool HasAttribute(const GumboNode& element, const char* name);

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_HTML_TREE_H_
