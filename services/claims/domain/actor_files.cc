#include "services/claims/domain/actor_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/text_format.h"

namespace parallax::claims::domain {
namespace {

// Keeps the first error of a file.
class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, int column, const std::string& message) override {
    if (text_.empty()) text_ = absl::StrCat("line ", line + 1, ": ", message);
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace

absl::StatusOr<pb::ActorList> LoadActorFiles(const std::string& directory) {
  std::error_code error;
  std::filesystem::directory_iterator entries(directory, error);
  if (error) {
    return absl::NotFoundError(
        absl::StrCat("no actor registry at ", directory));
  }
  std::vector<std::filesystem::path> files;
  for (const auto& entry : entries) {
    if (entry.path().extension() == ".textproto") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  pb::ActorList all;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    FirstError errors;
    google::protobuf::TextFormat::Parser parser;
    parser.RecordErrorsTo(&errors);
    pb::ActorList list;
    if (!in || !parser.ParseFromString(text.str(), &list)) {
      return absl::InvalidArgumentError(
          absl::StrCat(file.string(), ": ", errors.text()));
    }
    for (pb::Actor& actor : *list.mutable_actors()) {
      *all.add_actors() = std::move(actor);
    }
  }
  std::sort(all.mutable_actors()->begin(), all.mutable_actors()->end(),
            [](const pb::Actor& a, const pb::Actor& b) {
              return a.name() < b.name();
            });
  for (int i = 1; i < all.actors_size(); ++i) {
    if (all.actors(i - 1).name() == all.actors(i).name()) {
      return absl::InvalidArgumentError(
          absl::StrCat("two actors are called ", all.actors(i).name()));
    }
  }
  return all;
}

}  // namespace parallax::claims::domain
