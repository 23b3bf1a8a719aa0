#include "common/storage/page_token.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/ids.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

namespace parallax::storage {
namespace {

constexpr char kVersion = 1;
constexpr std::size_t kSignatureBytes = 16;
constexpr std::size_t kMaxTokenBytes = 4096;
constexpr std::size_t kMaxValues = 16;

// Kinds of values in a token.
enum Tag : char {
  kNull = 'n',
  kInt = 'i',
  kReal = 'r',
  kText = 't',
  kBytes = 'b'
};

void AppendFixed64(std::uint64_t bits, std::string* out) {
  for (int shift = 0; shift < 64; shift += 8) {
    out->push_back(static_cast<char>(bits >> shift));
  }
}

void AppendSized(absl::string_view bytes, std::string* out) {
  AppendFixed64(bytes.size(), out);
  absl::StrAppend(out, bytes);
}

struct Writer {
  std::string* out;
  void operator()(std::monostate) const { out->push_back(kNull); }
  void operator()(std::int64_t v) const {
    out->push_back(kInt);
    AppendFixed64(static_cast<std::uint64_t>(v), out);
  }
  void operator()(double v) const {
    out->push_back(kReal);
    std::uint64_t bits;
    std::memcpy(&bits, &v, sizeof(bits));
    AppendFixed64(bits, out);
  }
  void operator()(const std::string& v) const {
    out->push_back(kText);
    AppendSized(v, out);
  }
  void operator()(const SqlBlob& v) const {
    out->push_back(kBytes);
    AppendSized(v.bytes, out);
  }
};

bool TakeFixed64(absl::string_view* in, std::uint64_t* bits) {
  if (in->size() < 8) return false;
  *bits = 0;
  for (int i = 0; i < 8; ++i) {
    *bits |= std::uint64_t{static_cast<unsigned char>((*in)[i])} << (8 * i);
  }
  in->remove_prefix(8);
  return true;
}

bool TakeSized(absl::string_view* in, std::string* bytes) {
  std::uint64_t size;
  if (!TakeFixed64(in, &size) || size > in->size()) return false;
  *bytes = std::string(in->substr(0, size));
  in->remove_prefix(size);
  return true;
}

bool TakeValue(absl::string_view* in, SqlValue* value) {
  const char tag = in->front();
  in->remove_prefix(1);
  std::uint64_t bits;
  std::string bytes;
  switch (tag) {
    case kNull:
      *value = SqlValue();
      return true;
    case kInt:
      if (!TakeFixed64(in, &bits)) return false;
      *value = SqlValue(static_cast<std::int64_t>(bits));
      return true;
    case kReal: {
      if (!TakeFixed64(in, &bits)) return false;
      double real;
      std::memcpy(&real, &bits, sizeof(real));
      *value = SqlValue(real);
      return true;
    }
    case kText:
      if (!TakeSized(in, &bytes)) return false;
      *value = SqlValue(std::move(bytes));
      return true;
    case kBytes:
      if (!TakeSized(in, &bytes)) return false;
      *value = SqlValue(SqlBlob{std::move(bytes)});
      return true;
    default:
      return false;
  }
}

bool ReadCursor(absl::string_view in, PageCursor* cursor) {
  while (!in.empty()) {
    SqlValue value;
    if (cursor->size() == kMaxValues || !TakeValue(&in, &value)) return false;
    cursor->push_back(std::move(value));
  }
  return true;
}

absl::Status Wrong() {
  return status::InvalidField(
      "page_token",
      "is damaged or belongs to another query; use the next_page_token of the "
      "same request, with nothing changed but page_size",
      type::v1::ERROR_REASON_INVALID_PAGE_TOKEN);
}

}  // namespace

std::string PageQuery(const google::protobuf::Message& request) {
  const std::unique_ptr<google::protobuf::Message> copy(request.New());
  copy->CopyFrom(request);
  const auto* type = copy->GetDescriptor();
  for (const char* name : {"page_token", "page_size"}) {
    if (const auto* field = type->FindFieldByName(name)) {
      copy->GetReflection()->ClearField(copy.get(), field);
    }
  }
  std::string text = absl::StrCat(type->full_name(), "\n");
  {
    google::protobuf::io::StringOutputStream stream(&text);
    google::protobuf::io::CodedOutputStream coded(&stream);
    // The same request must give the same bytes, also with maps in it.
    coded.SetSerializationDeterministic(true);
    copy->SerializePartialToCodedStream(&coded);
  }
  return text;
}

PageTokenCodec::PageTokenCodec(std::string key) : key_(std::move(key)) {}

std::string PageTokenCodec::Sign(absl::string_view query,
                                 absl::string_view payload) const {
  const std::string message = absl::StrCat(Sha256(query), payload);
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()),
       reinterpret_cast<const unsigned char*>(message.data()), message.size(),
       digest, &size);
  return std::string(reinterpret_cast<const char*>(digest), kSignatureBytes);
}

std::string PageTokenCodec::Encode(absl::string_view query,
                                   const PageCursor& cursor) const {
  std::string payload(1, kVersion);
  for (const SqlValue& value : cursor) {
    std::visit(Writer{&payload}, value.variant());
  }
  return absl::WebSafeBase64Escape(absl::StrCat(Sign(query, payload), payload));
}

absl::StatusOr<PageCursor> PageTokenCodec::Decode(
    absl::string_view query, absl::string_view token) const {
  PageCursor cursor;
  if (token.empty()) return cursor;
  std::string bytes;
  if (token.size() > kMaxTokenBytes ||
      !absl::WebSafeBase64Unescape(token, &bytes) ||
      bytes.size() < kSignatureBytes + 1) {
    return Wrong();
  }
  const absl::string_view signature =
      absl::string_view(bytes).substr(0, kSignatureBytes);
  const absl::string_view payload =
      absl::string_view(bytes).substr(kSignatureBytes);
  const std::string expected = Sign(query, payload);
  if (CRYPTO_memcmp(signature.data(), expected.data(), kSignatureBytes) != 0 ||
      payload[0] != kVersion || !ReadCursor(payload.substr(1), &cursor)) {
    return Wrong();
  }
  return cursor;
}

absl::StatusOr<int> ClampPageSize(std::int32_t requested, int standard,
                                  int maximum) {
  if (requested < 0) {
    return status::InvalidField("page_size", "must not be negative");
  }
  return requested == 0 ? standard : std::min<int>(requested, maximum);
}

}  // namespace parallax::storage
