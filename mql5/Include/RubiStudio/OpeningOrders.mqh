//+------------------------------------------------------------------+
//|                                                OpeningOrders.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_OPENING_ORDERS_MQH
#define RUBI_STUDIO_OPENING_ORDERS_MQH

#include "CommandBook.mqh"

//+------------------------------------------------------------------+
//| Opens positions: looked for, allowed, written down, sent once.   |
//+------------------------------------------------------------------+
class COpeningOrders : public CCommandBook
  {
private:
   void              Open(const int i,const MqlTick &tick);
   void              ConcludeOpening(const int i,const MqlTradeResult &result);

protected:
   void              ProceedOpening(const int i);
   void              LookForOpening(SJournalEntry &entry);
  };
//+------------------------------------------------------------------+
//| One more step of a command: executed already, too late, not      |
//| allowed, or now.                                                 |
//+------------------------------------------------------------------+
void COpeningOrders::ProceedOpening(const int i)
  {
   ulong now=GetTickCount64();
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
   if(!MayTradeNow(i))
      return;
   if(!CSymbolBook::IsTradable(m_waiting[i].symbol,tick))
     {
      WaitMore(i);
      return;
     }
   Open(i,tick);
  }
//+------------------------------------------------------------------+
void COpeningOrders::Open(const int i,const MqlTick &tick)
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
   ENUM_RETCODE_CLASS outcome=m_sender.Send(m_waiting[i],volume,0,result);
   if(outcome==RETCODE_NEW_PRICE || outcome==RETCODE_WAIT)
     {
      WriteState(m_waiting[i],JOURNAL_RECEIVED);
      WaitMore(i);
      return;
     }
   ConcludeOpening(i,result);
  }
//+------------------------------------------------------------------+
void COpeningOrders::ConcludeOpening(const int i,const MqlTradeResult &result)
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
void COpeningOrders::LookForOpening(SJournalEntry &entry)
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

#endif
//+------------------------------------------------------------------+
