// Memory of large tables that are read here and there: on huge pages where the
// system has them, so that a read need not walk the page tables first.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_HUGE_PAGES_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_HUGE_PAGES_H_

#include <cstddef>
#include <new>
#include <vector>

namespace parallax::ingest::domain::extract {

inline constexpr std::size_t kHugePage = std::size_t{2} << 20;

// Asks for huge pages behind [memory, memory + bytes), which begins at a
// multiple of kHugePage. Without them it is ordinary memory.
void AdviseHugePages(void* memory, std::size_t bytes);

// Stateless, as std::allocator.
template <typename T>
class HugePageAllocator {
 public:
  using value_type = T;

  HugePageAllocator() = default;
  template <typename U>
  HugePageAllocator(const HugePageAllocator<U>&) {}  // NOLINT: a conversion

  T* allocate(std::size_t count) {
    std::size_t bytes = count * sizeof(T);
    if (!IsLarge(bytes)) {
      return static_cast<T*>(::operator new(bytes, Alignment(bytes)));
    }
    // Only whole pages can be huge.
    bytes = (bytes + kHugePage - 1) / kHugePage * kHugePage;
    void* memory = ::operator new(bytes, Alignment(bytes));
    AdviseHugePages(memory, bytes);
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t count) {
    ::operator delete(memory, Alignment(count * sizeof(T)));
  }

  friend bool operator==(const HugePageAllocator&, const HugePageAllocator&) {
    return true;
  }

 private:
  // Half of a page that is used is worth the other half.
  static bool IsLarge(std::size_t bytes) { return bytes >= kHugePage / 2; }
  static std::align_val_t Alignment(std::size_t bytes) {
    return std::align_val_t(IsLarge(bytes) ? kHugePage : alignof(T));
  }
};

template <typename T>
using TableMemory = std::vector<T, HugePageAllocator<T>>;

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_HUGE_PAGES_H_
