#include "services/claims/domain/echo.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/claims/domain/text.h"

namespace parallax::claims::domain {
namespace {

// Near-copies agree in more than this share of their sketches, which estimates
// the share of word sequences that they have in common: an edited headline or a
// cut paragraph leaves more, two reports of one statement far less.
constexpr int kNearCopyPercent = 60;

bool SketchesAgree(const pb::DocumentSource& a, const pb::DocumentSource& b) {
  const int size = a.sketch_size();
  if (size == 0 || size != b.sketch_size()) return false;
  int same = 0;
  for (int i = 0; i < size; ++i) same += a.sketch(i) == b.sketch(i) ? 1 : 0;
  return same * 100 > size * kNearCopyPercent;
}

// Documents, joined where they are copies of each other.
class Texts {
 public:
  explicit Texts(std::vector<const pb::DocumentSource*> documents)
      : documents_(std::move(documents)), parents_(documents_.size()) {
    std::iota(parents_.begin(), parents_.end(), 0);
    JoinClusters();
    JoinSketches();
  }

  int TextOf(int document) {
    while (parents_[document] != document) {
      parents_[document] = parents_[parents_[document]];
      document = parents_[document];
    }
    return document;
  }

 private:
  void Join(int a, int b) { parents_[TextOf(b)] = TextOf(a); }

  void JoinClusters() {
    std::map<absl::string_view, int> firsts;
    for (std::size_t i = 0; i < documents_.size(); ++i) {
      const std::string& cluster = documents_[i]->cluster();
      if (cluster.empty()) continue;
      const auto [at, fresh] = firsts.emplace(cluster, static_cast<int>(i));
      if (!fresh) Join(at->second, static_cast<int>(i));
    }
  }

  void JoinSketches() {
    // Two values in a row, at their place -> the documents that have them.
    // Sketches that agree in 60 of 100 values share one of the 32 pairs all
    // but certainly.
    std::map<std::pair<int, std::uint64_t>, std::vector<int>> runs;
    for (std::size_t i = 0; i < documents_.size(); ++i) {
      const int document = static_cast<int>(i);
      const auto& sketch = documents_[i]->sketch();
      for (int at = 0; at + 1 < sketch.size(); at += 2) {
        const std::uint64_t run =
            std::uint64_t{sketch.Get(at)} << 32 | sketch.Get(at + 1);
        std::vector<int>& alike = runs[{at, run}];
        for (int other : alike) {
          if (TextOf(other) != TextOf(document) &&
              SketchesAgree(*documents_[other], *documents_[i])) {
            Join(other, document);
          }
        }
        alike.push_back(document);
      }
    }
  }

  std::vector<const pb::DocumentSource*> documents_;
  std::vector<int> parents_;
};

}  // namespace

bool AreCopies(const pb::DocumentSource& a, const pb::DocumentSource& b) {
  return (!a.cluster().empty() && a.cluster() == b.cluster()) ||
         SketchesAgree(a, b);
}

pb::Echo CountEcho(const std::vector<const SourcedMention*>& mentions) {
  std::vector<const pb::DocumentSource*> documents;
  std::set<absl::string_view> known;
  std::set<std::string> publishers;
  std::set<std::string> families;
  for (const SourcedMention* mention : mentions) {
    const pb::DocumentSource& source = *mention->source;
    if (!known.insert(source.document_revision()).second) continue;
    documents.push_back(&source);
    const std::string publisher = Fold(source.outlet());
    publishers.insert(publisher);
    families.insert(source.family().empty()
                        ? absl::StrCat("outlet:", publisher)
                        : absl::StrCat("family:", Fold(source.family())));
  }
  // What is known of one copy's origin is known of all copies'.
  Texts texts(documents);
  std::map<int, std::string> origins_of_texts;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const std::string origin = Fold(documents[i]->origin());
    std::string& of_text = origins_of_texts[texts.TextOf(static_cast<int>(i))];
    if (of_text.empty() || (!origin.empty() && origin < of_text)) {
      of_text = origin;
    }
  }
  std::set<absl::string_view> origins;
  for (const auto& [text, origin] : origins_of_texts) {
    if (!origin.empty()) origins.insert(origin);
  }
  pb::Echo echo;
  echo.set_mention_count(static_cast<std::int64_t>(mentions.size()));
  echo.set_document_count(static_cast<std::int64_t>(documents.size()));
  echo.set_publisher_count(static_cast<std::int64_t>(publishers.size()));
  echo.set_family_count(static_cast<std::int64_t>(families.size()));
  echo.set_text_count(static_cast<std::int64_t>(origins_of_texts.size()));
  // A text of unknown origin may stem from a known one; where all are unknown,
  // there is still one.
  echo.set_origin_count(
      std::max<std::int64_t>(1, static_cast<std::int64_t>(origins.size())));
  return echo;
}

}  // namespace parallax::claims::domain
