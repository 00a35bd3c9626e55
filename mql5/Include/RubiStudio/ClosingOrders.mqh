//+------------------------------------------------------------------+
//|                                                ClosingOrders.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_CLOSING_ORDERS_MQH
#define RUBI_STUDIO_CLOSING_ORDERS_MQH

#include "OpeningOrders.mqh"

//+------------------------------------------------------------------+
//| Closes positions, each by its ticket and at most once.           |
//+------------------------------------------------------------------+
class CClosingOrders : public COpeningOrders
  {
private:
   void              CloseTarget(const int i,CTargets &targets,const int k);
   void              ConcludeClosing(const int i,const CTargets &targets);
   static void       LookForTarget(const ulong magic,const string symbol,CTargets &targets,const int k);

protected:
   void              ProceedClosing(const int i);
   void              LookForClosing(SJournalEntry &entry);
  };
//+------------------------------------------------------------------+
//| Closes by ticket, never more than is open: a netting position is |
//| not turned, a hedging account gets no second position.           |
//+------------------------------------------------------------------+
void CClosingOrders::ProceedClosing(const int i)
  {
   CTargets targets;
   targets.Parse(m_waiting[i].targets);
   bool wants_more=targets.Has(TARGET_WAITING);
   if(wants_more && !MayTradeNow(i))
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
void CClosingOrders::CloseTarget(const int i,CTargets &targets,const int k)
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
   ENUM_RETCODE_CLASS outcome=m_sender.Send(m_waiting[i],volume,ticket,result);
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
void CClosingOrders::LookForTarget(const ulong magic,const string symbol,CTargets &targets,const int k)
  {
   SEvidence evidence={};
   CEvidence::OfClosing(magic,symbol,targets.Ticket(k),evidence);
   if(evidence.found==FOUND_EXECUTED)
      targets.Move(k,TARGET_DONE);
  }
//+------------------------------------------------------------------+
//| Reports a close when nothing of it is due or in doubt any more.  |
//+------------------------------------------------------------------+
void CClosingOrders::ConcludeClosing(const int i,const CTargets &targets)
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
//| Position by position: what has a deal is done, what has none is  |
//| still in doubt.                                                  |
//+------------------------------------------------------------------+
void CClosingOrders::LookForClosing(SJournalEntry &entry)
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
