// What a check of a store found.
//
//   StoreFaults faults;
//   PARALLAX_RETURN_IF_ERROR(faults.Note(database.CheckIntegrity(call)));
//   if (!as_written) faults.Add("layers/front", "is not what was written");
//   faults.FillIn(&response);
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace parallax::storage {

// Not thread safe.
class StoreFaults {
 public:
  // Of the row with this resource name, or, with none, of the store as a whole.
  void Add(absl::string_view name, absl::string_view description);

  // Takes DATA_LOSS for a fault of the whole store, with all that an operator
  // may know of it; returns any other error.
  absl::Status Note(const absl::Status& status);

  std::int64_t count() const { return count_; }

  // Sets the fields `fault_count` and `faults` of a response.
  template <typename Response>
  void FillIn(Response* response) const {
    response->set_fault_count(count_);
    for (const auto& [name, description] : first_) {
      auto& fault = *response->add_faults();
      fault.set_name(name);
      fault.set_description(description);
    }
  }

 private:
  std::int64_t count_ = 0;
  // Name and description.
  std::vector<std::pair<std::string, std::string>> first_;
};

}  // namespace parallax::storage
