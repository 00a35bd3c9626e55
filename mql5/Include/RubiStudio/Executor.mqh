//+------------------------------------------------------------------+
//|                                                     Executor.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_EXECUTOR_MQH
#define RUBI_STUDIO_EXECUTOR_MQH

#include "Evidence.mqh"
#include "Logger.mqh"
#include "Outbox.mqh"
#include "Permissions.mqh"
#include "Retcodes.mqh"
#include "RiskGuard.mqh"

#define RUBI_PRICE_ATTEMPTS 3
#define RUBI_RETRY_MS 1000
#define RUBI_LOOK_EVERY_MS 1000
#define RUBI_DOUBT_AFTER_MS 5000
#define RUBI_BETWEEN_PROOFS_MS 30000
#define RUBI_SETTLED_AFTER_CONNECTION_MS 10000
#define RUBI_COMMENT_LIMIT 31

//+------------------------------------------------------------------+
//| Executes each command at most once, and says what became of it.  |
//| The order of things is the whole point: look for it, write down  |
//| that it is about to be sent, flush, send, write down the outcome.|
//+------------------------------------------------------------------+
class CExecutor
  {
private:
   CJournal          m_journal;
   COutbox           m_outbox;
   CPermissions      m_permissions;
   CRiskGuard        m_guard;
   CLogger           m_logger;
   SCommand          m_waiting[];
   int               m_count;
   int               m_slippage;
   int               m_executed;
   int               m_received;
   bool              m_was_connected;
   ulong             m_connected_since;
   ulong             m_next_look;
   ulong             m_proof_orders[];
   ulong             m_proof_times[];

   int               Waiting(const ulong order_id) const;
   void              Forget(const int i);
   void              EntryOf(const SCommand &command,const ENUM_JOURNAL_STATE state,SJournalEntry &entry) const;
   bool              WriteState(const SCommand &command,const ENUM_JOURNAL_STATE state);
   void              Finish(SJournalEntry &entry,const SReport &report);
   void              FinishCommand(const int i,const SReport &report);
   void              FinishPlainly(const int i,const string state,const uint retcode,const string message);
   void              FillReport(SReport &report,const ulong order_id,const double wanted,const SEvidence &evidence) const;
   void              Proceed(const int i);
   bool              MayTradeNow(const int i,const uint retcode_when_not);
   void              Open(const int i,const MqlTick &tick);
   void              ConcludeOpening(const int i,const MqlTradeResult &result);
   void              CloseTargets(const int i);
   void              CloseTarget(const int i,CTargets &targets,const int k);
   void              ConcludeClosing(const int i,const CTargets &targets);
   ENUM_RETCODE_CLASS Send(const SCommand &command,const double volume,const ulong position,MqlTradeResult &result);
   void              Doubt(const int i,const uint retcode,const ulong order_ticket,const string message);
   void              WaitMore(const int i);
   void              Look(const int journal_index);
   void              LookForClosing(SJournalEntry &entry);
   static void       LookForTarget(const ulong magic,const string symbol,CTargets &targets,const int k);
   void              LookForOpening(SJournalEntry &entry);
   void              WatchConnection(void);
   bool              CanProveAbsence(const ulong order_id);

public:
                     CExecutor(void);
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
CExecutor::CExecutor(void) : m_count(0),m_slippage(20),m_executed(0),m_received(0),m_was_connected(false),m_connected_since(0),m_next_look(0)
  {
  }
//+------------------------------------------------------------------+
void CExecutor::Configure(const SSettings &settings)
  {
   m_slippage=settings.max_slippage_points;
   m_permissions.Configure(settings.auto_trading);
   m_guard.Configure(settings.max_risk_percent,settings.max_open_positions);
   m_logger.Configure(settings.log_level,settings.api_token);
  }
//+------------------------------------------------------------------+
bool CExecutor::OpenJournal(const string path)
  {
   m_count=0;
   ArrayResize(m_waiting,0);
   ArrayResize(m_proof_orders,0);
   ArrayResize(m_proof_times,0);
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
   WatchConnection();
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
//| backend has lost. One that was never sent is written down as done|
//| so that a copy that arrives late is not executed.                |
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
   if(is_known && entry.state==JOURNAL_RECEIVED)
     {
      int i=Waiting(order_id);
      if(i>=0)
         Forget(i);
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
   if(!is_absent || !CanProveAbsence(order_id))
      return;
   //--- nothing found, which proves nothing yet: the broker may be late. The backend concludes from two looks.
   CReports::Make(report,order_id,"NOT_FOUND",0,"No position, order or deal has this magic number",(string)GetTickCount64());
   m_outbox.Put(report);
  }
//+------------------------------------------------------------------+
//| A look counts only while the terminal has been with its broker   |
//| for a while, and not too soon after the last one.                |
//+------------------------------------------------------------------+
bool CExecutor::CanProveAbsence(const ulong order_id)
  {
   ulong now=GetTickCount64();
   if(!m_was_connected || now<m_connected_since+RUBI_SETTLED_AFTER_CONNECTION_MS)
      return(false);
   int total=ArraySize(m_proof_orders);
   for(int i=0; i<total; i++)
     {
      if(m_proof_orders[i]!=order_id)
         continue;
      if(now<m_proof_times[i]+RUBI_BETWEEN_PROOFS_MS)
         return(false);
      m_proof_times[i]=now;
      return(true);
     }
   ArrayResize(m_proof_orders,total+1);
   ArrayResize(m_proof_times,total+1);
   m_proof_orders[total]=order_id;
   m_proof_times[total]=now;
   return(true);
  }
//+------------------------------------------------------------------+
void CExecutor::WatchConnection(void)
  {
   bool is_connected=m_permissions.Connected();
   if(is_connected && !m_was_connected)
      m_connected_since=GetTickCount64();
   m_was_connected=is_connected;
  }
//+------------------------------------------------------------------+
bool CExecutor::IsOurs(const ulong magic) const
  {
   return(m_journal.HasMagic(magic));
  }
//+------------------------------------------------------------------+
int CExecutor::Waiting(const ulong order_id) const
  {
   for(int i=0; i<m_count; i++)
     {
      if(m_waiting[i].order_id==order_id)
         return(i);
     }
   return(-1);
  }
//+------------------------------------------------------------------+
void CExecutor::Forget(const int i)
  {
   for(int k=i; k<m_count-1; k++)
      m_waiting[k]=m_waiting[k+1];
   m_count--;
   ArrayResize(m_waiting,m_count,16);
  }
//+------------------------------------------------------------------+
void CExecutor::EntryOf(const SCommand &command,const ENUM_JOURNAL_STATE state,SJournalEntry &entry) const
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
bool CExecutor::WriteState(const SCommand &command,const ENUM_JOURNAL_STATE state)
  {
   SJournalEntry entry={};
   EntryOf(command,state,entry);
   return(m_journal.Write(entry));
  }
//+------------------------------------------------------------------+
void CExecutor::Finish(SJournalEntry &entry,const SReport &report)
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
void CExecutor::FinishCommand(const int i,const SReport &report)
  {
   SJournalEntry entry={};
   EntryOf(m_waiting[i],JOURNAL_DONE,entry);
   Forget(i);
   Finish(entry,report);
  }
//+------------------------------------------------------------------+
void CExecutor::FinishPlainly(const int i,const string state,const uint retcode,const string message)
  {
   SReport report={};
   CReports::Make(report,m_waiting[i].order_id,state,retcode,message);
   FinishCommand(i,report);
  }
//+------------------------------------------------------------------+
//| Less than what was ordered is a partial fill.                    |
//+------------------------------------------------------------------+
void CExecutor::FillReport(SReport &report,const ulong order_id,const double wanted,const SEvidence &evidence) const
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
//| One more step of a command: executed already, too late, not      |
//| allowed, or now.                                                 |
//+------------------------------------------------------------------+
void CExecutor::Proceed(const int i)
  {
   ulong now=GetTickCount64();
   if(m_waiting[i].is_close)
     {
      CloseTargets(i);
      return;
     }
   SEvidence evidence={};
   CEvidence::OfOpening(m_waiting[i].magic,m_waiting[i].symbol,m_waiting[i].is_buy,evidence);
   if(evidence.found==FOUND_EXECUTED)
     {
      SReport report={};
      FillReport(report,m_waiting[i].order_id,m_waiting[i].volume,evidence);
      FinishCommand(i,report);
      return;
     }
   if(now>=m_waiting[i].deadline_ms)
     {
      FinishPlainly(i,"EXPIRED",0,"Its time to live was over");
      return;
     }
   if(evidence.found!=FOUND_NOTHING && evidence.found!=FOUND_REFUSED)
     {
      WaitMore(i);
      return;
     }
   MqlTick tick={};
   if(!MayTradeNow(i,TRADE_RETCODE_CLIENT_DISABLES_AT))
      return;
   if(!CSymbolBook::IsTradable(m_waiting[i].symbol,tick))
     {
      WaitMore(i);
      return;
     }
   Open(i,tick);
  }
//+------------------------------------------------------------------+
//| A broken line to the broker may mend in time; a switch that is   |
//| off is a refusal for an opening order, and a wait for a close.   |
//+------------------------------------------------------------------+
bool CExecutor::MayTradeNow(const int i,const uint retcode_when_not)
  {
   string missing=m_permissions.Missing();
   if(StringLen(missing)==0 && m_journal.IsOpen())
      return(true);
   bool may_mend=(!m_permissions.Connected() || !m_journal.IsOpen());
   if(m_waiting[i].is_close || may_mend)
      WaitMore(i);
   else
      FinishPlainly(i,"REJECTED",retcode_when_not,missing);
   return(false);
  }
//+------------------------------------------------------------------+
void CExecutor::WaitMore(const int i)
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
void CExecutor::Open(const int i,const MqlTick &tick)
  {
   double ordered=CSymbolBook::FlooredVolume(m_waiting[i].symbol,m_waiting[i].volume);
   double volume=m_guard.Reduced(m_waiting[i],ordered,tick);
   if(volume<ordered)
      m_waiting[i].note="Reduced to "+DoubleToString(volume,2)+" lots by MaxRiskPercent";
   string refusal=m_guard.Refusal(m_waiting[i],volume,m_journal.OpeningsInDoubt(),tick);
   if(StringLen(refusal)>0)
     {
      FinishPlainly(i,"REJECTED",0,refusal);
      return;
     }
   if(!WriteState(m_waiting[i],JOURNAL_SENDING))
     {
      m_logger.Error("the journal cannot be written: nothing is sent");
      WaitMore(i);
      return;
     }
   MqlTradeResult result={};
   ENUM_RETCODE_CLASS outcome=Send(m_waiting[i],volume,0,result);
   if(outcome==RETCODE_NEW_PRICE || outcome==RETCODE_WAIT)
     {
      WriteState(m_waiting[i],JOURNAL_RECEIVED);
      WaitMore(i);
      return;
     }
   ConcludeOpening(i,result);
  }
//+------------------------------------------------------------------+
void CExecutor::ConcludeOpening(const int i,const MqlTradeResult &result)
  {
   ENUM_RETCODE_CLASS outcome=CRetcodes::ClassOf(result.retcode);
   if(outcome==RETCODE_REFUSED || outcome==RETCODE_GOAL_REACHED)
     {
      FinishPlainly(i,"REJECTED",result.retcode,result.comment);
      return;
     }
   if(outcome!=RETCODE_DONE || result.deal==0)
     {
      Doubt(i,result.retcode,result.order,result.comment);
      return;
     }
   SEvidence evidence={};
   CEvidence::OfDeal(result.deal,evidence);
   //--- the deal may not have reached the history yet: the broker's answer names it all the same
   if(evidence.found!=FOUND_EXECUTED)
     {
      evidence.deal_ticket=result.deal;
      evidence.order_ticket=result.order;
      evidence.position_ticket=(CAccountReport::IsNetting() ? 0 : result.order);
     }
   evidence.volume=(result.volume>0.0 ? result.volume : evidence.volume);
   evidence.price=(result.price>0.0 ? result.price : evidence.price);
   m_executed++;
   SReport report={};
   FillReport(report,m_waiting[i].order_id,m_waiting[i].volume,evidence);
   report.retcode=result.retcode;
   if(StringLen(m_waiting[i].note)>0)
      report.message=m_waiting[i].note;
   FinishCommand(i,report);
  }
//+------------------------------------------------------------------+
//| It may have been executed. From now on it is looked for.         |
//+------------------------------------------------------------------+
void CExecutor::Doubt(const int i,const uint retcode,const ulong order_ticket,const string message)
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
//| Sends once; again only when the answer proves that nothing was   |
//| executed: at a fresh price, or with the other filling.           |
//+------------------------------------------------------------------+
ENUM_RETCODE_CLASS CExecutor::Send(const SCommand &command,const double volume,const ulong position,MqlTradeResult &result)
  {
   ENUM_RETCODE_CLASS outcome=RETCODE_NEW_PRICE;
   int filling=0;
   for(int attempt=0; attempt<RUBI_PRICE_ATTEMPTS && outcome==RETCODE_NEW_PRICE; attempt++)
     {
      MqlTick tick={};
      if(!SymbolInfoTick(command.symbol,tick))
         return(RETCODE_NEW_PRICE);
      MqlTradeRequest request={};
      ZeroMemory(request);
      ZeroMemory(result);
      request.action=TRADE_ACTION_DEAL;
      request.symbol=command.symbol;
      request.magic=command.magic;
      request.volume=volume;
      request.type=(command.is_buy ? ORDER_TYPE_BUY : ORDER_TYPE_SELL);
      request.price=(command.is_buy ? tick.ask : tick.bid);
      request.deviation=(ulong)MathMax(0,MathMin(m_slippage,command.deviation_points));
      request.type_filling=CSymbolBook::Filling(command.symbol,filling);
      request.comment=StringSubstr(command.comment,0,RUBI_COMMENT_LIMIT);
      request.position=position;
      if(position==0)
        {
         request.sl=CSymbolBook::OnTick(command.symbol,command.stop_loss);
         request.tp=CSymbolBook::OnTick(command.symbol,command.take_profit);
        }
      if(!OrderSend(request,result))
         m_logger.Debug("OrderSend answered "+(string)result.retcode+" "+result.comment);
      outcome=CRetcodes::ClassOf(result.retcode);
      if(result.retcode==TRADE_RETCODE_INVALID_FILL && filling==0)
        {
         filling=1;
         outcome=RETCODE_NEW_PRICE;
        }
     }
   return(outcome);
  }
//+------------------------------------------------------------------+
//| Closes by ticket, never more than is open: a netting position is |
//| not turned, a hedging account gets no second position.           |
//+------------------------------------------------------------------+
void CExecutor::CloseTargets(const int i)
  {
   CTargets targets;
   targets.Parse(m_waiting[i].targets);
   bool wants_more=targets.Has(TARGET_WAITING);
   if(wants_more && !MayTradeNow(i,TRADE_RETCODE_CLIENT_DISABLES_AT))
      return;
   int total=targets.Total();
   for(int k=0; k<total; k++)
     {
      if(targets.State(k)==TARGET_SENDING)
         LookForTarget(m_waiting[i].magic,m_waiting[i].symbol,targets,k);
      if(targets.State(k)==TARGET_WAITING)
         CloseTarget(i,targets,k);
     }
   ConcludeClosing(i,targets);
  }
//+------------------------------------------------------------------+
void CExecutor::CloseTarget(const int i,CTargets &targets,const int k)
  {
   MqlTick tick={};
   ulong ticket=targets.Ticket(k);
   if(!PositionSelectByTicket(ticket))
     {
      targets.Move(k,TARGET_GONE);
      return;
     }
   bool is_buy_position=(PositionGetInteger(POSITION_TYPE)==POSITION_TYPE_BUY);
   if(PositionGetString(POSITION_SYMBOL)!=m_waiting[i].symbol || is_buy_position==m_waiting[i].is_buy)
     {
      targets.Move(k,TARGET_REFUSED);
      return;
     }
   ulong identifier=(ulong)PositionGetInteger(POSITION_IDENTIFIER);
   double open_volume=PositionGetDouble(POSITION_VOLUME);
   SEvidence evidence={};
   CEvidence::OfClosing(m_waiting[i].magic,m_waiting[i].symbol,identifier,evidence);
   if(evidence.found==FOUND_EXECUTED)
     {
      targets.Move(k,TARGET_DONE);
      return;
     }
   bool can_look=(evidence.found==FOUND_NOTHING || evidence.found==FOUND_REFUSED);
   if(!can_look || !CSymbolBook::IsTradable(m_waiting[i].symbol,tick))
      return;
   bool is_whole=(targets.Volume(k)>=open_volume-RUBI_STEP_EPSILON);
   double volume=CSymbolBook::FlooredVolume(m_waiting[i].symbol,is_whole ? open_volume : targets.Volume(k));
   if(volume<=0.0)
     {
      targets.Move(k,TARGET_REFUSED);
      return;
     }
   targets.Move(k,TARGET_SENDING);
   m_waiting[i].targets=targets.Text();
   if(!WriteState(m_waiting[i],JOURNAL_SENDING))
     {
      m_logger.Error("the journal cannot be written: nothing is sent");
      targets.Move(k,TARGET_WAITING);
      return;
     }
   MqlTradeResult result={};
   ENUM_RETCODE_CLASS outcome=Send(m_waiting[i],volume,ticket,result);
   if(outcome==RETCODE_DONE && result.deal>0)
     {
      targets.Move(k,TARGET_DONE);
      m_executed++;
     }
   if(outcome==RETCODE_GOAL_REACHED)
      targets.Move(k,TARGET_GONE);
   //--- nothing was executed, and a close stays due until it is done
   bool may_come_later=(result.retcode==TRADE_RETCODE_MARKET_CLOSED || result.retcode==TRADE_RETCODE_CLIENT_DISABLES_AT || result.retcode==TRADE_RETCODE_SERVER_DISABLES_AT);
   if(outcome==RETCODE_NEW_PRICE || outcome==RETCODE_WAIT || (outcome==RETCODE_REFUSED && may_come_later))
      targets.Move(k,TARGET_WAITING);
   else
      if(outcome==RETCODE_REFUSED)
        {
         targets.Move(k,TARGET_REFUSED);
         m_waiting[i].last_retcode=result.retcode;
         m_waiting[i].last_message=result.comment;
         m_logger.Warning("order "+(string)m_waiting[i].order_id+" position "+(string)ticket+": "+(string)result.retcode+" "+result.comment);
        }
  }
//+------------------------------------------------------------------+
void CExecutor::LookForTarget(const ulong magic,const string symbol,CTargets &targets,const int k)
  {
   SEvidence evidence={};
   CEvidence::OfClosing(magic,symbol,targets.Ticket(k),evidence);
   if(evidence.found==FOUND_EXECUTED)
      targets.Move(k,TARGET_DONE);
  }
//+------------------------------------------------------------------+
//| Reports a close when nothing of it is due or in doubt any more.  |
//+------------------------------------------------------------------+
void CExecutor::ConcludeClosing(const int i,const CTargets &targets)
  {
   string before=m_waiting[i].targets;
   m_waiting[i].targets=targets.Text();
   if(targets.Has(TARGET_WAITING))
     {
      ENUM_JOURNAL_STATE state=(targets.Has(TARGET_SENDING) || targets.Has(TARGET_DONE) ? JOURNAL_SENDING : JOURNAL_RECEIVED);
      if(before!=m_waiting[i].targets)
         WriteState(m_waiting[i],state);
      WaitMore(i);
      return;
     }
   WriteState(m_waiting[i],JOURNAL_SENDING);
   if(targets.Has(TARGET_SENDING))
     {
      Doubt(i,0,0,"The broker's answer does not tell whether it was executed");
      return;
     }
   SEvidence evidence={};
   CEvidence::OfClosing(m_waiting[i].magic,m_waiting[i].symbol,0,evidence);
   if(evidence.positions<targets.Count(TARGET_DONE))
     {
      //--- closed by the broker's own word, and the history is still to say so
      Doubt(i,TRADE_RETCODE_DONE,0,"Executed, the deals are still to come");
      return;
     }
   SReport report={};
   if(evidence.found==FOUND_EXECUTED)
     {
      bool all_done=!targets.Has(TARGET_REFUSED);
      double wanted=(targets.Has(TARGET_GONE) && all_done ? evidence.volume : m_waiting[i].volume);
      FillReport(report,m_waiting[i].order_id,wanted,evidence);
      FinishCommand(i,report);
      return;
     }
   if(targets.Has(TARGET_REFUSED))
     {
      string why=m_waiting[i].last_message;
      FinishPlainly(i,"REJECTED",m_waiting[i].last_retcode,StringLen(why)>0 ? why : "No position that this order may close");
      return;
     }
   CReports::Make(report,m_waiting[i].order_id,"FILLED",TRADE_RETCODE_POSITION_CLOSED,"Closed already");
   report.has_fill=true;
   FinishCommand(i,report);
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
void CExecutor::LookForOpening(SJournalEntry &entry)
  {
   SEvidence evidence={};
   SReport report={};
   CEvidence::OfOpening(entry.magic,entry.symbol,entry.is_buy,evidence);
   if(evidence.found==FOUND_EXECUTED)
     {
      m_executed++;
      FillReport(report,entry.order_id,entry.volume,evidence);
      Finish(entry,report);
      return;
     }
   //--- an order that ended without a deal may be an earlier attempt of the same command: it proves nothing
   bool is_absent=(evidence.found==FOUND_NOTHING || evidence.found==FOUND_REFUSED);
   if(is_absent && (long)TimeGMT()-(long)entry.at>=RUBI_DOUBT_AFTER_MS/1000 && !entry.has_report)
     {
      CReports::Make(report,entry.order_id,"UNKNOWN",0,"Sent, and nothing tells what happened","looked");
      entry.has_report=true;
      entry.report=report;
      m_journal.Write(entry);
      m_outbox.Put(report);
     }
  }
//+------------------------------------------------------------------+
//| Position by position: what has a deal is done, what has none is  |
//| still in doubt.                                                  |
//+------------------------------------------------------------------+
void CExecutor::LookForClosing(SJournalEntry &entry)
  {
   CTargets targets;
   targets.Parse(entry.targets);
   int total=targets.Total();
   for(int k=0; k<total; k++)
     {
      if(targets.State(k)==TARGET_SENDING)
         LookForTarget(entry.magic,entry.symbol,targets,k);
     }
   SEvidence evidence={};
   SReport report={};
   CEvidence::OfClosing(entry.magic,entry.symbol,0,evidence);
   bool is_clear=(!targets.Has(TARGET_SENDING) && !targets.Has(TARGET_WAITING));
   if(is_clear && evidence.found==FOUND_EXECUTED && evidence.positions>=targets.Count(TARGET_DONE))
     {
      bool all_done=!targets.Has(TARGET_REFUSED);
      double wanted=(targets.Has(TARGET_GONE) && all_done ? evidence.volume : entry.volume);
      entry.targets=targets.Text();
      FillReport(report,entry.order_id,wanted,evidence);
      Finish(entry,report);
      return;
     }
   if(is_clear && !targets.Has(TARGET_DONE) && evidence.found==FOUND_NOTHING)
     {
      bool was_refused=targets.Has(TARGET_REFUSED);
      CReports::Make(report,entry.order_id,was_refused ? "REJECTED" : "FILLED",was_refused ? TRADE_RETCODE_REJECT : TRADE_RETCODE_POSITION_CLOSED,was_refused ? "The broker refused to close" : "Closed already");
      report.has_fill=!was_refused;
      entry.targets=targets.Text();
      Finish(entry,report);
      return;
     }
   if((long)TimeGMT()-(long)entry.at>=RUBI_DOUBT_AFTER_MS/1000 && !entry.has_report && evidence.found!=FOUND_UNKNOWN)
     {
      CReports::Make(report,entry.order_id,"UNKNOWN",0,"Sent, and nothing tells what happened","looked");
      entry.has_report=true;
      entry.report=report;
      entry.targets=targets.Text();
      m_journal.Write(entry);
      m_outbox.Put(report);
     }
  }

#endif
//+------------------------------------------------------------------+
