//+------------------------------------------------------------------+
//|                                                     Executor.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_EXECUTOR_MQH
#define RUBI_STUDIO_EXECUTOR_MQH

#include "AbsenceProofs.mqh"
#include "ClosingOrders.mqh"

#define RUBI_LOOK_EVERY_MS 1000

//+------------------------------------------------------------------+
//| Executes each command at most once, and says what became of it.  |
//| The order of things is the whole point: look for it, write down  |
//| that it is about to be sent, flush, send, write down the outcome.|
//+------------------------------------------------------------------+
class CExecutor : public CClosingOrders
  {
private:
   CAbsenceProofs    m_proofs;
   int               m_received;
   ulong             m_next_look;

   void              Proceed(const int i);
   void              TakeUpAgain(const SJournalEntry &entry);
   void              Look(const int journal_index);

public:
                     CExecutor(void) : m_received(0),m_next_look(0) { }
   void              Configure(const SSettings &settings);
   bool              OpenJournal(const string path);
   void              CloseJournal(void);
   bool              HasJournal(void) const { return(m_journal.IsOpen()); }
   void              Take(const SCommand &command);
   void              Cancel(const ulong order_id);
   void              Reconcile(const ulong order_id,const ulong magic,const bool is_close,const string symbol);
   void              Resume(const bool may_send);
   void              WriteReports(CJsonWriter &json) { m_outbox.Write(json); }
   void              AcknowledgeReports(void) { m_outbox.Acknowledge(m_journal); }
   int               ReportsTotal(void) const { return(m_outbox.Total()); }
   int               WaitingTotal(void) const { return(m_count); }
   int               Executed(void) const { return(m_executed); }
   int               Received(void) const { return(m_received); }
   bool              IsOurs(const ulong magic) const;
  };
//+------------------------------------------------------------------+
void CExecutor::Configure(const SSettings &settings)
  {
   m_sender.Configure(settings);
   m_permissions.Configure(settings.auto_trading);
   m_guard.Configure(settings.max_risk_percent,settings.max_open_positions);
   m_logger.Configure(settings.log_level,settings.api_token);
  }
//+------------------------------------------------------------------+
bool CExecutor::OpenJournal(const string path)
  {
   m_count=0;
   ArrayResize(m_waiting,0);
   m_proofs.Forget();
   bool is_open=m_journal.Open(path);
   m_outbox.Load(m_journal);
   return(is_open);
  }
//+------------------------------------------------------------------+
void CExecutor::CloseJournal(void)
  {
   m_journal.Close();
  }
//+------------------------------------------------------------------+
//| Takes a command, perhaps not for the first time.                 |
//+------------------------------------------------------------------+
void CExecutor::Take(const SCommand &command)
  {
   SJournalEntry entry={};
   bool is_known=m_journal.Entry(m_journal.Find(command.order_id),entry);
   if(is_known && entry.state==JOURNAL_DONE)
     {
      if(entry.has_report)
         m_outbox.Put(entry.report);
      return;
     }
   //--- what is being sent is looked for, and never sent again; a close goes on with its other positions
   if(is_known && entry.state==JOURNAL_SENDING)
     {
      CTargets targets;
      targets.Parse(entry.targets);
      if(!targets.Has(TARGET_WAITING))
         return;
     }
   int i=Waiting(command.order_id);
   if(i<0)
     {
      i=m_count;
      m_count++;
      ArrayResize(m_waiting,m_count,16);
      m_waiting[i]=command;
      if(is_known)
         m_waiting[i].targets=entry.targets;
      else
        {
         m_received++;
         if(!WriteState(m_waiting[i],JOURNAL_RECEIVED))
            m_logger.Error("the journal cannot be written: order "+(string)command.order_id+" waits");
        }
     }
   Proceed(i);
  }
//+------------------------------------------------------------------+
//| Looks after what waits and what is in doubt. Without a session   |
//| nothing is sent: an answer might be on its way that forbids it.  |
//+------------------------------------------------------------------+
void CExecutor::Resume(const bool may_send)
  {
   m_proofs.WatchConnection(m_permissions.Connected());
   ulong now=GetTickCount64();
   for(int i=m_count-1; i>=0; i--)
     {
      bool is_over=(m_waiting[i].expires && now>=m_waiting[i].deadline_ms);
      if(is_over || (may_send && now>=m_waiting[i].next_try_ms))
         Proceed(i);
     }
   if(now<m_next_look)
      return;
   m_next_look=now+RUBI_LOOK_EVERY_MS;
   int total=m_journal.Total();
   for(int i=0; i<total; i++)
      Look(i);
  }
//+------------------------------------------------------------------+
//| Only what was not sent can be cancelled.                         |
//+------------------------------------------------------------------+
void CExecutor::Cancel(const ulong order_id)
  {
   SJournalEntry entry={};
   if(!m_journal.Entry(m_journal.Find(order_id),entry) || entry.state!=JOURNAL_RECEIVED)
      return;
   SReport report={};
   CReports::Make(report,order_id,"CANCELLED",0,"Cancelled before it was sent");
   int i=Waiting(order_id);
   if(i>=0)
      Forget(i);
   Finish(entry,report);
  }
//+------------------------------------------------------------------+
//| Tells all that this terminal can know of an order whose fate the |
//| backend has lost. What still waits here has no fate yet: a close |
//| outlasts a weekend. One that was never sent and waits no more is |
//| written down as done, so that a late copy of it is not executed. |
//+------------------------------------------------------------------+
void CExecutor::Reconcile(const ulong order_id,const ulong magic,const bool is_close,const string symbol)
  {
   SJournalEntry entry={};
   SReport report={};
   bool is_known=m_journal.Entry(m_journal.Find(order_id),entry);
   if(is_known && entry.state==JOURNAL_DONE)
     {
      if(entry.has_report)
         m_outbox.Put(entry.report);
      return;
     }
   if(Waiting(order_id)>=0)
      return;
   CTargets targets;
   targets.Parse(entry.targets);
   if(is_known && entry.is_close && targets.Has(TARGET_WAITING))
     {
      TakeUpAgain(entry);
      return;
     }
   if(is_known && entry.state==JOURNAL_RECEIVED)
     {
      CReports::Make(report,order_id,"NOT_EXECUTED",0,"Never sent, by the journal");
      Finish(entry,report);
      return;
     }
   SEvidence evidence={};
   if(is_close)
      CEvidence::OfClosing(magic,symbol,0,evidence);
   else
     {
      CEvidence::OfOpening(magic,symbol,true,evidence);
      if(evidence.found==FOUND_NOTHING)
         CEvidence::OfOpening(magic,symbol,false,evidence);
     }
   if(evidence.found==FOUND_UNKNOWN || evidence.found==FOUND_WORKING)
      return;
   if(!is_known)
     {
      entry.order_id=order_id;
      entry.magic=magic;
      entry.is_close=is_close;
      entry.symbol=symbol;
      entry.comment="";
      entry.targets="";
     }
   if(evidence.found==FOUND_EXECUTED && !is_known)
     {
      FillReport(report,order_id,evidence.volume,evidence);
      Finish(entry,report);
      return;
     }
   bool is_absent=(evidence.found==FOUND_NOTHING || evidence.found==FOUND_REFUSED);
   if(!is_absent || !m_proofs.IsDue(order_id))
      return;
   //--- nothing found, which proves nothing yet: the broker may be late. The backend concludes from two looks.
   CReports::Make(report,order_id,"NOT_FOUND",0,"No position, order or deal has this magic number",(string)GetTickCount64());
   m_outbox.Put(report);
  }
//+------------------------------------------------------------------+
//| A close that a restart cut off, and that the backend still asks  |
//| for, stays due: the journal knows all that it needs.             |
//+------------------------------------------------------------------+
void CExecutor::TakeUpAgain(const SJournalEntry &entry)
  {
   int i=m_count;
   m_count++;
   ArrayResize(m_waiting,m_count,16);
   SCommand command={};
   command.order_id=entry.order_id;
   command.magic=entry.magic;
   command.is_close=true;
   command.is_buy=entry.is_buy;
   command.symbol=entry.symbol;
   command.volume=entry.volume;
   command.comment=entry.comment;
   command.targets=entry.targets;
   command.deviation_points=INT_MAX;
   m_waiting[i]=command;
   m_logger.Info("order "+(string)entry.order_id+" goes on after a restart");
  }
//+------------------------------------------------------------------+
//| Looks for what was sent without a clear answer.                  |
//+------------------------------------------------------------------+
void CExecutor::Look(const int journal_index)
  {
   SJournalEntry entry={};
   if(!m_journal.IsSending(journal_index) || !m_journal.Entry(journal_index,entry) || Waiting(entry.order_id)>=0)
      return;
   if(entry.is_close)
      LookForClosing(entry);
   else
      LookForOpening(entry);
  }
//+------------------------------------------------------------------+
bool CExecutor::IsOurs(const ulong magic) const
  {
   return(m_journal.HasMagic(magic));
  }
//+------------------------------------------------------------------+
void CExecutor::Proceed(const int i)
  {
   if(m_waiting[i].is_close)
      ProceedClosing(i);
   else
      ProceedOpening(i);
  }

#endif
//+------------------------------------------------------------------+
