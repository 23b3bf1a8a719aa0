// Which scope completes one that a report leaves open.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "services/claims/domain/draft.h"

namespace parallax::claims::domain {

// Finds the items of one incident whose scope says more than an open one of the
// same figure: "105 Armenian soldiers" for "105 Armenians". Every full scope is
// filed under all that an open one may leave out, so that a search is a few
// look-ups however many claims the incident has.
class ScopeIndex {
 public:
  // `items` must outlive it and not be changed while it is asked.
  explicit ScopeIndex(const std::vector<Item>& items);

  // The scope that completes the item's own: by the same figure in the same
  // report, else by one there of which its figure is a looser wording, else by
  // the same telling figure of the same side in any report. Among equals one
  // that says who was harmed, then the least. Null when there is none, or when
  // the item's scope is not open.
  const Scope* Completion(const Item& item);

  // Look-ups, comparisons and entries made so far.
  std::int64_t steps() const { return steps_; }

 private:
  // What was asked for, each as its number in `numbers_`, or any of it.
  struct Key {
    int document;
    int figure;
    int measure;
    int side;
    int victims_class;
    int place;
    Day day;

    friend bool operator==(const Key&, const Key&) = default;
    template <typename H>
    friend H AbslHashValue(H h, const Key& key) {
      return H::combine(std::move(h), key.document, key.figure, key.measure,
                        key.side, key.victims_class, key.place, key.day);
    }
  };
  // A number that a report states to the unit.
  struct Figure {
    int key;
    const type::Count* count;
  };

  void Add(const Item& full);
  void File(int document, int figure, const Scope& full);
  const Scope* Find(int document, int figure, const Scope& open);
  const Scope* FindOfClass(Key key, const Scope& open);
  const Scope* FindLooser(int document, const type::Count& count,
                          const Scope& open);

  int Number(absl::string_view text);
  // Below zero when nothing of that text was filed.
  int Known(absl::string_view text) const;

  absl::flat_hash_map<std::string, int> numbers_;
  // By document; of those with an open item.
  absl::flat_hash_map<int, std::vector<Figure>> reports_;
  absl::flat_hash_map<Key, const Scope*> scopes_;
  std::int64_t steps_ = 0;
};

}  // namespace parallax::claims::domain
