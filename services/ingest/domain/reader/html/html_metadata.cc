#include "services/ingest/domain/reader/html/html_metadata.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"
#include "services/ingest/domain/reader/characters.h"
#include "services/ingest/domain/reader/html/json_ld.h"
#include "services/ingest/domain/reader/line_signs.h"
#include "services/ingest/domain/reader/publication_date.h"

namespace parallax::ingest::domain::reader {
namespace {

constexpr std::size_t kLongestValue = 1000;

struct Found {
  absl::flat_hash_map<std::string, std::string> meta;  // the first of each
  JsonLdArticle article;
  std::string canonical;
  std::string title;
  std::string language;
  std::string time_element;  // <time itemprop="datePublished">
};

// One line, within bounds.
std::string Clean(absl::string_view value) {
  std::string out;
  bool gap = false;
  for (const char c : Trim(value.substr(0, kLongestValue))) {
    if (absl::ascii_isspace(c)) {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) out.push_back(' ');
    gap = false;
    out.push_back(c);
  }
  // The cut may have split a character.
  const std::size_t bad = FindInvalidUtf8(out);
  if (bad != absl::string_view::npos) out.resize(bad);
  return out;
}

std::string TextOf(const GumboNode& element) {
  std::string text;
  const GumboVector& children = element.v.element.children;
  for (unsigned i = 0; i < children.length; ++i) {
    const auto* child = static_cast<const GumboNode*>(children.data[i]);
    if (child->type == GUMBO_NODE_TEXT ||
        child->type == GUMBO_NODE_WHITESPACE) {
      text += child->v.text.text;
    }
  }
  return text;
}

void ReadElement(const GumboNode& element, Found* found) {
  switch (element.v.element.tag) {
    case GUMBO_TAG_HTML:
      found->language = Clean(AttributeOf(element, "lang"));
      return;
    case GUMBO_TAG_META: {
      absl::string_view name = AttributeOf(element, "property");
      if (name.empty()) name = AttributeOf(element, "name");
      if (name.empty()) name = AttributeOf(element, "itemprop");
      const absl::string_view content = AttributeOf(element, "content");
      if (!name.empty() && name.size() < 100 && !content.empty()) {
        found->meta.try_emplace(absl::AsciiStrToLower(name), Clean(content));
      }
      return;
    }
    case GUMBO_TAG_LINK:
      if (found->canonical.empty() &&
          absl::EqualsIgnoreCase(AttributeOf(element, "rel"), "canonical")) {
        found->canonical = Clean(AttributeOf(element, "href"));
      }
      return;
    case GUMBO_TAG_TITLE:
      if (found->title.empty()) found->title = Clean(TextOf(element));
      return;
    case GUMBO_TAG_TIME: {
      const absl::string_view itemprop = AttributeOf(element, "itemprop");
      const bool says_so =
          itemprop == "datePublished" || HasAttribute(element, "pubdate");
      if (found->time_element.empty() && says_so) {
        found->time_element = Clean(AttributeOf(element, "datetime"));
      }
      return;
    }
    case GUMBO_TAG_SCRIPT:
      if (!found->article.found &&
          absl::EqualsIgnoreCase(AttributeOf(element, "type"),
                                 "application/ld+json")) {
        found->article = ReadJsonLd(TextOf(element));
      }
      return;
    default:
      return;
  }
}

Found Walk(const GumboNode& document) {
  Found found;
  std::vector<const GumboNode*> stack = {&document};
  while (!stack.empty()) {
    const GumboNode& node = *stack.back();
    stack.pop_back();
    const GumboVector* children = nullptr;
    if (node.type == GUMBO_NODE_DOCUMENT) {
      children = &node.v.document.children;
    } else if (node.type == GUMBO_NODE_ELEMENT) {
      ReadElement(node, &found);
      children = &node.v.element.children;
    } else {
      continue;
    }
    for (unsigned i = children->length; i-- > 0;) {
      const auto* child = static_cast<const GumboNode*>(children->data[i]);
      if (child->type == GUMBO_NODE_ELEMENT) stack.push_back(child);
    }
  }
  return found;
}

std::string FirstMeta(const Found& found,
                      std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const auto value = found.meta.find(name);
    if (value != found.meta.end()) return value->second;
  }
  return "";
}

// "Headline - BBC News" -> headline and outlet.
void SplitTitle(absl::string_view title, Metadata* metadata) {
  for (const absl::string_view joint : {" | ", " - ", " – ", " — ", " :: "}) {
    const std::size_t at = title.rfind(joint);
    if (at == absl::string_view::npos || at == 0) continue;
    const absl::string_view tail = Trim(title.substr(at + joint.size()));
    if (!IsNameOnly(tail) || WordsOf(tail).size() > 5) continue;
    if (metadata->title.empty()) {
      metadata->title = std::string(Trim(title.substr(0, at)));
    }
    if (metadata->outlet.empty()) metadata->outlet = std::string(tail);
    return;
  }
  if (metadata->title.empty()) metadata->title = std::string(title);
}

bool IsAddress(absl::string_view uri) {
  return absl::StartsWith(uri, "http://") || absl::StartsWith(uri, "https://");
}

}  // namespace

absl::StatusOr<Metadata> ReadHtmlMetadata(const HtmlTree& tree,
                                          bool date_wanted) {
  const Found found = Walk(tree.document());
  const JsonLdArticle& article = found.article;
  Metadata metadata;
  metadata.title = Clean(article.headline);
  if (metadata.title.empty()) {
    metadata.title =
        FirstMeta(found, {"og:title", "twitter:title", "dc.title", "headline"});
  }
  metadata.outlet = Clean(article.publisher);
  if (metadata.outlet.empty()) {
    metadata.outlet = FirstMeta(found, {"og:site_name", "application-name",
                                        "dc.publisher", "publisher"});
  }
  SplitTitle(found.title, &metadata);
  metadata.language =
      found.language.empty() ? Clean(article.language) : found.language;
  for (const std::string& uri :
       {found.canonical, FirstMeta(found, {"og:url"}), Clean(article.url)}) {
    if (metadata.canonical_uri.empty() && IsAddress(uri)) {
      metadata.canonical_uri = uri;
    }
  }
  for (const std::string& author : article.authors) {
    metadata.bylines.push_back(Clean(author));
  }
  if (metadata.bylines.empty()) {
    const std::string author =
        FirstMeta(found, {"author", "article:author", "byl", "dc.creator",
                          "parsely-author", "sailthru.author"});
    if (!author.empty() && !IsAddress(author)) {
      metadata.bylines = NamesOfByline(author);
    }
  }
  if (!date_wanted) return metadata;
  for (const std::string& date :
       {Clean(article.published),
        FirstMeta(found,
                  {"article:published_time", "og:article:published_time",
                   "datepublished", "dc.date", "dc.date.issued", "dcterms.date",
                   "parsely-pub-date", "pubdate", "publishdate", "publish-date",
                   "sailthru.date", "date"}),
        found.time_element}) {
    PARALLAX_ASSIGN_OR_RETURN(metadata.published, FindStatedTime(date));
    if (metadata.published.has_value()) break;
  }
  return metadata;
}

}  // namespace parallax::ingest::domain::reader
