// Reading a message by the names of a filter's fields.
#pragma once

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/time/time.h"
#include "common/storage/filter.h"
#include "services/claims/domain/values.h"

namespace parallax::claims::domain {

// Values of one field; none when it is not set.
using FieldValues = std::vector<storage::FilterValue>;

// Reads one item through a table of fields.
template <typename Item>
class Fields : public storage::FilterAccessor {
 public:
  using Getter = void (*)(const Item&, FieldValues*);
  using Table = absl::flat_hash_map<std::string, Getter>;

  // Both must outlive it.
  Fields(const Table& table, const Item& item) : table_(table), item_(item) {}

  void Get(absl::string_view name, FieldValues* values) const override {
    const auto at = table_.find(name);
    if (at != table_.end()) at->second(item_, values);
  }

 private:
  const Table& table_;
  const Item& item_;
};

inline void PutTime(const google::protobuf::Timestamp& time,
                    FieldValues* values) {
  values->push_back(absl::FromUnixMicros(ToMicros(time)));
}

inline void PutEnum(int value, FieldValues* values) {
  values->push_back(static_cast<std::int64_t>(value));
}

}  // namespace parallax::claims::domain
