// What an element's tag, class, id and role say of its part in a page.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_ELEMENT_SIGNS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_ELEMENT_SIGNS_H_

#include <gumbo.h>

#include <optional>

#include "services/ingest/domain/article.h"

namespace parallax::ingest::domain::reader {

struct ElementSigns {
  bool skip = false;   // holds no text for readers
  bool block = false;  // begins a new run of text
  bool article = false;
  bool main = false;
  bool furniture = false;
  bool related = false;
  bool list_item = false;
  int heading = 0;
  std::optional<BlockRole> role;  // of all text in it
};

ElementSigns ReadElementSigns(const GumboNode& element);

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_ELEMENT_SIGNS_H_
