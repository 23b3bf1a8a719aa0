#include "services/geo/storage/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace parallax::geo::storage {
namespace {

absl::Status SystemError(absl::string_view action, const std::string& path) {
  const int error = errno;
  const std::string message =
      absl::StrCat("cannot ", action, " ", path, ": ", std::strerror(error));
  return error == ENOENT ? absl::NotFoundError(message)
                         : absl::FailedPreconditionError(message);
}

}  // namespace

absl::StatusOr<MappedFile> MappedFile::Open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return SystemError("open", path);
  struct stat info;
  if (::fstat(descriptor, &info) != 0) {
    const absl::Status status = SystemError("stat", path);
    ::close(descriptor);
    return status;
  }
  const auto size = static_cast<size_t>(info.st_size);
  if (size == 0 || !S_ISREG(info.st_mode)) {
    ::close(descriptor);
    return MappedFile(nullptr, 0);
  }
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0);
  const absl::Status failed =
      data == MAP_FAILED ? SystemError("map", path) : absl::OkStatus();
  ::close(descriptor);
  if (!failed.ok()) return failed;
  return MappedFile(data, size);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(data_, size_);
}

}  // namespace parallax::geo::storage
