// Finds the article in a page.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_ARTICLE_FINDER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_ARTICLE_FINDER_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/ingest/domain/reader/html/page.h"

namespace parallax::ingest::domain::reader {

struct FoundArticle {
  // Indexes of the page's blocks that belong to it, in order: the headline and
  // what stands between it and the body, then the body with its captions and
  // the furniture in it.
  std::vector<std::size_t> blocks;
  // Index of the headline's block, or npos.
  std::size_t headline = std::string::npos;
};

// `title` is what the metadata calls the article, "" when nothing. The parts of
// the page that call themselves furniture get their role set. No blocks when
// the page holds no article.
FoundArticle FindArticle(absl::string_view title, Page* page);

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_ARTICLE_FINDER_H_
