#include "json.hpp"
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace host {

namespace {

class reader {
public:
  explicit reader(const std::string &text) : text_(text) {}

  json whole() {
    json value = next();
    skip();
    if (at_ != text_.size()) fail();
    return value;
  }

private:
  json next() {
    skip();
    const char c = peek();
    if (c == '{') return object();
    if (c == '[') return list();
    if (c == '"') return json(quoted());
    if (accept("true")) return json(true);
    if (accept("false")) return json(false);
    if (accept("null")) return json();
    return number();
  }

  json object() {
    json value = json::object();
    at_++;
    skip();
    if (accept("}")) return value;
    do {
      skip();
      const std::string key = quoted();
      skip();
      if (!accept(":")) fail();
      value[key] = next();
      skip();
    } while (accept(","));
    if (!accept("}")) fail();
    return value;
  }

  json list() {
    json value = json::list();
    at_++;
    skip();
    if (accept("]")) return value;
    do {
      value.push(next());
      skip();
    } while (accept(","));
    if (!accept("]")) fail();
    return value;
  }

  json number() {
    char *end = nullptr;
    const double value = std::strtod(text_.c_str() + at_, &end);
    const auto stop = static_cast<std::size_t>(end - text_.c_str());
    if (stop == at_) fail();
    at_ = stop;
    return json(value);
  }

  std::string quoted() {
    if (!accept("\"")) fail();
    std::string value;
    while (peek() != '"') {
      char c = text_[at_++];
      if (c == '\\') c = escape(value);
      if (c != '\0') value += c;
    }
    at_++;
    return value;
  }

  // Returns the plain character, or appends a code point itself and returns NUL.
  char escape(std::string &value) {
    const char c = peek();
    at_++;
    switch (c) {
    case 'n': return '\n';
    case 't': return '\t';
    case 'r': return '\r';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'u': break;
    default: return c;
    }
    const unsigned code = static_cast<unsigned>(std::strtoul(text_.substr(at_, 4).c_str(), nullptr, 16));
    at_ += 4;
    if (code < 0x80) value += static_cast<char>(code);
    else if (code < 0x800) {
      value += static_cast<char>(0xC0 | (code >> 6));
      value += static_cast<char>(0x80 | (code & 0x3F));
    } else {
      value += static_cast<char>(0xE0 | (code >> 12));
      value += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
      value += static_cast<char>(0x80 | (code & 0x3F));
    }
    return '\0';
  }

  void skip() {
    while (at_ < text_.size() && std::string(" \t\r\n").find(text_[at_]) != std::string::npos) at_++;
  }
  char peek() const {
    if (at_ >= text_.size()) fail();
    return text_[at_];
  }
  bool accept(const char *word) {
    const std::size_t size = std::string(word).size();
    if (text_.compare(at_, size, word) != 0) return false;
    at_ += size;
    return true;
  }
  [[noreturn]] void fail() const { throw std::runtime_error("bad JSON at " + std::to_string(at_)); }

  const std::string &text_;
  std::size_t at_ = 0;
};

std::string quote(const std::string &value) {
  std::string out = "\"";
  for (const char c : value) {
    char buffer[8];
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      std::snprintf(buffer, sizeof buffer, "\\u%04x", c);
      out += buffer;
    } else out += c;
  }
  return out + "\"";
}

} // namespace

json json::parse(const std::string &text) { return reader(text).whole(); }

const json &json::operator[](const std::string &key) const {
  static const json nothing;
  const auto found = members_.find(key);
  return found == members_.end() ? nothing : found->second;
}

json &json::operator[](const std::string &key) {
  if (type_ == type::null) type_ = type::object;
  return members_[key];
}

double json::as_number(double fallback) const { return type_ == type::number ? number_ : fallback; }

long long json::as_whole(long long fallback) const {
  if (type_ == type::text) return std::strtoll(text_.c_str(), nullptr, 10);
  return type_ == type::number ? static_cast<long long>(number_) : fallback;
}

unsigned long long json::as_id() const {
  if (type_ == type::text) return std::strtoull(text_.c_str(), nullptr, 10);
  return type_ == type::number ? static_cast<unsigned long long>(number_) : 0;
}

std::string json::text() const {
  switch (type_) {
  case type::null: return "null";
  case type::boolean: return number_ != 0 ? "true" : "false";
  case type::text: return quote(text_);
  case type::number: {
    char buffer[64];
    if (number_ == std::floor(number_) && std::fabs(number_) < 1e15) std::snprintf(buffer, sizeof buffer, "%.0f", number_);
    else std::snprintf(buffer, sizeof buffer, "%.17g", number_);
    return buffer;
  }
  case type::list: {
    std::string out = "[";
    for (const auto &item : items_) out += (out.size() > 1 ? "," : "") + item.text();
    return out + "]";
  }
  case type::object: {
    std::string out = "{";
    for (const auto &[key, value] : members_) out += (out.size() > 1 ? "," : "") + quote(key) + ":" + value.text();
    return out + "}";
  }
  }
  return "null";
}

} // namespace host
