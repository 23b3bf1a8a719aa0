#include "common/observability/log.h"

#include <grpc/support/log.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace parallax::observability {
namespace {

using Json = nlohmann::ordered_json;

// Replaced once, before threads exist; never destroyed, so that late threads
// may still log.
struct Sink {
  std::shared_ptr<spdlog::logger> logger;
  bool json = false;
  std::string service;
};

std::shared_ptr<spdlog::logger> MakeLogger(bool json, bool color) {
  spdlog::sink_ptr sink;
  if (color) {
    sink = std::make_shared<spdlog::sinks::stderr_color_sink_mt>();
  } else {
    sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  }
  auto logger = std::make_shared<spdlog::logger>("parallax", std::move(sink));
  logger->set_pattern(json ? "%v" : "%H:%M:%S.%e %^%-7l%$ %v");
  logger->set_level(spdlog::level::info);
  logger->flush_on(spdlog::level::trace);
  return logger;
}

Sink& TheSink() {
  static Sink* sink = new Sink{MakeLogger(false, isatty(STDERR_FILENO) == 1)};
  return *sink;
}

spdlog::level::level_enum ToSpdlog(Level level) {
  switch (level) {
    case Level::kDebug:
      return spdlog::level::debug;
    case Level::kInfo:
      return spdlog::level::info;
    case Level::kWarning:
      return spdlog::level::warn;
    case Level::kError:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

const char* Name(Level level) {
  switch (level) {
    case Level::kDebug:
      return "debug";
    case Level::kInfo:
      return "info";
    case Level::kWarning:
      return "warning";
    case Level::kError:
      return "error";
  }
  return "info";
}

Json ToJson(const Field::Value& value) {
  if (const auto* text = std::get_if<absl::string_view>(&value)) {
    return std::string(*text);
  }
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* real = std::get_if<double>(&value)) return *real;
  return std::get<bool>(value);
}

// Text never throws for invalid UTF-8: such bytes are replaced.
std::string Dump(const Json& json) {
  return json.dump(-1, ' ', /*ensure_ascii=*/false,
                   Json::error_handler_t::replace);
}

bool NeedsQuotes(absl::string_view text) {
  if (text.empty()) return true;
  for (const unsigned char c : text) {
    if (c <= ' ' || c == '"' || c == '\\' || c == '=' || c == 0x7f) return true;
  }
  return false;
}

std::string FormatLine(absl::Time time, Level level, absl::string_view message,
                       std::initializer_list<Field> fields) {
  const Sink& sink = TheSink();
  return sink.json ? FormatJson(time, level, sink.service, message, fields)
                   : FormatText(message, fields);
}

void ForwardGprLog(gpr_log_func_args* args) {
  const Level level = args->severity == GPR_LOG_SEVERITY_ERROR  ? Level::kError
                      : args->severity == GPR_LOG_SEVERITY_INFO ? Level::kInfo
                                                                : Level::kDebug;
  Log(level, args->message, {{"from", "grpc"}});
}

}  // namespace

std::string FormatText(absl::string_view message,
                       std::initializer_list<Field> fields) {
  // Control characters in a message could forge lines of their own.
  std::string line;
  for (const char c : message) {
    line.push_back(static_cast<unsigned char>(c) < ' ' ? ' ' : c);
  }
  for (const Field& field : fields) {
    absl::StrAppend(&line, " ", field.key, "=");
    const auto* text = std::get_if<absl::string_view>(&field.value);
    if (text != nullptr && !NeedsQuotes(*text)) {
      absl::StrAppend(&line, *text);
    } else {
      line += Dump(ToJson(field.value));
    }
  }
  return line;
}

std::string FormatJson(absl::Time time, Level level, absl::string_view service,
                       absl::string_view message,
                       std::initializer_list<Field> fields) {
  Json line;
  line["time"] =
      absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", time, absl::UTCTimeZone());
  line["level"] = Name(level);
  if (!service.empty()) line["service"] = std::string(service);
  line["message"] = std::string(message);
  for (const Field& field : fields) {
    line[std::string(field.key)] = ToJson(field.value);
  }
  return Dump(line);
}

absl::Status SetUpLogging(const LogOptions& options) {
  spdlog::level::level_enum level;
  if (options.level == "debug") {
    level = spdlog::level::debug;
  } else if (options.level == "info") {
    level = spdlog::level::info;
  } else if (options.level == "warning") {
    level = spdlog::level::warn;
  } else if (options.level == "error") {
    level = spdlog::level::err;
  } else {
    return absl::InvalidArgumentError(
        absl::StrCat("unknown log level \"", options.level, "\""));
  }
  if (options.format != "auto" && options.format != "text" &&
      options.format != "json") {
    return absl::InvalidArgumentError(
        absl::StrCat("unknown log format \"", options.format, "\""));
  }
  const bool terminal = isatty(STDERR_FILENO) == 1;
  Sink& sink = TheSink();
  sink.json =
      options.format == "json" || (options.format == "auto" && !terminal);
  sink.service = options.service;
  sink.logger = MakeLogger(sink.json, terminal && !sink.json);
  sink.logger->set_level(level);
  gpr_set_log_function(ForwardGprLog);
  gpr_set_log_verbosity(level == spdlog::level::debug ? GPR_LOG_SEVERITY_INFO
                                                      : GPR_LOG_SEVERITY_ERROR);
  return absl::OkStatus();
}

bool LogEnabled(Level level) {
  return TheSink().logger->should_log(ToSpdlog(level));
}

void Log(Level level, absl::string_view message,
         std::initializer_list<Field> fields) {
  if (!LogEnabled(level)) return;
  const std::string line = FormatLine(absl::Now(), level, message, fields);
  TheSink().logger->log(ToSpdlog(level), "{}", line);
}

}  // namespace parallax::observability
