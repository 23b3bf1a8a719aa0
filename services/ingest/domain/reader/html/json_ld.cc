#include "services/ingest/domain/reader/html/json_ld.h"

#include <cstddef>
#include <utility>

#include "absl/strings/match.h"
#include "nlohmann/json.hpp"

namespace parallax::ingest::domain::reader {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLongestScript = 1024 * 1024;
constexpr std::size_t kMostObjects = 1000;
constexpr int kDeepest = 64;

// The parser does not recurse but what it builds is freed level by level, so
// the depth is bounded before.
bool IsShallow(absl::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kDeepest) return false;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return true;
}

std::string TextAt(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return "";
  if (found->is_string()) return found->get<std::string>();
  if (found->is_array() && !found->empty() && found->front().is_string()) {
    return found->front().get<std::string>();
  }
  return "";
}

// A name given as text, as an object with a name, or as a list of either.
void AddNames(const Json& value, std::vector<std::string>* names) {
  if (value.is_string()) {
    names->push_back(value.get<std::string>());
  } else if (value.is_object()) {
    std::string name = TextAt(value, "name");
    if (!name.empty()) names->push_back(std::move(name));
  } else if (value.is_array()) {
    for (const Json& item : value) {
      if (!item.is_array()) AddNames(item, names);
    }
  }
}

bool IsArticle(const Json& object) {
  const auto type = object.find("@type");
  if (type == object.end()) return false;
  const auto is_article = [](const Json& value) {
    if (!value.is_string()) return false;
    const std::string name = value.get<std::string>();
    return absl::EndsWith(name, "Article") || absl::EndsWith(name, "Report") ||
           name == "BlogPosting" || name == "LiveBlogPosting";
  };
  if (!type->is_array()) return is_article(*type);
  for (const Json& value : *type) {
    if (is_article(value)) return true;
  }
  return false;
}

JsonLdArticle Read(const Json& object) {
  JsonLdArticle article;
  article.found = true;
  article.headline = TextAt(object, "headline");
  if (article.headline.empty()) article.headline = TextAt(object, "name");
  article.published = TextAt(object, "datePublished");
  article.language = TextAt(object, "inLanguage");
  article.url = TextAt(object, "url");
  if (const auto page = object.find("mainEntityOfPage");
      article.url.empty() && page != object.end()) {
    article.url = page->is_string()   ? page->get<std::string>()
                  : page->is_object() ? TextAt(*page, "@id")
                                      : "";
  }
  if (const auto author = object.find("author"); author != object.end()) {
    AddNames(*author, &article.authors);
  }
  std::vector<std::string> publishers;
  if (const auto publisher = object.find("publisher");
      publisher != object.end()) {
    AddNames(*publisher, &publishers);
  }
  if (!publishers.empty()) article.publisher = publishers.front();
  return article;
}

}  // namespace

JsonLdArticle ReadJsonLd(absl::string_view script) {
  if (script.size() > kLongestScript || !IsShallow(script)) return {};
  const Json root = Json::parse(script.begin(), script.end(), nullptr,
                                /*allow_exceptions=*/false,
                                /*ignore_comments=*/true);
  if (root.is_discarded()) return {};
  std::vector<const Json*> queue = {&root};
  for (std::size_t i = 0; i < queue.size() && i < kMostObjects; ++i) {
    const Json& value = *queue[i];
    if (value.is_array()) {
      for (const Json& item : value) queue.push_back(&item);
    } else if (value.is_object()) {
      if (IsArticle(value)) return Read(value);
      if (const auto graph = value.find("@graph"); graph != value.end()) {
        queue.push_back(&*graph);
      }
    }
  }
  return {};
}

}  // namespace parallax::ingest::domain::reader
