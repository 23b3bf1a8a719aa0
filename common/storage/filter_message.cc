#include <utility>

#include "absl/strings/str_split.h"
#include "common/storage/filter.h"
#include "google/protobuf/message.h"

namespace parallax::storage {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Reads dotted paths of a message. Proto3 scalars without presence count as
// set only when they differ from their default, like JSON leaves them out,
// except bools and numbers, which always have a value.
class MessageAccessor final : public FilterAccessor {
 public:
  explicit MessageAccessor(const Message& message) : message_(message) {}

  void Get(absl::string_view name,
           std::vector<FilterValue>* values) const override {
    const std::vector<absl::string_view> path = absl::StrSplit(name, '.');
    Walk(message_, path, 0, values);
  }

 private:
  static void Walk(const Message& message,
                   const std::vector<absl::string_view>& path, std::size_t step,
                   std::vector<FilterValue>* values) {
    const FieldDescriptor* field =
        message.GetDescriptor()->FindFieldByName(std::string(path[step]));
    if (field == nullptr) return;
    const Reflection& reflection = *message.GetReflection();
    const bool leaf = step + 1 == path.size();
    if (field->is_repeated()) {
      const int size = reflection.FieldSize(message, field);
      for (int i = 0; i < size; ++i) {
        if (leaf) {
          ReadElement(message, *field, i, values);
        } else {
          Walk(reflection.GetRepeatedMessage(message, field, i), path, step + 1,
               values);
        }
      }
      return;
    }
    if (field->has_presence() && !reflection.HasField(message, field)) return;
    if (leaf) {
      Read(message, *field, values);
    } else if (field->message_type() != nullptr) {
      Walk(reflection.GetMessage(message, field), path, step + 1, values);
    }
  }

  static void Read(const Message& m, const FieldDescriptor& f,
                   std::vector<FilterValue>* values) {
    const Reflection& r = *m.GetReflection();
    switch (f.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING: {
        std::string text = r.GetString(m, &f);
        if (text.empty() && !f.has_presence()) return;
        values->emplace_back(std::move(text));
        return;
      }
      case FieldDescriptor::CPPTYPE_INT32:
        values->emplace_back(std::int64_t{r.GetInt32(m, &f)});
        return;
      case FieldDescriptor::CPPTYPE_INT64:
        values->emplace_back(std::int64_t{r.GetInt64(m, &f)});
        return;
      case FieldDescriptor::CPPTYPE_UINT32:
        values->emplace_back(std::int64_t{r.GetUInt32(m, &f)});
        return;
      case FieldDescriptor::CPPTYPE_UINT64:
        values->emplace_back(static_cast<std::int64_t>(r.GetUInt64(m, &f)));
        return;
      case FieldDescriptor::CPPTYPE_DOUBLE:
        values->emplace_back(r.GetDouble(m, &f));
        return;
      case FieldDescriptor::CPPTYPE_FLOAT:
        values->emplace_back(double{r.GetFloat(m, &f)});
        return;
      case FieldDescriptor::CPPTYPE_BOOL:
        values->emplace_back(r.GetBool(m, &f));
        return;
      case FieldDescriptor::CPPTYPE_ENUM: {
        const int number = r.GetEnumValue(m, &f);
        if (number == 0 && !f.has_presence()) return;
        values->emplace_back(std::int64_t{number});
        return;
      }
      case FieldDescriptor::CPPTYPE_MESSAGE:
        ReadTimestamp(r.GetMessage(m, &f), values);
        return;
    }
  }

  static void ReadElement(const Message& m, const FieldDescriptor& f, int i,
                          std::vector<FilterValue>* values) {
    const Reflection& r = *m.GetReflection();
    switch (f.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        values->emplace_back(r.GetRepeatedString(m, &f, i));
        return;
      case FieldDescriptor::CPPTYPE_INT32:
        values->emplace_back(std::int64_t{r.GetRepeatedInt32(m, &f, i)});
        return;
      case FieldDescriptor::CPPTYPE_INT64:
        values->emplace_back(std::int64_t{r.GetRepeatedInt64(m, &f, i)});
        return;
      case FieldDescriptor::CPPTYPE_UINT32:
        values->emplace_back(std::int64_t{r.GetRepeatedUInt32(m, &f, i)});
        return;
      case FieldDescriptor::CPPTYPE_UINT64:
        values->emplace_back(
            static_cast<std::int64_t>(r.GetRepeatedUInt64(m, &f, i)));
        return;
      case FieldDescriptor::CPPTYPE_DOUBLE:
        values->emplace_back(r.GetRepeatedDouble(m, &f, i));
        return;
      case FieldDescriptor::CPPTYPE_FLOAT:
        values->emplace_back(double{r.GetRepeatedFloat(m, &f, i)});
        return;
      case FieldDescriptor::CPPTYPE_BOOL:
        values->emplace_back(r.GetRepeatedBool(m, &f, i));
        return;
      case FieldDescriptor::CPPTYPE_ENUM:
        values->emplace_back(std::int64_t{r.GetRepeatedEnumValue(m, &f, i)});
        return;
      case FieldDescriptor::CPPTYPE_MESSAGE:
        ReadTimestamp(r.GetRepeatedMessage(m, &f, i), values);
        return;
    }
  }

  static void ReadTimestamp(const Message& time,
                            std::vector<FilterValue>* values) {
    // By name, so that dynamic messages work as well.
    const auto* type = time.GetDescriptor();
    const auto* seconds = type->FindFieldByName("seconds");
    const auto* nanos = type->FindFieldByName("nanos");
    if (seconds == nullptr || nanos == nullptr) return;
    const Reflection& r = *time.GetReflection();
    values->emplace_back(absl::FromUnixSeconds(r.GetInt64(time, seconds)) +
                         absl::Nanoseconds(r.GetInt32(time, nanos)));
  }

  const Message& message_;
};

}  // namespace

bool Matches(const Filter& filter, const FilterSchema& schema,
             const google::protobuf::Message& item) {
  return Matches(filter, schema, MessageAccessor(item));
}

}  // namespace parallax::storage
