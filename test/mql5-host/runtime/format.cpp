#include "format.hpp"
#include <cstdio>

namespace mql {

[[noreturn]] static void mismatch(const string &format, const std::string &why) {
  throw critical_error("format \"" + format.utf8() + "\": " + why);
}

static std::string one(const string &format, const std::string &flags, const std::string &size, char kind,
                       const printed &value) {
  char buffer[512];
  if (kind == 's') {
    if (value.kind != printed::type::text) mismatch(format, "%s is given a number");
    if (flags.empty()) return value.words.utf8();
    std::snprintf(buffer, sizeof buffer, ("%" + flags + "s").c_str(), value.words.utf8().c_str());
    return buffer;
  }
  if (std::string("eEfgGaA").find(kind) != std::string::npos) {
    if (value.kind != printed::type::real) mismatch(format, std::string("%") + kind + " is not given a double");
    std::snprintf(buffer, sizeof buffer, ("%" + flags + kind).c_str(), value.number);
    return buffer;
  }
  const bool is_wide = size == "I64" || size == "ll";
  if (value.kind != (is_wide ? printed::type::whole64 : printed::type::whole32)) {
    mismatch(format, std::string("%") + size + kind + " is not given an integer of its size");
  }
  if (kind == 'c') return string(std::u16string(1, static_cast<char16_t>(value.bits))).utf8();
  if (kind == 'd' || kind == 'i') {
    std::snprintf(buffer, sizeof buffer, ("%" + flags + "lld").c_str(), static_cast<long long>(value.bits));
    return buffer;
  }
  const unsigned long long bits = is_wide ? value.bits : value.bits & 0xFFFFFFFFull;
  std::snprintf(buffer, sizeof buffer, ("%" + flags + "ll" + kind).c_str(), bits);
  return buffer;
}

string formatted(const string &format, const std::vector<printed> &arguments) {
  const std::string pattern = format.utf8();
  std::string out;
  std::size_t next = 0;
  for (std::size_t i = 0; i < pattern.size(); i++) {
    if (pattern[i] != '%') {
      out += pattern[i];
      continue;
    }
    if (i + 1 < pattern.size() && pattern[i + 1] == '%') {
      out += '%';
      i++;
      continue;
    }
    std::size_t at = i + 1;
    std::string flags, size;
    while (at < pattern.size() && std::string("-+ #0123456789.").find(pattern[at]) != std::string::npos) flags += pattern[at++];
    for (const char *known : {"I64", "ll", "h", "l"}) {
      if (pattern.compare(at, std::string(known).size(), known) == 0) {
        size = known;
        at += size.size();
        break;
      }
    }
    if (at >= pattern.size()) mismatch(format, "a % without its conversion");
    if (std::string("diuoxXceEfgGaAs").find(pattern[at]) == std::string::npos) mismatch(format, "unknown conversion");
    if (next >= arguments.size()) mismatch(format, "too few arguments");
    out += one(format, flags, size, pattern[at], arguments[next++]);
    i = at;
  }
  if (next != arguments.size()) mismatch(format, "too many arguments");
  return string::from_utf8(out);
}

} // namespace mql
