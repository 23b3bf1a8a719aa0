// Structured log: text on a terminal, JSON lines otherwise.
//
//   observability::LogInfo("listening", {{"address", listen}, {"port", port}});
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <type_traits>
#include <variant>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace parallax::observability {

enum class Level { kDebug, kInfo, kWarning, kError };

// A named value of a log line. Views must live until the call returns;
// durations are written in milliseconds (give the name that unit).
struct Field {
  using Value = std::variant<absl::string_view, std::int64_t, double, bool>;

  Field(absl::string_view key, absl::string_view value)
      : key(key), value(value) {}
  Field(absl::string_view key, const std::string& value)
      : key(key), value(absl::string_view(value)) {}
  Field(absl::string_view key, const char* value)
      : key(key), value(absl::string_view(value)) {}
  Field(absl::string_view key, bool value) : key(key), value(value) {}
  Field(absl::string_view key, double value) : key(key), value(value) {}
  Field(absl::string_view key, absl::Duration value)
      : key(key), value(absl::ToDoubleMilliseconds(value)) {}
  template <typename T>
  requires(std::is_integral_v<T> && !std::is_same_v<T, bool>)
      Field(absl::string_view key, T value)
      : key(key), value(static_cast<std::int64_t>(value)) {}

  absl::string_view key;
  Value value;
};

struct LogOptions {
  // "debug", "info", "warning" or "error".
  std::string level = "info";
  // "text", "json", or "auto": text when stderr is a terminal.
  std::string format = "auto";
  std::string service;  // put into every JSON line
};

// Sends the log to stderr, and gRPC's own log with it. Without it, lines of
// level info and above go out as text. Call once, early in main; not thread
// safe. INVALID_ARGUMENT for an unknown level or
// format.
absl::Status SetUpLogging(const LogOptions& options);

// Thread safe.
void Log(Level level, absl::string_view message,
         std::initializer_list<Field> fields = {});
bool LogEnabled(Level level);

inline void LogDebug(absl::string_view message,
                     std::initializer_list<Field> fields = {}) {
  Log(Level::kDebug, message, fields);
}
inline void LogInfo(absl::string_view message,
                    std::initializer_list<Field> fields = {}) {
  Log(Level::kInfo, message, fields);
}
inline void LogWarning(absl::string_view message,
                       std::initializer_list<Field> fields = {}) {
  Log(Level::kWarning, message, fields);
}
inline void LogError(absl::string_view message,
                     std::initializer_list<Field> fields = {}) {
  Log(Level::kError, message, fields);
}

// One line as it would be written, without time and level in text: for tests.
std::string FormatText(absl::string_view message,
                       std::initializer_list<Field> fields);
std::string FormatJson(absl::Time time, Level level, absl::string_view service,
                       absl::string_view message,
                       std::initializer_list<Field> fields);

}  // namespace parallax::observability
