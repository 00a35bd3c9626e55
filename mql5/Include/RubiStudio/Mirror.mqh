//+------------------------------------------------------------------+
//|                                                       Mirror.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_MIRROR_MQH
#define RUBI_STUDIO_MIRROR_MQH

#include "Executor.mqh"

#define RUBI_MIRROR_MOST_WAITING 100

struct SMirrored
  {
   ulong             identifier;
   string            symbol;
   bool              is_buy;
   bool              is_mirrored;
   bool              is_closing; // gone, and its closing signal is on its way
  };

//+------------------------------------------------------------------+
//| Tells the backend as signals what other programs, or the trader's|
//| hand, open and close on this account. What was open already when |
//| it was first attached is not told. A close is told when no other |
//| mirrored position of the same symbol and side is left: the signal|
//| closes them all. What was mirrored is remembered on the disk, so |
//| that no restart leaves the followers alone with a position.      |
//+------------------------------------------------------------------+
class CMirror
  {
private:
   bool              m_is_on;
   ulong             m_magic;
   string            m_symbols;
   string            m_path;
   bool              m_has_begun;
   SMirrored         m_known[];
   int               m_count;
   string            m_waiting[];
   ulong             m_closing_of[]; // beside m_waiting: the position whose close it tells, or 0

   bool              Wants(const string symbol,const ulong magic,const ulong comment_id,const CExecutor &executor) const;
   int               Known(const ulong identifier) const;
   void              Remember(const ulong identifier,const string symbol,const bool is_buy,const bool is_mirrored);
   void              Drop(const int i);
   void              Load(void);
   void              Save(void) const;
   static bool       HasClosed(const ulong identifier);
   void              WatchGone(const ulong &seen[],const CSymbolBook &symbols,const string session_id);
   void              TellOpening(const ulong identifier,const CSymbolBook &symbols,const string session_id);
   void              TellClosing(const int i,const CSymbolBook &symbols,const string session_id);
   bool              Queue(const string body,const ulong closing_of);
   bool              HasTwin(const int i) const;

public:
                     CMirror(void) : m_is_on(false),m_magic(0),m_symbols(""),m_path(""),m_has_begun(false),m_count(0) { }
   void              Configure(const SSettings &settings);
   void              Forget(void);
   void              Open(const string path) { m_path=path; }
   void              Watch(const CExecutor &executor,const CSymbolBook &symbols,const string session_id);
   bool              HasSignal(void) const { return(ArraySize(m_waiting)>0); }
   string            NextSignal(void) const { return(m_waiting[0]); }
   void              Told(void);
  };
//+------------------------------------------------------------------+
void CMirror::Configure(const SSettings &settings)
  {
   m_is_on=settings.mirrors_trades;
   m_magic=settings.mirror_magic;
   m_symbols=","+settings.mirror_symbols+",";
   StringReplace(m_symbols," ","");
  }
//+------------------------------------------------------------------+
void CMirror::Forget(void)
  {
   m_has_begun=false;
   m_count=0;
   ArrayResize(m_known,0);
   ArrayResize(m_waiting,0);
   ArrayResize(m_closing_of,0);
  }
//+------------------------------------------------------------------+
//| Never what we opened ourselves: that would be an echo.           |
//+------------------------------------------------------------------+
bool CMirror::Wants(const string symbol,const ulong magic,const ulong comment_id,const CExecutor &executor) const
  {
   if(executor.IsOurs(magic) || comment_id>0)
      return(false);
   if(m_magic>0 && magic!=m_magic)
      return(false);
   return(m_symbols==",," || StringFind(m_symbols,","+symbol+",")>=0);
  }
//+------------------------------------------------------------------+
int CMirror::Known(const ulong identifier) const
  {
   for(int i=0; i<m_count; i++)
     {
      if(m_known[i].identifier==identifier)
         return(i);
     }
   return(-1);
  }
//+------------------------------------------------------------------+
void CMirror::Remember(const ulong identifier,const string symbol,const bool is_buy,const bool is_mirrored)
  {
   ArrayResize(m_known,m_count+1,16);
   m_known[m_count].identifier=identifier;
   m_known[m_count].symbol=symbol;
   m_known[m_count].is_buy=is_buy;
   m_known[m_count].is_mirrored=is_mirrored;
   m_known[m_count].is_closing=false;
   m_count++;
  }
//+------------------------------------------------------------------+
void CMirror::Drop(const int i)
  {
   for(int k=i; k<m_count-1; k++)
      m_known[k]=m_known[k+1];
   m_count--;
   ArrayResize(m_known,m_count,16);
  }
//+------------------------------------------------------------------+
//| What an earlier run had mirrored.                                |
//+------------------------------------------------------------------+
void CMirror::Load(void)
  {
   int file=FileOpen(m_path,FILE_READ|FILE_TXT|FILE_ANSI|FILE_SHARE_READ,0,CP_UTF8);
   if(file==INVALID_HANDLE)
      return;
   while(!FileIsEnding(file))
     {
      CJsonReader json;
      if(!json.Parse(FileReadString(file)) || !json.Flag(json.Child(0,"whole")))
         continue;
      ulong identifier=json.Id(json.Child(0,"position"));
      if(identifier>0 && Known(identifier)<0)
         Remember(identifier,json.Text(json.Child(0,"symbol")),json.Flag(json.Child(0,"buy")),true);
     }
   FileClose(file);
  }
//+------------------------------------------------------------------+
//| Beside the old file first: a crash leaves one of them whole.     |
//+------------------------------------------------------------------+
void CMirror::Save(void) const
  {
   string draft=m_path+".new";
   int file=FileOpen(draft,FILE_WRITE|FILE_TXT|FILE_ANSI,0,CP_UTF8);
   if(file==INVALID_HANDLE)
      return;
   for(int i=0; i<m_count; i++)
     {
      if(!m_known[i].is_mirrored)
         continue;
      CJsonWriter json;
      json.OpenObject();
      json.Id("position",m_known[i].identifier);
      json.Text("symbol",m_known[i].symbol);
      json.Flag("buy",m_known[i].is_buy);
      json.Flag("whole",true);
      json.CloseObject();
      FileWriteString(file,json.Json()+"\r\n");
     }
   FileFlush(file);
   FileClose(file);
   FileMove(draft,0,m_path,FILE_REWRITE);
  }
//+------------------------------------------------------------------+
void CMirror::Watch(const CExecutor &executor,const CSymbolBook &symbols,const string session_id)
  {
   if(!m_is_on || StringLen(session_id)==0 || TerminalInfoInteger(TERMINAL_CONNECTED)==0)
      return;
   if(!m_has_begun)
      Load();
   ulong seen[];
   int total=PositionsTotal();
   bool has_news=false;
   ArrayResize(seen,total);
   for(int i=0; i<total; i++)
     {
      ulong ticket=PositionGetTicket(i);
      seen[i]=(ticket>0 ? (ulong)PositionGetInteger(POSITION_IDENTIFIER) : 0);
      if(ticket==0 || Known(seen[i])>=0)
         continue;
      string comment=PositionGetString(POSITION_COMMENT);
      ulong comment_id=(StringSubstr(comment,0,2)=="RS" ? (ulong)StringToInteger(StringSubstr(comment,2)) : 0);
      string symbol=PositionGetString(POSITION_SYMBOL);
      bool is_buy=(PositionGetInteger(POSITION_TYPE)==POSITION_TYPE_BUY);
      bool is_told=(m_has_begun && Wants(symbol,(ulong)PositionGetInteger(POSITION_MAGIC),comment_id,executor));
      if(is_told)
         TellOpening(seen[i],symbols,session_id);
      Remember(seen[i],symbol,is_buy,is_told);
      has_news=(has_news || is_told);
     }
   m_has_begun=true;
   if(has_news)
      Save();
   WatchGone(seen,symbols,session_id);
  }
//+------------------------------------------------------------------+
//| A terminal that has just connected may not list its positions    |
//| yet: only a deal proves that one was closed.                     |
//+------------------------------------------------------------------+
bool CMirror::HasClosed(const ulong identifier)
  {
   if(!HistorySelectByPosition(identifier))
      return(false);
   for(int i=HistoryDealsTotal()-1; i>=0; i--)
     {
      ulong deal=HistoryDealGetTicket(i);
      if(deal==0)
         continue;
      long entry=HistoryDealGetInteger(deal,DEAL_ENTRY);
      if(entry==DEAL_ENTRY_OUT || entry==DEAL_ENTRY_OUT_BY)
         return(true);
     }
   return(false);
  }
//+------------------------------------------------------------------+
//| A close is forgotten only once it has been told.                 |
//+------------------------------------------------------------------+
void CMirror::WatchGone(const ulong &seen[],const CSymbolBook &symbols,const string session_id)
  {
   int total=ArraySize(seen);
   for(int k=m_count-1; k>=0; k--)
     {
      bool is_gone=!m_known[k].is_closing;
      for(int i=0; i<total && is_gone; i++)
         is_gone=(seen[i]!=m_known[k].identifier);
      if(!is_gone || (m_known[k].is_mirrored && !HasClosed(m_known[k].identifier)))
         continue;
      if(m_known[k].is_mirrored && !HasTwin(k))
        {
         TellClosing(k,symbols,session_id);
         continue;
        }
      bool was_mirrored=m_known[k].is_mirrored;
      Drop(k);
      if(was_mirrored)
         Save();
     }
  }
//+------------------------------------------------------------------+
bool CMirror::HasTwin(const int i) const
  {
   for(int k=0; k<m_count; k++)
     {
      bool is_alike=(m_known[k].symbol==m_known[i].symbol && m_known[k].is_buy==m_known[i].is_buy);
      if(k!=i && m_known[k].is_mirrored && !m_known[k].is_closing && is_alike)
         return(true);
     }
   return(false);
  }
//+------------------------------------------------------------------+
void CMirror::TellOpening(const ulong identifier,const CSymbolBook &symbols,const string session_id)
  {
   CJsonWriter json;
   json.OpenObject();
   json.Text("symbol",symbols.ToWire(PositionGetString(POSITION_SYMBOL)));
   json.Text("signal_type",PositionGetInteger(POSITION_TYPE)==POSITION_TYPE_BUY ? "BUY" : "SELL");
   json.Number("entry_price",PositionGetDouble(POSITION_PRICE_OPEN));
   if(PositionGetDouble(POSITION_SL)>0.0)
      json.Number("stop_loss",PositionGetDouble(POSITION_SL));
   if(PositionGetDouble(POSITION_TP)>0.0)
      json.Number("take_profit",PositionGetDouble(POSITION_TP));
   json.Number("volume",PositionGetDouble(POSITION_VOLUME));
   json.Text("signal_time",CTerminalTime::NowIso());
   json.Text("source_session_id",session_id);
   json.Text("client_signal_id","mirror-"+IntegerToString(AccountInfoInteger(ACCOUNT_LOGIN))+"-"+(string)identifier);
   json.CloseObject();
   Queue(json.Json(),0);
  }
//+------------------------------------------------------------------+
//| With no place left it stays gone and untold, and is told later.  |
//+------------------------------------------------------------------+
void CMirror::TellClosing(const int i,const CSymbolBook &symbols,const string session_id)
  {
   CJsonWriter json;
   json.OpenObject();
   json.Text("symbol",symbols.ToWire(m_known[i].symbol));
   json.Text("signal_type",m_known[i].is_buy ? "CLOSE_BUY" : "CLOSE_SELL");
   json.Text("signal_time",CTerminalTime::NowIso());
   json.Text("source_session_id",session_id);
   json.Text("client_signal_id","mirror-close-"+IntegerToString(AccountInfoInteger(ACCOUNT_LOGIN))+"-"+(string)m_known[i].identifier);
   json.CloseObject();
   m_known[i].is_closing=Queue(json.Json(),m_known[i].identifier);
  }
//+------------------------------------------------------------------+
bool CMirror::Queue(const string body,const ulong closing_of)
  {
   int count=ArraySize(m_waiting);
   if(count>=RUBI_MIRROR_MOST_WAITING)
      return(false);
   ArrayResize(m_waiting,count+1,16);
   ArrayResize(m_closing_of,count+1,16);
   m_waiting[count]=body;
   m_closing_of[count]=closing_of;
   return(true);
  }
//+------------------------------------------------------------------+
void CMirror::Told(void)
  {
   int count=ArraySize(m_waiting);
   if(count==0)
      return;
   int closed=(m_closing_of[0]>0 ? Known(m_closing_of[0]) : -1);
   for(int i=0; i<count-1; i++)
     {
      m_waiting[i]=m_waiting[i+1];
      m_closing_of[i]=m_closing_of[i+1];
     }
   ArrayResize(m_waiting,count-1,16);
   ArrayResize(m_closing_of,count-1,16);
   if(closed<0)
      return;
   Drop(closed);
   Save();
  }

#endif
//+------------------------------------------------------------------+
