#include "common/storage/postgres_listener.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/observability/log.h"
#include "common/status/errors.h"

namespace parallax::storage {
namespace {

constexpr int kLongestSilenceMillis = 1000;

absl::StatusOr<std::unique_ptr<PostgresSession>> Listen(
    const PostgresSession::Options& options, absl::string_view channel) {
  auto session = PostgresSession::Open(options);
  if (!session.ok()) return session;
  absl::Status listening =
      (*session)->Script(absl::StrCat("LISTEN \"", channel, "\""));
  if (!listening.ok()) return listening;
  return session;
}

}  // namespace

PostgresListener::PostgresListener(PostgresSession::Options options,
                                   std::string channel,
                                   std::function<void()> heard)
    : options_(std::move(options)),
      channel_(std::move(channel)),
      heard_(std::move(heard)),
      wake_(eventfd(0, EFD_CLOEXEC)),
      thread_([this] { Loop(); }) {}

PostgresListener::~PostgresListener() {
  Stop();
  close(wake_);
}

void PostgresListener::Loop() {
  std::unique_ptr<PostgresSession> session;
  bool complained = false;
  while (!stopping()) {
    if (session == nullptr) {
      auto opened = Listen(options_, channel_);
      if (opened.ok()) {
        session = *std::move(opened);
        complained = false;
      } else if (!std::exchange(complained, true)) {
        observability::LogWarning(
            "not listening to the store",
            {{"detail", status::InternalDetail(opened.status())}});
      }
    }
    // Whatever was said before listening began.
    heard_();
    pollfd entries[] = {{.fd = wake_, .events = POLLIN, .revents = 0},
                        {.fd = session == nullptr ? -1 : session->socket(),
                         .events = POLLIN,
                         .revents = 0}};
    poll(entries, 2, kLongestSilenceMillis);
    if (session == nullptr || entries[1].revents == 0) continue;
    session->TakeNotifications();
    if (session->broken()) session.reset();
  }
}

void PostgresListener::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  const std::uint64_t one = 1;
  (void)!write(wake_, &one, sizeof(one));
  absl::MutexLock lock(&join_mutex_);
  if (std::exchange(joined_, true)) return;
  thread_.join();
}

}  // namespace parallax::storage
