//+------------------------------------------------------------------+
//|                                                       Report.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_REPORT_MQH
#define RUBI_STUDIO_REPORT_MQH

#include "JsonReader.mqh"
#include "JsonWriter.mqh"

#define RUBI_LONGEST_AGE_MS 604800000

//+------------------------------------------------------------------+
//| What became of a command. The same report_id is the same news,   |
//| however often it is told. Numbers of 0 are "none".               |
//+------------------------------------------------------------------+
struct SReport
  {
   string            report_id;
   ulong             order_id;
   string            state;
   uint              retcode;
   ulong             order_ticket;
   ulong             deal_ticket;
   ulong             position_ticket;
   bool              has_fill;
   double            volume;
   double            price;
   string            message;
   ulong             at_ms;
  };

//+------------------------------------------------------------------+
//| Makes reports, and carries them to the wire and to the journal.  |
//+------------------------------------------------------------------+
class CReports
  {
private:
   static void       WriteId(CJsonWriter &json,const string name,const ulong value);

public:
   static void       Make(SReport &report,const ulong order_id,const string state,const uint retcode,const string message,const string occasion="");
   static void       Write(CJsonWriter &json,const string name,const SReport &report);
   static bool       Read(const CJsonReader &json,const int node,SReport &report);
   static bool       IsFinal(const string state);
  };
//+------------------------------------------------------------------+
void CReports::Make(SReport &report,const ulong order_id,const string state,const uint retcode,const string message,const string occasion)
  {
   string tail=(StringLen(occasion)>0 ? occasion : (string)retcode);
   report.report_id=(string)order_id+"-"+state+"-"+tail;
   report.order_id=order_id;
   report.state=state;
   report.retcode=retcode;
   report.order_ticket=0;
   report.deal_ticket=0;
   report.position_ticket=0;
   report.has_fill=false;
   report.volume=0.0;
   report.price=0.0;
   report.message=message;
   report.at_ms=GetTickCount64();
  }
//+------------------------------------------------------------------+
void CReports::WriteId(CJsonWriter &json,const string name,const ulong value)
  {
   if(value>0)
      json.Id(name,value);
   else
      json.Nothing(name);
  }
//+------------------------------------------------------------------+
void CReports::Write(CJsonWriter &json,const string name,const SReport &report)
  {
   ulong now=GetTickCount64();
   json.OpenObject(name);
   json.Text("report_id",report.report_id);
   json.Id("order_id",report.order_id);
   json.Text("state",report.state);
   if(report.retcode>0)
      json.Whole("retcode",report.retcode);
   else
      json.Nothing("retcode");
   WriteId(json,"order_ticket",report.order_ticket);
   WriteId(json,"deal_ticket",report.deal_ticket);
   WriteId(json,"position_ticket",report.position_ticket);
   if(report.has_fill)
     {
      json.Number("volume",report.volume);
      json.Number("price",report.price);
     }
   else
     {
      json.Nothing("volume");
      json.Nothing("price");
     }
   json.Text("message",report.message,200);
   long age=(now>report.at_ms ? (long)(now-report.at_ms) : 0);
   json.Whole("age_ms",MathMin(age,RUBI_LONGEST_AGE_MS));
   json.CloseObject();
  }
//+------------------------------------------------------------------+
bool CReports::Read(const CJsonReader &json,const int node,SReport &report)
  {
   if(!json.Is(node,JSON_OBJECT))
      return(false);
   report.report_id=json.Text(json.Child(node,"report_id"));
   report.order_id=json.Id(json.Child(node,"order_id"));
   report.state=json.Text(json.Child(node,"state"));
   report.retcode=(uint)json.Whole(json.Child(node,"retcode"));
   report.order_ticket=json.Id(json.Child(node,"order_ticket"));
   report.deal_ticket=json.Id(json.Child(node,"deal_ticket"));
   report.position_ticket=json.Id(json.Child(node,"position_ticket"));
   report.has_fill=json.Is(json.Child(node,"volume"),JSON_NUMBER);
   report.volume=json.Number(json.Child(node,"volume"));
   report.price=json.Number(json.Child(node,"price"));
   report.message=json.Text(json.Child(node,"message"));
   report.at_ms=GetTickCount64();
   return(StringLen(report.report_id)>0 && report.order_id>0);
  }
//+------------------------------------------------------------------+
//| After which nothing more is said of an order.                    |
//+------------------------------------------------------------------+
bool CReports::IsFinal(const string state)
  {
   return(state!="RECEIVED" && state!="PLACED" && state!="UNKNOWN" && state!="NOT_FOUND");
  }

#endif
//+------------------------------------------------------------------+
