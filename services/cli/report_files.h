// Which files "parallax ingest" hands in, and what it knows about each.
#pragma once

#include <parallax/ingest/v1/ingest_service.pb.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace parallax::cli {

struct ReportFile {
  std::string path;  // "-" is standard input
  // Everything but the bytes.
  ingest::v1::DocumentInput input;
};

// The reports at `paths`: files as they are, "-" for standard input, folders
// with all their .txt, .html and .htm files, in order of path. A folder may
// hold a manifest.json, a list of objects with "file" and, at will, "outlet",
// "uri", "title" and "published" (YYYY-MM-DD or RFC 3339); then only the files
// that it lists are taken, in its order. NOT_FOUND for a missing path,
// INVALID_ARGUMENT for a bad manifest.
absl::StatusOr<std::vector<ReportFile>> FindReports(
    const std::vector<std::string>& paths);

// The bytes of a file or of standard input, at most 64 MiB.
absl::StatusOr<std::string> ReadReport(const std::string& path);

}  // namespace parallax::cli
