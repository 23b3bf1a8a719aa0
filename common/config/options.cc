#include "common/config/options.h"

#include <unistd.h>

#include <cstdlib>
#include <limits>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/config/layers.h"
#include "common/config/option.h"
#include "common/observability/log.h"

extern char** environ;

namespace parallax::config {
namespace {

absl::Status NotA(absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("is not ", what));
}

absl::Status ParseText(const std::string& text, std::string* value) {
  *value = text;
  return absl::OkStatus();
}

absl::Status ParseText(const std::string& text, bool* value) {
  if (absl::SimpleAtob(text, value)) return absl::OkStatus();
  return NotA("true or false");
}

absl::Status ParseText(const std::string& text, std::int64_t* value) {
  if (absl::SimpleAtoi(text, value)) return absl::OkStatus();
  return NotA("a whole number");
}

absl::Status ParseText(const std::string& text, double* value) {
  if (absl::SimpleAtod(text, value) && *value == *value) {
    return absl::OkStatus();
  }
  return NotA("a number");
}

absl::Status ParseText(const std::string& text, absl::Duration* value) {
  if (absl::ParseDuration(text, value)) return absl::OkStatus();
  return NotA("a duration such as 250ms, 20s or 2h");
}

std::string ShowText(const std::string& value) { return value; }
std::string ShowText(bool value) { return value ? "true" : "false"; }
std::string ShowText(std::int64_t value) { return absl::StrCat(value); }
std::string ShowText(double value) { return absl::StrCat(value); }
std::string ShowText(absl::Duration value) {
  return absl::FormatDuration(value);
}

// `Value` is what is parsed and validated, `Target` what it is kept in.
template <typename Value, typename Target, typename Option>
void Fill(Option& option, Target* target, Validator<Value> validator) {
  const auto check = [validator = std::move(validator)](const Value& value) {
    if constexpr (!std::is_same_v<Value, Target>) {
      // A narrower integer.
      if (static_cast<Value>(static_cast<Target>(value)) != value ||
          (value < 0 && !std::is_signed_v<Target>)) {
        return absl::InvalidArgumentError("is too large or too small");
      }
    }
    return validator ? validator(value) : absl::OkStatus();
  };
  option.set = [target, check](const std::string& text) {
    Value value{};
    absl::Status status = ParseText(text, &value);
    if (status.ok()) status = check(value);
    if (status.ok()) *target = static_cast<Target>(value);
    return status;
  };
  option.show = [target]() -> std::vector<std::string> {
    return {ShowText(static_cast<Value>(*target))};
  };
  option.check = [target, check] { return check(static_cast<Value>(*target)); };
}

std::vector<std::string> Environment() {
  std::vector<std::string> entries;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    entries.emplace_back(*entry);
  }
  return entries;
}

}  // namespace

Options::Options(Identity identity) : identity_(std::move(identity)) {}
Options::~Options() = default;

void Options::AddOption(std::unique_ptr<Option> option) {
  for (const auto& other : options_) {
    if (other->name != option->name) continue;
    observability::LogError("an option was declared twice",
                            {{"name", option->name}});
    std::abort();
  }
  options_.push_back(std::move(option));
}

void Options::Add(absl::string_view name, std::string* target,
                  absl::string_view help, Validator<std::string> validator) {
  auto option = std::make_unique<Option>();
  option->name = std::string(name);
  option->help = std::string(help);
  Fill<std::string>(*option, target, std::move(validator));
  AddOption(std::move(option));
}

void Options::AddSecret(absl::string_view name, std::string* target,
                        absl::string_view help,
                        Validator<std::string> validator) {
  Add(name, target, help, std::move(validator));
  options_.back()->secret = true;
  options_.back()->quiet = true;
}

void Options::AddRedacted(absl::string_view name, std::string* target,
                          absl::string_view help,
                          std::function<std::string(const std::string&)> redact,
                          Validator<std::string> validator) {
  Add(name, target, help, std::move(validator));
  Option& option = *options_.back();
  option.quiet = true;
  option.show = [target, redact = std::move(redact)] {
    return std::vector<std::string>{redact(*target)};
  };
}

void Options::Add(absl::string_view name, bool* target,
                  absl::string_view help) {
  auto option = std::make_unique<Option>();
  option->name = std::string(name);
  option->help = std::string(help);
  option->is_flag = true;
  Fill<bool>(*option, target, nullptr);
  AddOption(std::move(option));
}

void Options::Add(absl::string_view name, int* target, absl::string_view help,
                  Validator<std::int64_t> validator) {
  auto option = std::make_unique<Option>();
  option->name = std::string(name);
  option->help = std::string(help);
  Fill<std::int64_t>(*option, target, std::move(validator));
  AddOption(std::move(option));
}

void Options::Add(absl::string_view name, std::int64_t* target,
                  absl::string_view help, Validator<std::int64_t> validator) {
  auto option = std::make_unique<Option>();
  option->name = std::string(name);
  option->help = std::string(help);
  Fill<std::int64_t>(*option, target, std::move(validator));
  AddOption(std::move(option));
}

void Options::Add(absl::string_view name, std::size_t* target,
                  absl::string_view help, Validator<std::int64_t> validator) {
  auto option = std::make_unique<Option>();
  option->name = std::string(name);
  option->help = std::string(help);
  Fill<std::int64_t>(*option, target, std::move(validator));
  AddOption(std::move(option));
}

void Options::Add(absl::string_view name, double* target,
                  absl::string_view help, Validator<double> validator) {
  auto option = std::make_unique<Option>();
  option->name = std::string(name);
  option->help = std::string(help);
  Fill<double>(*option, target, std::move(validator));
  AddOption(std::move(option));
}

void Options::Add(absl::string_view name, absl::Duration* target,
                  absl::string_view help, Validator<absl::Duration> validator) {
  auto option = std::make_unique<Option>();
  option->name = std::string(name);
  option->help = std::string(help);
  Fill<absl::Duration>(*option, target, std::move(validator));
  AddOption(std::move(option));
}

void Options::Add(absl::string_view name, std::vector<std::string>* target,
                  absl::string_view help,
                  Validator<std::vector<std::string>> validator) {
  auto option = std::make_unique<Option>();
  option->name = std::string(name);
  option->help = std::string(help);
  option->is_list = true;
  option->set_list = [target](const std::vector<std::string>& values) {
    *target = values;
    return absl::OkStatus();
  };
  option->show = [target] { return *target; };
  option->check = [target, validator = std::move(validator)] {
    return validator ? validator(*target) : absl::OkStatus();
  };
  AddOption(std::move(option));
}

void Options::AddCheck(std::function<absl::Status()> check) {
  checks_.push_back(std::move(check));
}

absl::StatusOr<Action> Options::Parse(int argc, const char* const* argv) {
  std::vector<std::string> arguments;
  for (int i = 1; i < argc; ++i) arguments.emplace_back(argv[i]);
  return Parse(arguments, Environment());
}

absl::StatusOr<Action> Options::Parse(
    const std::vector<std::string>& arguments,
    const std::vector<std::string>& environment) {
  std::vector<KnownOption> known;
  for (const auto& option : options_) {
    known.push_back({option->name, option->is_flag, option->is_list});
  }
  std::vector<std::string> problems;
  const FlagSettings flags = ReadFlags(arguments, known, &problems);
  if (problems.empty() && flags.help) return Action{Help()};
  if (problems.empty() && flags.version) {
    return Action{
        absl::StrCat(identity_.program, " ", identity_.version, "\n")};
  }
  std::string config_file;
  const std::vector<Setting> from_environment = ReadEnvironment(
      environment, identity_.env_prefix, known, &config_file, &problems);
  if (!flags.config_file.empty()) config_file = flags.config_file;
  std::vector<Setting> settings;
  if (!config_file.empty()) settings = ReadFile(config_file, known, &problems);
  settings.insert(settings.end(), from_environment.begin(),
                  from_environment.end());
  settings.insert(settings.end(), flags.settings.begin(), flags.settings.end());
  Apply(settings, &problems);
  if (problems.empty()) {
    for (const auto& check : checks_) {
      const absl::Status status = check();
      if (!status.ok()) problems.emplace_back(status.message());
    }
  }
  if (!problems.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(identity_.program, ": the configuration is wrong:\n  ",
                     absl::StrJoin(problems, "\n  ")));
  }
  if (flags.print) return Action{Print()};
  return Action{};
}

void Options::Apply(const std::vector<Setting>& settings,
                    std::vector<std::string>* problems) {
  for (const auto& option : options_) {
    // Only the highest layer counts, so that a wrong value below is no matter.
    const Setting* highest = nullptr;
    for (const Setting& setting : settings) {
      if (setting.name == option->name) highest = &setting;
    }
    std::string where = "the default";
    absl::Status status;
    if (highest != nullptr) {
      where = highest->where;
      option->source = highest->source;
      status = option->is_list ? option->set_list(highest->values)
                               : option->set(highest->values.front());
    }
    if (status.ok()) status = option->check();
    if (status.ok()) continue;
    const std::string shown =
        option->quiet || highest == nullptr
            ? ""
            : absl::StrCat(" \"", absl::StrJoin(highest->values, ","), "\"");
    problems->push_back(absl::StrCat(option->name, shown, " ", status.message(),
                                     " (from ", where, ")"));
  }
}

}  // namespace parallax::config
