#include "services/cli/correction.h"

#include <google/protobuf/util/field_mask_util.h>
#include <google/protobuf/util/json_util.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"

namespace parallax::cli {
namespace {

using claims::v1::Assertion;
using google::protobuf::FieldDescriptor;
using google::protobuf::util::FieldMaskUtil;
using Json = nlohmann::json;

// The last field of the path.
absl::StatusOr<const FieldDescriptor*> FieldAt(const std::string& path) {
  std::vector<const FieldDescriptor*> fields;
  if (!FieldMaskUtil::GetFieldDescriptors(Assertion::descriptor(), path,
                                          &fields)) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", path,
                     "\" is no field of a claim; write casualties.count.best, "
                     "claimant.side, event_time"));
  }
  return fields.back();
}

// "CASUALTY_MEASURE_KILLED" of "killed".
std::string EnumName(const FieldDescriptor& field, absl::string_view word) {
  std::string name = absl::AsciiStrToUpper(word);
  std::string prefix = field.enum_type()->value(0)->name();
  prefix.resize(prefix.size() - std::string("UNSPECIFIED").size());
  return absl::StartsWith(name, prefix) ? name : absl::StrCat(prefix, name);
}

Json ValueOf(const FieldDescriptor& field, const std::string& text) {
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    return EnumName(field, text);
  }
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING &&
      !field.is_repeated()) {
    return text;
  }
  Json value = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  return value.is_discarded() ? Json(text) : value;
}

}  // namespace

absl::Status AddAssignment(absl::string_view assignment,
                           claims::v1::CorrectClaim* correction) {
  const std::size_t at = assignment.find('=');
  if (at == absl::string_view::npos) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", assignment, "\": write FIELD=VALUE"));
  }
  const std::string path(assignment.substr(0, at));
  const std::string text(assignment.substr(at + 1));
  PARALLAX_ASSIGN_OR_RETURN(const FieldDescriptor* field, FieldAt(path));
  Json value = ValueOf(*field, text);
  std::vector<std::string> names = absl::StrSplit(path, '.');
  for (auto name = names.rbegin(); name != names.rend(); ++name) {
    value = Json{{*name, std::move(value)}};
  }
  Assertion part;
  const auto parsed =
      google::protobuf::util::JsonStringToMessage(value.dump(), &part);
  if (!parsed.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", text, "\" does not fit ", path, ": ",
                     std::string(parsed.message())));
  }
  FieldMaskUtil::MergeOptions options;
  options.set_replace_message_fields(true);
  options.set_replace_repeated_fields(true);
  google::protobuf::FieldMask mask;
  mask.add_paths(path);
  FieldMaskUtil::MergeMessageTo(part, mask, options,
                                correction->mutable_assertion());
  correction->mutable_update_mask()->add_paths(path);
  return absl::OkStatus();
}

absl::Status AddUnset(absl::string_view path,
                      claims::v1::CorrectClaim* correction) {
  PARALLAX_RETURN_IF_ERROR(FieldAt(std::string(path)).status());
  correction->mutable_assertion();
  correction->mutable_update_mask()->add_paths(std::string(path));
  return absl::OkStatus();
}

}  // namespace parallax::cli
