// Tells whether a link's text belongs to the story it stands beside.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_STORY_NAMES_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_STORY_NAMES_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::reader {

// The names that an article turns on. "Armenia" and "Armenian" count as one.
// Borrows its texts, and reads them only if it is asked.
class StoryNames {
 public:
  void AddHeadline(absl::string_view text) { headlines_.push_back(text); }
  void AddBody(absl::string_view text) { bodies_.push_back(text); }

  // Whether `text` states something on the same story: it shares a name of the
  // headline or one of the two commonest names, or a common name while naming
  // nobody whom the article does not know. Questions state nothing. No text may
  // be added after the first call.
  bool SameStory(absl::string_view text);

 private:
  void Gather();
  void GatherBody(absl::string_view text);

  std::vector<absl::string_view> headlines_;
  std::vector<absl::string_view> bodies_;
  bool gathered_ = false;
  int leading_ = 0;  // count of the second commonest name
  absl::flat_hash_set<std::string> headline_;
  absl::flat_hash_map<std::string, int> counts_;
  // Words that also stand in lower case: no names, however they are written.
  absl::flat_hash_set<std::string> common_;
};

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_STORY_NAMES_H_
