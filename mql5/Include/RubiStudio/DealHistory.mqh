//+------------------------------------------------------------------+
//|                                                  DealHistory.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_DEAL_HISTORY_MQH
#define RUBI_STUDIO_DEAL_HISTORY_MQH

#include "DealReport.mqh"

#define RUBI_HISTORY_PER_SYNC 250
#define RUBI_HISTORY_SLICE_SECONDS 2592000
#define RUBI_HISTORY_WIDENINGS 16

//+------------------------------------------------------------------+
//| Tells the whole history once, the oldest first, a slice with each|
//| message. The backend remembers how far it got: after a restart it|
//| says where to go on. What it knows already it keeps once.        |
//+------------------------------------------------------------------+
class CDealHistory
  {
private:
   bool              m_is_wanted;
   bool              m_is_counted;
   bool              m_is_written;
   datetime          m_until;
   datetime          m_end;
   int               m_at_until;
   int               m_told;
   int               m_total;
   datetime          m_next_until;
   int               m_next_at_until;
   int               m_next_told;
   bool              m_next_is_whole;

   static datetime   BrokerTime(const string iso);
   bool              Count(void);
   bool              SelectSlice(bool &is_last);
   bool              IsWhole(const int told);

public:
                     CDealHistory(void);
   void              Want(const bool is_wanted,const string from);
   void              Forget(void) { m_is_written=false; }
   void              Told(void);
   bool              IsTelling(void) const { return(m_is_wanted); }
   void              Write(const CDealReport &report,const CSymbolBook &symbols,CJsonWriter &json,bool &is_open);
   void              WriteProgress(CJsonWriter &json) const;
  };
//+------------------------------------------------------------------+
CDealHistory::CDealHistory(void) : m_is_wanted(false),m_is_counted(false),m_is_written(false),m_until(0),m_end(0),m_at_until(0),m_told(0),m_total(0),m_next_until(0),m_next_at_until(0),m_next_told(0),m_next_is_whole(false)
  {
  }
//+------------------------------------------------------------------+
datetime CDealHistory::BrokerTime(const string iso)
  {
   string text=iso;
   StringReplace(text,"-",".");
   StringReplace(text,"T"," ");
   return(StringToTime(text));
  }
//+------------------------------------------------------------------+
//| From a moment of the broker's clock on; empty: from the beginning|
//+------------------------------------------------------------------+
void CDealHistory::Want(const bool is_wanted,const string from)
  {
   m_is_wanted=is_wanted;
   m_is_counted=false;
   m_is_written=false;
   m_until=(StringLen(from)>0 ? BrokerTime(from) : 0);
   m_at_until=0;
   m_told=0;
  }
//+------------------------------------------------------------------+
//| The message with the slice has arrived.                          |
//+------------------------------------------------------------------+
void CDealHistory::Told(void)
  {
   if(!m_is_written)
      return;
   m_is_written=false;
   m_until=m_next_until;
   m_at_until=m_next_at_until;
   m_told=m_next_told;
   if(m_next_is_whole)
      m_is_wanted=false;
  }
//+------------------------------------------------------------------+
//| How much there is, and how much of it was told before a restart. |
//+------------------------------------------------------------------+
bool CDealHistory::Count(void)
  {
   if(m_is_counted)
      return(true);
   m_end=(datetime)((long)TimeTradeServer()+RUBI_DEALS_OVERLAP_SECONDS);
   m_told=0;
   if(m_until>0)
     {
      if(!HistorySelect(0,(datetime)((long)m_until-1)))
         return(false);
      m_told=HistoryDealsTotal();
     }
   if(!HistorySelect(0,m_end))
      return(false);
   m_total=HistoryDealsTotal();
   if(m_until==0 && m_total>0)
      m_until=(datetime)HistoryDealGetInteger(HistoryDealGetTicket(0),DEAL_TIME);
   m_is_counted=true;
   return(true);
  }
//+------------------------------------------------------------------+
//| A month from where it was left; more if nothing happened in it.  |
//+------------------------------------------------------------------+
bool CDealHistory::SelectSlice(bool &is_last)
  {
   long span=RUBI_HISTORY_SLICE_SECONDS;
   for(int i=0; i<RUBI_HISTORY_WIDENINGS; i++)
     {
      long to=MathMin((long)m_until+span,(long)m_end);
      is_last=(to>=(long)m_end);
      if(!HistorySelect(m_until,(datetime)to))
         return(false);
      if(is_last || HistoryDealsTotal()>m_at_until)
         return(true);
      span*=2;
     }
   return(false);
  }
//+------------------------------------------------------------------+
//| A terminal that has just logged in may have been loading its     |
//| history still: what came since is told by beginning again.       |
//+------------------------------------------------------------------+
bool CDealHistory::IsWhole(const int told)
  {
   if(!HistorySelect(0,m_end))
      return(false);
   m_total=HistoryDealsTotal();
   return(told>=m_total);
  }
//+------------------------------------------------------------------+
void CDealHistory::Write(const CDealReport &report,const CSymbolBook &symbols,CJsonWriter &json,bool &is_open)
  {
   m_is_written=false;
   bool is_last=false;
   if(!m_is_wanted || !Count() || !SelectSlice(is_last))
      return;
   int total=HistoryDealsTotal();
   int end=MathMin(total,m_at_until+RUBI_HISTORY_PER_SYNC);
   for(int i=m_at_until; i<end; i++)
      report.WriteDeal(HistoryDealGetTicket(i),symbols,json,is_open);
   m_next_told=m_told+MathMax(0,end-m_at_until);
   m_next_until=m_until;
   m_next_at_until=m_at_until;
   if(end>m_at_until)
     {
      m_next_until=(datetime)HistoryDealGetInteger(HistoryDealGetTicket(end-1),DEAL_TIME);
      m_next_at_until=0;
      for(int i=end-1; i>=0 && (datetime)HistoryDealGetInteger(HistoryDealGetTicket(i),DEAL_TIME)==m_next_until; i--)
         m_next_at_until++;
     }
   m_next_is_whole=false;
   m_is_written=true;
   if(!is_last || end<total)
      return;
   m_next_is_whole=IsWhole(m_next_told);
   if(m_next_is_whole)
      return;
   m_next_until=0;
   m_next_at_until=0;
   m_next_told=0;
   m_is_counted=false;
  }
//+------------------------------------------------------------------+
void CDealHistory::WriteProgress(CJsonWriter &json) const
  {
   if(!m_is_written)
      return;
   json.OpenObject("history");
   if(m_next_until>0)
      json.Text("until",CTerminalTime::Iso(m_next_until));
   else
      json.Nothing("until");
   json.Whole("deals_told",m_next_told);
   json.Whole("deals_total",MathMax(m_total,m_next_told));
   json.Flag("complete",m_next_is_whole);
   json.CloseObject();
  }

#endif
//+------------------------------------------------------------------+
