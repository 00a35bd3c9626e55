// The terminal's own state: clock, errors, timer, crash plans, and the journal on stdout.
#include "host.hpp"
#include "mql.hpp"
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <map>
#include <random>
#include <unistd.h>

namespace host {

terminal the_terminal;

namespace {

using steady = std::chrono::steady_clock;
constexpr long long MINUTE_AFTER_BOOT_MS = 60000;
constexpr long long TIMER_FLOOR_MS = 16;

steady::time_point started = steady::now();
long long start_gmt_ms = 0;
long long advanced_ms = 0;
long long timer_period = 0;
long long next_timer = 0;
int last_error = 0;
int last_reason = 0;
bool wants_removal = false;
bool stopping = false;
std::map<std::string, long long> calls;
std::mt19937 random_numbers(std::random_device{}());

long long elapsed_ms() {
  if (!the_terminal.is_live) return advanced_ms;
  return advanced_ms + std::chrono::duration_cast<std::chrono::milliseconds>(steady::now() - started).count();
}

} // namespace

void emit(const json &event) {
  const std::string line = event.text() + "\n";
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fflush(stdout);
}

void passing(const char *api, bool before) {
  if (before) calls[api]++;
  for (auto &plan : the_terminal.crashes) {
    if (plan.api != api || plan.before != before || --plan.nth != 0) continue;
    raise(SIGKILL);
  }
}

long long call_count(const std::string &api) { return calls[api]; }

void start_clock(long long gmt) {
  start_gmt_ms = gmt;
  started = steady::now();
}
void advance_clock(long long ms) { advanced_ms += ms; }
long long tick_ms() { return MINUTE_AFTER_BOOT_MS + elapsed_ms(); }
long long gmt_ms() { return start_gmt_ms + elapsed_ms(); }
long long server_ms() { return gmt_ms() + the_terminal.server_offset_seconds * 1000LL; }

void set_error(int code) { last_error = code; }
int timer_period_ms() { return static_cast<int>(timer_period); }
long long next_timer_ms() { return next_timer; }
void set_next_timer(long long at) { next_timer = at; }
bool is_stopped() { return stopping; }
void ask_removal() { wants_removal = true; }
bool removal_asked() { return wants_removal; }
int uninit_reason() { return last_reason; }
void set_uninit_reason(int reason) {
  last_reason = reason;
  stopping = true;
}

} // namespace host

namespace mql {

using namespace host;

void to_journal(const char *kind, const string &text) {
  json event = json::object();
  event["event"] = kind;
  event["text"] = text.utf8();
  emit(event);
}

int GetLastError() { return last_error; }
void ResetLastError() { last_error = 0; }
void SetUserError(unsigned short code) { last_error = 65536 + code; }
bool IsStopped() { return stopping; }
void ExpertRemove() { ask_removal(); }
int UninitializeReason() { return last_reason; }

bool EventSetMillisecondTimer(int milliseconds) {
  if (milliseconds <= 0) return false;
  timer_period = std::max<long long>(milliseconds, TIMER_FLOOR_MS);
  next_timer = tick_ms() + timer_period;
  return true;
}
bool EventSetTimer(int seconds) { return EventSetMillisecondTimer(seconds * 1000); }
void EventKillTimer() { timer_period = 0; }

bool SendNotification(string text) {
  to_journal("notification", text);
  return true;
}

// Time

static const long long seconds_of_day = 86400;

datetime TimeGMT() { return (gmt_ms() + the_terminal.pc_clock_error_ms) / 1000; }
datetime TimeLocal() { return TimeGMT(); }
datetime TimeTradeServer() { return (server_ms() + the_terminal.pc_clock_error_ms) / 1000; }
unsigned long long GetTickCount64() { return static_cast<unsigned long long>(tick_ms()); }
unsigned int GetTickCount() { return static_cast<unsigned int>(tick_ms()); }
unsigned long long GetMicrosecondCount() { return static_cast<unsigned long long>(tick_ms()) * 1000; }

// Civil date from a count of days, after Howard Hinnant's public-domain algorithm.
static void civil(long long days, int &year, int &month, int &day) {
  days += 719468;
  const long long era = (days >= 0 ? days : days - 146096) / 146097;
  const long long doe = days - era * 146097;
  const long long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const long long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const long long mp = (5 * doy + 2) / 153;
  day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
  month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  year = static_cast<int>(yoe + era * 400 + (month <= 2 ? 1 : 0));
}

static long long days_from(int year, int month, int day) {
  const long long y = month <= 2 ? year - 1 : year;
  const long long era = (y >= 0 ? y : y - 399) / 400;
  const long long yoe = y - era * 400;
  const long long doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

bool TimeToStruct(datetime value, MqlDateTime &parts) {
  const long long days = value / seconds_of_day, rest = value % seconds_of_day;
  civil(days, parts.year, parts.mon, parts.day);
  parts.hour = static_cast<int>(rest / 3600);
  parts.min = static_cast<int>(rest / 60 % 60);
  parts.sec = static_cast<int>(rest % 60);
  parts.day_of_week = static_cast<int>((days + 4) % 7);
  parts.day_of_year = static_cast<int>(days - days_from(parts.year, 1, 1));
  return true;
}

datetime StructToTime(MqlDateTime &p) {
  return static_cast<datetime>(days_from(p.year, p.mon, p.day) * seconds_of_day + p.hour * 3600 + p.min * 60 + p.sec);
}

string TimeToString(datetime value, int mode) {
  MqlDateTime p;
  TimeToStruct(value, p);
  char date[32] = "", clock[32] = "";
  if (mode & TIME_DATE) std::snprintf(date, sizeof date, "%04d.%02d.%02d", p.year, p.mon, p.day);
  if (mode & TIME_SECONDS) std::snprintf(clock, sizeof clock, "%02d:%02d:%02d", p.hour, p.min, p.sec);
  else if (mode & TIME_MINUTES) std::snprintf(clock, sizeof clock, "%02d:%02d", p.hour, p.min);
  return string::from_utf8(std::string(date) + (*date && *clock ? " " : "") + clock);
}

datetime StringToTime(const string text) {
  MqlDateTime p{};
  p.mon = p.day = 1;
  const int found = std::sscanf(text.utf8().c_str(), "%d.%d.%d %d:%d:%d", &p.year, &p.mon, &p.day, &p.hour, &p.min, &p.sec);
  return found < 3 ? 0 : StructToTime(p);
}

// Numbers

double MathFloor(double value) { return std::floor(value); }
double MathCeil(double value) { return std::ceil(value); }
double MathRound(double value) { return std::round(value); }
double MathMod(double value, double divisor) { return std::fmod(value, divisor); }
double MathPow(double base, double exponent) { return std::pow(base, exponent); }
double MathSqrt(double value) { return std::sqrt(value); }
double MathLog10(double value) { return std::log10(value); }
bool MathIsValidNumber(double value) { return std::isfinite(value); }
int MathRand() { return static_cast<int>(random_numbers() % 32768); }
void MathSrand(int seed) { random_numbers.seed(static_cast<unsigned>(seed) + static_cast<unsigned>(getpid())); }
double NormalizeDouble(double value, int digits) {
  const double scale = std::pow(10.0, digits);
  return std::round(value * scale) / scale;
}

} // namespace mql
