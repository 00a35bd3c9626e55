#include "broker.hpp"
#include "host.hpp"
#include <algorithm>
#include <cmath>

namespace host {

broker the_broker;

using namespace mql;

static bool is_buy(int type) { return type == ORDER_TYPE_BUY; }

static bool on_step(double value, double from, double step) {
  const double steps = (value - from) / step;
  return std::fabs(steps - std::round(steps)) < 1e-6;
}

const symbol *broker::find(const std::string &name) const {
  const auto found = symbols.find(name);
  return found == symbols.end() ? nullptr : &found->second;
}

const position *broker::find_position(unsigned long long ticket) const {
  for (const auto &p : positions) if (p.ticket == ticket) return &p;
  return nullptr;
}

// Money

double broker::rate(const std::string &from, const std::string &to, bool is_loss) const {
  if (from == to) return 1;
  for (const auto &[name, s] : symbols) {
    if (s.calc_mode != SYMBOL_CALC_MODE_FOREX && s.calc_mode != SYMBOL_CALC_MODE_FOREX_NO_LEVERAGE) continue;
    if (s.base == from && s.profit == to && s.bid > 0) return is_loss ? s.ask : s.bid;
    if (s.base == to && s.profit == from && s.bid > 0) return 1 / (is_loss ? s.bid : s.ask);
  }
  if (from == "USD" || to == "USD") return 0;
  return rate(from, "USD", is_loss) * rate("USD", to, is_loss);
}

double broker::profit(const symbol &s, int type, double volume, double open, double close) const {
  const double move = is_buy(type) ? close - open : open - close;
  const double raw = move * s.contract * volume;
  return std::round(raw * rate(s.profit, account.currency, raw < 0) * 100) / 100;
}

double broker::margin(const symbol &s, int, double volume, double price) const {
  double raw = volume * s.contract * s.margin_rate;
  switch (s.calc_mode) {
  case SYMBOL_CALC_MODE_FOREX: raw /= account.leverage; break;
  case SYMBOL_CALC_MODE_FOREX_NO_LEVERAGE: break;
  case SYMBOL_CALC_MODE_FUTURES:
  case SYMBOL_CALC_MODE_EXCH_FUTURES: raw = volume * s.margin_initial * s.margin_rate; break;
  case SYMBOL_CALC_MODE_CFDLEVERAGE: raw *= price / account.leverage; break;
  default: raw *= price;
  }
  return std::round(raw * rate(s.margin, account.currency, true) * 100) / 100;
}

double broker::floating(const position &p) const {
  const symbol *s = find(p.symbol);
  if (s == nullptr) return 0;
  return profit(*s, p.type, p.volume, p.price, p.type == POSITION_TYPE_BUY ? s->bid : s->ask);
}

double broker::total_margin() const {
  double sum = 0;
  for (const auto &p : positions) {
    const symbol *s = find(p.symbol);
    if (s != nullptr) sum += margin(*s, p.type, p.volume, p.price);
  }
  return sum;
}

double broker::equity() const {
  double sum = account.balance + account.credit;
  for (const auto &p : positions) sum += floating(p) + p.swap;
  return sum;
}

// What a trade server refuses

unsigned int broker::refusal(const MqlTradeRequest &r) const {
  if (!the_terminal.is_connected) return TRADE_RETCODE_CONNECTION;
  if (!the_terminal.trade_allowed || !the_terminal.ea_trade_allowed) return TRADE_RETCODE_CLIENT_DISABLES_AT;
  if (!account.trade_allowed) return TRADE_RETCODE_TRADE_DISABLED;
  if (!account.trade_expert) return TRADE_RETCODE_SERVER_DISABLES_AT;
  if (r.action != TRADE_ACTION_DEAL) return TRADE_RETCODE_INVALID;
  const symbol *s = find(r.symbol.utf8());
  if (s == nullptr || r.type > ORDER_TYPE_SELL) return TRADE_RETCODE_INVALID;
  if (!s->open) return TRADE_RETCODE_MARKET_CLOSED;
  if (s->bid <= 0 || s->ask <= 0) return TRADE_RETCODE_PRICE_OFF;
  return refusal_of_deal(r, *s);
}

unsigned int broker::refusal_of_deal(const MqlTradeRequest &r, const symbol &s) const {
  const bool is_hedging = account.margin_mode == ACCOUNT_MARGIN_MODE_RETAIL_HEDGING;
  const position *closed = r.position == 0 ? nullptr : find_position(r.position);
  if (r.position != 0) {
    if (closed == nullptr) return TRADE_RETCODE_POSITION_CLOSED;
    if (closed->symbol != s.name || closed->type == static_cast<int>(r.type)) return TRADE_RETCODE_INVALID;
    if (r.volume > closed->volume + 1e-9) return TRADE_RETCODE_INVALID_CLOSE_VOLUME;
  }
  if (r.volume < s.volume_min - 1e-9 || r.volume > s.volume_max + 1e-9) return TRADE_RETCODE_INVALID_VOLUME;
  if (!on_step(r.volume, 0, s.volume_step)) return TRADE_RETCODE_INVALID_VOLUME;
  if (s.trade_mode == SYMBOL_TRADE_MODE_DISABLED) return TRADE_RETCODE_TRADE_DISABLED;
  const bool opens = is_hedging ? closed == nullptr : true;
  if (opens && closed == nullptr) {
    if (s.trade_mode == SYMBOL_TRADE_MODE_CLOSEONLY) return TRADE_RETCODE_CLOSE_ONLY;
    if (s.trade_mode == SYMBOL_TRADE_MODE_LONGONLY && !is_buy(r.type)) return TRADE_RETCODE_LONG_ONLY;
    if (s.trade_mode == SYMBOL_TRADE_MODE_SHORTONLY && is_buy(r.type)) return TRADE_RETCODE_SHORT_ONLY;
  }
  const bool is_market = s.execution == SYMBOL_TRADE_EXECUTION_MARKET || s.execution == SYMBOL_TRADE_EXECUTION_EXCHANGE;
  if (r.type_filling == ORDER_FILLING_RETURN && s.execution == SYMBOL_TRADE_EXECUTION_MARKET) return TRADE_RETCODE_INVALID_FILL;
  if (is_market && r.type_filling == ORDER_FILLING_FOK && (s.filling & 1) == 0) return TRADE_RETCODE_INVALID_FILL;
  if (is_market && r.type_filling == ORDER_FILLING_IOC && (s.filling & 2) == 0) return TRADE_RETCODE_INVALID_FILL;
  const double at = is_buy(r.type) ? s.ask : s.bid;
  if (s.execution == SYMBOL_TRADE_EXECUTION_INSTANT) {
    if (r.price <= 0) return TRADE_RETCODE_INVALID_PRICE;
    if (std::fabs(r.price - at) > static_cast<double>(r.deviation) * s.point() + 1e-12) return TRADE_RETCODE_REQUOTE;
  }
  const double side = is_buy(r.type) ? 1 : -1;
  const double from = is_buy(r.type) ? s.bid : s.ask;
  const double level = s.stops_level * s.point() - 1e-12;
  for (const double stop : {r.sl, r.tp}) {
    if (stop != 0 && !on_step(stop, 0, s.tick_size)) return TRADE_RETCODE_INVALID_STOPS;
  }
  if (r.sl != 0 && ((from - r.sl) * side <= 0 || (from - r.sl) * side < level)) return TRADE_RETCODE_INVALID_STOPS;
  if (r.tp != 0 && ((r.tp - from) * side <= 0 || (r.tp - from) * side < level)) return TRADE_RETCODE_INVALID_STOPS;
  if (closed == nullptr && margin(s, r.type, r.volume, at) > equity() - total_margin()) return TRADE_RETCODE_NO_MONEY;
  return 0;
}

bool broker::check(const MqlTradeRequest &request, MqlTradeCheckResult &result) const {
  result = MqlTradeCheckResult{};
  result.retcode = refusal(request);
  result.balance = account.balance;
  result.equity = equity();
  const symbol *s = find(request.symbol.utf8());
  if (s != nullptr) result.margin = total_margin() + margin(*s, request.type, request.volume, request.price);
  result.margin_free = result.equity - result.margin;
  result.comment = broker_words(result.retcode);
  return result.retcode == 0;
}

// Execution

bool broker::send(const MqlTradeRequest &request, MqlTradeResult &result) {
  result = MqlTradeResult{};
  outcome next;
  const bool is_scripted = !script.empty();
  const unsigned int refused = refusal(request);
  if (is_scripted && refused == 0) {
    next = script.front();
    script.pop_front();
  }
  const unsigned int retcode = refused != 0 ? refused : next.retcode != 0 ? next.retcode : TRADE_RETCODE_DONE;
  const bool accepted = retcode == TRADE_RETCODE_DONE || retcode == TRADE_RETCODE_DONE_PARTIAL || retcode == TRADE_RETCODE_PLACED;
  const bool executes = refused == 0 && next.executes.value_or(accepted);
  result.retcode = retcode;
  result.comment = broker_words(retcode);
  result.request_id = static_cast<unsigned int>(last_ticket_ % 100000);
  if (executes) {
    const symbol &s = symbols.at(request.symbol.utf8());
    order o;
    o.ticket = next_ticket();
    o.symbol = s.name;
    o.magic = request.magic;
    o.comment = next.rewritten_comment.value_or(request.comment.utf8().substr(0, 31));
    o.type = request.type;
    o.volume = request.volume;
    o.remaining = request.volume;
    o.position = request.position;
    o.sl = request.sl;
    o.tp = request.tp;
    o.reason = DEAL_REASON_EXPERT;
    o.setup_ms = server_ms();
    o.state = ORDER_STATE_PLACED;
    o.price = (is_buy(o.type) ? s.ask : s.bid) + (is_buy(o.type) ? 1 : -1) * next.slippage_points * s.point();
    announce(TRADE_TRANSACTION_ORDER_ADD, &o, nullptr, nullptr);
    if (next.execute_after_ms > 0) {
      o.due_tick_ms = tick_ms() + next.execute_after_ms;
      o.remaining = o.volume * next.fill_fraction;
      orders.push_back(o);
      if (!next.hides_tickets) result.order = o.ticket;
    } else {
      const double steps = std::floor(o.volume * next.fill_fraction / s.volume_step + 1e-9);
      const double volume = std::round(steps * s.volume_step * 1e8) / 1e8;
      const unsigned long long ticket = volume > 0 ? fill(o, volume, o.price, o.reason) : 0;
      o.remaining = o.volume - volume;
      finish(o, volume >= o.volume - 1e-9 ? ORDER_STATE_FILLED : ORDER_STATE_CANCELED);
      if (accepted && !next.hides_tickets) {
        result.order = o.ticket;
        result.deal = ticket;
        result.volume = volume;
        result.price = o.price;
      }
    }
    result.bid = s.bid;
    result.ask = s.ask;
  }
  announce_request(request, result);
  save();
  return accepted;
}

void broker::execute_due_orders() {
  bool changed = false;
  for (std::size_t i = 0; i < orders.size();) {
    if (orders[i].due_tick_ms == 0 || orders[i].due_tick_ms > tick_ms()) {
      i++;
      continue;
    }
    order o = orders[i];
    orders.erase(orders.begin() + static_cast<long>(i));
    const double volume = o.remaining;
    fill(o, volume, o.price, o.reason);
    o.remaining = o.volume - volume;
    finish(o, ORDER_STATE_FILLED);
    changed = true;
  }
  if (changed) save();
}

void broker::finish(order o, int state) {
  o.state = state;
  o.done_ms = server_ms();
  history_orders.push_back(o);
  announce(TRADE_TRANSACTION_ORDER_DELETE, &o, nullptr, nullptr);
  announce(TRADE_TRANSACTION_HISTORY_ADD, &o, nullptr, nullptr);
}

unsigned long long broker::add_deal(const order &o, const position *p, int entry, double volume, double price,
                                    double gain, int reason) {
  const symbol &s = symbols.at(o.symbol);
  deal d;
  d.ticket = next_ticket();
  d.order = o.ticket;
  d.position = p == nullptr ? 0 : p->identifier;
  d.magic = o.magic;
  d.symbol = o.symbol;
  d.comment = o.comment;
  d.type = o.type;
  d.entry = entry;
  d.reason = reason;
  d.volume = volume;
  d.price = price;
  d.profit = gain;
  d.commission = -std::round(s.commission_per_lot * volume * 100) / 100;
  d.swap = entry == DEAL_ENTRY_IN || p == nullptr ? 0 : p->swap;
  d.time_ms = server_ms();
  account.balance += d.profit + d.commission + d.swap;
  deals.push_back(d);
  announce(TRADE_TRANSACTION_DEAL_ADD, &o, &deals.back(), p);
  return d.ticket;
}

unsigned long long broker::fill(order &o, double volume, double price, int reason) {
  const symbol &s = symbols.at(o.symbol);
  const bool is_hedging = account.margin_mode == ACCOUNT_MARGIN_MODE_RETAIL_HEDGING;
  auto target = std::find_if(positions.begin(), positions.end(), [&](const position &p) {
    if (o.position != 0) return p.ticket == o.position;
    return !is_hedging && p.symbol == o.symbol;
  });
  if (target == positions.end() && o.position != 0) return 0;
  if (target == positions.end()) {
    position p;
    p.ticket = p.identifier = o.ticket;
    p.magic = o.magic;
    p.symbol = o.symbol;
    p.comment = o.comment;
    p.type = o.type;
    p.reason = reason;
    p.volume = volume;
    p.price = price;
    p.sl = o.sl;
    p.tp = o.tp;
    p.time_ms = server_ms();
    o.position = p.identifier;
    positions.push_back(p);
    return add_deal(o, &p, DEAL_ENTRY_IN, volume, price, 0, reason);
  }
  position before = *target;
  o.position = before.identifier;
  if (before.type == o.type) {
    target->price = (before.price * before.volume + price * volume) / (before.volume + volume);
    target->volume += volume;
    target->magic = o.magic;
    if (o.sl != 0) target->sl = o.sl;
    if (o.tp != 0) target->tp = o.tp;
    return add_deal(o, &before, DEAL_ENTRY_IN, volume, price, 0, reason);
  }
  const double closed = std::min(volume, before.volume);
  const double gain = profit(s, before.type, closed, before.price, price);
  const double rest = volume - closed;
  target->volume = std::round((before.volume - closed) * 1e8) / 1e8;
  target->magic = o.magic;
  if (target->volume <= 1e-9) positions.erase(target);
  if (rest <= 1e-9) return add_deal(o, &before, DEAL_ENTRY_OUT, closed, price, gain, reason);
  position flipped = before;
  flipped.type = o.type;
  flipped.volume = rest;
  flipped.price = price;
  flipped.sl = o.sl;
  flipped.tp = o.tp;
  flipped.magic = o.magic;
  positions.push_back(flipped);
  return add_deal(o, &before, DEAL_ENTRY_INOUT, volume, price, gain, reason);
}

// The market and the trader's own hand

void broker::quote(const std::string &name, double bid, double ask) {
  symbol &s = symbols.at(name);
  s.bid = bid;
  s.ask = ask;
  s.quoted_ms = server_ms();
  const std::vector<position> open = positions;
  for (const auto &p : open) {
    if (p.symbol != name) continue;
    const bool buy = p.type == POSITION_TYPE_BUY;
    const double at = buy ? bid : ask;
    if (p.sl != 0 && (buy ? at <= p.sl : at >= p.sl)) close_at_stop(p, at, DEAL_REASON_SL);
    else if (p.tp != 0 && (buy ? at >= p.tp : at <= p.tp)) close_at_stop(p, at, DEAL_REASON_TP);
  }
  save();
}

void broker::close_at_stop(position p, double price, int reason) {
  order o;
  o.ticket = next_ticket();
  o.symbol = p.symbol;
  o.magic = p.magic;
  o.comment = reason == DEAL_REASON_SL ? "[sl " + std::to_string(p.sl) + "]" : "[tp " + std::to_string(p.tp) + "]";
  o.type = p.type == POSITION_TYPE_BUY ? ORDER_TYPE_SELL : ORDER_TYPE_BUY;
  o.volume = p.volume;
  o.position = p.ticket;
  o.price = price;
  o.setup_ms = server_ms();
  fill(o, p.volume, price, reason);
  finish(o, ORDER_STATE_FILLED);
}

unsigned long long broker::trade_by_hand(const json &facts) {
  const std::string name = facts["symbol"].as_text();
  const symbol &s = symbols.at(name);
  order o;
  o.ticket = next_ticket();
  o.symbol = name;
  o.magic = facts["magic"].as_id();
  o.comment = facts["comment"].as_text();
  o.type = facts["type"].as_text() == "SELL" ? ORDER_TYPE_SELL : ORDER_TYPE_BUY;
  o.volume = facts["volume"].as_number(0.01);
  o.sl = facts["sl"].as_number();
  o.tp = facts["tp"].as_number();
  o.price = is_buy(o.type) ? s.ask : s.bid;
  o.setup_ms = server_ms();
  fill(o, o.volume, o.price, DEAL_REASON_CLIENT);
  finish(o, ORDER_STATE_FILLED);
  save();
  return o.ticket;
}

bool broker::close_by_hand(unsigned long long ticket, double volume) {
  const position *p = find_position(ticket);
  if (p == nullptr) return false;
  const symbol &s = symbols.at(p->symbol);
  order o;
  o.ticket = next_ticket();
  o.symbol = p->symbol;
  o.type = p->type == POSITION_TYPE_BUY ? ORDER_TYPE_SELL : ORDER_TYPE_BUY;
  o.volume = volume > 0 ? std::min(volume, p->volume) : p->volume;
  o.position = ticket;
  o.price = is_buy(o.type) ? s.ask : s.bid;
  o.setup_ms = server_ms();
  fill(o, o.volume, o.price, DEAL_REASON_CLIENT);
  finish(o, ORDER_STATE_FILLED);
  save();
  return true;
}

void broker::deposit(double money) {
  deal d;
  d.ticket = next_ticket();
  d.type = DEAL_TYPE_BALANCE;
  d.profit = money;
  d.time_ms = server_ms();
  account.balance += money;
  deals.push_back(d);
  announce(TRADE_TRANSACTION_DEAL_ADD, nullptr, &deals.back(), nullptr);
  save();
}

} // namespace host
