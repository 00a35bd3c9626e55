//+------------------------------------------------------------------+
//|                                                  SyncMessage.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_SYNC_MESSAGE_MQH
#define RUBI_STUDIO_SYNC_MESSAGE_MQH

#include "AccountReport.mqh"
#include "DealHistory.mqh"
#include "Executor.mqh"
#include "PositionReport.mqh"

#define RUBI_REPEAT_MS 30000
#define RUBI_PRICES_MS 1000
#define RUBI_MOST_QUOTES 100

//+------------------------------------------------------------------+
//| Writes the one message per cycle: only what is new, and          |
//| everything now and then.                                         |
//+------------------------------------------------------------------+
class CSyncMessage
  {
private:
   CPositionReport   m_positions;
   CDealReport       m_deals;
   CDealHistory      m_history;
   CPermissions      m_permissions;
   string            m_told_lasting;
   string            m_told_prices;
   string            m_told_permissions;
   bool              m_is_whole_told;
   bool              m_may_tell_moved;
   int               m_told_offset;
   ulong             m_positions_at;
   ulong             m_prices_at;
   ulong             m_permissions_at;
   ulong             m_clock_at;
   string            m_quoted[];
   string            m_quotes[];
   ulong             m_quotes_at;

   void              WritePositions(const CSymbolBook &symbols,CJsonWriter &json);
   void              WritePermissions(CJsonWriter &json);
   void              WriteDeals(CExecutor &executor,const CSymbolBook &symbols,CJsonWriter &json);
   void              WriteQuotes(const CSymbolBook &symbols,CJsonWriter &json);
   void              WriteClock(CJsonWriter &json);

public:
                     CSyncMessage(void);
   void              Configure(const SSettings &settings);
   void              Forget(void);
   void              Quote(const string symbol);
   void              ConfirmDeals(const ulong last_ticket) { m_deals.Confirm(last_ticket); }
   void              WantHistory(const bool is_wanted,const string from) { m_history.Want(is_wanted,from); }
   void              Told(const bool knows_moved,const bool wants_positions);
   bool              IsTellingHistory(void) const { return(m_history.IsTelling()); }
   int               QuotedTotal(void) const { return(ArraySize(m_quoted)); }
   string            Quoted(const int i) const { return(m_quoted[i]); }
   string            Write(const string session_id,const long epoch,const long seq,CExecutor &executor,const CSymbolBook &symbols);
  };
//+------------------------------------------------------------------+
CSyncMessage::CSyncMessage(void) : m_told_lasting(""),m_told_prices(""),m_told_permissions(""),m_is_whole_told(false),m_may_tell_moved(false),m_told_offset(0),m_positions_at(0),m_prices_at(0),m_permissions_at(0),m_clock_at(0),m_quotes_at(0)
  {
  }
//+------------------------------------------------------------------+
void CSyncMessage::Configure(const SSettings &settings)
  {
   m_positions.Configure(settings.magic_base);
   m_deals.Configure(settings.magic_base);
   m_permissions.Configure(settings.auto_trading);
   Forget();
  }
//+------------------------------------------------------------------+
//| After a new session or a refused message nothing counts as told. |
//+------------------------------------------------------------------+
void CSyncMessage::Forget(void)
  {
   m_history.Forget();
   m_told_lasting="?";
   m_told_prices="?";
   m_told_permissions="?";
   m_is_whole_told=false;
   m_may_tell_moved=false;
   m_positions_at=0;
   m_prices_at=0;
   m_permissions_at=0;
   m_clock_at=0;
   m_quotes_at=0;
   int total=ArraySize(m_quotes);
   for(int i=0; i<total; i++)
      m_quotes[i]="";
  }
//+------------------------------------------------------------------+
//| The last message was answered: by a backend that takes prices    |
//| alone, or does not know them; that knows our positions, or wants |
//| the whole list.                                                  |
//+------------------------------------------------------------------+
void CSyncMessage::Told(const bool knows_moved,const bool wants_positions)
  {
   m_history.Told();
   m_may_tell_moved=knows_moved;
   if(wants_positions)
      m_told_lasting="?";
  }
//+------------------------------------------------------------------+
//| A symbol whose price the backend follows.                        |
//+------------------------------------------------------------------+
void CSyncMessage::Quote(const string symbol)
  {
   int total=ArraySize(m_quoted);
   for(int i=0; i<total; i++)
     {
      if(m_quoted[i]==symbol)
         return;
     }
   if(total>=RUBI_MOST_QUOTES)
      return;
   ArrayResize(m_quoted,total+1,16);
   ArrayResize(m_quotes,total+1,16);
   m_quoted[total]=symbol;
   m_quotes[total]="";
  }
//+------------------------------------------------------------------+
string CSyncMessage::Write(const string session_id,const long epoch,const long seq,CExecutor &executor,const CSymbolBook &symbols)
  {
   CJsonWriter json;
   json.OpenObject();
   json.Text("session_id",session_id);
   json.Whole("epoch",epoch);
   json.Whole("seq",seq);
   json.OpenObject("account");
   CAccountReport::WriteMoney(json);
   json.CloseObject();
   WritePermissions(json);
   WritePositions(symbols,json);
   WriteDeals(executor,symbols,json);
   executor.WriteReports(json);
   WriteQuotes(symbols,json);
   WriteClock(json);
   json.CloseObject();
   return(json.Json());
  }
//+------------------------------------------------------------------+
//| The history waits for new ones, and while there are orders to do.|
//+------------------------------------------------------------------+
void CSyncMessage::WriteDeals(CExecutor &executor,const CSymbolBook &symbols,CJsonWriter &json)
  {
   bool is_open=false;
   m_history.Forget();
   m_deals.Write(!m_history.IsTelling(),symbols,json,is_open);
   if(!is_open && executor.WaitingTotal()==0)
      m_history.Write(m_deals,symbols,json,is_open);
   if(is_open)
      json.CloseList();
   m_history.WriteProgress(json);
  }
//+------------------------------------------------------------------+
void CSyncMessage::WritePermissions(CJsonWriter &json)
  {
   CJsonWriter now;
   now.OpenObject();
   m_permissions.Write(now,"permissions");
   now.CloseObject();
   ulong tick=GetTickCount64();
   if(now.Json()==m_told_permissions && tick<m_permissions_at+RUBI_REPEAT_MS)
      return;
   m_told_permissions=now.Json();
   m_permissions_at=tick;
   m_permissions.Write(json,"permissions");
  }
//+------------------------------------------------------------------+
//| At once when a position has come, gone or changed; every half a  |
//| minute in any case. Every second while only prices move: those   |
//| alone, if the backend has our whole list and can take them.      |
//+------------------------------------------------------------------+
void CSyncMessage::WritePositions(const CSymbolBook &symbols,CJsonWriter &json)
  {
   ulong tick=GetTickCount64();
   string lasting=m_positions.Fingerprint(false);
   string prices=m_positions.Fingerprint(true);
   bool has_changed=(lasting!=m_told_lasting);
   bool has_moved=(prices!=m_told_prices && tick>=m_prices_at+RUBI_PRICES_MS);
   bool is_due=(tick>=m_positions_at+RUBI_REPEAT_MS);
   if(!has_changed && !has_moved && !is_due)
      return;
   m_told_prices=prices;
   m_prices_at=tick;
   if(!has_changed && !is_due && m_is_whole_told && m_may_tell_moved && TerminalInfoInteger(TERMINAL_CONNECTED)!=0)
     {
      m_positions.WriteMoved(json);
      return;
     }
   m_told_lasting=lasting;
   m_positions_at=tick;
   m_is_whole_told=m_positions.Write(symbols,json);
  }
//+------------------------------------------------------------------+
void CSyncMessage::WriteQuotes(const CSymbolBook &symbols,CJsonWriter &json)
  {
   ulong tick=GetTickCount64();
   if(tick<m_quotes_at+RUBI_PRICES_MS)
      return;
   m_quotes_at=tick;
   bool is_open=false;
   int total=ArraySize(m_quoted);
   for(int i=0; i<total; i++)
     {
      CJsonWriter quote;
      if(!symbols.WriteQuote(m_quoted[i],quote) || quote.Json()==m_quotes[i])
         continue;
      m_quotes[i]=quote.Json();
      if(!is_open)
         json.OpenList("quotes");
      is_open=true;
      json.Raw("",m_quotes[i]);
     }
   if(is_open)
      json.CloseList();
  }
//+------------------------------------------------------------------+
void CSyncMessage::WriteClock(CJsonWriter &json)
  {
   ulong tick=GetTickCount64();
   int offset=CTerminalTime::OffsetSeconds();
   if(m_clock_at>0 && offset==m_told_offset && tick<m_clock_at+RUBI_REPEAT_MS)
      return;
   m_told_offset=offset;
   m_clock_at=tick;
   CTerminalTime::Write(json);
  }

#endif
//+------------------------------------------------------------------+
