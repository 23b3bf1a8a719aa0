#include "services/cli/report_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/cli/session.h"

namespace parallax::cli {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMostBytes = 64u << 20;

absl::StatusOr<std::string> TextField(const nlohmann::json& entry,
                                      const char* name,
                                      const std::string& manifest) {
  const auto found = entry.find(name);
  if (found == entry.end() || found->is_null()) return std::string();
  if (!found->is_string()) {
    return absl::InvalidArgumentError(
        absl::StrCat(manifest, ": \"", name, "\" is no text"));
  }
  return found->get<std::string>();
}

absl::Status ReadManifest(const fs::path& folder,
                          std::vector<ReportFile>* reports) {
  const std::string manifest = (folder / "manifest.json").string();
  PARALLAX_ASSIGN_OR_RETURN(const std::string text, ReadReport(manifest));
  const nlohmann::json list =
      nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!list.is_array()) {
    return absl::InvalidArgumentError(
        absl::StrCat(manifest, " holds no JSON list"));
  }
  for (const nlohmann::json& entry : list) {
    if (!entry.is_object()) {
      return absl::InvalidArgumentError(
          absl::StrCat(manifest, ": an entry is no object"));
    }
    ReportFile report;
    PARALLAX_ASSIGN_OR_RETURN(const std::string file,
                              TextField(entry, "file", manifest));
    if (file.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat(manifest, ": an entry names no file"));
    }
    report.path = (folder / file).string();
    PARALLAX_ASSIGN_OR_RETURN(*report.input.mutable_outlet(),
                              TextField(entry, "outlet", manifest));
    PARALLAX_ASSIGN_OR_RETURN(*report.input.mutable_uri(),
                              TextField(entry, "uri", manifest));
    PARALLAX_ASSIGN_OR_RETURN(*report.input.mutable_title(),
                              TextField(entry, "title", manifest));
    PARALLAX_ASSIGN_OR_RETURN(const std::string published,
                              TextField(entry, "published", manifest));
    if (!published.empty()) {
      PARALLAX_ASSIGN_OR_RETURN(*report.input.mutable_publish_time(),
                                ParseTime(manifest, published, false));
    }
    reports->push_back(std::move(report));
  }
  return absl::OkStatus();
}

bool IsReport(const fs::path& path) {
  const std::string extension =
      absl::AsciiStrToLower(path.extension().string());
  return extension == ".txt" || extension == ".html" || extension == ".htm";
}

absl::Status ReadFolder(const fs::path& folder,
                        std::vector<ReportFile>* reports) {
  std::error_code error;
  if (fs::exists(folder / "manifest.json", error)) {
    return ReadManifest(folder, reports);
  }
  std::vector<std::string> files;
  for (fs::recursive_directory_iterator at(folder, error), end;
       !error && at != end; at.increment(error)) {
    if (at->is_regular_file(error) && IsReport(at->path())) {
      files.push_back(at->path().string());
    }
  }
  if (error) {
    return absl::NotFoundError(
        absl::StrCat(folder.string(), ": ", error.message()));
  }
  std::sort(files.begin(), files.end());
  for (std::string& file : files) {
    reports->push_back({.path = std::move(file), .input = {}});
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<ReportFile>> FindReports(
    const std::vector<std::string>& paths) {
  std::vector<ReportFile> reports;
  for (const std::string& path : paths) {
    std::error_code error;
    if (path == "-") {
      reports.push_back({.path = path, .input = {}});
    } else if (fs::is_directory(path, error)) {
      PARALLAX_RETURN_IF_ERROR(ReadFolder(path, &reports));
    } else if (fs::exists(path, error)) {
      reports.push_back({.path = path, .input = {}});
    } else {
      return absl::NotFoundError(absl::StrCat("no file or folder ", path));
    }
  }
  return reports;
}

absl::StatusOr<std::string> ReadReport(const std::string& path) {
  std::ifstream file;
  std::istream* in = &std::cin;
  if (path != "-") {
    file.open(path, std::ios::binary);
    if (!file) return absl::NotFoundError(absl::StrCat("cannot read ", path));
    in = &file;
  }
  std::string bytes;
  std::string chunk(1 << 16, '\0');
  while (in->read(chunk.data(), static_cast<std::streamsize>(chunk.size())) ||
         in->gcount() > 0) {
    bytes.append(chunk.data(), static_cast<size_t>(in->gcount()));
    if (bytes.size() > kMostBytes) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, " is larger than 64 MiB"));
    }
  }
  return bytes;
}

}  // namespace parallax::cli
