// A bidirectional call that answers each item it reads: bulk intake.
//
// Items are worked on by the executor, at most `window` at a time; while that
// many are unanswered nothing more is read, which slows the sender down.
// Answers go out as they are ready, or in the order of the items.
//
//   return rpc::ServeItems<IngestDocumentsRequest, IngestDocumentsResponse>(
//       runtime_, context, kMethod, {.window = 16},
//       [this](const rpc::CallContext& call, IngestDocumentsRequest item)
//           -> absl::StatusOr<IngestDocumentsResponse> { ... });
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "common/rpc/call_context.h"
#include "common/rpc/call_runtime.h"
#include "common/status/macros.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"

namespace parallax::rpc {

struct ItemStreamOptions {
  std::size_t window = 16;
  bool in_order = false;
};

// Owns itself: gRPC's OnDone lets go of it. Made by ServeItems().
template <typename Request, typename Response>
class ItemStream final
    : public grpc::ServerBidiReactor<Request, Response>,
      public std::enable_shared_from_this<ItemStream<Request, Response>> {
 public:
  using Handler =
      std::function<absl::StatusOr<Response>(const CallContext&, Request)>;

  ItemStream(CallRuntime& runtime, CallInfo info, ItemStreamOptions options,
             Handler handler)
      : runtime_(runtime),
        info_(std::move(info)),
        options_(options),
        handler_(std::move(handler)) {}

  void Begin(absl::Status admitted) {
    {
      absl::MutexLock lock(&mutex_);
      self_ = this->shared_from_this();
    }
    if (!admitted.ok()) {
      End(std::move(admitted));
      return;
    }
    std::weak_ptr<ItemStream> weak = this->weak_from_this();
    drain_hook_ = runtime_.AddDrainHook([weak] {
      if (auto stream = weak.lock()) stream->End(ShuttingDown());
    });
    Proceed();
  }

 private:
  // One item that is being worked on, or waits for an earlier one.
  struct Slot {
    std::optional<Response> answer;
    bool failed = false;
  };

  // Stops reading; items already read are answered first, unless the caller
  // has gone. The first status counts.
  void End(absl::Status status) {
    absl::MutexLock lock(&mutex_);
    if (!ending_) {
      ending_ = true;
      status_ = std::move(status);
    }
    ProceedLocked();
  }

  void Proceed() {
    absl::MutexLock lock(&mutex_);
    ProceedLocked();
  }

  // Starts whatever may be started now. Under the lock, so that no read or
  // write is started after Finish(); gRPC never calls back on this stack.
  void ProceedLocked() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (finished_) return;
    if (!ending_ && !reading_ && unanswered_ < options_.window) {
      reading_ = true;
      this->StartRead(&incoming_);
    }
    if (!writing_ && !cancelled_ && !ready_.empty()) {
      writing_ = true;
      this->StartWrite(&ready_.front());
    }
    // Work in progress is waited for even when the caller has gone: it uses
    // this object.
    if (ending_ && !writing_ && working_ == 0 &&
        (ready_.empty() || cancelled_)) {
      finished_ = true;
      this->Finish(runtime_.ToWire(status_, info_));
    }
  }

  void OnReadDone(bool ok) override {
    if (!ok) {
      {
        absl::MutexLock lock(&mutex_);
        reading_ = false;
      }
      End(absl::OkStatus());
      return;
    }
    auto slot = std::make_shared<Slot>();
    std::shared_ptr<Request> item;
    {
      absl::MutexLock lock(&mutex_);
      reading_ = false;
      // An item that arrived after the end was decided is not taken: it gets
      // no answer, so the sender knows it was not kept.
      if (ending_) return;
      item = std::make_shared<Request>(std::move(incoming_));
      incoming_ = Request();
      if (options_.in_order) slots_.push_back(slot);
      ++working_;
      ++unanswered_;
    }
    absl::Status submitted = runtime_.executor().SubmitPatiently(
        [self = this->shared_from_this(), slot, item] {
          self->Work(*slot, std::move(*item));
        });
    if (!submitted.ok()) {
      {
        absl::MutexLock lock(&mutex_);
        --working_;
        slot->failed = true;
      }
      End(std::move(submitted));
      return;
    }
    Proceed();
  }

  void Work(Slot& slot, Request item) {
    absl::StatusOr<Response> answer = Answer(std::move(item));
    absl::MutexLock lock(&mutex_);
    --working_;
    if (!answer.ok()) {
      slot.failed = true;
      if (!ending_) {
        ending_ = true;
        status_ = answer.status();
      }
    } else if (!options_.in_order) {
      ready_.push_back(*std::move(answer));
    } else {
      slot.answer = *std::move(answer);
      // Behind an item that failed nothing is answered any more.
      while (!slots_.empty() && slots_.front()->answer.has_value()) {
        ready_.push_back(*std::move(slots_.front()->answer));
        slots_.pop_front();
      }
    }
    ProceedLocked();
  }

  absl::StatusOr<Response> Answer(Request item) {
    PARALLAX_RETURN_IF_ERROR(info_.context.Check());
    return handler_(info_.context, std::move(item));
  }

  void OnWriteDone(bool ok) override {
    {
      absl::MutexLock lock(&mutex_);
      writing_ = false;
      ready_.pop_front();
      --unanswered_;
      if (!ok) cancelled_ = true;
    }
    Proceed();
  }

  void OnCancel() override {
    info_.context.Cancel();
    {
      absl::MutexLock lock(&mutex_);
      cancelled_ = true;
    }
    End(absl::CancelledError("the caller has gone"));
  }

  void OnDone() override {
    std::shared_ptr<ItemStream> self;
    absl::Status status;
    {
      absl::MutexLock lock(&mutex_);
      self = std::move(self_);
      status = status_;
    }
    if (drain_hook_ != 0) runtime_.RemoveDrainHook(drain_hook_);
    runtime_.Complete(info_, status);
  }

  CallRuntime& runtime_;
  const CallInfo info_;
  const ItemStreamOptions options_;
  const Handler handler_;
  std::uint64_t drain_hook_ = 0;
  Request incoming_;  // gRPC's while reading_

  absl::Mutex mutex_;
  std::deque<std::shared_ptr<Slot>> slots_ ABSL_GUARDED_BY(mutex_);
  std::deque<Response> ready_ ABSL_GUARDED_BY(mutex_);
  std::size_t unanswered_ ABSL_GUARDED_BY(mutex_) = 0;
  std::size_t working_ ABSL_GUARDED_BY(mutex_) = 0;
  bool reading_ ABSL_GUARDED_BY(mutex_) = false;
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool ending_ ABSL_GUARDED_BY(mutex_) = false;
  bool cancelled_ ABSL_GUARDED_BY(mutex_) = false;
  bool finished_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
  std::shared_ptr<ItemStream> self_ ABSL_GUARDED_BY(mutex_);
};

// Serves one bidirectional call. `handler` is
// absl::StatusOr<Response>(const CallContext&, Request), called on executor
// threads, for several items of a stream at once; an error ends the stream, so
// what is wrong with one item alone belongs into its answer. The drain stops
// the reading, answers what was read and ends with SHUTTING_DOWN.
template <typename Request, typename Response, typename Handler>
grpc::ServerBidiReactor<Request, Response>* ServeItems(
    CallRuntime& runtime, grpc::CallbackServerContext* context,
    absl::string_view method, ItemStreamOptions options, Handler handler) {
  CallInfo info = runtime.Begin(context, method, /*long_lived=*/true);
  absl::Status admitted = runtime.Admit(info);
  auto stream = std::make_shared<ItemStream<Request, Response>>(
      runtime, std::move(info), options, std::move(handler));
  stream->Begin(std::move(admitted));
  return stream.get();
}

}  // namespace parallax::rpc
