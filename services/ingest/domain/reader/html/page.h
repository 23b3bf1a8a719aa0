// A page's text as a flat list of blocks within a tree of containers.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_PAGE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_PAGE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "services/ingest/domain/article.h"
#include "services/ingest/domain/reader/html/html_tree.h"

namespace parallax::ingest::domain::reader {

// A paragraph, heading, list item, caption or other run of text.
struct PageBlock {
  std::string text;           // white space collapsed, no-break spaces too
  std::size_t container = 0;  // index into Page::containers
  std::size_t words = 0;
  std::size_t linked_bytes = 0;
  std::size_t bold_bytes = 0;
  int links = 0;
  int heading = 0;
  bool list_item = false;
  bool prose = false;
  std::optional<BlockRole> role;  // what the markup says
};

// An element that holds blocks. Parents come before their children.
struct Container {
  std::size_t parent = 0;  // itself for the first
  std::size_t begin = 0;   // its blocks
  std::size_t end = 0;
  std::size_t prose = 0;  // bytes of running text in it
  GumboTag tag = GUMBO_TAG_UNKNOWN;
  bool article = false;    // says that it is the article
  bool main = false;       // says that it is the page's main part
  bool furniture = false;  // says that it is not the article
  bool related = false;    // holds links to other texts
};

struct Page {
  std::vector<PageBlock> blocks;
  std::vector<Container> containers;  // at least one
};

// Linear in the tree; does not recurse.
Page ReadPage(const HtmlTree& tree);

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_PAGE_H_
