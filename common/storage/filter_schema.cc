#include <utility>

#include "absl/strings/str_split.h"
#include "common/observability/log.h"
#include "common/storage/filter.h"

namespace parallax::storage {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

bool IsTimestamp(const FieldDescriptor& field) {
  return field.message_type() != nullptr &&
         field.message_type()->full_name() == "google.protobuf.Timestamp";
}

[[noreturn]] void BadPath(absl::string_view path,
                          const google::protobuf::Descriptor* message) {
  observability::LogError("a filter field does not exist in its message",
                          {{"path", path}, {"message", message->full_name()}});
  std::abort();
}

}  // namespace

FilterSchema& FilterSchema::Add(absl::string_view name, FilterType type) {
  fields_[std::string(name)] = FilterField{.type = type};
  return *this;
}

FilterSchema& FilterSchema::AddRepeated(absl::string_view name,
                                        FilterType type) {
  fields_[std::string(name)] = FilterField{.type = type, .repeated = true};
  return *this;
}

FilterSchema& FilterSchema::AddSearchable(absl::string_view name) {
  fields_[std::string(name)] =
      FilterField{.type = FilterType::kString, .searchable = true};
  return *this;
}

FilterSchema& FilterSchema::AddText(absl::string_view name) {
  fields_[std::string(name)] = FilterField{
      .type = FilterType::kString, .searchable = true, .text = true};
  return *this;
}

FilterSchema& FilterSchema::AddEnum(
    absl::string_view name, const google::protobuf::EnumDescriptor* type,
    bool repeated) {
  fields_[std::string(name)] = FilterField{
      .type = FilterType::kEnum, .repeated = repeated, .enum_type = type};
  return *this;
}

FilterSchema& FilterSchema::AddProto(const Descriptor* message,
                                     absl::string_view path, bool searchable) {
  FilterField field;
  field.searchable = searchable;
  const FieldDescriptor* leaf = nullptr;
  const Descriptor* at = message;
  for (const absl::string_view step : absl::StrSplit(path, '.')) {
    leaf = at == nullptr ? nullptr : at->FindFieldByName(std::string(step));
    if (leaf == nullptr) BadPath(path, message);
    field.repeated = field.repeated || leaf->is_repeated();
    at = leaf->message_type();
  }
  switch (leaf->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      field.type = FilterType::kString;
      break;
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT32:
    case FieldDescriptor::CPPTYPE_UINT64:
      field.type = FilterType::kInt;
      break;
    case FieldDescriptor::CPPTYPE_FLOAT:
    case FieldDescriptor::CPPTYPE_DOUBLE:
      field.type = FilterType::kDouble;
      break;
    case FieldDescriptor::CPPTYPE_BOOL:
      field.type = FilterType::kBool;
      break;
    case FieldDescriptor::CPPTYPE_ENUM:
      field.type = FilterType::kEnum;
      field.enum_type = leaf->enum_type();
      break;
    case FieldDescriptor::CPPTYPE_MESSAGE:
      if (!IsTimestamp(*leaf)) BadPath(path, message);
      field.type = FilterType::kTimestamp;
      break;
  }
  fields_[std::string(path)] = field;
  return *this;
}

FilterSchema& FilterSchema::AddFunction(absl::string_view name,
                                        std::vector<FilterType> arguments) {
  functions_[std::string(name)] = std::move(arguments);
  return *this;
}

const FilterField* FilterSchema::Find(absl::string_view name) const {
  const auto found = fields_.find(name);
  return found == fields_.end() ? nullptr : &found->second;
}

const std::vector<FilterType>* FilterSchema::FindFunction(
    absl::string_view name) const {
  const auto found = functions_.find(name);
  return found == functions_.end() ? nullptr : &found->second;
}

}  // namespace parallax::storage
