// JSON, as far as the control channel and the broker's file need it.
#pragma once
#include <map>
#include <string>
#include <vector>

namespace host {

class json {
public:
  enum class type { null, boolean, number, text, list, object };

  json() = default;
  json(bool value) : type_(type::boolean), number_(value ? 1 : 0) {}
  json(int value) : json(static_cast<double>(value)) {}
  json(long value) : json(static_cast<double>(value)) {}
  json(long long value) : json(static_cast<double>(value)) {}
  json(unsigned int value) : json(static_cast<double>(value)) {}
  json(unsigned long value) : json(static_cast<double>(value)) {}
  json(unsigned long long value) : json(static_cast<double>(value)) {}
  json(double value) : type_(type::number), number_(value) {}
  json(const char *value) : type_(type::text), text_(value) {}
  json(std::string value) : type_(type::text), text_(std::move(value)) {}
  static json list() { return json(type::list); }
  static json object() { return json(type::object); }
  static json parse(const std::string &text);

  std::string text() const;
  bool is_null() const { return type_ == type::null; }
  bool has(const std::string &key) const { return members_.count(key) != 0; }
  // Reads: a missing key is null, and null reads as the fallback.
  const json &operator[](const std::string &key) const;
  json &operator[](const std::string &key);
  const std::vector<json> &items() const { return items_; }
  const std::map<std::string, json> &members() const { return members_; }
  void push(json item) { items_.push_back(std::move(item)); }
  bool as_bool(bool fallback = false) const { return type_ == type::boolean ? number_ != 0 : fallback; }
  double as_number(double fallback = 0) const;
  long long as_whole(long long fallback = 0) const;
  unsigned long long as_id() const;
  std::string as_text(const std::string &fallback = "") const { return type_ == type::text ? text_ : fallback; }

private:
  explicit json(type kind) : type_(kind) {}
  type type_ = type::null;
  double number_ = 0;
  std::string text_;
  std::vector<json> items_;
  std::map<std::string, json> members_;
};

} // namespace host
