// The terminal around the program: its switches, its clock, its script of faults.
#pragma once
#include "json.hpp"
#include <deque>
#include <string>
#include <vector>

namespace host {

// A fault of the wire, used up by the next request.
struct wire_fault {
  std::string kind; // refused | timeout | lost_reply | truncated | resend | late
  std::string match;
};

// Kills the process, as a power cut would, at one call of the API.
struct crash_plan {
  std::string api;
  bool before;
  int nth;
};

struct terminal {
  std::string data_directory;
  bool is_live = false;
  bool is_connected = true;
  bool trade_allowed = true;
  bool ea_trade_allowed = true;
  bool is_tester = false;
  int build = 5200;
  std::string language = "English";
  std::string chart_symbol = "EURUSD";
  std::vector<std::string> allowed_urls;
  std::deque<wire_fault> wire_faults;
  bool empties_error_bodies = false;
  bool keeps_connections = true;
  bool strict_ports = false;
  std::vector<int> tls_ports;
  std::vector<crash_plan> crashes;
  int server_offset_seconds = 10800;
  int pc_clock_error_ms = 0;
};

extern terminal the_terminal;

void emit(const json &event);
// Every call that matters passes here twice: crash plans and call counts hang on it.
void passing(const char *api, bool before);
long long call_count(const std::string &api);

struct api_call {
  const char *name;
  explicit api_call(const char *api) : name(api) { passing(name, true); }
  ~api_call() { passing(name, false); }
};

// Clock
void start_clock(long long gmt_ms);
void advance_clock(long long ms);
long long tick_ms();
long long gmt_ms();
long long server_ms();

// Program
void set_error(int code);
int timer_period_ms();
long long next_timer_ms();
void set_next_timer(long long at);
bool is_stopped();
void ask_removal();
bool removal_asked();
int uninit_reason();
void set_uninit_reason(int reason);

// Terminal globals
void load_globals();
void save_globals();
json globals_state();
json chart_state();
void forget_network();
// A stream socket that never blocks.
int tcp_socket();

} // namespace host
