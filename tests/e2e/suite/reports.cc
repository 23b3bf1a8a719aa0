#include "tests/e2e/suite/reports.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "absl/time/time.h"

namespace parallax::testing {
namespace {

[[noreturn]] void Die(const std::string& why) {
  std::cerr << why << "\n";
  std::exit(2);
}

}  // namespace

std::string ReadFileOrDie(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) Die("cannot read " + path);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::vector<ingest::v1::DocumentInput> SampleReports() {
  const std::string folder = PARALLAX_SOURCE_DIR "/tests/data/reports/";
  const auto manifest =
      nlohmann::json::parse(ReadFileOrDie(folder + "manifest.json"));
  std::vector<ingest::v1::DocumentInput> reports;
  for (const auto& entry : manifest) {
    ingest::v1::DocumentInput& report = reports.emplace_back();
    report.set_content(
        ReadFileOrDie(folder + entry.at("file").get<std::string>()));
    report.set_outlet(entry.at("outlet").get<std::string>());
    report.set_uri(entry.at("uri").get<std::string>());
    absl::Time published;
    std::string error;
    if (!absl::ParseTime(absl::RFC3339_full,
                         entry.at("published").get<std::string>(), &published,
                         &error)) {
      Die("manifest.json: " + error);
    }
    report.mutable_publish_time()->set_seconds(absl::ToUnixSeconds(published));
  }
  return reports;
}

std::string SharedFolder() {
  const char* named = std::getenv("PARALLAX_SHARED");
  const std::string folder =
      named != nullptr ? named : PARALLAX_SOURCE_DIR "/../shared";
  std::error_code error;
  return std::filesystem::is_directory(folder, error) ? folder : "";
}

}  // namespace parallax::testing
