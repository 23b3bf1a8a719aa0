// schema.org articles in JSON-LD scripts.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_JSON_LD_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_JSON_LD_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::reader {

// Values as written; empty where not given.
struct JsonLdArticle {
  bool found = false;
  std::string headline;
  std::string publisher;
  std::string published;
  std::string language;
  std::string url;
  std::vector<std::string> authors;
};

// The first article described in `script`; found is false when it is no JSON
// or describes none.
JsonLdArticle ReadJsonLd(absl::string_view script);

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_JSON_LD_H_
