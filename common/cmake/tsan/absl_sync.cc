// Tells the thread sanitizer about Abseil's synchronization.
//
// Debian's Abseil (and gRPC, which locks with it) is compiled without the
// sanitizer, so TSan cannot see that absl::Mutex orders anything and takes
// every guarded member for a race. This library, linked into every program of
// a thread-sanitizer build before Abseil, puts itself before these functions:
// each says what it orders, then calls the real one. Memory that Abseil reads
// in between, such as the conditions of other threads' waits which an unlock
// evaluates, is not looked at. suppressions.txt covers gRPC's own lock-free
// hand-overs.
#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

#include <cstdlib>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"

extern "C" {
void AnnotateIgnoreReadsBegin(const char* file, int line);
void AnnotateIgnoreReadsEnd(const char* file, int line);
void AnnotateIgnoreWritesBegin(const char* file, int line);
void AnnotateIgnoreWritesEnd(const char* file, int line);
}

namespace {

class Ignore {
 public:
  Ignore() {
    AnnotateIgnoreReadsBegin(__FILE__, __LINE__);
    AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
  }
  ~Ignore() {
    AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
    AnnotateIgnoreReadsEnd(__FILE__, __LINE__);
  }
};

// The next definition of a symbol behind this library's.
void* Real(const char* symbol) {
  void* found = dlsym(RTLD_NEXT, symbol);
  if (found == nullptr) std::abort();
  return found;
}

template <typename Result, typename... Arguments>
Result CallReal(void* real, Arguments... arguments) {
  const Ignore ignore;
  return reinterpret_cast<Result (*)(Arguments...)>(real)(arguments...);
}

}  // namespace

// Declares `real`, the function of that mangled name in Abseil. What came
// before a function is released before the real call, what others released is
// acquired after it.
#define PARALLAX_SYMBOL(mangled) static void* const real = Real("_ZN" mangled)
#define PARALLAX_SYMBOL_CONST(mangled) \
  static void* const real = Real("_ZNK" mangled)

namespace absl {
ABSL_NAMESPACE_BEGIN

void Mutex::Lock() {
  PARALLAX_SYMBOL("4absl7debian35Mutex4LockEv");
  CallReal<void>(real, this);
  __tsan_acquire(this);
}

void Mutex::Unlock() {
  PARALLAX_SYMBOL("4absl7debian35Mutex6UnlockEv");
  __tsan_release(this);
  CallReal<void>(real, this);
}

bool Mutex::TryLock() {
  PARALLAX_SYMBOL("4absl7debian35Mutex7TryLockEv");
  const bool locked = CallReal<bool>(real, this);
  if (locked) __tsan_acquire(this);
  return locked;
}

void Mutex::ReaderLock() {
  PARALLAX_SYMBOL("4absl7debian35Mutex10ReaderLockEv");
  CallReal<void>(real, this);
  __tsan_acquire(this);
}

void Mutex::ReaderUnlock() {
  PARALLAX_SYMBOL("4absl7debian35Mutex12ReaderUnlockEv");
  __tsan_release(this);
  CallReal<void>(real, this);
}

void Mutex::Await(const Condition& condition) {
  PARALLAX_SYMBOL("4absl7debian35Mutex5AwaitERKNS0_9ConditionE");
  __tsan_release(this);
  CallReal<void>(real, this, &condition);
  __tsan_acquire(this);
}

bool Mutex::AwaitWithTimeout(const Condition& condition, Duration timeout) {
  PARALLAX_SYMBOL(
      "4absl7debian35Mutex16AwaitWithTimeoutERKNS0_9ConditionENS0_"
      "8DurationE");
  __tsan_release(this);
  const bool held = CallReal<bool>(real, this, &condition, timeout);
  __tsan_acquire(this);
  return held;
}

bool Mutex::AwaitWithDeadline(const Condition& condition, Time deadline) {
  PARALLAX_SYMBOL(
      "4absl7debian35Mutex17AwaitWithDeadlineERKNS0_9ConditionENS0_4TimeE");
  __tsan_release(this);
  const bool held = CallReal<bool>(real, this, &condition, deadline);
  __tsan_acquire(this);
  return held;
}

void Mutex::LockWhen(const Condition& condition) {
  PARALLAX_SYMBOL("4absl7debian35Mutex8LockWhenERKNS0_9ConditionE");
  CallReal<void>(real, this, &condition);
  __tsan_acquire(this);
}

bool Mutex::LockWhenWithTimeout(const Condition& condition, Duration timeout) {
  PARALLAX_SYMBOL(
      "4absl7debian35Mutex19LockWhenWithTimeoutERKNS0_9ConditionENS0_"
      "8DurationE");
  const bool held = CallReal<bool>(real, this, &condition, timeout);
  __tsan_acquire(this);
  return held;
}

bool Mutex::LockWhenWithDeadline(const Condition& condition, Time deadline) {
  PARALLAX_SYMBOL(
      "4absl7debian35Mutex20LockWhenWithDeadlineERKNS0_9ConditionENS0_"
      "4TimeE");
  const bool held = CallReal<bool>(real, this, &condition, deadline);
  __tsan_acquire(this);
  return held;
}

void CondVar::Wait(Mutex* mutex) {
  PARALLAX_SYMBOL("4absl7debian37CondVar4WaitEPNS0_5MutexE");
  __tsan_release(mutex);
  CallReal<void>(real, this, mutex);
  __tsan_acquire(mutex);
}

bool CondVar::WaitWithTimeout(Mutex* mutex, Duration timeout) {
  PARALLAX_SYMBOL(
      "4absl7debian37CondVar15WaitWithTimeoutEPNS0_5MutexENS0_8DurationE");
  __tsan_release(mutex);
  const bool late = CallReal<bool>(real, this, mutex, timeout);
  __tsan_acquire(mutex);
  return late;
}

bool CondVar::WaitWithDeadline(Mutex* mutex, Time deadline) {
  PARALLAX_SYMBOL(
      "4absl7debian37CondVar16WaitWithDeadlineEPNS0_5MutexENS0_4TimeE");
  __tsan_release(mutex);
  const bool late = CallReal<bool>(real, this, mutex, deadline);
  __tsan_acquire(mutex);
  return late;
}

void Notification::Notify() {
  PARALLAX_SYMBOL("4absl7debian312Notification6NotifyEv");
  __tsan_release(this);
  CallReal<void>(real, this);
}

void Notification::WaitForNotification() const {
  PARALLAX_SYMBOL_CONST("4absl7debian312Notification19WaitForNotificationEv");
  CallReal<void>(real, this);
  __tsan_acquire(const_cast<Notification*>(this));
}

bool Notification::WaitForNotificationWithTimeout(Duration timeout) const {
  PARALLAX_SYMBOL_CONST(
      "4absl7debian312Notification30WaitForNotificationWithTimeoutENS0_"
      "8DurationE");
  const bool notified = CallReal<bool>(real, this, timeout);
  __tsan_acquire(const_cast<Notification*>(this));
  return notified;
}

bool BlockingCounter::DecrementCount() {
  PARALLAX_SYMBOL("4absl7debian315BlockingCounter14DecrementCountEv");
  __tsan_release(this);
  return CallReal<bool>(real, this);
}

void BlockingCounter::Wait() {
  PARALLAX_SYMBOL("4absl7debian315BlockingCounter4WaitEv");
  CallReal<void>(real, this);
  __tsan_acquire(this);
}

ABSL_NAMESPACE_END
}  // namespace absl
