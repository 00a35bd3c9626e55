// The broker's memory: configuration, the file that outlives the terminal, and what it announces.
#include "broker.hpp"
#include "host.hpp"
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>

namespace host {

using namespace mql;

static constexpr std::size_t TRANSACTION_RING = 1024;

double symbol::point() const { return std::pow(10.0, -digits); }

symbol symbol::from(const json &f) {
  symbol s;
  s.name = f["name"].as_text();
  const std::string letters = s.name.size() >= 6 ? s.name.substr(0, 6) : "";
  s.base = f["base"].as_text(letters.substr(0, 3));
  s.profit = f["profit"].as_text(letters.size() == 6 ? letters.substr(3) : "USD");
  s.margin = f["margin"].as_text(s.base);
  s.digits = static_cast<int>(f["digits"].as_whole(s.digits));
  s.tick_size = f["tick_size"].as_number(s.point());
  s.contract = f["contract"].as_number(s.contract);
  s.volume_min = f["volume_min"].as_number(s.volume_min);
  s.volume_max = f["volume_max"].as_number(s.volume_max);
  s.volume_step = f["volume_step"].as_number(s.volume_step);
  s.volume_limit = f["volume_limit"].as_number(s.volume_limit);
  s.stops_level = static_cast<int>(f["stops_level"].as_whole());
  s.freeze_level = static_cast<int>(f["freeze_level"].as_whole());
  s.calc_mode = static_cast<int>(f["calc_mode"].as_whole(s.calc_mode));
  s.trade_mode = static_cast<int>(f["trade_mode"].as_whole(s.trade_mode));
  s.execution = static_cast<int>(f["execution"].as_whole(s.execution));
  s.filling = static_cast<int>(f["filling"].as_whole(s.filling));
  s.margin_initial = f["margin_initial"].as_number();
  s.margin_maintenance = f["margin_maintenance"].as_number();
  s.margin_rate = f["margin_rate"].as_number(1);
  s.bid = f["bid"].as_number();
  s.ask = f["ask"].as_number();
  s.commission_per_lot = f["commission_per_lot"].as_number();
  s.selected = f["selected"].as_bool(true);
  s.open = f["open"].as_bool(true);
  s.quoted_ms = f["quoted_ms"].as_whole(server_ms());
  return s;
}

json symbol::facts() const {
  json f = json::object();
  f["name"] = name;
  f["base"] = base;
  f["profit"] = profit;
  f["margin"] = margin;
  f["digits"] = digits;
  f["tick_size"] = tick_size;
  f["contract"] = contract;
  f["volume_min"] = volume_min;
  f["volume_max"] = volume_max;
  f["volume_step"] = volume_step;
  f["volume_limit"] = volume_limit;
  f["stops_level"] = stops_level;
  f["freeze_level"] = freeze_level;
  f["calc_mode"] = calc_mode;
  f["trade_mode"] = trade_mode;
  f["execution"] = execution;
  f["filling"] = filling;
  f["margin_initial"] = margin_initial;
  f["margin_maintenance"] = margin_maintenance;
  f["margin_rate"] = margin_rate;
  f["bid"] = bid;
  f["ask"] = ask;
  f["commission_per_lot"] = commission_per_lot;
  f["selected"] = selected;
  f["open"] = open;
  f["quoted_ms"] = quoted_ms;
  return f;
}

static std::string id(unsigned long long value) { return std::to_string(value); }

static json facts(const position &p) {
  json f = json::object();
  f["ticket"] = id(p.ticket);
  f["identifier"] = id(p.identifier);
  f["magic"] = id(p.magic);
  f["symbol"] = p.symbol;
  f["comment"] = p.comment;
  f["type"] = p.type;
  f["reason"] = p.reason;
  f["volume"] = p.volume;
  f["price"] = p.price;
  f["sl"] = p.sl;
  f["tp"] = p.tp;
  f["swap"] = p.swap;
  f["time_ms"] = p.time_ms;
  return f;
}

static position position_from(const json &f) {
  position p;
  p.ticket = f["ticket"].as_id();
  p.identifier = f["identifier"].as_id();
  p.magic = f["magic"].as_id();
  p.symbol = f["symbol"].as_text();
  p.comment = f["comment"].as_text();
  p.type = static_cast<int>(f["type"].as_whole());
  p.reason = static_cast<int>(f["reason"].as_whole());
  p.volume = f["volume"].as_number();
  p.price = f["price"].as_number();
  p.sl = f["sl"].as_number();
  p.tp = f["tp"].as_number();
  p.swap = f["swap"].as_number();
  p.time_ms = f["time_ms"].as_whole();
  return p;
}

static json facts(const deal &d) {
  json f = json::object();
  f["ticket"] = id(d.ticket);
  f["order"] = id(d.order);
  f["position"] = id(d.position);
  f["magic"] = id(d.magic);
  f["symbol"] = d.symbol;
  f["comment"] = d.comment;
  f["type"] = d.type;
  f["entry"] = d.entry;
  f["reason"] = d.reason;
  f["volume"] = d.volume;
  f["price"] = d.price;
  f["profit"] = d.profit;
  f["commission"] = d.commission;
  f["swap"] = d.swap;
  f["time_ms"] = d.time_ms;
  return f;
}

static deal deal_from(const json &f) {
  deal d;
  d.ticket = f["ticket"].as_id();
  d.order = f["order"].as_id();
  d.position = f["position"].as_id();
  d.magic = f["magic"].as_id();
  d.symbol = f["symbol"].as_text();
  d.comment = f["comment"].as_text();
  d.type = static_cast<int>(f["type"].as_whole());
  d.entry = static_cast<int>(f["entry"].as_whole());
  d.reason = static_cast<int>(f["reason"].as_whole());
  d.volume = f["volume"].as_number();
  d.price = f["price"].as_number();
  d.profit = f["profit"].as_number();
  d.commission = f["commission"].as_number();
  d.swap = f["swap"].as_number();
  d.time_ms = f["time_ms"].as_whole();
  return d;
}

static json facts(const order &o) {
  json f = json::object();
  f["ticket"] = id(o.ticket);
  f["position"] = id(o.position);
  f["magic"] = id(o.magic);
  f["symbol"] = o.symbol;
  f["comment"] = o.comment;
  f["type"] = o.type;
  f["state"] = o.state;
  f["reason"] = o.reason;
  f["volume"] = o.volume;
  f["remaining"] = o.remaining;
  f["price"] = o.price;
  f["sl"] = o.sl;
  f["tp"] = o.tp;
  f["setup_ms"] = o.setup_ms;
  f["done_ms"] = o.done_ms;
  f["due_in_ms"] = o.due_tick_ms == 0 ? 0 : o.due_tick_ms - tick_ms();
  return f;
}

static order order_from(const json &f) {
  order o;
  o.ticket = f["ticket"].as_id();
  o.position = f["position"].as_id();
  o.magic = f["magic"].as_id();
  o.symbol = f["symbol"].as_text();
  o.comment = f["comment"].as_text();
  o.type = static_cast<int>(f["type"].as_whole());
  o.state = static_cast<int>(f["state"].as_whole());
  o.reason = static_cast<int>(f["reason"].as_whole());
  o.volume = f["volume"].as_number();
  o.remaining = f["remaining"].as_number();
  o.price = f["price"].as_number();
  o.sl = f["sl"].as_number();
  o.tp = f["tp"].as_number();
  o.setup_ms = f["setup_ms"].as_whole();
  o.done_ms = f["done_ms"].as_whole();
  const long long due = f["due_in_ms"].as_whole();
  o.due_tick_ms = due == 0 ? 0 : tick_ms() + std::max(1LL, due);
  return o;
}

template <class T> static json list_of(const std::vector<T> &items) {
  json list = json::list();
  for (const auto &item : items) list.push(facts(item));
  return list;
}

void broker::configure(const json &f) {
  const json &a = f["account"];
  account.login = a["login"].as_whole(account.login);
  account.name = a["name"].as_text(account.name);
  account.server = a["server"].as_text(account.server);
  account.company = a["company"].as_text(account.company);
  account.currency = a["currency"].as_text(account.currency);
  account.digits = static_cast<int>(a["digits"].as_whole(account.digits));
  account.leverage = static_cast<int>(a["leverage"].as_whole(account.leverage));
  account.margin_mode = static_cast<int>(a["margin_mode"].as_whole(account.margin_mode));
  account.trade_allowed = a["trade_allowed"].as_bool(account.trade_allowed);
  account.trade_expert = a["trade_expert"].as_bool(account.trade_expert);
  account.balance = a["balance"].as_number(account.balance);
  calc_factor = f["calc_factor"].as_number(calc_factor);
  shuffles = f["shuffles"].as_bool(shuffles);
  transaction_delay_ms = f["transaction_delay_ms"].as_whole(transaction_delay_ms);
  for (const auto &item : f["symbols"].items()) {
    const symbol s = symbol::from(item);
    symbols[s.name] = s;
  }
}

json broker::state() const {
  json f = json::object();
  json a = json::object();
  a["login"] = std::to_string(account.login);
  a["name"] = account.name;
  a["server"] = account.server;
  a["company"] = account.company;
  a["currency"] = account.currency;
  a["digits"] = account.digits;
  a["leverage"] = account.leverage;
  a["margin_mode"] = account.margin_mode;
  a["trade_allowed"] = account.trade_allowed;
  a["trade_expert"] = account.trade_expert;
  a["balance"] = account.balance;
  a["equity"] = equity();
  f["account"] = a;
  f["last_ticket"] = id(last_ticket_);
  f["positions"] = list_of(positions);
  f["orders"] = list_of(orders);
  f["history_orders"] = list_of(history_orders);
  f["deals"] = list_of(deals);
  json list = json::list();
  for (const auto &[name, s] : symbols) list.push(s.facts());
  f["symbols"] = list;
  f["lost_transactions"] = lost_transactions;
  return f;
}

static std::string book_file() { return the_terminal.data_directory + "/broker.json"; }

// Written at each change: the broker lives on when the terminal is killed.
void broker::save() const {
  const std::string draft = book_file() + ".draft";
  std::ofstream(draft, std::ios::binary) << state().text();
  std::rename(draft.c_str(), book_file().c_str());
}

void broker::load() {
  std::ifstream file(book_file(), std::ios::binary);
  if (!file) return;
  std::ostringstream text;
  text << file.rdbuf();
  const json f = json::parse(text.str());
  configure(f);
  last_ticket_ = f["last_ticket"].as_id();
  for (const auto &item : f["positions"].items()) positions.push_back(position_from(item));
  for (const auto &item : f["orders"].items()) orders.push_back(order_from(item));
  for (const auto &item : f["history_orders"].items()) history_orders.push_back(order_from(item));
  for (const auto &item : f["deals"].items()) deals.push_back(deal_from(item));
}

// News for OnTradeTransaction

void broker::announce(ENUM_TRADE_TRANSACTION_TYPE type, const order *o, const deal *d, const position *p) {
  transaction t{};
  t.facts.type = type;
  if (o != nullptr) {
    t.facts.order = o->ticket;
    t.facts.symbol = string::from_utf8(o->symbol);
    t.facts.order_type = static_cast<ENUM_ORDER_TYPE>(o->type);
    t.facts.order_state = static_cast<ENUM_ORDER_STATE>(o->state);
    t.facts.volume = o->volume;
    t.facts.price = o->price;
    t.facts.position = o->position;
  }
  if (d != nullptr) {
    t.facts.deal = d->ticket;
    t.facts.deal_type = static_cast<ENUM_DEAL_TYPE>(d->type);
    t.facts.volume = d->volume;
    t.facts.price = d->price;
  }
  if (p != nullptr) t.facts.position = p->ticket;
  queue(t);
}

void broker::announce_request(const MqlTradeRequest &request, const MqlTradeResult &result) {
  transaction t{};
  t.facts.type = TRADE_TRANSACTION_REQUEST;
  t.request = request;
  t.result = result;
  queue(t);
}

void broker::queue(transaction t) {
  t.due_tick_ms = tick_ms() + transaction_delay_ms;
  if (shuffles && transactions.size() % 2 == 1) transactions.push_front(t);
  else transactions.push_back(t);
  if (transactions.size() <= TRANSACTION_RING) return;
  transactions.pop_front();
  lost_transactions++;
}

mql::string broker_words(unsigned int retcode) {
  switch (retcode) {
  case 0: return u"Done"_s;
  case TRADE_RETCODE_REQUOTE: return u"Requote"_s;
  case TRADE_RETCODE_REJECT: return u"Request rejected"_s;
  case TRADE_RETCODE_PLACED: return u"Order placed"_s;
  case TRADE_RETCODE_DONE: return u"Request executed"_s;
  case TRADE_RETCODE_DONE_PARTIAL: return u"Request executed partially"_s;
  case TRADE_RETCODE_TIMEOUT: return u"Request timed out"_s;
  case TRADE_RETCODE_INVALID_VOLUME: return u"Invalid volume"_s;
  case TRADE_RETCODE_INVALID_STOPS: return u"Invalid stops"_s;
  case TRADE_RETCODE_MARKET_CLOSED: return u"Market closed"_s;
  case TRADE_RETCODE_NO_MONEY: return u"No money"_s;
  case TRADE_RETCODE_INVALID_FILL: return u"Unsupported filling mode"_s;
  case TRADE_RETCODE_CONNECTION: return u"No connection"_s;
  case TRADE_RETCODE_POSITION_CLOSED: return u"Position doesn't exist"_s;
  case TRADE_RETCODE_CLIENT_DISABLES_AT: return u"AutoTrading disabled by client"_s;
  default: return u"Retcode "_s + text_of(static_cast<unsigned long long>(retcode));
  }
}

} // namespace host
