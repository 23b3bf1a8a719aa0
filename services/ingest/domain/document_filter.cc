#include "common/storage/filter.h"
#include "services/ingest/domain/document_store.h"

namespace parallax::ingest::domain {

const parallax::storage::FilterSchema& DocumentFilterSchema() {
  static const parallax::storage::FilterSchema* const schema = [] {
    auto* fields = new parallax::storage::FilterSchema;
    fields->AddSearchable("outlet")
        .AddSearchable("title")
        .Add("uri", parallax::storage::FilterType::kString)
        .Add("publish_time", parallax::storage::FilterType::kTimestamp)
        .Add("create_time", parallax::storage::FilterType::kTimestamp)
        .Add("cluster", parallax::storage::FilterType::kString)
        .Add("language", parallax::storage::FilterType::kString);
    return fields;
  }();
  return *schema;
}

}  // namespace parallax::ingest::domain
