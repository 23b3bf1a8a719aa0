// A document's values for the part of a filter that SQL does not decide.
#ifndef PARALLAX_SERVICES_INGEST_STORAGE_SQL_DOCUMENT_FILTER_READER_H_
#define PARALLAX_SERVICES_INGEST_STORAGE_SQL_DOCUMENT_FILTER_READER_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/storage/filter.h"
#include "parallax/ingest/v1/document.pb.h"

namespace parallax::ingest::storage {

// `document` must outlive it.
class DocumentFilterReader final : public parallax::storage::FilterAccessor {
 public:
  explicit DocumentFilterReader(const v1::Document& document)
      : document_(document) {}

  void Get(absl::string_view name,
           std::vector<parallax::storage::FilterValue>* values) const override {
    const v1::DocumentRevision& latest = document_.latest_revision();
    if (name == "outlet") return Add(latest.outlet(), values);
    if (name == "title") return Add(latest.title(), values);
    if (name == "uri") return Add(document_.uri(), values);
    if (name == "cluster") return Add(document_.cluster(), values);
    if (name == "language") return Add(latest.language(), values);
    if (name == "publish_time") return Add(latest.publish_time(), values);
    if (name == "create_time") return Add(document_.create_time(), values);
  }

 private:
  static void Add(const std::string& text,
                  std::vector<parallax::storage::FilterValue>* values) {
    if (!text.empty()) values->emplace_back(text);
  }
  static void Add(const google::protobuf::Timestamp& time,
                  std::vector<parallax::storage::FilterValue>* values) {
    values->emplace_back(absl::FromUnixSeconds(time.seconds()) +
                         absl::Nanoseconds(time.nanos()));
  }

  const v1::Document& document_;
};

}  // namespace parallax::ingest::storage

#endif  // PARALLAX_SERVICES_INGEST_STORAGE_SQL_DOCUMENT_FILTER_READER_H_
