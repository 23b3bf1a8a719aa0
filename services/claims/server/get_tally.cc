#include "services/claims/server/get_tally.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "common/rpc/encoded_call.h"
#include "common/status/macros.h"
#include "google/protobuf/wire_format_lite.h"

namespace parallax::claims::server {
namespace {

using google::protobuf::internal::WireFormatLite;

// A tally lasts while the ledger's revision moves on, so it is kept without
// its revision, which follows it in the encoding.
grpc::ByteBuffer WithRevision(const grpc::Slice& tally, std::int64_t revision) {
  std::array<std::uint8_t, 16> tail;
  const std::uint8_t* tail_end = WireFormatLite::WriteInt64ToArray(
      domain::pb::Tally::kRevisionFieldNumber, revision, tail.data());
  const std::size_t tail_size = tail_end - tail.data();
  std::array<std::uint8_t, 16> head;
  std::uint8_t* head_end = WireFormatLite::WriteTagToArray(
      domain::pb::GetTallyResponse::kTallyFieldNumber,
      WireFormatLite::WIRETYPE_LENGTH_DELIMITED, head.data());
  head_end = google::protobuf::io::CodedOutputStream::WriteVarint32ToArray(
      static_cast<std::uint32_t>(tally.size() + tail_size), head_end);
  const std::array<grpc::Slice, 3> slices = {
      grpc::Slice(head.data(), head_end - head.data()), tally,
      grpc::Slice(tail.data(), tail_size)};
  return grpc::ByteBuffer(slices.data(), slices.size());
}

}  // namespace

std::optional<grpc::ByteBuffer> GetTally::Peek(
    const domain::pb::GetTallyRequest& request) {
  // Read before the cache is: what is found there then holds at `committed`.
  const std::int64_t committed = store_.CommittedRevision();
  if (!IsOfPresent(request, committed)) return std::nullopt;
  const std::optional<Answer> answer = cache_.Find(request.question());
  if (!answer) return std::nullopt;
  return WithRevision(answer->bytes, std::max(committed, answer->revision));
}

absl::StatusOr<grpc::ByteBuffer> GetTally::Handle(
    const rpc::CallContext& call, const domain::pb::GetTallyRequest& request) {
  status::Violations bad;
  CheckName("questions", request.question(), "question", &bad);
  CheckViewpoint(request, &bad);
  PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
  PARALLAX_RETURN_IF_ERROR(gate_.Await(call, request.min_revision()));
  const std::uint64_t epoch = cache_.epoch();
  PARALLAX_ASSIGN_OR_RETURN(
      domain::pb::Tally tally,
      views_.GetTally(call, request.question(), ViewpointOf(request)));
  if (tally.question().empty()) {
    return status::InvalidField("question", "is answered by no number");
  }
  const std::int64_t revision = tally.revision();
  tally.clear_revision();
  const Answer answer = {rpc::EncodeMessage(tally), revision};
  // Under another name it answers too rarely to be kept.
  if (ViewpointOf(request).present() &&
      tally.question() == request.question()) {
    cache_.Put(request.question(), answer, epoch);
  }
  return WithRevision(answer.bytes, revision);
}

}  // namespace parallax::claims::server
