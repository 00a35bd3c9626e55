// The loop of the terminal: control lines on stdin, events to the program, answers on stdout.
#include "broker.hpp"
#include "host.hpp"
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>
#include <poll.h>
#include <sys/time.h>
#include <unistd.h>

namespace host {

using namespace mql;

namespace {

constexpr int DEINIT_LIMIT_MS = 2500;
constexpr int SLOW_HANDLER_MS = 5000;

struct known_input {
  input_setter set;
  void *target;
};

bool attached = false;

json &configuration() {
  static json value = [] {
    const char *text = std::getenv("MQL_HOST_CONFIG");
    return text == nullptr ? json::object() : json::parse(text);
  }();
  return value;
}

std::map<std::string, std::string> &input_texts() {
  static std::map<std::string, std::string> texts = [] {
    std::map<std::string, std::string> found;
    const json &settings = configuration();
    for (const auto &[name, value] : settings["inputs"].members()) {
      found[name] = value.as_text(value.text());
    }
    return found;
  }();
  return texts;
}

std::map<std::string, known_input> &known_inputs() {
  static std::map<std::string, known_input> inputs;
  return inputs;
}

void event(const char *name, const std::string &text = "") {
  json e = json::object();
  e["event"] = name;
  if (!text.empty()) e["text"] = text;
  emit(e);
}

// A run-time error stops the program; the terminal lives on.
template <class Handler> void guarded(const char *name, Handler handler) {
  const auto from = std::chrono::steady_clock::now();
  try {
    handler();
  } catch (const critical_error &error) {
    attached = false;
    event("critical", std::string(name) + ": " + error.what());
  }
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - from).count();
  if (ms > SLOW_HANDLER_MS) event("slow", std::string(name) + " took " + std::to_string(ms) + " ms");
}

void killed_in_deinit(int) {
  const char line[] = "{\"event\":\"killed\",\"text\":\"OnDeinit took longer than 2.5 s\"}\n";
  if (write(STDOUT_FILENO, line, sizeof line - 1) < 0) _exit(4);
  _exit(3);
}

void detach(int reason) {
  if (!attached) return;
  set_uninit_reason(reason);
  std::signal(SIGALRM, killed_in_deinit);
  itimerval limit{{0, 0}, {DEINIT_LIMIT_MS / 1000, DEINIT_LIMIT_MS % 1000 * 1000}};
  setitimer(ITIMER_REAL, &limit, nullptr);
  if (program.on_deinit != nullptr) guarded("OnDeinit", [&] { program.on_deinit(reason); });
  itimerval none{};
  setitimer(ITIMER_REAL, &none, nullptr);
  EventKillTimer();
  attached = false;
}

void attach() {
  attached = true;
  int code = 0;
  if (program.on_init != nullptr) guarded("OnInit", [&] { code = program.on_init(); });
  if (code != 0) {
    event("removed", "OnInit returned " + std::to_string(code));
    detach(REASON_INITFAILED);
  }
  if (attached && program.on_start != nullptr) guarded("OnStart", [] { program.on_start(); });
}

void deliver_transactions() {
  auto &queue = the_broker.transactions;
  while (attached && !queue.empty() && queue.front().due_tick_ms <= tick_ms()) {
    const transaction t = queue.front();
    queue.pop_front();
    if (program.on_trade_transaction == nullptr) continue;
    guarded("OnTradeTransaction", [&] { program.on_trade_transaction(t.facts, t.request, t.result); });
  }
}

void fire_timer() {
  if (!attached || timer_period_ms() == 0 || next_timer_ms() > tick_ms()) return;
  // One timer event at most waits: periods that passed while a handler ran are gone.
  set_next_timer(tick_ms() + timer_period_ms());
  if (program.on_timer != nullptr) guarded("OnTimer", [] { program.on_timer(); });
}

void events() {
  the_broker.execute_due_orders();
  deliver_transactions();
  fire_timer();
  deliver_transactions();
  if (attached && removal_asked()) {
    detach(REASON_PROGRAM);
    event("removed", "ExpertRemove");
  }
}

void run_for(long long ms) {
  const long long end = tick_ms() + ms;
  while (tick_ms() < end) {
    const long long next = timer_period_ms() > 0 && attached ? std::max(next_timer_ms(), tick_ms() + 1) : end;
    advance_clock(std::min(next, end) - tick_ms());
    events();
  }
}

void configure_terminal(const json &f) {
  terminal &t = the_terminal;
  t.is_connected = f["connected"].as_bool(t.is_connected);
  t.trade_allowed = f["trade_allowed"].as_bool(t.trade_allowed);
  t.ea_trade_allowed = f["ea_trade_allowed"].as_bool(t.ea_trade_allowed);
  t.is_tester = f["tester"].as_bool(t.is_tester);
  t.language = f["language"].as_text(t.language);
  t.build = static_cast<int>(f["build"].as_whole(t.build));
  t.chart_symbol = f["chart_symbol"].as_text(t.chart_symbol);
  t.empties_error_bodies = f["empties_error_bodies"].as_bool(t.empties_error_bodies);
  t.keeps_connections = f["keeps_connections"].as_bool(t.keeps_connections);
  t.strict_ports = f["strict_ports"].as_bool(t.strict_ports);
  t.server_offset_seconds = static_cast<int>(f["server_offset_seconds"].as_whole(t.server_offset_seconds));
  t.pc_clock_error_ms = static_cast<int>(f["pc_clock_error_ms"].as_whole(t.pc_clock_error_ms));
  if (f.has("allowed_urls")) {
    t.allowed_urls.clear();
    for (const auto &url : f["allowed_urls"].items()) t.allowed_urls.push_back(url.as_text());
  }
  for (const auto &port : f["tls_ports"].items()) t.tls_ports.push_back(static_cast<int>(port.as_whole()));
}

outcome outcome_from(const json &f) {
  outcome o;
  o.retcode = static_cast<unsigned int>(f["retcode"].as_whole());
  if (f.has("executes")) o.executes = f["executes"].as_bool();
  o.fill_fraction = f["fill_fraction"].as_number(1);
  o.execute_after_ms = f["execute_after_ms"].as_whole();
  o.slippage_points = f["slippage_points"].as_number();
  if (f.has("comment")) o.rewritten_comment = f["comment"].as_text();
  o.hides_tickets = f["hides_tickets"].as_bool();
  return o;
}

json state() {
  json s = the_broker.state();
  s["attached"] = attached;
  s["globals"] = globals_state();
  s["chart"] = chart_state();
  s["tick_ms"] = tick_ms();
  s["pid"] = static_cast<int>(getpid());
  json counts = json::object();
  for (const char *api : {"OrderSend", "WebRequest", "FileFlush"}) counts[api] = call_count(api);
  s["calls"] = counts;
  return s;
}

json obey(const json &c) {
  const std::string what = c["do"].as_text();
  json result = json::object();
  if (what == "attach") attach();
  else if (what == "run") run_for(c["ms"].as_whole());
  else if (what == "tick") {
    if (attached && program.on_tick != nullptr) guarded("OnTick", [] { program.on_tick(); });
  } else if (what == "quote") {
    the_broker.quote(c["symbol"].as_text(), c["bid"].as_number(), c["ask"].as_number());
    if (attached && program.on_tick != nullptr) guarded("OnTick", [] { program.on_tick(); });
  } else if (what == "broker") {
    the_broker.configure(c);
    the_broker.save();
  } else if (what == "outcomes") {
    for (const auto &o : c["list"].items()) the_broker.script.push_back(outcome_from(o));
  } else if (what == "terminal") configure_terminal(c);
  else if (what == "wire") {
    for (long long i = 0; i < c["times"].as_whole(1); i++) {
      the_terminal.wire_faults.push_back({c["fault"].as_text(), c["match"].as_text()});
    }
  } else if (what == "wire_heals") the_terminal.wire_faults.clear();
  else if (what == "drop_connections") forget_network();
  else if (what == "crash") {
    the_terminal.crashes.push_back({c["api"].as_text(), c["before"].as_bool(true), static_cast<int>(c["nth"].as_whole(1))});
  } else if (what == "trade_by_hand") result["ticket"] = std::to_string(the_broker.trade_by_hand(c));
  else if (what == "close_by_hand") result["closed"] = the_broker.close_by_hand(c["ticket"].as_id(), c["volume"].as_number());
  else if (what == "deposit") the_broker.deposit(c["money"].as_number());
  else if (what == "chart_change") {
    detach(REASON_CHARTCHANGE);
    attach();
  } else if (what == "parameters") {
    detach(REASON_PARAMETERS);
    for (const auto &[name, value] : c["inputs"].members()) {
      const auto input = known_inputs().find(name);
      if (input == known_inputs().end()) refuse_input(name.c_str(), "is not an input of this program");
      input->second.set(name.c_str(), input->second.target, value.as_text(value.text()));
    }
    attach();
  } else if (what == "remove") detach(static_cast<int>(c["reason"].as_whole(REASON_REMOVE)));
  else if (what == "global") GlobalVariableSet(string::from_utf8(c["name"].as_text()), c["value"].as_number());
  else if (what == "state") result = state();
  else throw std::runtime_error("unknown command " + what);
  return result;
}

bool obey_line(const std::string &line) {
  json reply = json::object();
  const json command = json::parse(line);
  reply["id"] = command["id"];
  const bool exits = command["do"].as_text() == "exit";
  try {
    if (exits) {
      detach(static_cast<int>(command["reason"].as_whole(REASON_CLOSE)));
      save_globals();
    } else {
      reply["result"] = obey(command);
    }
  } catch (const std::exception &error) {
    reply["error"] = error.what();
  }
  emit(reply);
  return !exits;
}

// Reads whole lines as they come; false when the control channel is closed.
bool read_lines(std::string &pending) {
  char buffer[65536];
  const ssize_t n = read(STDIN_FILENO, buffer, sizeof buffer);
  if (n <= 0) return false;
  pending.append(buffer, static_cast<std::size_t>(n));
  for (std::size_t end; (end = pending.find('\n')) != std::string::npos;) {
    const std::string line = pending.substr(0, end);
    pending.erase(0, end + 1);
    if (!line.empty() && !obey_line(line)) return false;
  }
  return true;
}

int loop() {
  std::string pending;
  for (;;) {
    int wait = -1;
    if (the_terminal.is_live) {
      const long long due = attached && timer_period_ms() > 0 ? next_timer_ms() - tick_ms() : 100;
      wait = static_cast<int>(std::clamp<long long>(due, 0, 100));
    }
    pollfd in{STDIN_FILENO, POLLIN, 0};
    if (poll(&in, 1, wait) > 0 && !read_lines(pending)) return 0;
    if (the_terminal.is_live) events();
  }
}

} // namespace

const std::string *input_text(const char *name) {
  const auto found = input_texts().find(name);
  return found == input_texts().end() ? nullptr : &found->second;
}

void register_input(const char *name, input_setter set, void *target) { known_inputs()[name] = {set, target}; }

void refuse_input(const char *name, const std::string &why) { throw std::runtime_error(std::string("input ") + name + " " + why); }

int run() {
  const json &settings = configuration();
  the_terminal.data_directory = settings["data_directory"].as_text(".");
  the_terminal.is_live = settings["live"].as_bool();
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  start_clock(settings["gmt_ms"].as_whole(std::chrono::duration_cast<std::chrono::milliseconds>(now).count()));
  configure_terminal(settings["terminal"]);
  the_broker.configure(settings["broker"]);
  the_broker.load();
  the_broker.save();
  load_globals();
  for (const auto &[name, text] : input_texts()) {
    if (known_inputs().count(name) == 0) refuse_input(name.c_str(), "is not an input of this program");
  }
  event("started", std::string(program.name) + " " + program.version);
  return loop();
}

} // namespace host

int main() {
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return host::run();
  } catch (const std::exception &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
}
