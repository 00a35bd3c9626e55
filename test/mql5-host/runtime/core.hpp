// What the translated program stands on: checked numbers, the place of an error, program table.
#pragma once
#include <cmath>
#include <stdexcept>
#include <string>
#include <type_traits>

namespace mql {

// Two C++ types of 64 bits and two of 32 keep MQL5's own types apart in overloads.
using datetime = long;
using color = unsigned int;

struct place {
  const char *file;
  int line;
};
#define MQL_HERE mql::place{__FILE__, __LINE__}

// A run-time error that stops the program, as in the terminal.
struct critical_error : std::runtime_error {
  using std::runtime_error::runtime_error;
  critical_error(const char *what, place at)
      : std::runtime_error(std::string(what) + " in '" + at.file + "' line " + std::to_string(at.line)) {}
};

template <class A, class B> auto divide(A a, B b, place at) -> decltype(a / b) {
  if (b == 0) throw critical_error("zero divide", at);
  return a / b;
}

template <class A, class B> auto remainder(A a, B b, place at) -> decltype(a % b) {
  if (b == 0) throw critical_error("zero divide", at);
  return a % b;
}

struct program_table {
  const char *name;
  const char *version;
  int (*on_init)();
  void (*on_deinit)(const int reason);
  void (*on_tick)();
  void (*on_timer)();
  void (*on_trade)();
  void (*on_trade_transaction)(const struct MqlTradeTransaction &, const struct MqlTradeRequest &,
                               const struct MqlTradeResult &);
  void (*on_start)();
  void (*on_chart_event)(const int, const long long &, const double &, const class string &);
};
extern const program_table program;

} // namespace mql
