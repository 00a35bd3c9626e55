//+------------------------------------------------------------------+
//|                                                      Journal.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_JOURNAL_MQH
#define RUBI_STUDIO_JOURNAL_MQH

#include "JsonReader.mqh"
#include "JsonWriter.mqh"
#include "Report.mqh"

#define RUBI_JOURNAL_KEPT_SECONDS 604800
#define RUBI_JOURNAL_MOST_ENTRIES 1000
#define RUBI_JOURNAL_LINES_BEFORE_COMPACTION 5000

enum ENUM_JOURNAL_STATE
  {
   JOURNAL_RECEIVED=0, // nothing was sent; it may be, within its time
   JOURNAL_SENDING=1,  // OrderSend was, or was about to be, called
   JOURNAL_DONE=2      // the outcome is known
  };

struct SJournalEntry
  {
   ulong             order_id;
   ulong             magic;
   bool              is_close;
   bool              is_buy;
   string            symbol;
   double            volume;
   string            comment;
   string            targets;
   ENUM_JOURNAL_STATE state;
   datetime          at;
   bool              has_report;
   bool              acknowledged;
   SReport           report;
  };

//+------------------------------------------------------------------+
//| What the terminal knows of each command, written to the disk     |
//| before it acts. The last line of an order is what holds; a line  |
//| that a crash cut in two was never acted upon, and is ignored.    |
//+------------------------------------------------------------------+
class CJournal
  {
private:
   string            m_path;
   int               m_file;
   int               m_lines;
   SJournalEntry     m_entries[];
   int               m_count;

   void              Put(const SJournalEntry &entry);
   bool              ReadLine(const string line,SJournalEntry &entry) const;
   string            Line(const SJournalEntry &entry) const;
   bool              Append(const SJournalEntry &entry);
   bool              Compact(void);
   bool              IsWorthKeeping(const SJournalEntry &entry) const;
   void              Load(void);

public:
                     CJournal(void);
   bool              Open(const string path);
   void              Close(void);
   bool              IsOpen(void) const { return(m_file!=INVALID_HANDLE); }
   int               Total(void) const { return(m_count); }
   int               Find(const ulong order_id) const;
   bool              Entry(const int i,SJournalEntry &entry) const;
   bool              IsSending(const int i) const { return(i<m_count && m_entries[i].state==JOURNAL_SENDING); }
   int               OpeningsInDoubt(void) const;
   bool              HasMagic(const ulong magic) const;
   bool              Write(const SJournalEntry &entry);
   void              Acknowledge(const ulong order_id,const string report_id);
  };
//+------------------------------------------------------------------+
CJournal::CJournal(void) : m_path(""),m_file(INVALID_HANDLE),m_lines(0),m_count(0)
  {
  }
//+------------------------------------------------------------------+
//| Reads what an earlier run left, and starts a clean file with it. |
//+------------------------------------------------------------------+
bool CJournal::Open(const string path)
  {
   Close();
   m_path=path;
   m_count=0;
   ArrayResize(m_entries,0);
   Load();
   return(Compact());
  }
//+------------------------------------------------------------------+
void CJournal::Close(void)
  {
   if(m_file!=INVALID_HANDLE)
      FileClose(m_file);
   m_file=INVALID_HANDLE;
  }
//+------------------------------------------------------------------+
void CJournal::Load(void)
  {
   int file=FileOpen(m_path,FILE_READ|FILE_TXT|FILE_ANSI|FILE_SHARE_READ,0,CP_UTF8);
   if(file==INVALID_HANDLE)
      return;
   while(!FileIsEnding(file))
     {
      SJournalEntry entry={};
      string line=FileReadString(file);
      if(ReadLine(line,entry))
         Put(entry);
     }
   FileClose(file);
  }
//+------------------------------------------------------------------+
//| Beside the old file first, then in its place: a crash between    |
//| leaves one of them whole.                                        |
//+------------------------------------------------------------------+
bool CJournal::Compact(void)
  {
   Close();
   string draft=m_path+".new";
   int file=FileOpen(draft,FILE_WRITE|FILE_TXT|FILE_ANSI,0,CP_UTF8);
   if(file==INVALID_HANDLE)
      return(false);
   int kept=0;
   int from=MathMax(0,m_count-RUBI_JOURNAL_MOST_ENTRIES);
   for(int i=0; i<m_count; i++)
     {
      if(!IsWorthKeeping(m_entries[i]) || (i<from && m_entries[i].state==JOURNAL_DONE && m_entries[i].acknowledged))
         continue;
      FileWriteString(file,Line(m_entries[i])+"\r\n");
      if(kept<i)
         m_entries[kept]=m_entries[i];
      kept++;
     }
   FileFlush(file);
   FileClose(file);
   m_count=kept;
   ArrayResize(m_entries,kept);
   m_lines=kept;
   if(!FileMove(draft,0,m_path,FILE_REWRITE))
      return(false);
   m_file=FileOpen(m_path,FILE_READ|FILE_WRITE|FILE_TXT|FILE_ANSI|FILE_SHARE_READ,0,CP_UTF8);
   return(m_file!=INVALID_HANDLE && FileSeek(m_file,0,SEEK_END));
  }
//+------------------------------------------------------------------+
//| An order that is over and told is remembered for a week, should  |
//| a copy of it arrive late.                                        |
//+------------------------------------------------------------------+
bool CJournal::IsWorthKeeping(const SJournalEntry &entry) const
  {
   if(entry.state==JOURNAL_SENDING || (entry.has_report && !entry.acknowledged))
      return(true);
   return((long)TimeGMT()-(long)entry.at<RUBI_JOURNAL_KEPT_SECONDS);
  }
//+------------------------------------------------------------------+
int CJournal::Find(const ulong order_id) const
  {
   for(int i=m_count-1; i>=0; i--)
     {
      if(m_entries[i].order_id==order_id)
         return(i);
     }
   return(-1);
  }
//+------------------------------------------------------------------+
bool CJournal::Entry(const int i,SJournalEntry &entry) const
  {
   if(i<0 || i>=m_count)
      return(false);
   entry=m_entries[i];
   return(true);
  }
//+------------------------------------------------------------------+
//| Opening orders that may yet turn out to be positions.            |
//+------------------------------------------------------------------+
int CJournal::OpeningsInDoubt(void) const
  {
   int count=0;
   for(int i=0; i<m_count; i++)
     {
      if(m_entries[i].state==JOURNAL_SENDING && !m_entries[i].is_close)
         count++;
     }
   return(count);
  }
//+------------------------------------------------------------------+
bool CJournal::HasMagic(const ulong magic) const
  {
   for(int i=m_count-1; i>=0; i--)
     {
      if(m_entries[i].magic==magic)
         return(true);
     }
   return(false);
  }
//+------------------------------------------------------------------+
void CJournal::Put(const SJournalEntry &entry)
  {
   int i=Find(entry.order_id);
   if(i<0)
     {
      i=m_count;
      m_count++;
      ArrayResize(m_entries,m_count,64);
     }
   m_entries[i]=entry;
  }
//+------------------------------------------------------------------+
//| True only if the entry would survive a crash: what comes after   |
//| may be an OrderSend.                                             |
//+------------------------------------------------------------------+
bool CJournal::Write(const SJournalEntry &entry)
  {
   if(!Append(entry))
      return(false);
   Put(entry);
   if(m_lines>RUBI_JOURNAL_LINES_BEFORE_COMPACTION)
      return(Compact());
   return(true);
  }
//+------------------------------------------------------------------+
bool CJournal::Append(const SJournalEntry &entry)
  {
   if(m_file==INVALID_HANDLE)
      return(false);
   string line=Line(entry)+"\r\n";
   if(FileWriteString(m_file,line)<(uint)StringLen(line))
      return(false);
   FileFlush(m_file);
   m_lines++;
   return(true);
  }
//+------------------------------------------------------------------+
void CJournal::Acknowledge(const ulong order_id,const string report_id)
  {
   int i=Find(order_id);
   if(i<0 || !m_entries[i].has_report || m_entries[i].acknowledged || m_entries[i].report.report_id!=report_id)
      return;
   SJournalEntry entry=m_entries[i];
   entry.acknowledged=true;
   Write(entry);
  }
//+------------------------------------------------------------------+
string CJournal::Line(const SJournalEntry &entry) const
  {
   CJsonWriter json;
   json.OpenObject();
   json.Id("order",entry.order_id);
   json.Id("magic",entry.magic);
   json.Flag("close",entry.is_close);
   json.Flag("buy",entry.is_buy);
   json.Text("symbol",entry.symbol);
   json.Number("volume",entry.volume);
   json.Text("comment",entry.comment);
   json.Text("targets",entry.targets,INT_MAX);
   json.Whole("state",(long)entry.state);
   json.Whole("at",(long)entry.at);
   json.Flag("acknowledged",entry.acknowledged);
   if(entry.has_report)
      CReports::Write(json,"report",entry.report);
   json.Flag("whole",true);
   json.CloseObject();
   return(json.Json());
  }
//+------------------------------------------------------------------+
bool CJournal::ReadLine(const string line,SJournalEntry &entry) const
  {
   CJsonReader json;
   if(!json.Parse(line) || !json.Flag(json.Child(0,"whole")))
      return(false);
   entry.order_id=json.Id(json.Child(0,"order"));
   entry.magic=json.Id(json.Child(0,"magic"));
   entry.is_close=json.Flag(json.Child(0,"close"));
   entry.is_buy=json.Flag(json.Child(0,"buy"));
   entry.symbol=json.Text(json.Child(0,"symbol"));
   entry.volume=json.Number(json.Child(0,"volume"));
   entry.comment=json.Text(json.Child(0,"comment"));
   entry.targets=json.Text(json.Child(0,"targets"));
   entry.state=(ENUM_JOURNAL_STATE)json.Whole(json.Child(0,"state"));
   entry.at=(datetime)json.Whole(json.Child(0,"at"));
   entry.acknowledged=json.Flag(json.Child(0,"acknowledged"));
   entry.has_report=CReports::Read(json,json.Child(0,"report"),entry.report);
   if(entry.has_report)
     {
      //--- the monotonic clock starts again with the machine: the age is counted from the date
      ulong age_ms=(ulong)MathMax(0,(long)TimeGMT()-(long)entry.at)*1000;
      ulong now=GetTickCount64();
      entry.report.at_ms=(now>age_ms ? now-age_ms : 0);
     }
   return(entry.order_id>0);
  }

#endif
//+------------------------------------------------------------------+
