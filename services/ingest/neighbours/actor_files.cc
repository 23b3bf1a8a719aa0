#include "services/ingest/neighbours/actor_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"

namespace parallax::ingest::neighbours {

absl::StatusOr<claims::v1::ActorList> LoadActorFiles(
    const std::string& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> paths;
  for (std::filesystem::directory_iterator it(folder, error), end;
       !error && it != end; it.increment(error)) {
    if (it->path().extension() == ".textproto") paths.push_back(it->path());
  }
  if (error || paths.empty()) {
    return absl::NotFoundError(absl::StrCat("no actor lists in ", folder));
  }
  std::sort(paths.begin(), paths.end());
  claims::v1::ActorList all;
  for (const std::filesystem::path& path : paths) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    claims::v1::ActorList list;
    if (!file ||
        !google::protobuf::TextFormat::ParseFromString(text.str(), &list)) {
      return absl::InvalidArgumentError(
          absl::StrCat("cannot read the actor list ", path.string()));
    }
    all.MergeFrom(list);
  }
  return all;
}

}  // namespace parallax::ingest::neighbours
