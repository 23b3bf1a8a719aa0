// The container of a trained model: named sections, each compressed and
// checked.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_MODEL_FILE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_MODEL_FILE_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::extract {

// Section names have at most 16 bytes.
using ModelSections = std::map<std::string, std::string>;

// The same sections give the same bytes with the same version of zstd.
absl::StatusOr<std::string> EncodeModel(const ModelSections& sections);

// Fails with DATA_LOSS when the bytes are not a whole, unharmed model of this
// format version.
absl::StatusOr<ModelSections> DecodeModel(absl::string_view bytes);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_MODEL_FILE_H_
