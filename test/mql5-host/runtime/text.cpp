#include "text.hpp"
#include "mql.hpp"

namespace mql {

string string::from_utf8(const std::string &bytes) {
  std::u16string units;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    const int more = lead < 0x80 ? 0 : lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : -1;
    char32_t code = more == 0 ? lead : more == 3 ? lead & 0x07 : more == 2 ? lead & 0x0F : lead & 0x1F;
    bool is_valid = more >= 0 && i + static_cast<std::size_t>(more) < bytes.size();
    for (int k = 1; is_valid && k <= more; k++) {
      const auto tail = static_cast<unsigned char>(bytes[i + static_cast<std::size_t>(k)]);
      is_valid = (tail & 0xC0) == 0x80;
      code = (code << 6) | (tail & 0x3F);
    }
    if (!is_valid) {
      units += u'\xFFFD';
      i++;
      continue;
    }
    if (code >= 0x10000) {
      units += static_cast<char16_t>(0xD7C0 + (code >> 10));
      units += static_cast<char16_t>(0xDC00 + (code & 0x3FF));
    } else {
      units += static_cast<char16_t>(code);
    }
    i += static_cast<std::size_t>(more) + 1;
  }
  return string(std::move(units));
}

std::string string::utf8() const {
  std::string bytes;
  for (std::size_t i = 0; i < units_.size(); i++) {
    char32_t code = units_[i];
    const bool has_pair = code >= 0xD800 && code < 0xDC00 && i + 1 < units_.size() && units_[i + 1] >= 0xDC00 &&
                          units_[i + 1] < 0xE000;
    if (has_pair) code = ((code - 0xD800) << 10) + (units_[++i] - 0xDC00u) + 0x10000;
    else if (code >= 0xD800 && code < 0xE000) code = 0xFFFD;
    if (code < 0x80) {
      bytes += static_cast<char>(code);
    } else if (code < 0x800) {
      bytes += static_cast<char>(0xC0 | (code >> 6));
      bytes += static_cast<char>(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
      bytes += static_cast<char>(0xE0 | (code >> 12));
      bytes += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
      bytes += static_cast<char>(0x80 | (code & 0x3F));
    } else {
      bytes += static_cast<char>(0xF0 | (code >> 18));
      bytes += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
      bytes += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
      bytes += static_cast<char>(0x80 | (code & 0x3F));
    }
  }
  return bytes;
}

unsigned short string::at(long long i, place where) const {
  if (i < 0 || i >= length()) throw critical_error("string index out of range", where);
  return units_[static_cast<std::size_t>(i)];
}

string unknown_enum(const string &type, int value) { return type + u"::"_s + text_of(static_cast<long long>(value)); }
string text_of(bool value) { return value ? u"true"_s : u"false"_s; }
string text_of(long long value) { return string::from_utf8(std::to_string(value)); }
string text_of(unsigned long long value) { return string::from_utf8(std::to_string(value)); }

string text_of(double value) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.16g", value);
  return string::from_utf8(buffer);
}

string text_of_time(datetime value) { return TimeToString(value, TIME_DATE | TIME_SECONDS); }

// The documented functions

int StringLen(string text) { return text.length(); }

string StringSubstr(string text, int start, int length) {
  if (start < 0 || start >= text.length()) return string();
  const auto from = static_cast<std::size_t>(start);
  return string(text.units().substr(from, length < 0 ? std::u16string::npos : static_cast<std::size_t>(length)));
}

int StringFind(string text, string match, int start) {
  const auto at = text.units().find(match.units(), static_cast<std::size_t>(start < 0 ? 0 : start));
  return at == std::u16string::npos ? -1 : static_cast<int>(at);
}

int StringReplace(string &text, const string find, const string replacement) {
  if (find.length() == 0) return 0;
  int count = 0;
  auto &units = text.units();
  for (std::size_t at = 0; (at = units.find(find.units(), at)) != std::u16string::npos; count++) {
    units.replace(at, find.units().size(), replacement.units());
    at += replacement.units().size();
  }
  return count;
}

unsigned short StringGetCharacter(string text, int pos) {
  return pos < 0 || pos >= text.length() ? 0 : text.units()[static_cast<std::size_t>(pos)];
}

bool StringSetCharacter(string &text, int pos, unsigned short value) {
  if (pos < 0 || pos > text.length()) return false;
  auto &units = text.units();
  if (value == 0) units.resize(static_cast<std::size_t>(pos));
  else if (static_cast<std::size_t>(pos) == units.size()) units += static_cast<char16_t>(value);
  else units[static_cast<std::size_t>(pos)] = static_cast<char16_t>(value);
  return true;
}

static char16_t lower(char16_t c) { return c >= u'A' && c <= u'Z' ? static_cast<char16_t>(c + 32) : c; }
static char16_t upper(char16_t c) { return c >= u'a' && c <= u'z' ? static_cast<char16_t>(c - 32) : c; }

bool StringToLower(string &text) {
  for (auto &c : text.units()) c = lower(c);
  return true;
}

bool StringToUpper(string &text) {
  for (auto &c : text.units()) c = upper(c);
  return true;
}

int StringCompare(const string &a, const string &b, bool case_sensitive) {
  string x = a, y = b;
  if (!case_sensitive) {
    StringToLower(x);
    StringToLower(y);
  }
  return x.units() < y.units() ? -1 : y.units() < x.units() ? 1 : 0;
}

int StringSplit(const string text, const unsigned short separator, array<string> &result) {
  ArrayResize(result, 0);
  if (text.length() == 0) return 0;
  std::u16string part;
  for (const char16_t c : text.units() + static_cast<char16_t>(separator)) {
    if (c != static_cast<char16_t>(separator)) {
      part += c;
      continue;
    }
    ArrayResize(result, result.size() + 1);
    result.at(result.size() - 1, MQL_HERE) = string(part);
    part.clear();
  }
  return result.size();
}

static bool is_space(char16_t c) { return c == u' ' || (c >= 9 && c <= 13); }

int StringTrimLeft(string &text) {
  auto &units = text.units();
  std::size_t count = 0;
  while (count < units.size() && is_space(units[count])) count++;
  units.erase(0, count);
  return static_cast<int>(count);
}

int StringTrimRight(string &text) {
  auto &units = text.units();
  const auto before = units.size();
  while (!units.empty() && is_space(units.back())) units.pop_back();
  return static_cast<int>(before - units.size());
}

bool StringAdd(string &text, string tail) {
  text += tail;
  return true;
}

bool StringInit(string &text, int length, unsigned short character) {
  text = string(std::u16string(character == 0 ? 0 : static_cast<std::size_t>(length), static_cast<char16_t>(character)));
  return true;
}

long long StringToInteger(string text) { return std::strtoll(text.utf8().c_str(), nullptr, 10); }
double StringToDouble(string text) { return std::strtod(text.utf8().c_str(), nullptr); }

string IntegerToString(long long number, int length, unsigned short fill) {
  std::u16string digits = text_of(number).units();
  while (static_cast<int>(digits.size()) < length) digits.insert(digits.begin(), static_cast<char16_t>(fill));
  return string(digits);
}

string DoubleToString(double value, int digits) {
  char buffer[400];
  if (digits < 0) std::snprintf(buffer, sizeof buffer, "%.*e", -digits, value);
  else std::snprintf(buffer, sizeof buffer, "%.*f", digits > 16 ? 16 : digits, value);
  return string::from_utf8(buffer);
}

string ShortToString(unsigned short code) { return string(std::u16string(1, static_cast<char16_t>(code))); }

// CP_ACP is the machine's own code page: here every byte beyond ASCII turns into "?".
static std::string encoded(const string &text, unsigned int codepage) {
  if (codepage == CP_UTF8) return text.utf8();
  std::string bytes;
  for (const char16_t c : text.units()) bytes += c < 0x80 ? static_cast<char>(c) : '?';
  return bytes;
}

string CharArrayToString(const array<unsigned char> &bytes, int start, int count, unsigned int codepage) {
  const int size = bytes.size();
  const int end = count < 0 ? size : std::min(size, start + count);
  std::string text;
  for (int i = start; i < end && bytes.at(i, MQL_HERE) != 0; i++) text += static_cast<char>(bytes.at(i, MQL_HERE));
  if (codepage == CP_UTF8) return string::from_utf8(text);
  for (auto &c : text) if (static_cast<unsigned char>(c) >= 0x80) c = '?';
  return string::from_utf8(text);
}

int StringToCharArray(string text, array<unsigned char> &bytes, int start, int count, unsigned int codepage) {
  std::string source = encoded(text, codepage);
  source += '\0';
  if (count >= 0 && static_cast<std::size_t>(count) < source.size()) source.resize(static_cast<std::size_t>(count));
  const int needed = start + static_cast<int>(source.size());
  if (bytes.size() < needed) ArrayResize(bytes, needed);
  for (std::size_t i = 0; i < source.size(); i++) {
    bytes.at(start + static_cast<int>(i), MQL_HERE) = static_cast<unsigned char>(source[i]);
  }
  return static_cast<int>(source.size());
}

} // namespace mql
