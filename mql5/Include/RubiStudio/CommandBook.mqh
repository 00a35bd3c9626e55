//+------------------------------------------------------------------+
//|                                                  CommandBook.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_COMMAND_BOOK_MQH
#define RUBI_STUDIO_COMMAND_BOOK_MQH

#include "Evidence.mqh"
#include "Outbox.mqh"
#include "OrderSender.mqh"
#include "Permissions.mqh"
#include "RiskGuard.mqh"

#define RUBI_RETRY_MS 1000
#define RUBI_DOUBT_AFTER_MS 5000

//+------------------------------------------------------------------+
//| The commands that wait, what the journal says of each, and the   |
//| reports on their way.                                            |
//+------------------------------------------------------------------+
class CCommandBook
  {
protected:
   CJournal          m_journal;
   COutbox           m_outbox;
   CPermissions      m_permissions;
   CRiskGuard        m_guard;
   COrderSender      m_sender;
   CLogger           m_logger;
   SCommand          m_waiting[];
   int               m_count;
   int               m_executed;

   int               Waiting(const ulong order_id) const;
   void              Forget(const int i);
   void              EntryOf(const SCommand &command,const ENUM_JOURNAL_STATE state,SJournalEntry &entry) const;
   bool              WriteState(const SCommand &command,const ENUM_JOURNAL_STATE state);
   void              Finish(SJournalEntry &entry,const SReport &report);
   void              FinishCommand(const int i,const SReport &report);
   void              FinishPlainly(const int i,const string state,const uint retcode,const string message);
   void              FillReport(SReport &report,const ulong order_id,const double wanted,const SEvidence &evidence) const;
   void              WaitMore(const int i);
   void              Doubt(const int i,const uint retcode,const ulong order_ticket,const string message);
   bool              MayTradeNow(const int i);

public:
                     CCommandBook(void) : m_count(0),m_executed(0) { }
  };
//+------------------------------------------------------------------+
int CCommandBook::Waiting(const ulong order_id) const
  {
   for(int i=0; i<m_count; i++)
     {
      if(m_waiting[i].order_id==order_id)
         return(i);
     }
   return(-1);
  }
//+------------------------------------------------------------------+
void CCommandBook::Forget(const int i)
  {
   for(int k=i; k<m_count-1; k++)
      m_waiting[k]=m_waiting[k+1];
   m_count--;
   ArrayResize(m_waiting,m_count,16);
  }
//+------------------------------------------------------------------+
void CCommandBook::EntryOf(const SCommand &command,const ENUM_JOURNAL_STATE state,SJournalEntry &entry) const
  {
   entry.order_id=command.order_id;
   entry.magic=command.magic;
   entry.is_close=command.is_close;
   entry.is_buy=command.is_buy;
   entry.symbol=command.symbol;
   entry.volume=command.volume;
   entry.comment=command.comment;
   entry.targets=command.targets;
   entry.state=state;
   entry.at=TimeGMT();
   entry.has_report=false;
   entry.acknowledged=false;
  }
//+------------------------------------------------------------------+
bool CCommandBook::WriteState(const SCommand &command,const ENUM_JOURNAL_STATE state)
  {
   SJournalEntry entry={};
   EntryOf(command,state,entry);
   return(m_journal.Write(entry));
  }
//+------------------------------------------------------------------+
void CCommandBook::Finish(SJournalEntry &entry,const SReport &report)
  {
   entry.state=JOURNAL_DONE;
   entry.at=TimeGMT();
   entry.has_report=true;
   entry.acknowledged=false;
   entry.report=report;
   if(!m_journal.Write(entry))
      m_logger.Error("the journal cannot be written: the end of order "+(string)entry.order_id+" is only in memory");
   m_outbox.Put(report);
   m_logger.Info("order "+(string)report.order_id+" "+report.state+" "+report.message);
  }
//+------------------------------------------------------------------+
void CCommandBook::FinishCommand(const int i,const SReport &report)
  {
   SJournalEntry entry={};
   EntryOf(m_waiting[i],JOURNAL_DONE,entry);
   Forget(i);
   Finish(entry,report);
  }
//+------------------------------------------------------------------+
void CCommandBook::FinishPlainly(const int i,const string state,const uint retcode,const string message)
  {
   SReport report={};
   CReports::Make(report,m_waiting[i].order_id,state,retcode,message);
   FinishCommand(i,report);
  }
//+------------------------------------------------------------------+
//| Less than what was ordered is a partial fill.                    |
//+------------------------------------------------------------------+
void CCommandBook::FillReport(SReport &report,const ulong order_id,const double wanted,const SEvidence &evidence) const
  {
   bool is_partial=(evidence.volume<wanted-RUBI_STEP_EPSILON);
   uint retcode=(is_partial ? TRADE_RETCODE_DONE_PARTIAL : TRADE_RETCODE_DONE);
   string state=(is_partial ? "PARTIALLY_FILLED" : "FILLED");
   string message=(is_partial ? "Executed in part" : "Executed");
   CReports::Make(report,order_id,state,retcode,message,(string)evidence.deal_ticket);
   report.order_ticket=evidence.order_ticket;
   report.deal_ticket=evidence.deal_ticket;
   report.position_ticket=evidence.position_ticket;
   report.has_fill=true;
   report.volume=evidence.volume;
   report.price=evidence.price;
  }
//+------------------------------------------------------------------+
void CCommandBook::WaitMore(const int i)
  {
   m_waiting[i].next_try_ms=GetTickCount64()+RUBI_RETRY_MS;
   if(m_waiting[i].told_received)
      return;
   m_waiting[i].told_received=true;
   SReport report={};
   CReports::Make(report,m_waiting[i].order_id,"RECEIVED",0,"Waiting");
   m_outbox.Put(report);
  }
//+------------------------------------------------------------------+
//| It may have been executed. From now on it is looked for.         |
//+------------------------------------------------------------------+
void CCommandBook::Doubt(const int i,const uint retcode,const ulong order_ticket,const string message)
  {
   SReport report={};
   bool is_placed=(CRetcodes::ClassOf(retcode)==RETCODE_PLACED || CRetcodes::ClassOf(retcode)==RETCODE_DONE);
   CReports::Make(report,m_waiting[i].order_id,is_placed ? "PLACED" : "UNKNOWN",retcode,message);
   report.order_ticket=order_ticket;
   m_outbox.Put(report);
   m_logger.Warning("order "+(string)report.order_id+" "+report.state+" after return code "+(string)retcode+": looking for it");
   Forget(i);
  }
//+------------------------------------------------------------------+
//| A broken line to the broker may mend in time; a switch that is   |
//| off is a refusal for an opening order, and a wait for a close.   |
//+------------------------------------------------------------------+
bool CCommandBook::MayTradeNow(const int i)
  {
   string missing=m_permissions.Missing();
   if(StringLen(missing)==0 && m_journal.IsOpen())
      return(true);
   bool may_mend=(!m_permissions.Connected() || !m_journal.IsOpen());
   if(m_waiting[i].is_close || may_mend)
      WaitMore(i);
   else
      FinishPlainly(i,"REJECTED",TRADE_RETCODE_CLIENT_DISABLES_AT,missing);
   return(false);
  }

#endif
//+------------------------------------------------------------------+
