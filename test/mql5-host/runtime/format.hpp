// Print, Comment, Alert and StringFormat. A format that does not fit its arguments stops the program.
#pragma once
#include "text.hpp"
#include <vector>

namespace mql {

struct printed {
  enum class type { whole32, whole64, real, text } kind;
  unsigned long long bits = 0;
  bool is_signed = false;
  double number = 0;
  string words;
};

template <class T> printed print_argument(const T &value) {
  printed p;
  if constexpr (std::is_same_v<T, string>) {
    p.kind = printed::type::text;
    p.words = value;
  } else if constexpr (std::is_floating_point_v<T>) {
    p.kind = printed::type::real;
    p.number = static_cast<double>(value);
  } else {
    static_assert(std::is_integral_v<T> || std::is_enum_v<T>, "only simple types can be printed");
    p.kind = sizeof(T) > 4 ? printed::type::whole64 : printed::type::whole32;
    if constexpr (std::is_enum_v<T>) p.is_signed = true;
    else p.is_signed = std::is_signed_v<T>;
    p.bits = static_cast<unsigned long long>(value);
  }
  return p;
}

string formatted(const string &format, const std::vector<printed> &arguments);
void to_journal(const char *kind, const string &text);

template <class... A> string joined(const A &...parts) {
  string text;
  ((text += cast<string>(parts)), ...);
  return text;
}

template <class... A> string StringFormat(const string &format, const A &...parts) {
  return formatted(format, {print_argument(parts)...});
}
template <class... A> void PrintFormat(const string &format, const A &...parts) {
  to_journal("log", formatted(format, {print_argument(parts)...}));
}
template <class... A> void Print(const A &...parts) { to_journal("log", joined(parts...)); }
template <class... A> void Alert(const A &...parts) { to_journal("alert", joined(parts...)); }
template <class... A> void Comment(const A &...parts) { to_journal("comment", joined(parts...)); }

template <class T> T MathAbs(T value) { return value < 0 ? -value : value; }
template <class A, class B> auto MathMin(A a, B b) { return a < b ? a : b; }
template <class A, class B> auto MathMax(A a, B b) { return a > b ? a : b; }

} // namespace mql
