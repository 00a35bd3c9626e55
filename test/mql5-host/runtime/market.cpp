// Symbols, account, terminal: the questions a program may ask.
#include "broker.hpp"
#include "host.hpp"
#include <vector>

namespace mql {

using namespace host;

static constexpr int ERR_MARKET_UNKNOWN_SYMBOL = 4301;
static constexpr int ERR_MARKET_NOT_SELECTED = 4302;

static const symbol *asked(const string &name) {
  const symbol *s = the_broker.find(name.utf8());
  if (s == nullptr) set_error(ERR_MARKET_UNKNOWN_SYMBOL);
  return s;
}

static string words(const std::string &text) { return string::from_utf8(text); }

int SymbolsTotal(bool selected) {
  int count = 0;
  for (const auto &[name, s] : the_broker.symbols) if (!selected || s.selected) count++;
  return count;
}

string SymbolName(int pos, bool selected) {
  for (const auto &[name, s] : the_broker.symbols) {
    if (selected && !s.selected) continue;
    if (pos-- == 0) return words(name);
  }
  return string();
}

bool SymbolSelect(string name, bool select) {
  const auto found = the_broker.symbols.find(name.utf8());
  if (found == the_broker.symbols.end()) {
    set_error(ERR_MARKET_UNKNOWN_SYMBOL);
    return false;
  }
  found->second.selected = select;
  return true;
}

bool SymbolExist(const string name, bool &is_custom) {
  is_custom = false;
  return the_broker.find(name.utf8()) != nullptr;
}

long long SymbolInfoInteger(string name, ENUM_SYMBOL_INFO_INTEGER property) {
  const symbol *s = asked(name);
  if (s == nullptr) return 0;
  switch (property) {
  case SYMBOL_SELECT:
  case SYMBOL_VISIBLE: return s->selected;
  case SYMBOL_DIGITS: return s->digits;
  case SYMBOL_SPREAD: return static_cast<long long>(std::llround((s->ask - s->bid) / s->point()));
  case SYMBOL_TIME: return s->quoted_ms / 1000;
  case SYMBOL_TIME_MSC: return s->quoted_ms;
  case SYMBOL_TRADE_CALC_MODE: return s->calc_mode;
  case SYMBOL_TRADE_MODE: return s->trade_mode;
  case SYMBOL_TRADE_STOPS_LEVEL: return s->stops_level;
  case SYMBOL_TRADE_FREEZE_LEVEL: return s->freeze_level;
  case SYMBOL_TRADE_EXEMODE: return s->execution;
  case SYMBOL_FILLING_MODE: return s->filling;
  }
  return 0;
}

bool SymbolInfoInteger(string name, ENUM_SYMBOL_INFO_INTEGER property, long long &value) {
  value = SymbolInfoInteger(name, property);
  return asked(name) != nullptr;
}

double SymbolInfoDouble(string name, ENUM_SYMBOL_INFO_DOUBLE property) {
  const symbol *s = asked(name);
  if (s == nullptr) return 0;
  const double tick = s->tick_size * s->contract;
  switch (property) {
  case SYMBOL_BID: return s->selected ? s->bid : 0;
  case SYMBOL_ASK: return s->selected ? s->ask : 0;
  case SYMBOL_POINT: return s->point();
  case SYMBOL_TRADE_TICK_VALUE:
  case SYMBOL_TRADE_TICK_VALUE_PROFIT: return tick * the_broker.rate(s->profit, the_broker.account.currency, false);
  case SYMBOL_TRADE_TICK_VALUE_LOSS: return tick * the_broker.rate(s->profit, the_broker.account.currency, true);
  case SYMBOL_TRADE_TICK_SIZE: return s->tick_size;
  case SYMBOL_TRADE_CONTRACT_SIZE: return s->contract;
  case SYMBOL_VOLUME_MIN: return s->volume_min;
  case SYMBOL_VOLUME_MAX: return s->volume_max;
  case SYMBOL_VOLUME_STEP: return s->volume_step;
  case SYMBOL_VOLUME_LIMIT: return s->volume_limit;
  case SYMBOL_MARGIN_INITIAL: return s->margin_initial;
  case SYMBOL_MARGIN_MAINTENANCE: return s->margin_maintenance;
  }
  return 0;
}

bool SymbolInfoDouble(string name, ENUM_SYMBOL_INFO_DOUBLE property, double &value) {
  value = SymbolInfoDouble(name, property);
  return asked(name) != nullptr;
}

string SymbolInfoString(string name, ENUM_SYMBOL_INFO_STRING property) {
  const symbol *s = asked(name);
  if (s == nullptr) return string();
  switch (property) {
  case SYMBOL_CURRENCY_BASE: return words(s->base);
  case SYMBOL_CURRENCY_PROFIT: return words(s->profit);
  case SYMBOL_CURRENCY_MARGIN: return words(s->margin);
  case SYMBOL_DESCRIPTION: return words(s->name);
  }
  return string();
}

bool SymbolInfoTick(string name, MqlTick &tick) {
  tick = MqlTick{};
  const symbol *s = asked(name);
  if (s == nullptr) return false;
  if (!s->selected || s->bid <= 0) {
    set_error(ERR_MARKET_NOT_SELECTED);
    return false;
  }
  tick.time = s->quoted_ms / 1000;
  tick.time_msc = s->quoted_ms;
  tick.bid = s->bid;
  tick.ask = s->ask;
  return true;
}

bool SymbolInfoMarginRate(string name, ENUM_ORDER_TYPE, double &initial, double &maintenance) {
  const symbol *s = asked(name);
  initial = maintenance = s == nullptr ? 0 : s->margin_rate;
  return s != nullptr;
}

string Symbol() { return words(the_terminal.chart_symbol); }

datetime TimeCurrent() {
  long long latest = 0;
  for (const auto &[name, s] : the_broker.symbols) if (s.selected) latest = std::max(latest, s.quoted_ms);
  return latest / 1000;
}

long long AccountInfoInteger(ENUM_ACCOUNT_INFO_INTEGER property) {
  const auto &a = the_broker.account;
  switch (property) {
  case ACCOUNT_LOGIN: return a.login;
  case ACCOUNT_TRADE_MODE: return a.trade_mode;
  case ACCOUNT_LEVERAGE: return a.leverage;
  case ACCOUNT_LIMIT_ORDERS: return 0;
  case ACCOUNT_MARGIN_SO_MODE: return 0;
  case ACCOUNT_TRADE_ALLOWED: return a.trade_allowed;
  case ACCOUNT_TRADE_EXPERT: return a.trade_expert;
  case ACCOUNT_MARGIN_MODE: return a.margin_mode;
  case ACCOUNT_CURRENCY_DIGITS: return a.digits;
  case ACCOUNT_FIFO_CLOSE: return 0;
  case ACCOUNT_HEDGE_ALLOWED: return a.margin_mode == ACCOUNT_MARGIN_MODE_RETAIL_HEDGING;
  }
  return 0;
}

double AccountInfoDouble(ENUM_ACCOUNT_INFO_DOUBLE property) {
  const auto &a = the_broker.account;
  const double equity = the_broker.equity(), margin = the_broker.total_margin();
  switch (property) {
  case ACCOUNT_BALANCE: return a.balance;
  case ACCOUNT_CREDIT: return a.credit;
  case ACCOUNT_PROFIT: return equity - a.balance - a.credit;
  case ACCOUNT_EQUITY: return equity;
  case ACCOUNT_MARGIN: return margin;
  case ACCOUNT_MARGIN_FREE: return equity - margin;
  case ACCOUNT_MARGIN_LEVEL: return margin > 0 ? equity / margin * 100 : 0;
  }
  return 0;
}

string AccountInfoString(ENUM_ACCOUNT_INFO_STRING property) {
  const auto &a = the_broker.account;
  switch (property) {
  case ACCOUNT_NAME: return words(a.name);
  case ACCOUNT_SERVER: return words(a.server);
  case ACCOUNT_CURRENCY: return words(a.currency);
  case ACCOUNT_COMPANY: return words(a.company);
  }
  return string();
}

int TerminalInfoInteger(ENUM_TERMINAL_INFO_INTEGER property) {
  switch (property) {
  case TERMINAL_BUILD: return the_terminal.build;
  case TERMINAL_CONNECTED: return the_terminal.is_connected;
  case TERMINAL_TRADE_ALLOWED: return the_terminal.trade_allowed;
  case TERMINAL_PING_LAST: return 30000;
  }
  return 0;
}

string TerminalInfoString(ENUM_TERMINAL_INFO_STRING property) {
  switch (property) {
  case TERMINAL_LANGUAGE: return words(the_terminal.language);
  case TERMINAL_COMPANY: return u"MetaQuotes Ltd."_s;
  case TERMINAL_NAME: return u"MetaTrader 5"_s;
  case TERMINAL_DATA_PATH: return words(the_terminal.data_directory);
  }
  return string();
}

int MQLInfoInteger(ENUM_MQL_INFO_INTEGER property) {
  if (property == MQL_TRADE_ALLOWED) return the_terminal.ea_trade_allowed;
  return property == MQL_TESTER ? the_terminal.is_tester : 0;
}

string MQLInfoString(ENUM_MQL_INFO_STRING) { return words(program.name); }

} // namespace mql
