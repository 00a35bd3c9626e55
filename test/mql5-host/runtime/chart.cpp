// The chart: what the program draws is remembered, so that a test can read the panel.
#include "host.hpp"
#include "broker.hpp"
#include <map>

namespace host {

static std::map<std::string, std::map<std::string, json>> objects;

json chart_state() {
  json state = json::object();
  for (const auto &[name, properties] : objects) {
    json o = json::object();
    for (const auto &[key, value] : properties) o[key] = value;
    state[name] = o;
  }
  return state;
}

} // namespace host

namespace mql {

using namespace host;

long long ChartID() { return 1; }
void ChartRedraw(long long) {}

bool ObjectCreate(long long, string name, ENUM_OBJECT type, int, datetime, double) {
  if (name.length() > 63) return false;
  objects[name.utf8()]["type"] = EnumToString(type).utf8();
  return true;
}

bool ObjectDelete(long long, string name) { return objects.erase(name.utf8()) != 0; }

int ObjectsDeleteAll(long long, const string prefix, int, int) {
  int count = 0;
  for (auto it = objects.begin(); it != objects.end();) {
    if (it->first.rfind(prefix.utf8(), 0) == 0) {
      it = objects.erase(it);
      count++;
    } else {
      ++it;
    }
  }
  return count;
}

int ObjectFind(long long, string name) { return objects.count(name.utf8()) != 0 ? 0 : -1; }

bool ObjectSetInteger(long long, string name, ENUM_OBJECT_PROPERTY_INTEGER property, long long value) {
  if (ObjectFind(0, name) < 0) return false;
  objects[name.utf8()][EnumToString(property).utf8()] = value;
  return true;
}

bool ObjectSetString(long long, string name, ENUM_OBJECT_PROPERTY_STRING property, string value) {
  if (ObjectFind(0, name) < 0) return false;
  // The terminal shows at most 63 characters of a label.
  objects[name.utf8()][EnumToString(property).utf8()] = string(value.units().substr(0, 63)).utf8();
  return true;
}

} // namespace mql
