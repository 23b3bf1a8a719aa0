#include "services/claims/domain/review_fields.h"

#include "services/claims/domain/message_fields.h"

namespace parallax::claims::domain {
namespace {

using storage::FilterSchema;
using storage::FilterType;

const Fields<pb::Review>::Table& ReviewTable() {
  using I = pb::Review;
  static const auto& table = *new Fields<pb::Review>::Table{
      {"action",
       [](const I& i, FieldValues* v) {
         v->push_back(std::string(ActionWord(i)));
       }},
      {"reviewer",
       [](const I& i, FieldValues* v) { v->push_back(i.reviewer()); }},
      {"reason", [](const I& i, FieldValues* v) { v->push_back(i.reason()); }},
      {"review_time",
       [](const I& i, FieldValues* v) { PutTime(i.review_time(), v); }},
  };
  return table;
}

}  // namespace

absl::string_view ActionWord(const pb::Review& review) {
  switch (review.action_case()) {
    case pb::Review::kAccept:
      return "accept";
    case pb::Review::kReject:
      return "reject";
    case pb::Review::kCorrect:
      return "correct";
    case pb::Review::kMerge:
      return "merge";
    case pb::Review::kSplit:
      return "split";
    case pb::Review::kUndo:
      return "undo";
    case pb::Review::ACTION_NOT_SET:
      break;
  }
  return "";
}

std::string ReviewId(absl::string_view name) {
  return std::string(name.substr(name.rfind('/') + 1));
}

const FilterSchema& ReviewFilterSchema() {
  static const FilterSchema& schema = []() -> const FilterSchema& {
    auto& fields = *new FilterSchema();
    fields.Add("action", FilterType::kString)
        .Add("reviewer", FilterType::kString)
        .AddSearchable("reason")
        .Add("review_time", FilterType::kTimestamp);
    return fields;
  }();
  return schema;
}

bool ReviewMatches(const storage::Filter& filter, const pb::Review& review) {
  return storage::Matches(filter, ReviewFilterSchema(),
                          Fields<pb::Review>(ReviewTable(), review));
}

}  // namespace parallax::claims::domain
