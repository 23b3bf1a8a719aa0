// A server-streaming call: bounded buffer, back-pressure, cancellation, drain.
//
// Finite streams (a long list) write from the executor and are slowed down to
// the reader's pace:
//
//   return rpc::ServeStream<Feature>(
//       runtime_, context, kMethod, {},
//       [this, request](std::shared_ptr<rpc::ServerStream<Feature>> stream) {
//         for (...) PARALLAX_RETURN_IF_ERROR(stream->Write(feature));
//         return absl::OkStatus();   // ends the stream with this status
//       });
//
// Endless ones (Watch) keep the shared_ptr, give back the thread with
// ServeWatch() and use TryWrite() with SetOnRoom().
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "common/rpc/call_context.h"
#include "common/rpc/call_runtime.h"
#include "common/status/macros.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"

namespace parallax::rpc {

struct StreamOptions {
  // Messages waiting for the reader before TryWrite() refuses and Write()
  // waits.
  std::size_t capacity = 16;
};

// Held by shared_ptr; may be kept after the call has ended, when all it does
// is refuse. Thread safe.
template <typename Response>
class ServerStream final
    : public grpc::ServerWriteReactor<Response>,
      public std::enable_shared_from_this<ServerStream<Response>> {
 public:
  const CallContext& context() const { return info_.context; }

  // Queues `message`. False, and nothing queued, when the buffer is full or
  // the stream has ended.
  bool TryWrite(Response message) {
    {
      absl::MutexLock lock(&mutex_);
      if (Ended()) return false;
      if (queue_.size() >= options_.capacity) {
        refused_ = true;
        return false;
      }
      queue_.push_back(std::move(message));
      if (writing_) return true;
      writing_ = true;
    }
    this->StartWrite(&Front());
    return true;
  }

  // Queues `message` once the buffer has room. CANCELLED, DEADLINE_EXCEEDED or
  // UNAVAILABLE when the stream ended before. Only on executor threads.
  absl::Status Write(Response message) {
    {
      absl::MutexLock lock(&mutex_);
      const auto has_room = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
        return Ended() || queue_.size() < options_.capacity;
      };
      mutex_.AwaitWithDeadline(absl::Condition(&has_room),
                               context().deadline());
      PARALLAX_RETURN_IF_ERROR(context().Check());
      if (Ended()) return absl::CancelledError("the stream has ended");
      if (queue_.size() >= options_.capacity) {
        return absl::DeadlineExceededError("the reader is too slow");
      }
      queue_.push_back(std::move(message));
      if (writing_) return absl::OkStatus();
      writing_ = true;
    }
    this->StartWrite(&Front());
    return absl::OkStatus();
  }

  // Ends the stream after what is queued has been sent. The first call counts.
  void Finish(absl::Status status) {
    {
      absl::MutexLock lock(&mutex_);
      if (finishing_) return;
      finishing_ = true;
      status_ = std::move(status);
      if (writing_) return;
    }
    SendFinish();
  }

  // Watches: `callback` runs on a gRPC thread when the buffer has room again
  // after TryWrite() refused; it must not block. Set before the first
  // TryWrite().
  void SetOnRoom(std::function<void()> callback) {
    absl::MutexLock lock(&mutex_);
    on_room_ = std::move(callback);
  }

  // Watches: `callback` runs once when the stream is over, for whatever
  // reason; at once when it is over already.
  void SetOnDone(std::function<void()> callback) {
    {
      absl::MutexLock lock(&mutex_);
      if (!done_) {
        on_done_ = std::move(callback);
        return;
      }
    }
    callback();
  }

  // Watches: called instead of Finish(SHUTTING_DOWN) when the server drains,
  // to send a last progress mark; it must call Finish().
  void SetOnDrain(std::function<void()> callback) {
    absl::MutexLock lock(&mutex_);
    on_drain_ = std::move(callback);
  }

  // For ServeStream() and ServeWatch().
  ServerStream(CallRuntime& runtime, CallInfo info, StreamOptions options,
               bool finish_on_cancel)
      : runtime_(runtime),
        info_(std::move(info)),
        options_(options),
        finish_on_cancel_(finish_on_cancel) {}

  void Begin() {
    {
      absl::MutexLock lock(&mutex_);
      self_ = this->shared_from_this();
    }
    if (!info_.long_lived) return;
    std::weak_ptr<ServerStream> weak = this->weak_from_this();
    drain_hook_ = runtime_.AddDrainHook([weak] {
      if (auto stream = weak.lock()) stream->Drain();
    });
  }

 private:
  bool Ended() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return finishing_ || cancelled_ || done_;
  }

  // The message being written: only the writer (writing_) touches the front,
  // and a deque's elements stay where they are when others are pushed.
  Response& Front() {
    absl::MutexLock lock(&mutex_);
    return queue_.front();
  }

  void SendFinish() {
    absl::Status status;
    {
      absl::MutexLock lock(&mutex_);
      status = status_;
    }
    grpc::ServerWriteReactor<Response>::Finish(runtime_.ToWire(status, info_));
  }

  void Drain() {
    std::function<void()> on_drain;
    {
      absl::MutexLock lock(&mutex_);
      on_drain = on_drain_;
    }
    if (on_drain) {
      on_drain();
    } else {
      Finish(ShuttingDown());
    }
  }

  void OnWriteDone(bool ok) override {
    bool finish = false;
    bool next = false;
    std::function<void()> on_room;
    {
      absl::MutexLock lock(&mutex_);
      queue_.pop_front();
      if (!ok) {
        cancelled_ = true;
        queue_.clear();
      }
      next = !queue_.empty();
      writing_ = next;
      finish = !next && finishing_;
      if (refused_ && queue_.size() <= options_.capacity / 2) {
        refused_ = false;
        on_room = on_room_;
      }
    }
    if (next) this->StartWrite(&Front());
    if (finish) SendFinish();
    if (on_room) on_room();
  }

  void OnCancel() override {
    info_.context.Cancel();
    {
      absl::MutexLock lock(&mutex_);
      cancelled_ = true;
    }
    if (finish_on_cancel_) Finish(absl::CancelledError("the caller has gone"));
  }

  void OnDone() override {
    std::shared_ptr<ServerStream> self;
    std::function<void()> on_done;
    std::function<void()> on_room;
    std::function<void()> on_drain;
    absl::Status status;
    {
      absl::MutexLock lock(&mutex_);
      done_ = true;
      self = std::move(self_);
      on_done = std::move(on_done_);
      on_room = std::move(on_room_);
      on_drain = std::move(on_drain_);
      status = status_;
    }
    if (drain_hook_ != 0) runtime_.RemoveDrainHook(drain_hook_);
    runtime_.Complete(info_, status);
    if (on_done) on_done();
  }

  CallRuntime& runtime_;
  const CallInfo info_;
  const StreamOptions options_;
  // True when nothing of the call is in use on a thread of ours, so that gRPC
  // may free the request as soon as the caller has gone.
  const bool finish_on_cancel_;
  std::uint64_t drain_hook_ = 0;

  absl::Mutex mutex_;
  std::deque<Response> queue_ ABSL_GUARDED_BY(mutex_);
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool refused_ ABSL_GUARDED_BY(mutex_) = false;
  bool finishing_ ABSL_GUARDED_BY(mutex_) = false;
  bool cancelled_ ABSL_GUARDED_BY(mutex_) = false;
  bool done_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
  std::function<void()> on_room_ ABSL_GUARDED_BY(mutex_);
  std::function<void()> on_done_ ABSL_GUARDED_BY(mutex_);
  std::function<void()> on_drain_ ABSL_GUARDED_BY(mutex_);
  // Keeps the reactor until gRPC is done with it.
  std::shared_ptr<ServerStream> self_ ABSL_GUARDED_BY(mutex_);
};

// A finite stream: `producer` (absl::Status(std::shared_ptr<ServerStream>))
// runs on the executor and the stream ends with its status. The request stays
// valid until it returns.
template <typename Response, typename Producer>
grpc::ServerWriteReactor<Response>* ServeStream(
    CallRuntime& runtime, grpc::CallbackServerContext* context,
    absl::string_view method, StreamOptions options, Producer producer) {
  CallInfo info = runtime.Begin(context, method, /*long_lived=*/false);
  absl::Status admitted = runtime.Admit(info);
  auto stream = std::make_shared<ServerStream<Response>>(
      runtime, std::move(info), options, /*finish_on_cancel=*/false);
  stream->Begin();
  if (admitted.ok()) {
    admitted = runtime.executor().Submit(
        [stream, producer = std::move(producer)]() mutable {
          absl::Status status = stream->context().Check();
          if (status.ok()) status = producer(stream);
          stream->Finish(std::move(status));
        });
  }
  if (!admitted.ok()) stream->Finish(std::move(admitted));
  return stream.get();
}

// An endless stream: `start` (absl::Status(std::shared_ptr<ServerStream>))
// runs on the executor, arranges for others to write, and returns; an error
// ends the stream. It must copy what it needs of the request beforehand: the
// request is gone when the caller is. The drain ends such streams with
// UNAVAILABLE / SHUTTING_DOWN unless SetOnDrain() says otherwise.
template <typename Response, typename Start>
grpc::ServerWriteReactor<Response>* ServeWatch(
    CallRuntime& runtime, grpc::CallbackServerContext* context,
    absl::string_view method, StreamOptions options, Start start) {
  CallInfo info = runtime.Begin(context, method, /*long_lived=*/true);
  absl::Status admitted = runtime.Admit(info);
  auto stream = std::make_shared<ServerStream<Response>>(
      runtime, std::move(info), options, /*finish_on_cancel=*/true);
  stream->Begin();
  if (admitted.ok()) {
    admitted =
        runtime.executor().Submit([stream, start = std::move(start)]() mutable {
          absl::Status status = stream->context().Check();
          if (status.ok()) status = start(stream);
          if (!status.ok()) stream->Finish(std::move(status));
        });
  }
  if (!admitted.ok()) stream->Finish(std::move(admitted));
  return stream.get();
}

}  // namespace parallax::rpc
