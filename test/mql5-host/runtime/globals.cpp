// Global variables of the terminal: doubles, lost at a crash unless flushed, temporary ones always.
#include "host.hpp"
#include "mql.hpp"
#include <fstream>
#include <map>
#include <sstream>

namespace host {

namespace {

struct global {
  double value;
  bool is_temporary;
};
std::map<std::string, global> globals;

std::string globals_file() { return the_terminal.data_directory + "/globals.json"; }

} // namespace

void load_globals() {
  std::ifstream file(globals_file(), std::ios::binary);
  if (!file) return;
  std::ostringstream text;
  text << file.rdbuf();
  const json saved = json::parse(text.str());
  for (const auto &[name, value] : saved.members()) globals[name] = {value.as_number(), false};
}

void save_globals() {
  json saved = json::object();
  for (const auto &[name, g] : globals) if (!g.is_temporary) saved[name] = g.value;
  std::ofstream(globals_file(), std::ios::binary) << saved.text();
}

json globals_state() {
  json state = json::object();
  for (const auto &[name, g] : globals) state[name] = g.value;
  return state;
}

} // namespace host

namespace mql {

using namespace host;

static constexpr int ERR_GLOBALVARIABLE_NOT_FOUND = 4501;
static constexpr int ERR_GLOBALVARIABLE_EXISTS = 4502;
static constexpr int NAME_LIMIT = 63;

bool GlobalVariableCheck(string name) { return globals.count(name.utf8()) != 0; }
bool GlobalVariableDel(string name) { return globals.erase(name.utf8()) != 0; }
void GlobalVariablesFlush() { save_globals(); }

double GlobalVariableGet(string name) {
  const auto found = globals.find(name.utf8());
  if (found != globals.end()) return found->second.value;
  set_error(ERR_GLOBALVARIABLE_NOT_FOUND);
  return 0;
}

datetime GlobalVariableSet(string name, double value) {
  if (name.length() > NAME_LIMIT) return 0;
  globals[name.utf8()].value = value;
  return TimeLocal();
}

bool GlobalVariableTemp(string name) {
  if (name.length() > NAME_LIMIT || GlobalVariableCheck(name)) {
    set_error(ERR_GLOBALVARIABLE_EXISTS);
    return false;
  }
  globals[name.utf8()] = {0, true};
  return true;
}

bool GlobalVariableSetOnCondition(string name, double value, double check) {
  const auto found = globals.find(name.utf8());
  if (found == globals.end()) {
    set_error(ERR_GLOBALVARIABLE_NOT_FOUND);
    return false;
  }
  if (found->second.value != check) return false;
  found->second.value = value;
  return true;
}

} // namespace mql
