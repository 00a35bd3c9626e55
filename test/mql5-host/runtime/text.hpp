// MQL5's string: UTF-16 code units, and a NULL that differs from "".
#pragma once
#include "core.hpp"
#include <cstdint>

namespace mql {

struct null_t {
  template <class T, std::enable_if_t<std::is_arithmetic_v<T>, int> = 0> operator T() const { return 0; }
};
inline constexpr null_t null{};

class string {
public:
  string() : null_(true) {}
  string(null_t) : null_(true) {}
  string(std::u16string units) : units_(std::move(units)) {}
  static string from_utf8(const std::string &bytes);

  const std::u16string &units() const { return units_; }
  std::u16string &units() {
    null_ = false;
    return units_;
  }
  std::string utf8() const;
  int length() const { return static_cast<int>(units_.size()); }
  unsigned short at(long long i, place where) const;

  string &operator+=(const string &tail) {
    units_ += tail.units_;
    null_ = false;
    return *this;
  }
  friend string operator+(string head, const string &tail) { return head += tail; }
  friend bool operator==(const string &a, const string &b) { return a.null_ == b.null_ && a.units_ == b.units_; }
  friend bool operator!=(const string &a, const string &b) { return !(a == b); }
  friend bool operator<(const string &a, const string &b) { return a.units_ < b.units_; }
  friend bool operator>(const string &a, const string &b) { return b < a; }
  friend bool operator<=(const string &a, const string &b) { return !(b < a); }
  friend bool operator>=(const string &a, const string &b) { return !(a < b); }

private:
  std::u16string units_;
  bool null_ = false;
};

inline string operator""_s(const char16_t *units, std::size_t count) { return string(std::u16string(units, count)); }

string unknown_enum(const string &type, int value);
string text_of(bool value);
string text_of(long long value);
string text_of(unsigned long long value);
string text_of(double value);
string text_of_time(datetime value);

// (T)value: between numbers as in C++, to and from strings by MQL5's own conversions.
template <class T, class V> T cast(const V &value) {
  if constexpr (std::is_same_v<T, string>) {
    if constexpr (std::is_same_v<V, string>) return value;
    else if constexpr (std::is_same_v<V, bool>) return text_of(value);
    else if constexpr (std::is_same_v<V, datetime>) return text_of_time(value);
    else if constexpr (std::is_floating_point_v<V>) return text_of(static_cast<double>(value));
    else if constexpr (std::is_enum_v<V>) return EnumToString(value);
    else if constexpr (std::is_unsigned_v<V>) return text_of(static_cast<unsigned long long>(value));
    else return text_of(static_cast<long long>(value));
  } else if constexpr (std::is_same_v<V, string>) {
    static_assert(!std::is_same_v<T, bool>, "a string is not a condition");
    if constexpr (std::is_floating_point_v<T>) return static_cast<T>(std::strtod(value.utf8().c_str(), nullptr));
    else return static_cast<T>(std::strtoll(value.utf8().c_str(), nullptr, 10));
  } else {
    return static_cast<T>(value);
  }
}

} // namespace mql
