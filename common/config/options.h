// Typed options, each declared once: defaults < YAML file < environment <
// flags.
//
//   std::string listen = "127.0.0.1:7303";
//   int threads = 8;
//   config::Options options({.program = "parallax-geo",
//                            .about = "Place names, areas and map layers.",
//                            .version = "0.1.0",
//                            .env_prefix = "PARALLAX_GEO_"});
//   options.Add("listen", &listen, "host:port to listen on");
//   options.Add("threads", &threads, "worker threads", config::InRange(1,
//   256)); auto action = options.Parse(argc, argv); if (!action.ok()) {
//   std::cerr << action.status().message(); return 2; } if (action->text) {
//   std::cout << *action->text; return 0; }
//
// "drain-grace" is --drain-grace on the command line, PARALLAX_GEO_DRAIN_GRACE
// in the environment, and drain-grace or drain_grace in the file. Unknown
// names are refused in all three with the nearest known one. --config FILE
// (or <PREFIX>CONFIG) names the file; --print-config, --version and --help
// answer and end. Durations are written "250ms", "20s", "2h".
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace parallax::config {

struct Setting;

struct Identity {
  std::string program;
  std::string about;
  std::string version;
  std::string env_prefix;  // with its last underscore
};

// OK, or what is wrong with the value ("must be between 1 and 256").
template <typename T>
using Validator = std::function<absl::Status(const T&)>;

// What main() does next: run when `text` is empty, else print it and exit 0.
struct Action {
  std::optional<std::string> text;
};

// Not thread safe. The targets must outlive Parse(); their values when Add()
// is called are the defaults.
class Options {
 public:
  explicit Options(Identity identity);
  ~Options();

  Options(const Options&) = delete;
  Options& operator=(const Options&) = delete;

  // `name` is lower-case words joined by dashes. A name may be added once.
  void Add(absl::string_view name, std::string* target, absl::string_view help,
           Validator<std::string> validator = nullptr);
  void Add(absl::string_view name, bool* target, absl::string_view help);
  void Add(absl::string_view name, int* target, absl::string_view help,
           Validator<std::int64_t> validator = nullptr);
  void Add(absl::string_view name, std::int64_t* target, absl::string_view help,
           Validator<std::int64_t> validator = nullptr);
  void Add(absl::string_view name, std::size_t* target, absl::string_view help,
           Validator<std::int64_t> validator = nullptr);
  void Add(absl::string_view name, double* target, absl::string_view help,
           Validator<double> validator = nullptr);
  void Add(absl::string_view name, absl::Duration* target,
           absl::string_view help,
           Validator<absl::Duration> validator = nullptr);
  // A sequence in the file; comma-separated elsewhere. The highest layer that
  // names it replaces the whole list.
  void Add(absl::string_view name, std::vector<std::string>* target,
           absl::string_view help,
           Validator<std::vector<std::string>> validator = nullptr);

  // As a string, but shown as "(redacted)" by --print-config.
  void AddSecret(absl::string_view name, std::string* target,
                 absl::string_view help,
                 Validator<std::string> validator = nullptr);

  // As a string that may hold a secret: --print-config shows what `redact`
  // makes of it, an error nothing.
  void AddRedacted(absl::string_view name, std::string* target,
                   absl::string_view help,
                   std::function<std::string(const std::string&)> redact,
                   Validator<std::string> validator = nullptr);

  // A rule over several options, run after all of them parsed.
  void AddCheck(std::function<absl::Status()> check);

  // Reads all layers into the targets. INVALID_ARGUMENT lists every problem,
  // one a line, each naming where the value came from.
  absl::StatusOr<Action> Parse(int argc, const char* const* argv);

  // The same from given text, for tests: `environment` holds "NAME=value".
  absl::StatusOr<Action> Parse(const std::vector<std::string>& arguments,
                               const std::vector<std::string>& environment);

  // Every option as YAML that could be read back, secrets redacted, each with
  // where its value came from as a comment.
  std::string Print() const;

 private:
  struct Option;
  void AddOption(std::unique_ptr<Option> option);
  void Apply(const std::vector<Setting>& settings,
             std::vector<std::string>* problems);
  std::string Help() const;

  Identity identity_;
  std::vector<std::unique_ptr<Option>> options_;
  std::vector<std::function<absl::Status()>> checks_;
};

// Validators.
Validator<std::int64_t> InRange(std::int64_t low, std::int64_t high);
Validator<double> RealInRange(double low, double high);
Validator<absl::Duration> AtLeast(absl::Duration low);
Validator<std::string> NotEmpty();
Validator<std::string> OneOf(std::vector<std::string> choices);
// host:port, [v6]:port or unix:path.
Validator<std::string> Address();

}  // namespace parallax::config
