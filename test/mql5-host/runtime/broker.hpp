// A broker: one account, its symbols, its book, and a script of how to answer the next orders.
#pragma once
#include "json.hpp"
#include "mql.hpp"
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace host {

struct symbol {
  std::string name, base, profit, margin;
  int digits = 5;
  double tick_size = 0.00001, contract = 100000;
  double volume_min = 0.01, volume_max = 100, volume_step = 0.01, volume_limit = 0;
  int stops_level = 0, freeze_level = 0;
  int calc_mode = mql::SYMBOL_CALC_MODE_FOREX;
  int trade_mode = mql::SYMBOL_TRADE_MODE_FULL;
  int execution = mql::SYMBOL_TRADE_EXECUTION_MARKET;
  int filling = 3;
  double margin_initial = 0, margin_maintenance = 0, margin_rate = 1;
  double bid = 0, ask = 0;
  double commission_per_lot = 0;
  bool selected = true, open = true;
  long long quoted_ms = 0;

  double point() const;
  static symbol from(const json &facts);
  json facts() const;
};

struct position {
  unsigned long long ticket = 0, identifier = 0, magic = 0;
  std::string symbol, comment;
  int type = 0, reason = 0;
  double volume = 0, price = 0, sl = 0, tp = 0, swap = 0;
  long long time_ms = 0;
};

struct deal {
  unsigned long long ticket = 0, order = 0, position = 0, magic = 0;
  std::string symbol, comment;
  int type = 0, entry = 0, reason = 0;
  double volume = 0, price = 0, profit = 0, commission = 0, swap = 0, fee = 0;
  long long time_ms = 0;
};

struct order {
  unsigned long long ticket = 0, position = 0, magic = 0;
  std::string symbol, comment;
  int type = 0, state = 0, reason = 0;
  double volume = 0, remaining = 0, price = 0, sl = 0, tp = 0;
  long long setup_ms = 0, done_ms = 0, due_tick_ms = 0;
  std::string rewritten_comment;
};

// How the next order is answered, whatever is asked.
struct outcome {
  unsigned int retcode = 0;
  std::optional<bool> executes;
  double fill_fraction = 1;
  long long execute_after_ms = 0;
  double slippage_points = 0;
  std::optional<std::string> rewritten_comment;
  bool hides_tickets = false;
};

struct account {
  long long login = 12345678;
  std::string name = "Demo", server = "Demo-Server", company = "Demo Broker", currency = "USD";
  int digits = 2, leverage = 100, margin_mode = 2, trade_mode = 0;
  bool trade_allowed = true, trade_expert = true;
  double balance = 10000, credit = 0;
};

struct transaction {
  mql::MqlTradeTransaction facts;
  mql::MqlTradeRequest request;
  mql::MqlTradeResult result;
  long long due_tick_ms = 0;
};

class broker {
public:
  host::account account;
  std::map<std::string, symbol> symbols;
  std::vector<position> positions;
  std::vector<order> orders, history_orders;
  std::vector<deal> deals;
  std::deque<outcome> script;
  std::deque<transaction> transactions;
  double calc_factor = 1;
  bool shuffles = false;
  long long transaction_delay_ms = 0;
  int lost_transactions = 0;

  void configure(const json &facts);
  void load();
  void save() const;
  json state() const;

  bool send(const mql::MqlTradeRequest &request, mql::MqlTradeResult &result);
  bool check(const mql::MqlTradeRequest &request, mql::MqlTradeCheckResult &result) const;
  void quote(const std::string &name, double bid, double ask);
  void execute_due_orders();
  unsigned long long trade_by_hand(const json &facts);
  bool close_by_hand(unsigned long long ticket, double volume);
  void deposit(double money);

  const symbol *find(const std::string &name) const;
  const position *find_position(unsigned long long ticket) const;
  double profit(const symbol &s, int type, double volume, double open, double close) const;
  double margin(const symbol &s, int type, double volume, double price) const;
  double rate(const std::string &from, const std::string &to, bool is_loss) const;
  double floating(const position &p) const;
  double total_margin() const;
  double equity() const;

private:
  unsigned int refusal(const mql::MqlTradeRequest &request) const;
  unsigned int refusal_of_deal(const mql::MqlTradeRequest &request, const symbol &s) const;
  unsigned long long next_ticket() { return ++last_ticket_; }
  unsigned long long fill(order &o, double volume, double price, int reason);
  unsigned long long add_deal(const order &o, const position *p, int entry, double volume, double price, double profit,
                              int reason);
  void finish(order o, int state);
  void close_at_stop(position p, double price, int reason);
  void announce(mql::ENUM_TRADE_TRANSACTION_TYPE type, const order *o, const deal *d, const position *p);
  void announce_request(const mql::MqlTradeRequest &request, const mql::MqlTradeResult &result);
  void queue(transaction t);

  unsigned long long last_ticket_ = 1000;
};

extern broker the_broker;
mql::string broker_words(unsigned int retcode);

} // namespace host
