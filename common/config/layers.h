// Reads the layers above the defaults. For this folder only.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/config/option.h"

namespace parallax::config {

// The names and kinds that a reader needs to know.
struct KnownOption {
  std::string name;
  bool is_flag = false;
  bool is_list = false;
};

struct FlagSettings {
  std::vector<Setting> settings;
  std::string config_file;
  bool help = false;
  bool version = false;
  bool print = false;
};

// Each reader appends what is wrong to `problems`, one text for each.
FlagSettings ReadFlags(const std::vector<std::string>& arguments,
                       const std::vector<KnownOption>& known,
                       std::vector<std::string>* problems);

// `config_file` gets the value of <PREFIX>CONFIG when that is set.
std::vector<Setting> ReadEnvironment(
    const std::vector<std::string>& environment, absl::string_view prefix,
    const std::vector<KnownOption>& known, std::string* config_file,
    std::vector<std::string>* problems);

std::vector<Setting> ReadFile(const std::string& path,
                              const std::vector<KnownOption>& known,
                              std::vector<std::string>* problems);

// "; did you mean ...?" or nothing.
std::string Suggestion(absl::string_view prefix, absl::string_view name,
                       const std::vector<KnownOption>& known);

}  // namespace parallax::config
