// A disk of a test's own that can fill up, or turn read-only.
#pragma once

#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/support/temp_dir.h"

namespace parallax::testing {

// In memory; only root may have one. Not thread safe.
class SmallDisk {
 public:
  explicit SmallDisk(int kilobytes) {
    mounted_ = mount("tmpfs", folder_.path().c_str(), "tmpfs", 0,
                     Size(kilobytes).c_str()) == 0;
    if (!mounted_) missing_ = std::strerror(errno);
  }
  ~SmallDisk() {
    if (mounted_) umount2(folder_.path().c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  // Empty when there is a disk, else why tests must be skipped.
  std::string Missing() const {
    return mounted_ ? ""
                    : absl::StrCat("no disk can be mounted here: ", missing_);
  }

  std::string File(const std::string& name) const { return folder_.File(name); }

  int UsedKilobytes() const {
    struct statvfs found = {};
    if (statvfs(folder_.path().c_str(), &found) != 0) return 0;
    return static_cast<int>((found.f_blocks - found.f_bfree) * found.f_frsize /
                            1024);
  }
  bool Resize(int kilobytes) { return Remount(0, Size(kilobytes)); }
  // Fails while a file on it is open for writing.
  bool MakeReadOnly() { return Remount(MS_RDONLY, ""); }

 private:
  static std::string Size(int kilobytes) {
    return absl::StrCat("size=", kilobytes, "k");
  }
  bool Remount(unsigned long flags, const std::string& data) {
    return mount("tmpfs", folder_.path().c_str(), "tmpfs", MS_REMOUNT | flags,
                 data.c_str()) == 0;
  }

  const TempDir folder_;
  bool mounted_ = false;
  std::string missing_;
};

}  // namespace parallax::testing
