#include "common/config/layers.h"

#include <yaml-cpp/yaml.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/status/nearest.h"

namespace parallax::config {
namespace {

const KnownOption* Find(absl::string_view name,
                        const std::vector<KnownOption>& known) {
  for (const KnownOption& option : known) {
    if (option.name == name) return &option;
  }
  return nullptr;
}

std::vector<std::string> Split(const KnownOption& option,
                               const std::string& text) {
  if (!option.is_list) return {text};
  return absl::StrSplit(text, ',', absl::SkipWhitespace());
}

// Kubernetes gives every pod variables for each service of the namespace; for
// a service called parallax-geo they begin like ours.
bool IsServiceLink(absl::string_view rest) {
  if (rest == "SERVICE_HOST" || rest == "PORT" ||
      absl::StartsWith(rest, "SERVICE_PORT")) {
    return true;
  }
  int port = 0;
  if (!absl::ConsumePrefix(&rest, "PORT_")) return false;
  const std::size_t end = rest.find('_');
  return end != absl::string_view::npos &&
         absl::SimpleAtoi(rest.substr(0, end), &port);
}

// Reads one value of the file into `setting`.
bool ReadNode(const YAML::Node& node, const KnownOption& option,
              Setting* setting) {
  if (node.IsScalar()) {
    setting->values = Split(option, node.Scalar());
    return true;
  }
  if (node.IsNull()) {
    setting->values = option.is_list ? std::vector<std::string>{}
                                     : std::vector<std::string>{""};
    return true;
  }
  if (!option.is_list || !node.IsSequence()) return false;
  for (const YAML::Node& item : node) {
    if (!item.IsScalar()) return false;
    setting->values.push_back(item.Scalar());
  }
  return true;
}

}  // namespace

std::string Suggestion(absl::string_view prefix, absl::string_view name,
                       const std::vector<KnownOption>& known) {
  std::vector<std::string> names;
  names.reserve(known.size());
  for (const KnownOption& option : known) names.push_back(option.name);
  const std::string nearest = status::Nearest(name, names);
  if (nearest.empty()) return "";
  std::string shown = nearest;
  if (absl::EndsWith(prefix, "_")) {
    shown = absl::AsciiStrToUpper(absl::StrReplaceAll(nearest, {{"-", "_"}}));
  }
  return absl::StrCat("; did you mean ", prefix, shown, "?");
}

FlagSettings ReadFlags(const std::vector<std::string>& arguments,
                       const std::vector<KnownOption>& known,
                       std::vector<std::string>* problems) {
  FlagSettings result;
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  app.add_flag("--help,-h", result.help);
  app.add_flag("--version", result.version);
  app.add_flag("--print-config", result.print);
  app.add_option("--config", result.config_file);
  std::map<std::string, std::vector<std::string>> given;
  for (const KnownOption& option : known) {
    const std::string flag = absl::StrCat("--", option.name);
    auto& values = given[option.name];
    if (option.is_flag) {
      // --x, --no-x, --x=false
      app.add_flag(absl::StrCat(flag, ",--no-", option.name, "{false}"),
                   values);
    } else {
      app.add_option(flag, values)
          ->expected(1)
          ->take_all()
          ->allow_extra_args(false);
    }
  }
  // CLI11 takes them from the back.
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::Error& error) {
    problems->push_back(error.what());
    return result;
  }
  for (const std::string& extra : app.remaining()) {
    const absl::string_view name =
        absl::StripPrefix(absl::string_view(extra), "--");
    if (name.size() == extra.size()) {
      problems->push_back(absl::StrCat("unexpected argument \"", extra, "\""));
      continue;
    }
    const absl::string_view bare = name.substr(0, name.find('='));
    problems->push_back(
        absl::StrCat("unknown flag --", bare, Suggestion("--", bare, known)));
  }
  for (const KnownOption& option : known) {
    const std::vector<std::string>& values = given[option.name];
    if (values.empty()) continue;
    Setting setting{.name = option.name,
                    .source = "flag",
                    .where = absl::StrCat("--", option.name)};
    if (option.is_list) {
      for (const std::string& value : values) {
        for (std::string& item : Split(option, value)) {
          setting.values.push_back(std::move(item));
        }
      }
    } else {
      setting.values = {values.back()};
    }
    result.settings.push_back(std::move(setting));
  }
  return result;
}

std::vector<Setting> ReadEnvironment(
    const std::vector<std::string>& environment, absl::string_view prefix,
    const std::vector<KnownOption>& known, std::string* config_file,
    std::vector<std::string>* problems) {
  std::vector<Setting> settings;
  if (prefix.empty()) return settings;
  for (const std::string& entry : environment) {
    const std::pair<absl::string_view, absl::string_view> parts =
        absl::StrSplit(entry, absl::MaxSplits('=', 1));
    absl::string_view rest = parts.first;
    if (!absl::ConsumePrefix(&rest, prefix)) continue;
    if (rest == "CONFIG") {
      *config_file = std::string(parts.second);
      continue;
    }
    const std::string name =
        absl::AsciiStrToLower(absl::StrReplaceAll(rest, {{"_", "-"}}));
    const KnownOption* option = Find(name, known);
    if (option == nullptr) {
      if (IsServiceLink(rest)) continue;
      problems->push_back(absl::StrCat("unknown environment variable ",
                                       parts.first,
                                       Suggestion(prefix, name, known)));
      continue;
    }
    settings.push_back(
        Setting{.name = name,
                .values = Split(*option, std::string(parts.second)),
                .source = "environment",
                .where = std::string(parts.first)});
  }
  return settings;
}

std::vector<Setting> ReadFile(const std::string& path,
                              const std::vector<KnownOption>& known,
                              std::vector<std::string>* problems) {
  std::vector<Setting> settings;
  YAML::Node root;
  try {
    root = YAML::LoadFile(path);
  } catch (const YAML::BadFile&) {
    problems->push_back(
        absl::StrCat("the configuration file ", path, " cannot be read"));
    return settings;
  } catch (const YAML::Exception& error) {
    problems->push_back(absl::StrCat(path, ": ", error.what()));
    return settings;
  }
  if (root.IsNull()) return settings;
  if (!root.IsMap()) {
    problems->push_back(absl::StrCat(path, ": expected \"name: value\" lines"));
    return settings;
  }
  for (const auto& entry : root) {
    const std::string where =
        absl::StrCat(path, ":", entry.first.Mark().line + 1);
    if (!entry.first.IsScalar()) {
      problems->push_back(absl::StrCat(where, ": expected a name"));
      continue;
    }
    const std::string name =
        absl::StrReplaceAll(entry.first.Scalar(), {{"_", "-"}});
    const KnownOption* option = Find(name, known);
    if (option == nullptr) {
      problems->push_back(absl::StrCat(where, ": unknown name ",
                                       entry.first.Scalar(),
                                       Suggestion("", name, known)));
      continue;
    }
    const auto same = [&name](const Setting& s) { return s.name == name; };
    if (std::any_of(settings.begin(), settings.end(), same)) {
      problems->push_back(absl::StrCat(where, ": ", name, " comes twice"));
      continue;
    }
    Setting setting{.name = name, .source = "file", .where = where};
    if (!ReadNode(entry.second, *option, &setting)) {
      problems->push_back(absl::StrCat(where, ": ", name,
                                       option->is_list
                                           ? ": expected a list of values"
                                           : ": expected one value"));
      continue;
    }
    settings.push_back(std::move(setting));
  }
  return settings;
}

}  // namespace parallax::config
