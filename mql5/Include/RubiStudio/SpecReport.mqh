//+------------------------------------------------------------------+
//|                                                   SpecReport.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_SPEC_REPORT_MQH
#define RUBI_STUDIO_SPEC_REPORT_MQH

#include "SymbolBook.mqh"

#define RUBI_SPECS_REPEAT_MS 300000
#define RUBI_SPECS_SPACING_MS 60000
#define RUBI_MOST_SPECS 50

//+------------------------------------------------------------------+
//| Specifications: of the chart's symbol at the start, of whatever  |
//| the backend asks for, of the pairs that convert their money, and |
//| of all these again every few minutes (tick values move).         |
//+------------------------------------------------------------------+
class CSpecReport
  {
private:
   string            m_wanted[];
   string            m_names[];
   ulong             m_told_at[];
   ulong             m_all_at;

   bool              IsDue(const string name) const;
   void              Remember(const string name);
   int               WriteCandidates(const string wanted,const CSymbolBook &symbols,CJsonWriter &json);

public:
                     CSpecReport(void) : m_all_at(0) { }
   void              Forget(void);
   void              Want(const string wire_symbol);
   bool              Write(const string session_id,const string chart_symbol,const CSymbolBook &symbols,string &body);
   int               Total(void) const { return(ArraySize(m_names)); }
   string            Name(const int i) const { return(m_names[i]); }
  };
//+------------------------------------------------------------------+
//| A new session, or a message that was lost: nothing is told.      |
//+------------------------------------------------------------------+
void CSpecReport::Forget(void)
  {
   m_all_at=0;
   ArrayResize(m_wanted,0);
   int total=ArraySize(m_told_at);
   for(int i=0; i<total; i++)
      m_told_at[i]=0;
  }
//+------------------------------------------------------------------+
void CSpecReport::Want(const string wire_symbol)
  {
   int count=ArraySize(m_wanted);
   for(int i=0; i<count; i++)
     {
      if(m_wanted[i]==wire_symbol)
         return;
     }
   if(StringLen(wire_symbol)==0 || count>=RUBI_MOST_SPECS)
      return;
   ArrayResize(m_wanted,count+1,16);
   m_wanted[count]=wire_symbol;
  }
//+------------------------------------------------------------------+
//| The backend may ask again and again for a name that this broker  |
//| writes otherwise: it is told once a minute, not at every call.   |
//+------------------------------------------------------------------+
bool CSpecReport::IsDue(const string name) const
  {
   ulong now=GetTickCount64();
   int total=ArraySize(m_names);
   for(int i=0; i<total; i++)
     {
      if(m_names[i]==name)
         return(m_told_at[i]==0 || now>=m_told_at[i]+RUBI_SPECS_SPACING_MS);
     }
   return(true);
  }
//+------------------------------------------------------------------+
void CSpecReport::Remember(const string name)
  {
   int total=ArraySize(m_names);
   int at=total;
   for(int i=0; i<total; i++)
     {
      if(m_names[i]==name)
         at=i;
     }
   if(at==total)
     {
      ArrayResize(m_names,total+1,16);
      ArrayResize(m_told_at,total+1,16);
      m_names[at]=name;
     }
   m_told_at[at]=GetTickCount64();
  }
//+------------------------------------------------------------------+
//| True if there is something to tell.                              |
//+------------------------------------------------------------------+
bool CSpecReport::Write(const string session_id,const string chart_symbol,const CSymbolBook &symbols,string &body)
  {
   ulong now=GetTickCount64();
   if(m_all_at==0 || now>=m_all_at+RUBI_SPECS_REPEAT_MS)
     {
      m_all_at=now;
      Want(symbols.ToWire(chart_symbol));
      int known=ArraySize(m_names);
      for(int i=0; i<known; i++)
         Want(symbols.ToWire(m_names[i]));
     }
   if(ArraySize(m_wanted)==0)
      return(false);
   CJsonWriter json;
   int written=0;
   json.OpenObject();
   json.Text("session_id",session_id);
   json.OpenList("symbols");
   //--- grows while it is read: a symbol brings the pairs that convert its money
   for(int i=0; i<ArraySize(m_wanted); i++)
      written+=WriteCandidates(m_wanted[i],symbols,json);
   json.CloseList();
   json.CloseObject();
   ArrayResize(m_wanted,0);
   body=json.Json();
   return(written>0);
  }
//+------------------------------------------------------------------+
int CSpecReport::WriteCandidates(const string wanted,const CSymbolBook &symbols,CJsonWriter &json)
  {
   string names[];
   int written=0;
   int total=symbols.Candidates(wanted,names);
   for(int i=0; i<total; i++)
     {
      bool can_tell=(IsDue(names[i]) && CSymbolBook::IsReportable(symbols.ToWire(names[i])) && CSymbolBook::Select(names[i]));
      if(!can_tell || !symbols.WriteSpec(names[i],json))
         continue;
      Remember(names[i]);
      written++;
      string pairs[];
      int rates=symbols.ConversionPairs(names[i],pairs);
      for(int k=0; k<rates; k++)
         Want(symbols.ToWire(pairs[k]));
     }
   return(written);
  }

#endif
//+------------------------------------------------------------------+
