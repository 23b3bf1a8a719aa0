// One declared option. For this folder only.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/config/options.h"

namespace parallax::config {

struct Options::Option {
  std::string name;
  std::string help;
  bool secret = false;
  bool quiet = false;    // its value is not repeated in errors
  bool is_flag = false;  // a bool, whose flag may stand without a value
  bool is_list = false;
  // Puts a text into the target, after the validator agreed.
  std::function<absl::Status(const std::string&)> set;
  std::function<absl::Status(const std::vector<std::string>&)> set_list;
  // The target's value as text; several only for lists.
  std::function<std::vector<std::string>()> show;
  // Checks the target's value as it is.
  std::function<absl::Status()> check;
  // Where the value came from: "default", "file", "environment", "flag".
  std::string source = "default";
};

// A value that one layer gives to one option.
struct Setting {
  std::string name;  // as declared
  std::vector<std::string> values;
  std::string source;  // "file", "environment", "flag"
  std::string where;   // "parallax.yaml:3", "PARALLAX_GEO_LISTEN", "--listen"
};

}  // namespace parallax::config
