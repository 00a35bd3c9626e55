//+------------------------------------------------------------------+
//|                                                      Targets.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_TARGETS_MQH
#define RUBI_STUDIO_TARGETS_MQH

#include "JsonReader.mqh"

enum ENUM_TARGET_STATE
  {
   TARGET_WAITING=0, // nothing sent
   TARGET_SENDING=1, // sent, or about to be: never again
   TARGET_DONE=2,    // closed by us
   TARGET_GONE=3,    // closed already, by somebody else
   TARGET_REFUSED=4  // refused for good
  };

//+------------------------------------------------------------------+
//| The positions that a closing order may reduce, each by how much, |
//| and how far that is. Kept as text in the journal.                |
//+------------------------------------------------------------------+
class CTargets
  {
private:
   ulong             m_tickets[];
   double            m_volumes[];
   int               m_states[];

   void              Add(const ulong ticket,const double volume,const int state);

public:
   void              Read(const CJsonReader &json,const int list);
   void              Parse(const string text);
   string            Text(void) const;
   int               Total(void) const { return(ArraySize(m_tickets)); }
   ulong             Ticket(const int i) const { return(m_tickets[i]); }
   double            Volume(const int i) const { return(m_volumes[i]); }
   int               State(const int i) const { return(m_states[i]); }
   void              Move(const int i,const ENUM_TARGET_STATE state) { m_states[i]=state; }
   int               Count(const ENUM_TARGET_STATE state) const;
   bool              Has(const ENUM_TARGET_STATE state) const { return(Count(state)>0); }
  };
//+------------------------------------------------------------------+
void CTargets::Add(const ulong ticket,const double volume,const int state)
  {
   int count=ArraySize(m_tickets);
   ArrayResize(m_tickets,count+1);
   ArrayResize(m_volumes,count+1);
   ArrayResize(m_states,count+1);
   m_tickets[count]=ticket;
   m_volumes[count]=volume;
   m_states[count]=state;
  }
//+------------------------------------------------------------------+
void CTargets::Read(const CJsonReader &json,const int list)
  {
   int item=json.First(list);
   while(item>=0)
     {
      ulong ticket=json.Id(json.Child(item,"ticket"));
      double volume=json.Number(json.Child(item,"volume"));
      if(ticket>0 && volume>0.0)
         Add(ticket,volume,TARGET_WAITING);
      item=json.Next(item);
     }
  }
//+------------------------------------------------------------------+
void CTargets::Parse(const string text)
  {
   ArrayResize(m_tickets,0);
   ArrayResize(m_volumes,0);
   ArrayResize(m_states,0);
   string items[];
   int total=StringSplit(text,';',items);
   for(int i=0; i<total; i++)
     {
      string parts[];
      if(StringSplit(items[i],':',parts)==3)
         Add((ulong)StringToInteger(parts[0]),StringToDouble(parts[1]),(int)StringToInteger(parts[2]));
     }
  }
//+------------------------------------------------------------------+
string CTargets::Text(void) const
  {
   string text="";
   int total=ArraySize(m_tickets);
   for(int i=0; i<total; i++)
     {
      if(i>0)
         text+=";";
      text+=(string)m_tickets[i]+":"+DoubleToString(m_volumes[i],8)+":"+IntegerToString(m_states[i]);
     }
   return(text);
  }
//+------------------------------------------------------------------+
int CTargets::Count(const ENUM_TARGET_STATE state) const
  {
   int count=0;
   int total=ArraySize(m_states);
   for(int i=0; i<total; i++)
     {
      if(m_states[i]==(int)state)
         count++;
     }
   return(count);
  }

#endif
//+------------------------------------------------------------------+
