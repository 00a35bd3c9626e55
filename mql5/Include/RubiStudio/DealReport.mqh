//+------------------------------------------------------------------+
//|                                                   DealReport.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_DEAL_REPORT_MQH
#define RUBI_STUDIO_DEAL_REPORT_MQH

#include "SymbolBook.mqh"

#define RUBI_DEALS_PER_SYNC 100
#define RUBI_FIRST_DEALS_SECONDS 2592000
#define RUBI_DEALS_OVERLAP_SECONDS 86400

//+------------------------------------------------------------------+
//| The deals since the last one that the backend has confirmed.     |
//| Events are only a hint that there may be new ones.               |
//+------------------------------------------------------------------+
class CDealReport
  {
private:
   ulong             m_magic_base;
   ulong             m_confirmed;
   datetime          m_confirmed_time;

   static string     Tail(const string text,const string prefix);
   static void       WriteTicket(CJsonWriter &json,const string name,const ulong value);

public:
                     CDealReport(void) : m_magic_base(0),m_confirmed(0),m_confirmed_time(0) { }
   void              Configure(const ulong magic_base) { m_magic_base=magic_base; }
   void              Confirm(const ulong last_ticket);
   void              Write(const bool is_history_told,const CSymbolBook &symbols,CJsonWriter &json,bool &is_open);
   bool              WriteDeal(const ulong deal,const CSymbolBook &symbols,CJsonWriter &json,bool &is_open) const;
  };
//+------------------------------------------------------------------+
void CDealReport::Confirm(const ulong last_ticket)
  {
   if(last_ticket==m_confirmed)
      return;
   m_confirmed=last_ticket;
   m_confirmed_time=0;
   if(last_ticket>0 && HistoryDealSelect(last_ticket))
      m_confirmed_time=(datetime)HistoryDealGetInteger(last_ticket,DEAL_TIME);
  }
//+------------------------------------------------------------------+
//| Writes up to a hundred, the oldest first; the rest comes with the|
//| next message. What is older is left to the history while that is |
//| told: a confirmed deal may be one of it.                         |
//+------------------------------------------------------------------+
void CDealReport::Write(const bool is_history_told,const CSymbolBook &symbols,CJsonWriter &json,bool &is_open)
  {
   datetime now=TimeTradeServer();
   long recent=(long)now-RUBI_FIRST_DEALS_SECONDS;
   long from=(m_confirmed_time>0 ? (long)m_confirmed_time-RUBI_DEALS_OVERLAP_SECONDS : recent);
   if(!is_history_told)
      from=MathMax(from,recent);
   if(!HistorySelect((datetime)from,(datetime)((long)now+RUBI_DEALS_OVERLAP_SECONDS)))
      return;
   int written=0;
   int total=HistoryDealsTotal();
   for(int i=0; i<total && written<RUBI_DEALS_PER_SYNC; i++)
     {
      ulong deal=HistoryDealGetTicket(i);
      if(deal>m_confirmed && WriteDeal(deal,symbols,json,is_open))
         written++;
     }
  }
//+------------------------------------------------------------------+
void CDealReport::WriteTicket(CJsonWriter &json,const string name,const ulong value)
  {
   if(value>0)
      json.Id(name,value);
  }
//+------------------------------------------------------------------+
string CDealReport::Tail(const string text,const string prefix)
  {
   int length=StringLen(prefix);
   return(StringSubstr(text,0,length)==prefix ? StringSubstr(text,length) : text);
  }
//+------------------------------------------------------------------+
//| A balance operation has neither symbol nor position. A name that |
//| the backend would refuse would spoil the whole message.          |
//+------------------------------------------------------------------+
bool CDealReport::WriteDeal(const ulong deal,const CSymbolBook &symbols,CJsonWriter &json,bool &is_open) const
  {
   string symbol=HistoryDealGetString(deal,DEAL_SYMBOL);
   if(deal==0 || (StringLen(symbol)>0 && !CSymbolBook::IsReportable(symbols.ToWire(symbol))))
      return(false);
   if(!is_open)
      json.OpenList("deals");
   is_open=true;
   datetime time=(datetime)HistoryDealGetInteger(deal,DEAL_TIME);
   ulong magic=(ulong)HistoryDealGetInteger(deal,DEAL_MAGIC);
   ENUM_DEAL_TYPE type=(ENUM_DEAL_TYPE)HistoryDealGetInteger(deal,DEAL_TYPE);
   ENUM_DEAL_ENTRY entry=(ENUM_DEAL_ENTRY)HistoryDealGetInteger(deal,DEAL_ENTRY);
   ENUM_DEAL_REASON reason=(ENUM_DEAL_REASON)HistoryDealGetInteger(deal,DEAL_REASON);
   json.OpenObject();
   json.Id("ticket",deal);
   WriteTicket(json,"order",(ulong)HistoryDealGetInteger(deal,DEAL_ORDER));
   WriteTicket(json,"position",(ulong)HistoryDealGetInteger(deal,DEAL_POSITION_ID));
   if(StringLen(symbol)>0)
      json.Text("symbol",symbols.ToWire(symbol));
   json.Text("type",Tail(EnumToString(type),"DEAL_TYPE_"));
   json.Text("entry",StringLen(symbol)>0 ? Tail(EnumToString(entry),"DEAL_ENTRY_") : "NONE");
   json.Number("volume",HistoryDealGetDouble(deal,DEAL_VOLUME));
   json.Number("price",HistoryDealGetDouble(deal,DEAL_PRICE));
   json.Number("profit",HistoryDealGetDouble(deal,DEAL_PROFIT),2);
   json.Number("swap",HistoryDealGetDouble(deal,DEAL_SWAP),2);
   json.Number("commission",HistoryDealGetDouble(deal,DEAL_COMMISSION),2);
   json.Number("fee",HistoryDealGetDouble(deal,DEAL_FEE),2);
   WriteTicket(json,"magic",magic>m_magic_base ? magic-m_magic_base : magic);
   json.Text("comment",HistoryDealGetString(deal,DEAL_COMMENT));
   json.Text("reason",Tail(EnumToString(reason),"DEAL_REASON_"));
   json.Text("time",CTerminalTime::UtcIso(time));
   json.Text("broker_time",CTerminalTime::Iso(time));
   json.CloseObject();
   return(true);
  }

#endif
//+------------------------------------------------------------------+
