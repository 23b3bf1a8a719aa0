// Fields and items that the filter's tests share.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "common/storage/filter.h"
#include "parallax/type/v1/error_reason.pb.h"

namespace parallax::storage {

inline FilterSchema TestSchema() {
  FilterSchema schema;
  schema.AddSearchable("title")
      .AddSearchable("claimant.name")
      .Add("claimant.side", FilterType::kString)
      .Add("count", FilterType::kInt)
      .Add("score", FilterType::kDouble)
      .Add("named", FilterType::kBool)
      .Add("publish_time", FilterType::kTimestamp)
      .AddRepeated("places", FilterType::kString)
      .AddText("quote")
      .AddEnum("reason", type::v1::ErrorReason_descriptor())
      .AddFunction("within", {FilterType::kDouble, FilterType::kDouble,
                              FilterType::kDouble});
  return schema;
}

// An item made of named values; within() holds when its first argument is at
// least 10.
class TestItem final : public FilterAccessor {
 public:
  using Values = std::map<std::string, std::vector<FilterValue>>;
  explicit TestItem(Values values) : values_(std::move(values)) {}

  void Get(absl::string_view name,
           std::vector<FilterValue>* values) const override {
    const auto found = values_.find(std::string(name));
    if (found != values_.end()) *values = found->second;
  }
  bool Call(const FilterNode& call) const override {
    return std::get<double>(call.arguments[0]) >= 10;
  }

 private:
  Values values_;
};

inline TestItem::Values Pashinyan() {
  absl::Time time;
  std::string error;
  absl::ParseTime(absl::RFC3339_full, "2022-09-14T12:00:00Z", &time, &error);
  return {
      {"title", {std::string("Border clashes kill 105")}},
      {"claimant.name", {std::string("Nikol Pashinyan")}},
      {"claimant.side", {std::string("Armenia")}},
      {"count", {std::int64_t{105}}},
      {"score", {0.9}},
      {"named", {false}},
      {"publish_time", {time}},
      {"places", {std::string("places/sotk"), std::string("places/jermuk")}},
      {"quote", {std::string("Said the Prime-Minister's office")}},
      {"reason", {std::int64_t{type::v1::ERROR_REASON_NOT_FOUND}}},
  };
}

}  // namespace parallax::storage
