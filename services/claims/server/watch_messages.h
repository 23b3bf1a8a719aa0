// Logged changes as the messages that watchers get.
#pragma once

#include <deque>

#include "grpcpp/support/byte_buffer.h"
#include "parallax/claims/v1/claims_service.pb.h"
#include "services/claims/domain/change_log.h"

namespace parallax::claims::server {

// An encoded WatchResponse. Copies share the bytes.
grpc::ByteBuffer EncodeWatch(const domain::pb::WatchResponse& message);

// Writes one message for each revision, or several where it is large. Used by
// one thread at a time.
class WatchMessages {
 public:
  // Takes up the next change of the log; a change that is not `wanted` counts
  // for nothing but the end of its revision. Appends the messages that are
  // complete with it.
  void Add(const domain::LoggedChange& change, bool wanted,
           std::deque<grpc::ByteBuffer>* messages);

  // Appends what has been added and is in no message yet: the rest of its
  // revision comes in others.
  void Flush(std::deque<grpc::ByteBuffer>* messages);

 private:
  // True while a revision has begun and not ended.
  bool open() const { return revision_open_ || building_.changes_size() > 0; }

  domain::pb::WatchResponse building_;
  // Part of the revision has been written.
  bool revision_open_ = false;
};

}  // namespace parallax::claims::server
