// Inputs: set by whoever attaches the program, constant for the program itself.
#pragma once
#include "text.hpp"

namespace host {
// The configured text of an input, or nothing.
const std::string *input_text(const char *name);
// Keeps how to set an input again when the trader changes it.
using input_setter = void (*)(const char *name, void *target, const std::string &text);
void register_input(const char *name, input_setter set, void *target);
[[noreturn]] void refuse_input(const char *name, const std::string &why);
} // namespace host

namespace mql {

template <class T> T input_from(const char *name, const std::string &text) {
  if constexpr (std::is_same_v<T, string>) {
    const string value = string::from_utf8(text);
    const int limit = 254 - static_cast<int>(std::char_traits<char>::length(name));
    return value.length() <= limit ? value : string(value.units().substr(0, static_cast<std::size_t>(limit)));
  } else if constexpr (std::is_same_v<T, bool>) {
    if (text != "true" && text != "false") host::refuse_input(name, "is true or false");
    return text == "true";
  } else if constexpr (std::is_floating_point_v<T>) {
    return static_cast<T>(std::strtod(text.c_str(), nullptr));
  } else {
    return static_cast<T>(std::strtoll(text.c_str(), nullptr, 10));
  }
}

template <class T> T input(const char *name, T fallback) {
  const std::string *text = host::input_text(name);
  return text == nullptr ? fallback : input_from<T>(name, *text);
}

struct input_slot {
  template <class T> input_slot(const char *name, T *target) {
    host::register_input(
        name,
        [](const char *own_name, void *slot, const std::string &text) {
          *static_cast<T *>(slot) = input_from<T>(own_name, text);
        },
        target);
  }
};

} // namespace mql
