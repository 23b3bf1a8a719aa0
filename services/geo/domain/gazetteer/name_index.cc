#include "services/geo/domain/gazetteer/name_index.h"

#include <algorithm>
#include <cstring>

#include "services/geo/domain/gazetteer/varint.h"

namespace parallax::geo::domain {

// Walks the names in order from the start of a block.
class NameIndex::Cursor {
 public:
  Cursor(const NameIndex& index, size_t block) : index_(&index) {
    Enter(block);
  }

  // False at the end of the index or at damage.
  bool Next() {
    while (left_ == 0) {
      if (block_ + 1 >= index_->block_count_) return false;
      Enter(block_ + 1);
    }
    --left_;
    uint32_t shared, size, count;
    if (!GetVarint(rest_, shared) || !GetVarint(rest_, size) ||
        shared > name_.size() || size > rest_.size()) {
      return Fail();
    }
    name_.resize(shared);
    name_.append(rest_.data(), size);
    rest_.remove_prefix(size);
    if (!GetVarint(rest_, count) || count > rest_.size()) return Fail();
    postings_.clear();
    uint32_t place = 0;
    for (uint32_t i = 0; i < count; ++i) {
      uint32_t value;
      if (!GetVarint(rest_, value)) return Fail();
      place += value >> 2;
      postings_.push_back({place, static_cast<NameType>(value & 3)});
    }
    if (rest_.empty()) left_ = 0;
    return true;
  }

  const std::string& name() const { return name_; }
  const std::vector<NamePosting>& postings() const { return postings_; }
  size_t block() const { return block_; }

 private:
  void Enter(size_t block) {
    block_ = block;
    const uint32_t start = index_->BlockStart(block);
    const uint32_t end = index_->BlockStart(block + 1);
    rest_ = start <= end && end <= index_->names_.size()
                ? index_->names_.substr(start, end - start)
                : absl::string_view();
    left_ = rest_.empty() ? 0 : kNamesPerBlock;
    name_.clear();
  }

  bool Fail() {
    left_ = 0;
    block_ = index_->block_count_;
    return false;
  }

  const NameIndex* index_;
  size_t block_ = 0;
  absl::string_view rest_;
  int left_ = 0;
  std::string name_;
  std::vector<NamePosting> postings_;
};

NameIndex::NameIndex(absl::string_view blocks, absl::string_view names)
    : blocks_(blocks), names_(names) {
  const size_t entries = blocks.size() / sizeof(uint32_t);
  block_count_ = entries == 0 ? 0 : entries - 1;
}

uint32_t NameIndex::BlockStart(size_t block) const {
  if (block > block_count_) return 0;
  uint32_t offset;
  std::memcpy(&offset, blocks_.data() + block * sizeof(offset), sizeof(offset));
  return offset;
}

absl::string_view NameIndex::FirstName(size_t block) const {
  const uint32_t start = BlockStart(block);
  if (start > names_.size()) return {};
  absl::string_view rest = names_.substr(start);
  uint32_t shared, size;
  if (!GetVarint(rest, shared) || !GetVarint(rest, size) ||
      size > rest.size()) {
    return {};
  }
  return rest.substr(0, size);
}

size_t NameIndex::FindBlock(absl::string_view name) const {
  size_t low = 0, high = block_count_;
  while (high - low > 1) {
    const size_t middle = low + (high - low) / 2;
    if (FirstName(middle) <= name) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}

void NameIndex::Exact(absl::string_view folded,
                      std::vector<NamePosting>& out) const {
  if (block_count_ == 0 || folded.empty()) return;
  Cursor cursor(*this, FindBlock(folded));
  while (cursor.Next()) {
    if (cursor.name() < folded) continue;
    if (cursor.name() == folded) {
      out.insert(out.end(), cursor.postings().begin(), cursor.postings().end());
    }
    return;
  }
}

void NameIndex::Prefix(absl::string_view prefix, const Visitor& visit) const {
  if (block_count_ == 0 || prefix.empty()) return;
  Cursor cursor(*this, FindBlock(prefix));
  while (cursor.Next()) {
    const absl::string_view name = cursor.name();
    if (name.substr(0, prefix.size()) == prefix) {
      if (!visit(name, cursor.postings())) return;
    } else if (name > prefix) {
      return;
    }
  }
}

void NameIndex::Fuzzy(absl::string_view folded, int max_edits,
                      const Visitor& visit) const {
  if (block_count_ == 0 || folded.size() < 3) return;
  // rows[d] is the edit-distance row after d bytes of the current name; names
  // come sorted, so rows of a shared prefix are kept. Once a row has no cell
  // within the bound, every name with that prefix is skipped by a search for
  // the first name behind them.
  const size_t columns = folded.size() + 1;
  std::vector<std::vector<int>> rows(1, std::vector<int>(columns));
  for (size_t j = 0; j < columns; ++j) rows[0][j] = static_cast<int>(j);

  std::string previous;
  size_t valid = 0;  // rows[0..valid] belong to `previous`
  const absl::string_view first = folded.substr(0, 1);
  Cursor cursor(*this, FindBlock(first));
  std::string skip_past;
  while (cursor.Next()) {
    const std::string& name = cursor.name();
    if (first > name) continue;
    if (name.compare(0, 1, first.data(), 1) != 0) return;
    if (!skip_past.empty()) {
      if (name.compare(0, skip_past.size(), skip_past) <= 0) continue;
      skip_past.clear();
    }
    size_t depth = 0;
    while (depth < valid && depth < name.size() && depth < previous.size() &&
           name[depth] == previous[depth]) {
      ++depth;
    }
    bool dead = false;
    for (; depth < name.size(); ++depth) {
      if (rows.size() <= depth + 1) {
        rows.emplace_back(columns);
      }
      const std::vector<int>& above = rows[depth];
      std::vector<int>& row = rows[depth + 1];
      row[0] = above[0] + 1;
      int least = row[0];
      for (size_t j = 1; j < columns; ++j) {
        const int change = above[j - 1] + (name[depth] != folded[j - 1]);
        row[j] = std::min({change, above[j] + 1, row[j - 1] + 1});
        least = std::min(least, row[j]);
      }
      if (least > max_edits) {
        dead = true;
        break;
      }
    }
    previous = name;
    if (dead) {
      valid = depth;
      skip_past = name.substr(0, depth + 1);
      // Jump when the next block still lies under the dead prefix.
      std::string behind = skip_past;
      behind.push_back('\xff');
      const size_t target = FindBlock(behind);
      if (target > cursor.block()) cursor = Cursor(*this, target);
      continue;
    }
    valid = name.size();
    const int distance = rows[name.size()][columns - 1];
    if (distance > 0 && distance <= max_edits) {
      if (!visit(name, cursor.postings())) return;
    }
  }
}

}  // namespace parallax::geo::domain
