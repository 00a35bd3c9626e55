// Orders, positions and history, as a program sees them.
#include "broker.hpp"
#include "host.hpp"
#include <algorithm>

namespace mql {

using namespace host;

namespace {

constexpr int ERR_TRADE_POSITION_NOT_FOUND = 4753;
constexpr int ERR_TRADE_ORDER_NOT_FOUND = 4754;
constexpr int ERR_TRADE_SEND_FAILED = 4756;

host::position selected_position;
bool has_position = false;
host::order selected_order;
bool has_order = false;
std::vector<host::deal> history_deals;
std::vector<host::order> history_list;

string words(const std::string &text) { return string::from_utf8(text); }

const host::deal *deal_of(unsigned long long ticket) {
  for (const auto &d : the_broker.deals) if (d.ticket == ticket) return &d;
  return nullptr;
}

const host::order *past_order(unsigned long long ticket) {
  for (const auto &o : the_broker.history_orders) if (o.ticket == ticket) return &o;
  return nullptr;
}

long long order_property(const host::order &o, ENUM_ORDER_PROPERTY_INTEGER property) {
  switch (property) {
  case ORDER_TICKET: return static_cast<long long>(o.ticket);
  case ORDER_TIME_SETUP: return o.setup_ms / 1000;
  case ORDER_TYPE: return o.type;
  case ORDER_STATE: return o.state;
  case ORDER_TIME_DONE: return o.done_ms / 1000;
  case ORDER_MAGIC: return static_cast<long long>(o.magic);
  case ORDER_POSITION_ID: return static_cast<long long>(o.position);
  case ORDER_TIME_SETUP_MSC: return o.setup_ms;
  }
  return 0;
}

double order_property(const host::order &o, ENUM_ORDER_PROPERTY_DOUBLE property) {
  switch (property) {
  case ORDER_VOLUME_INITIAL: return o.volume;
  case ORDER_VOLUME_CURRENT: return o.remaining;
  case ORDER_PRICE_OPEN:
  case ORDER_PRICE_CURRENT: return o.price;
  case ORDER_SL: return o.sl;
  case ORDER_TP: return o.tp;
  }
  return 0;
}

string order_property(const host::order &o, ENUM_ORDER_PROPERTY_STRING property) {
  return words(property == ORDER_SYMBOL ? o.symbol : o.comment);
}

} // namespace

bool OrderSend(MqlTradeRequest &request, MqlTradeResult &result) {
  const api_call call("OrderSend");
  const bool done = the_broker.send(request, result);
  if (!done) set_error(ERR_TRADE_SEND_FAILED);
  return done;
}

bool OrderCheck(MqlTradeRequest &request, MqlTradeCheckResult &result) { return the_broker.check(request, result); }

bool OrderCalcMargin(ENUM_ORDER_TYPE action, string name, double volume, double price, double &margin) {
  const host::symbol *s = the_broker.find(name.utf8());
  margin = s == nullptr ? 0 : the_broker.margin(*s, action, volume, price) * the_broker.calc_factor;
  return s != nullptr;
}

bool OrderCalcProfit(ENUM_ORDER_TYPE action, string name, double volume, double open, double close, double &profit) {
  const host::symbol *s = the_broker.find(name.utf8());
  profit = s == nullptr ? 0 : the_broker.profit(*s, action, volume, open, close) * the_broker.calc_factor;
  return s != nullptr;
}

// Positions

int PositionsTotal() { return static_cast<int>(the_broker.positions.size()); }

bool PositionSelectByTicket(unsigned long long ticket) {
  const host::position *p = the_broker.find_position(ticket);
  has_position = p != nullptr;
  if (p != nullptr) selected_position = *p;
  else set_error(ERR_TRADE_POSITION_NOT_FOUND);
  return has_position;
}

unsigned long long PositionGetTicket(int index) {
  if (index < 0 || index >= PositionsTotal()) {
    set_error(ERR_TRADE_POSITION_NOT_FOUND);
    return 0;
  }
  selected_position = the_broker.positions[static_cast<std::size_t>(index)];
  has_position = true;
  return selected_position.ticket;
}

long long PositionGetInteger(ENUM_POSITION_PROPERTY_INTEGER property) {
  if (!has_position) return 0;
  const auto &p = selected_position;
  switch (property) {
  case POSITION_TICKET: return static_cast<long long>(p.ticket);
  case POSITION_TIME: return p.time_ms / 1000;
  case POSITION_TIME_MSC: return p.time_ms;
  case POSITION_TYPE: return p.type;
  case POSITION_MAGIC: return static_cast<long long>(p.magic);
  case POSITION_IDENTIFIER: return static_cast<long long>(p.identifier);
  case POSITION_REASON: return p.reason;
  }
  return 0;
}

double PositionGetDouble(ENUM_POSITION_PROPERTY_DOUBLE property) {
  if (!has_position) return 0;
  const auto &p = selected_position;
  const host::symbol *s = the_broker.find(p.symbol);
  switch (property) {
  case POSITION_VOLUME: return p.volume;
  case POSITION_PRICE_OPEN: return p.price;
  case POSITION_SL: return p.sl;
  case POSITION_TP: return p.tp;
  case POSITION_PRICE_CURRENT: return s == nullptr ? 0 : p.type == POSITION_TYPE_BUY ? s->bid : s->ask;
  case POSITION_SWAP: return p.swap;
  case POSITION_PROFIT: return the_broker.floating(p);
  }
  return 0;
}

string PositionGetString(ENUM_POSITION_PROPERTY_STRING property) {
  if (!has_position) return string();
  return words(property == POSITION_SYMBOL ? selected_position.symbol : selected_position.comment);
}

// Orders at work

int OrdersTotal() { return static_cast<int>(the_broker.orders.size()); }

unsigned long long OrderGetTicket(int index) {
  if (index < 0 || index >= OrdersTotal()) return 0;
  selected_order = the_broker.orders[static_cast<std::size_t>(index)];
  has_order = true;
  return selected_order.ticket;
}

bool OrderSelect(unsigned long long ticket) {
  has_order = false;
  for (const auto &o : the_broker.orders) {
    if (o.ticket != ticket) continue;
    selected_order = o;
    has_order = true;
  }
  if (!has_order) set_error(ERR_TRADE_ORDER_NOT_FOUND);
  return has_order;
}

long long OrderGetInteger(ENUM_ORDER_PROPERTY_INTEGER p) { return has_order ? order_property(selected_order, p) : 0; }
double OrderGetDouble(ENUM_ORDER_PROPERTY_DOUBLE p) { return has_order ? order_property(selected_order, p) : 0; }
string OrderGetString(ENUM_ORDER_PROPERTY_STRING p) { return has_order ? order_property(selected_order, p) : string(); }

// History

bool HistorySelect(datetime from, datetime to) {
  if (!the_terminal.is_connected) return false;
  history_deals.clear();
  history_list.clear();
  const auto inside = [&](long long ms) { return ms / 1000 >= from && ms / 1000 <= to; };
  std::copy_if(the_broker.deals.begin(), the_broker.deals.end(), std::back_inserter(history_deals),
               [&](const host::deal &d) { return inside(d.time_ms); });
  std::copy_if(the_broker.history_orders.begin(), the_broker.history_orders.end(), std::back_inserter(history_list),
               [&](const host::order &o) { return inside(o.done_ms); });
  return true;
}

bool HistorySelectByPosition(unsigned long long position) {
  history_deals.clear();
  history_list.clear();
  std::copy_if(the_broker.deals.begin(), the_broker.deals.end(), std::back_inserter(history_deals),
               [&](const host::deal &d) { return d.position == position; });
  std::copy_if(the_broker.history_orders.begin(), the_broker.history_orders.end(), std::back_inserter(history_list),
               [&](const host::order &o) { return o.position == position; });
  return true;
}

int HistoryDealsTotal() { return static_cast<int>(history_deals.size()); }

unsigned long long HistoryDealGetTicket(int index) {
  return index < 0 || index >= HistoryDealsTotal() ? 0 : history_deals[static_cast<std::size_t>(index)].ticket;
}

bool HistoryDealSelect(unsigned long long ticket) {
  history_deals.clear();
  const host::deal *d = deal_of(ticket);
  if (d != nullptr) history_deals.push_back(*d);
  return d != nullptr;
}

long long HistoryDealGetInteger(unsigned long long ticket, ENUM_DEAL_PROPERTY_INTEGER property) {
  const host::deal *d = deal_of(ticket);
  if (d == nullptr) return 0;
  switch (property) {
  case DEAL_TICKET: return static_cast<long long>(d->ticket);
  case DEAL_ORDER: return static_cast<long long>(d->order);
  case DEAL_TIME: return d->time_ms / 1000;
  case DEAL_TIME_MSC: return d->time_ms;
  case DEAL_TYPE: return d->type;
  case DEAL_ENTRY: return d->entry;
  case DEAL_MAGIC: return static_cast<long long>(d->magic);
  case DEAL_REASON: return d->reason;
  case DEAL_POSITION_ID: return static_cast<long long>(d->position);
  }
  return 0;
}

double HistoryDealGetDouble(unsigned long long ticket, ENUM_DEAL_PROPERTY_DOUBLE property) {
  const host::deal *d = deal_of(ticket);
  if (d == nullptr) return 0;
  switch (property) {
  case DEAL_VOLUME: return d->volume;
  case DEAL_PRICE: return d->price;
  case DEAL_COMMISSION: return d->commission;
  case DEAL_SWAP: return d->swap;
  case DEAL_PROFIT: return d->profit;
  case DEAL_FEE: return d->fee;
  }
  return 0;
}

string HistoryDealGetString(unsigned long long ticket, ENUM_DEAL_PROPERTY_STRING property) {
  const host::deal *d = deal_of(ticket);
  if (d == nullptr) return string();
  return words(property == DEAL_SYMBOL ? d->symbol : d->comment);
}

int HistoryOrdersTotal() { return static_cast<int>(history_list.size()); }

unsigned long long HistoryOrderGetTicket(int index) {
  return index < 0 || index >= HistoryOrdersTotal() ? 0 : history_list[static_cast<std::size_t>(index)].ticket;
}

long long HistoryOrderGetInteger(unsigned long long ticket, ENUM_ORDER_PROPERTY_INTEGER property) {
  const host::order *o = past_order(ticket);
  return o == nullptr ? 0 : order_property(*o, property);
}

double HistoryOrderGetDouble(unsigned long long ticket, ENUM_ORDER_PROPERTY_DOUBLE property) {
  const host::order *o = past_order(ticket);
  return o == nullptr ? 0 : order_property(*o, property);
}

string HistoryOrderGetString(unsigned long long ticket, ENUM_ORDER_PROPERTY_STRING property) {
  const host::order *o = past_order(ticket);
  return o == nullptr ? string() : order_property(*o, property);
}

} // namespace mql
