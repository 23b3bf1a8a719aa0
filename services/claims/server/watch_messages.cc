#include "services/claims/server/watch_messages.h"

#include "common/rpc/encoded_call.h"

namespace parallax::claims::server {
namespace {

// Changes in one message; a revision with more comes in several.
constexpr int kChangesPerMessage = 100;

}  // namespace

grpc::ByteBuffer EncodeWatch(const domain::pb::WatchResponse& message) {
  const grpc::Slice bytes = rpc::EncodeMessage(message);
  return grpc::ByteBuffer(&bytes, 1);
}

void WatchMessages::Add(const domain::LoggedChange& change, bool wanted,
                        std::deque<grpc::ByteBuffer>* messages) {
  if (wanted) {
    if (building_.changes_size() >= kChangesPerMessage) Flush(messages);
    building_.set_revision(change.revision);
    *building_.mutable_commit_time() = domain::ToTimestamp(change.committed);
    *building_.add_changes() = change.change;
  }
  if (!change.last) return;
  if (open()) {
    building_.set_revision(change.revision);
    *building_.mutable_commit_time() = domain::ToTimestamp(change.committed);
    building_.set_end_of_revision(true);
    messages->push_back(EncodeWatch(building_));
    building_.Clear();
  }
  revision_open_ = false;
}

void WatchMessages::Flush(std::deque<grpc::ByteBuffer>* messages) {
  if (building_.changes_size() == 0) return;
  messages->push_back(EncodeWatch(building_));
  building_.Clear();
  revision_open_ = true;
}

}  // namespace parallax::claims::server
