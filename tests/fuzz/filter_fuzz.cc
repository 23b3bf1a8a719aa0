// Any text as a filter: parsed or refused, then matched and turned into SQL.
#include <cstdint>
#include <vector>

#include "common/storage/filter.h"
#include "common/storage/filter_sql.h"

namespace {

using namespace parallax::storage;  // NOLINT: the target is about it alone

const FilterSchema& Schema() {
  static const FilterSchema* const schema = [] {
    auto* fields = new FilterSchema;
    fields->AddSearchable("title")
        .Add("count", FilterType::kInt)
        .Add("score", FilterType::kDouble)
        .Add("background", FilterType::kBool)
        .Add("publish_time", FilterType::kTimestamp)
        .AddRepeated("place", FilterType::kString)
        .AddText("quote")
        .AddFunction("within", {FilterType::kDouble, FilterType::kString})
        .AddFunction("inside", {FilterType::kString});
    return fields;
  }();
  return *schema;
}

class Item final : public FilterAccessor {
 public:
  void Get(absl::string_view name,
           std::vector<FilterValue>* values) const override {
    if (name == "title") values->emplace_back(std::string("a title"));
    if (name == "quote") values->emplace_back(std::string("Border guards"));
    if (name == "count") values->emplace_back(std::int64_t{7});
    if (name == "score") values->emplace_back(0.5);
    if (name == "background") values->emplace_back(true);
    if (name == "publish_time") values->emplace_back(absl::UnixEpoch());
    if (name == "place") values->emplace_back(std::string("Sotk"));
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto filter = ParseFilter(
      absl::string_view(reinterpret_cast<const char*>(data), size), Schema());
  if (!filter.ok()) {
    if (!absl::IsInvalidArgument(filter.status())) std::abort();
    return 0;
  }
  (void)Matches(*filter, Schema(), Item());
  SqlMapping mapping;
  mapping.columns["title"].expression = "title";
  mapping.columns["quote"].expression = "quote";
  mapping.columns["quote"].words = "quote_words";
  mapping.columns["count"].expression = "count";
  for (const SqlDialect dialect :
       {SqlDialect::kSqlite, SqlDialect::kPostgres}) {
    const LoweredFilter lowered =
        LowerFilter(*filter, Schema(), mapping, dialect);
    if (lowered.where.empty()) std::abort();
  }
  return 0;
}
