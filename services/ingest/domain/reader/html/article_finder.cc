#include "services/ingest/domain/reader/html/article_finder.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "services/ingest/domain/reader/characters.h"

namespace parallax::ingest::domain::reader {
namespace {

// A page with fewer words in all holds no article.
constexpr std::size_t kFewestWords = 8;
// Blocks between headline and body.
constexpr std::size_t kLongestHead = 40;

class Finder {
 public:
  Finder(absl::string_view title, Page* page) : title_(title), page_(*page) {}

  FoundArticle Run() {
    FoundArticle found;
    MarkFurniture();
    std::size_t words = 0;
    for (const PageBlock& block : page_.blocks) words += block.words;
    if (words < kFewestWords) return found;
    const Container& root = page_.containers[FindRoot()];
    found.headline = FindHeadline(root);
    std::size_t begin = root.begin;
    if (found.headline != std::string::npos && found.headline < begin) {
      if (begin - found.headline <= kLongestHead) {
        begin = found.headline;
      } else {
        found.blocks.push_back(found.headline);
      }
    }
    for (std::size_t i = begin; i < root.end; ++i) {
      // Outside the article's own part nothing but its head is kept.
      if (i < root.begin && IsFurniture(i)) continue;
      found.blocks.push_back(i);
    }
    return found;
  }

 private:
  // A container's word for it counts unless it holds most of the page's text.
  void MarkFurniture() {
    std::vector<Container>& all = page_.containers;
    const std::size_t total = all.front().prose;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool most = total > 0 && all[i].prose * 2 > total;
      if (most) all[i].furniture = all[i].related = false;
      if (i == 0) continue;
      const Container& parent = all[all[i].parent];
      all[i].furniture = all[i].furniture || parent.furniture;
      all[i].related = all[i].related || parent.related;
    }
    for (PageBlock& block : page_.blocks) {
      const Container& container = all[block.container];
      if (container.furniture) {
        block.role = BlockRole::kFurniture;
      } else if (container.related && !block.prose && !block.role.has_value()) {
        block.role = BlockRole::kRelatedSameStory;
      } else if (container.related && block.prose) {
        block.role = BlockRole::kFurniture;
      }
    }
  }

  bool IsFurniture(std::size_t block) const {
    return page_.blocks[block].role == BlockRole::kFurniture ||
           page_.blocks[block].role == BlockRole::kRelatedSameStory;
  }

  std::size_t FindRoot() const {
    const std::vector<Container>& all = page_.containers;
    // Prose outside furniture.
    std::vector<std::size_t> prose(all.size(), 0);
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      if (page_.blocks[i].prose && !IsFurniture(i)) {
        prose[page_.blocks[i].container] += page_.blocks[i].text.size();
      }
    }
    for (std::size_t i = all.size(); i-- > 1;) prose[all[i].parent] += prose[i];

    std::size_t article = 0;
    std::size_t main = 0;
    for (std::size_t i = 1; i < all.size(); ++i) {
      if (all[i].furniture || all[i].related) continue;
      if (all[i].article && (article == 0 || prose[i] > prose[article])) {
        article = i;
      }
      if (all[i].main && (main == 0 || prose[i] > prose[main])) main = i;
    }
    const std::size_t total = prose[0];
    if (article != 0 && prose[article] * 2 > total) return article;
    if (main != 0 && prose[main] * 2 > total) {
      return Descend(main, prose);
    }
    return Descend(0, prose);
  }

  // The smallest container with nearly all of the text. Children come after
  // their parents, so one pass finds the way down.
  std::size_t Descend(std::size_t from,
                      const std::vector<std::size_t>& prose) const {
    std::size_t root = from;
    for (std::size_t i = from + 1; i < page_.containers.size(); ++i) {
      if (page_.containers[i].parent == root && prose[i] > 0 &&
          prose[i] * 4 >= prose[from] * 3 &&
          page_.containers[i].end - page_.containers[i].begin > 1) {
        root = i;
      }
    }
    return root;
  }

  std::size_t FindHeadline(const Container& root) const {
    const std::string title = Fold(title_);
    std::size_t best = std::string::npos;
    bool best_h1 = false;
    for (std::size_t i = 0; i < root.end; ++i) {
      const PageBlock& block = page_.blocks[i];
      if (block.heading == 0 || block.heading > 2 || IsFurniture(i)) continue;
      const std::string folded = Fold(block.text);
      if (!title.empty() &&
          (folded == title ||
           (folded.size() > 20 && (absl::StartsWith(title, folded) ||
                                   absl::StartsWith(folded, title))))) {
        return i;
      }
      const bool h1 = block.heading == 1;
      if (!h1 || block.words < 2) continue;
      // The last one before the body, else the first within it.
      if (!best_h1 || i < root.begin) best = i;
      best_h1 = true;
    }
    return best;
  }

  const absl::string_view title_;
  Page& page_;
};

}  // namespace

FoundArticle FindArticle(absl::string_view title, Page* page) {
  return Finder(title, page).Run();
}

}  // namespace parallax::ingest::domain::reader
