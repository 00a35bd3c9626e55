//+------------------------------------------------------------------+
//|                                                 TerminalTime.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_TERMINAL_TIME_MQH
#define RUBI_STUDIO_TERMINAL_TIME_MQH

#include "JsonWriter.mqh"

#define RUBI_QUARTER_SECONDS 900

//+------------------------------------------------------------------+
//| The terminal's clocks. Deals and positions carry the broker's    |
//| time; the backend wants UTC. Intervals never use dates.          |
//+------------------------------------------------------------------+
class CTerminalTime
  {
public:
   static int        OffsetSeconds(void);
   static datetime   Utc(const datetime broker_time);
   static string     Iso(const datetime value);
   static string     UtcIso(const datetime broker_time);
   static string     NowIso(void);
   static void       Write(CJsonWriter &json);
  };
//+------------------------------------------------------------------+
//| The broker's distance from UTC, on the quarter of an hour.       |
//+------------------------------------------------------------------+
int CTerminalTime::OffsetSeconds(void)
  {
   double seconds=(double)((long)TimeTradeServer()-(long)TimeGMT());
   return((int)MathRound(seconds/RUBI_QUARTER_SECONDS)*RUBI_QUARTER_SECONDS);
  }
//+------------------------------------------------------------------+
datetime CTerminalTime::Utc(const datetime broker_time)
  {
   return((datetime)((long)broker_time-OffsetSeconds()));
  }
//+------------------------------------------------------------------+
string CTerminalTime::Iso(const datetime value)
  {
   MqlDateTime parts={};
   TimeToStruct(value,parts);
   return(IntegerToString(parts.year,4,'0')+"-"+IntegerToString(parts.mon,2,'0')+"-"+IntegerToString(parts.day,2,'0')+
          "T"+IntegerToString(parts.hour,2,'0')+":"+IntegerToString(parts.min,2,'0')+":"+IntegerToString(parts.sec,2,'0'));
  }
//+------------------------------------------------------------------+
string CTerminalTime::UtcIso(const datetime broker_time)
  {
   return(Iso(Utc(broker_time))+"Z");
  }
//+------------------------------------------------------------------+
string CTerminalTime::NowIso(void)
  {
   return(Iso(TimeGMT())+"Z");
  }
//+------------------------------------------------------------------+
void CTerminalTime::Write(CJsonWriter &json)
  {
   json.OpenObject("clock");
   json.Text("gmt",NowIso());
   json.Text("trade_server",Iso(TimeTradeServer()));
   json.Whole("utc_offset_seconds",OffsetSeconds());
   json.CloseObject();
  }

#endif
//+------------------------------------------------------------------+
