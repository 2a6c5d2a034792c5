// zeroed_array.h -- large arrays of zeros, whose memory is set aside where and
// when it is first written.

#ifndef ZEREN_CORE_INTERNAL_ZEROED_ARRAY_H_
#define ZEREN_CORE_INTERNAL_ZEROED_ARRAY_H_

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace zeren::internal {

// ZeroedArray
//
// Elements are those of all zero bits at first. Threads that write distinct
// parts share the work of setting memory aside, which for large arrays is a
// good part of all work; so it is asked for in large pages.
template <typename T>
class ZeroedArray {
 public:
  static_assert(std::is_trivial_v<T>);

  explicit ZeroedArray(std::size_t size = 0)
      : data_(Allocate(size * sizeof(T)), {size * sizeof(T)}) {}

  T& operator[](std::size_t i) { return data_.get()[i]; }
  const T& operator[](std::size_t i) const { return data_.get()[i]; }

 private:
#ifdef __linux__
  struct Free {
    std::size_t bytes = 0;
    void operator()(T* data) const { munmap(data, bytes); }
  };
  static T* Allocate(std::size_t bytes) {
    if (bytes == 0) return nullptr;
    void* const data = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (data == MAP_FAILED) throw std::bad_alloc();
    madvise(data, bytes, MADV_HUGEPAGE);  // Where it fails, pages are small.
    return static_cast<T*>(data);
  }
#else
  struct Free {
    std::size_t bytes = 0;
    void operator()(T* data) const { std::free(data); }
  };
  static T* Allocate(std::size_t bytes) {
    if (bytes == 0) return nullptr;
    void* const data = std::calloc(bytes, 1);
    if (data == nullptr) throw std::bad_alloc();
    return static_cast<T*>(data);
  }
#endif

  std::unique_ptr<T, Free> data_;
};

}  // namespace zeren::internal

#endif  // ZEREN_CORE_INTERNAL_ZEROED_ARRAY_H_
