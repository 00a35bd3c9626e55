//+------------------------------------------------------------------+
//|                                                       Outbox.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_OUTBOX_MQH
#define RUBI_STUDIO_OUTBOX_MQH

#include "Journal.mqh"

#define RUBI_REPORTS_PER_SYNC 50

//+------------------------------------------------------------------+
//| Reports on their way: told in every sync until the backend has   |
//| answered one that carried them.                                  |
//+------------------------------------------------------------------+
class COutbox
  {
private:
   SReport           m_reports[];
   int               m_count;
   string            m_told[];

   void              RemoveAt(const int index);

public:
                     COutbox(void) : m_count(0) { }
   void              Load(const CJournal &journal);
   void              Put(const SReport &report);
   int               Total(void) const { return(m_count); }
   void              Write(CJsonWriter &json);
   void              Acknowledge(CJournal &journal);
  };
//+------------------------------------------------------------------+
//| Begins with what an earlier run could not tell any more.         |
//+------------------------------------------------------------------+
void COutbox::Load(const CJournal &journal)
  {
   m_count=0;
   ArrayResize(m_reports,0);
   ArrayResize(m_told,0);
   int total=journal.Total();
   for(int i=0; i<total; i++)
     {
      SJournalEntry entry={};
      if(journal.Entry(i,entry) && entry.has_report && !entry.acknowledged)
         Put(entry.report);
     }
  }
//+------------------------------------------------------------------+
void COutbox::Put(const SReport &report)
  {
   for(int i=0; i<m_count; i++)
     {
      if(m_reports[i].report_id==report.report_id)
         return;
     }
   ArrayResize(m_reports,m_count+1,16);
   m_reports[m_count]=report;
   m_count++;
  }
//+------------------------------------------------------------------+
//| Writes what is due, and remembers which reports this message     |
//| carries: only these are acknowledged by its answer.              |
//+------------------------------------------------------------------+
void COutbox::Write(CJsonWriter &json)
  {
   int total=MathMin(m_count,RUBI_REPORTS_PER_SYNC);
   ArrayResize(m_told,total);
   if(total==0)
      return;
   json.OpenList("reports");
   for(int i=0; i<total; i++)
     {
      CReports::Write(json,"",m_reports[i]);
      m_told[i]=m_reports[i].report_id;
     }
   json.CloseList();
  }
//+------------------------------------------------------------------+
void COutbox::Acknowledge(CJournal &journal)
  {
   int total=ArraySize(m_told);
   for(int k=0; k<total; k++)
     {
      for(int i=0; i<m_count; i++)
        {
         if(m_reports[i].report_id!=m_told[k])
            continue;
         journal.Acknowledge(m_reports[i].order_id,m_reports[i].report_id);
         RemoveAt(i);
         break;
        }
     }
   ArrayResize(m_told,0);
  }
//+------------------------------------------------------------------+
void COutbox::RemoveAt(const int index)
  {
   for(int i=index; i<m_count-1; i++)
      m_reports[i]=m_reports[i+1];
   m_count--;
   ArrayResize(m_reports,m_count,16);
  }

#endif
//+------------------------------------------------------------------+
