// The filter language of AIP-160, checked against the fields that a List
// method declares.
//
//   claimant.side = "Armenia" AND kind = CASUALTIES AND count.best >= 100
//   publish_time > "2022-09-13T00:00:00Z" (stance = DENIES OR stance = ASSERTS)
//   NOT places:"places/sotk"  -kind = ATTACK  title = "Border*"  ministry
//
// OR binds tighter than AND; terms side by side are joined by AND, weaker than
// OR but before AND, as AIP-160 says. `=` on text is exact, with `*` as
// wildcard (write \* for a star); `:` finds a part of a text without regard to
// ASCII case, an element of a repeated field, and, as `field:*`, whether
// the field is set. A comparison with a field that is not set is false, also
// `!=`. A bare word searches the fields declared searchable. Fields declared as
// text are searched by words (common/text/word_query.h), by `:` and by bare
// words alike:
//
//   quote:"two words" shell*  -claimant:pashinyan
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/text/word_query.h"
#include "google/protobuf/descriptor.h"

namespace parallax::storage {

enum class FilterType { kString, kInt, kDouble, kBool, kTimestamp, kEnum };

// Enums are their numbers.
using FilterValue =
    std::variant<bool, std::int64_t, double, std::string, absl::Time>;

enum class FilterOperator { kEq, kNe, kLt, kLe, kGt, kGe, kHas };

struct FilterField {
  FilterType type = FilterType::kString;
  bool repeated = false;    // only `:` may be used
  bool searchable = false;  // looked at by bare words
  bool text = false;        // searched by words
  const google::protobuf::EnumDescriptor* enum_type = nullptr;
};

// What may be asked. Built once for each List method; thread safe after that.
class FilterSchema {
 public:
  FilterSchema& Add(absl::string_view name, FilterType type);
  FilterSchema& AddRepeated(absl::string_view name, FilterType type);
  // A string field that bare words look at.
  FilterSchema& AddSearchable(absl::string_view name);
  // The same, searched by words.
  FilterSchema& AddText(absl::string_view name);
  // Values are accepted with or without the enum's prefix.
  FilterSchema& AddEnum(absl::string_view name,
                        const google::protobuf::EnumDescriptor* type,
                        bool repeated = false);
  // The field at a dotted path of a message, its type read from the
  // descriptor; ends the process when there is none. Timestamp messages are
  // kTimestamp. A path that crosses a repeated field is repeated.
  FilterSchema& AddProto(const google::protobuf::Descriptor* message,
                         absl::string_view path, bool searchable = false);
  // name(arg, ...) as a condition of its own, such as within(25, 40.1, 46.2).
  FilterSchema& AddFunction(absl::string_view name,
                            std::vector<FilterType> arguments);

  const FilterField* Find(absl::string_view name) const;
  const std::vector<FilterType>* FindFunction(absl::string_view name) const;
  const absl::btree_map<std::string, FilterField>& fields() const {
    return fields_;
  }

 private:
  absl::btree_map<std::string, FilterField> fields_;
  absl::btree_map<std::string, std::vector<FilterType>> functions_;
};

// What a service makes of a function's arguments before the filter is asked: a
// shape behind a name, for one.
class FilterOperand {
 public:
  virtual ~FilterOperand() = default;
};

// One node of a checked filter. Immutable once parsed and bound.
struct FilterNode {
  enum class Kind { kAnd, kOr, kNot, kCompare, kPresent, kSearch, kCall };
  Kind kind = Kind::kAnd;
  std::vector<FilterNode> children;  // kAnd, kOr: two or more; kNot: one

  std::string name;  // kCompare, kPresent: field; kCall: function
  FilterField field;
  FilterOperator op = FilterOperator::kEq;
  FilterValue value;  // kCompare; kSearch: the text
  // For `=` and `!=` on text with wildcards: the literal pieces between stars,
  // in order; empty when there is no star. "a*b" is {"a","b"}, "*" is {"",""}.
  std::vector<std::string> pieces;
  text::WordQuery words;               // kSearch, and kCompare by `:`: of texts
  std::vector<FilterValue> arguments;  // kCall
  std::shared_ptr<const FilterOperand> operand;  // kCall, set by the service
  std::size_t position = 0;                      // byte offset in the filter
};

struct FilterLimits {
  std::size_t max_bytes = 4096;
  int max_depth = 32;
  int max_terms = 256;
};

// A parsed filter; the empty filter matches everything.
struct Filter {
  bool match_all = true;
  FilterNode root;
  std::string text;
};

// INVALID_ARGUMENT with reason INVALID_FILTER for the field "filter", with the
// byte offset where the fault is, in the message and as metadata "position".
// Any bytes may be given; time is linear in their number.
absl::StatusOr<Filter> ParseFilter(absl::string_view text,
                                   const FilterSchema& schema,
                                   const FilterLimits& limits = {});

// Reads the fields of one item.
class FilterAccessor {
 public:
  virtual ~FilterAccessor() = default;
  // Appends the values of `name`: none when not set, several when repeated.
  // Their alternative is that of the declared type.
  virtual void Get(absl::string_view name,
                   std::vector<FilterValue>* values) const = 0;
  virtual bool Call(const FilterNode& call) const { return false; }
};

bool Matches(const Filter& filter, const FilterSchema& schema,
             const FilterAccessor& item);

// For a schema built with AddProto() from `item`'s type.
bool Matches(const Filter& filter, const FilterSchema& schema,
             const google::protobuf::Message& item);

}  // namespace parallax::storage
