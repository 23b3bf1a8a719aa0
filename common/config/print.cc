#include <yaml-cpp/yaml.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "common/config/option.h"

namespace parallax::config {
namespace {

constexpr std::size_t kHelpColumn = 30;

void AppendHelp(absl::string_view flag, absl::string_view help,
                std::string* text) {
  absl::StrAppend(text, "  ", flag);
  const std::size_t used = flag.size() + 2;
  if (used + 1 > kHelpColumn) {
    absl::StrAppend(text, "\n", std::string(kHelpColumn, ' '));
  } else {
    text->append(kHelpColumn - used, ' ');
  }
  absl::StrAppend(text, help, "\n");
}

}  // namespace

std::string Options::Help() const {
  std::string text =
      absl::StrCat(identity_.about, "\n\nUsage: ", identity_.program,
                   " [flags]\n\nFlags:\n");
  for (const auto& option : options_) {
    const std::string flag = option->is_flag
                                 ? absl::StrCat("--[no-]", option->name)
                                 : absl::StrCat("--", option->name, " VALUE");
    const std::string value = absl::StrJoin(option->show(), ",");
    AppendHelp(flag,
               option->secret || value.empty()
                   ? option->help
                   : absl::StrCat(option->help, " [", value, "]"),
               &text);
  }
  AppendHelp("--config FILE", "read options from a YAML file", &text);
  AppendHelp("--print-config", "print the options in force and end", &text);
  AppendHelp("--version", "print the version and end", &text);
  AppendHelp("--help", "print this and end", &text);
  absl::StrAppend(&text,
                  "\nEach flag may also be set in the file, or in the "
                  "environment as ",
                  identity_.env_prefix,
                  "<NAME>.\nFlags win over the environment, which wins over "
                  "the file.\n");
  return text;
}

std::string Options::Print() const {
  YAML::Emitter out;
  out << YAML::BeginMap;
  for (const auto& option : options_) {
    const std::vector<std::string> values = option->show();
    out << YAML::Key << option->name << YAML::Value;
    if (option->secret && !values.front().empty()) {
      out << "(redacted)";
    } else if (option->is_list) {
      out << YAML::Flow << values;
    } else if (values.front().empty()) {
      out << YAML::DoubleQuoted << "";
    } else {
      out << values.front();
    }
    out << YAML::Comment(option->source);
  }
  out << YAML::EndMap;
  return absl::StrCat(out.c_str(), "\n");
}

}  // namespace parallax::config
