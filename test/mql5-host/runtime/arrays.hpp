// Arrays whose every access is checked; fresh elements are garbage, as in the terminal.
#pragma once
#include "core.hpp"
#include <algorithm>
#include <cstring>
#include <memory>

namespace mql {

template <class T> class array {
public:
  array() = default;
  array(std::initializer_list<T> items) {
    resize(static_cast<int>(items.size()));
    std::copy(items.begin(), items.end(), items_.get());
  }
  array(const array &other) { *this = other; }
  array &operator=(const array &other) {
    if (this == &other) return *this;
    resize(other.size_);
    std::copy(other.items_.get(), other.items_.get() + other.size_, items_.get());
    return *this;
  }

  T &at(long long i, place where) {
    check(i, where);
    return items_[static_cast<std::size_t>(i)];
  }
  const T &at(long long i, place where) const {
    check(i, where);
    return items_[static_cast<std::size_t>(i)];
  }
  int size() const { return size_; }
  bool is_fixed() const { return fixed_; }
  T *data() { return items_.get(); }
  const T *data() const { return items_.get(); }

  void resize(int size) {
    if (size > capacity_) grow(size);
    if constexpr (!std::is_trivially_copyable_v<T>) {
      for (int i = size; i < size_; i++) items_[static_cast<std::size_t>(i)] = T();
    }
    size_ = size;
  }

protected:
  bool fixed_ = false;

private:
  void check(long long i, place where) const {
    if (i < 0 || i >= size_) throw critical_error("array out of range", where);
  }
  void grow(int size) {
    const int capacity = std::max(size, capacity_ * 2);
    std::unique_ptr<T[]> items(new T[static_cast<std::size_t>(capacity)]);
    if constexpr (std::is_trivially_copyable_v<T>) {
      std::memset(static_cast<void *>(items.get()), 0xCD, sizeof(T) * static_cast<std::size_t>(capacity));
    }
    for (int i = 0; i < size_; i++) items[static_cast<std::size_t>(i)] = std::move(items_[static_cast<std::size_t>(i)]);
    items_ = std::move(items);
    capacity_ = capacity;
  }

  std::unique_ptr<T[]> items_;
  int size_ = 0;
  int capacity_ = 0;
};

template <class T, int N> class sarray : public array<T> {
public:
  sarray() {
    this->resize(N);
    this->fixed_ = true;
  }
  sarray(std::initializer_list<T> items) : sarray() {
    if constexpr (std::is_trivially_copyable_v<T>) std::memset(static_cast<void *>(this->data()), 0, sizeof(T) * N);
    std::copy(items.begin(), items.end(), this->data());
  }
};

template <class T> int ArraySize(const array<T> &items) { return items.size(); }

template <class T> int ArrayResize(array<T> &items, int size, int = 0) {
  if (items.is_fixed() || size < 0) return -1;
  items.resize(size);
  return size;
}

template <class T> void ArrayFree(array<T> &items) {
  if (!items.is_fixed()) items.resize(0);
}

template <class T>
int ArrayCopy(array<T> &target, const array<T> &source, int target_start = 0, int source_start = 0, int count = -1) {
  const int available = source.size() - source_start;
  const int copied = count < 0 ? available : std::min(count, available);
  if (copied <= 0) return 0;
  if (target.size() < target_start + copied && ArrayResize(target, target_start + copied) < 0) return 0;
  for (int i = 0; i < copied; i++) target.at(target_start + i, MQL_HERE) = source.at(source_start + i, MQL_HERE);
  return copied;
}

template <class T> int ArrayInitialize(array<T> &items, T value) {
  std::fill(items.data(), items.data() + items.size(), value);
  return items.size();
}

template <class T> bool ArrayRemove(array<T> &items, unsigned int start, unsigned int count = 0xFFFFFFFFu) {
  const auto size = static_cast<unsigned int>(items.size());
  if (items.is_fixed() || start >= size) return false;
  const unsigned int removed = std::min(count, size - start);
  std::move(items.data() + start + removed, items.data() + size, items.data() + start);
  items.resize(static_cast<int>(size - removed));
  return true;
}

template <class T> void zero_items(array<T> &items) {
  for (int i = 0; i < items.size(); i++) items.at(i, MQL_HERE) = T{};
}

template <class T, class = void> struct is_array : std::false_type {};
template <class T> struct is_array<T, std::void_t<decltype(zero_items(std::declval<T &>()))>> : std::true_type {};

template <class T> void ZeroMemory(T &variable) {
  if constexpr (is_array<T>::value) zero_items(variable);
  else variable = T{};
}

} // namespace mql
