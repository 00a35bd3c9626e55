//+------------------------------------------------------------------+
//|                                                   SymbolBook.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_SYMBOL_BOOK_MQH
#define RUBI_STUDIO_SYMBOL_BOOK_MQH

#include "JsonWriter.mqh"
#include "TerminalTime.mqh"

#define RUBI_SYMBOL_LIMIT 32
#define RUBI_STEP_EPSILON 0.0000001
#define RUBI_DAY 86400
#define RUBI_MOST_CANDIDATES 10

//+------------------------------------------------------------------+
//| What is to be known of a symbol before trading it, and its names:|
//| the backend's, and this broker's (which may carry a suffix).     |
//+------------------------------------------------------------------+
class CSymbolBook
  {
private:
   string            m_suffix;

   bool              AddPair(const string from,const string to,string &found[]) const;
   static string     WithoutPrefix(const string text,const string prefix);
   static bool       IsHidden(const ushort c);
   static void       WriteFillings(const string symbol,CJsonWriter &json);
   static void       WriteMargin(const string symbol,CJsonWriter &json);

public:
                     CSymbolBook(void) : m_suffix("") { }
   void              Configure(const string suffix) { m_suffix=suffix; }
   string            ToBroker(const string wire_symbol) const;
   string            ToWire(const string broker_symbol) const;
   int               Candidates(const string wire_symbol,string &found[]) const;
   int               ConversionPairs(const string symbol,string &found[]) const;
   static bool       IsReportable(const string symbol);
   static bool       Select(const string symbol);
   static bool       IsTradable(const string symbol,MqlTick &tick);
   static double     FlooredVolume(const string symbol,const double volume);
   static double     OnTick(const string symbol,const double price);
   static bool       StopsFit(const string symbol,const bool is_buy,const double stop_loss,const double take_profit,const MqlTick &tick);
   static ENUM_ORDER_TYPE_FILLING Filling(const string symbol,const int choice);
   bool              WriteSpec(const string symbol,CJsonWriter &json) const;
   bool              WriteQuote(const string symbol,CJsonWriter &json) const;
  };
//+------------------------------------------------------------------+
//| A name that the terminal knows as it stands is taken as it stands|
//+------------------------------------------------------------------+
string CSymbolBook::ToBroker(const string wire_symbol) const
  {
   bool is_custom=false;
   if(StringLen(m_suffix)==0 || SymbolExist(wire_symbol,is_custom))
      return(wire_symbol);
   return(wire_symbol+m_suffix);
  }
//+------------------------------------------------------------------+
string CSymbolBook::ToWire(const string broker_symbol) const
  {
   int tail=StringLen(m_suffix);
   int body=StringLen(broker_symbol)-tail;
   if(tail==0 || body<=0 || StringSubstr(broker_symbol,body)!=m_suffix)
      return(broker_symbol);
   return(StringSubstr(broker_symbol,0,body));
  }
//+------------------------------------------------------------------+
//| The broker's symbols that may be the one that is asked for: the  |
//| very name, or names that begin with it (EURUSD.m for EURUSD).    |
//| Which of them it is, the backend decides.                        |
//+------------------------------------------------------------------+
int CSymbolBook::Candidates(const string wire_symbol,string &found[]) const
  {
   bool is_custom=false;
   int length=StringLen(wire_symbol);
   string exact=ToBroker(wire_symbol);
   ArrayResize(found,0);
   if(SymbolExist(exact,is_custom))
     {
      ArrayResize(found,1);
      found[0]=exact;
      return(1);
     }
   int count=0;
   int total=SymbolsTotal(false);
   for(int i=0; i<total && count<RUBI_MOST_CANDIDATES; i++)
     {
      string name=SymbolName(i,false);
      if(StringSubstr(name,0,length)!=wire_symbol || !IsReportable(name))
         continue;
      count++;
      ArrayResize(found,count);
      found[count-1]=name;
     }
   return(count);
  }
//+------------------------------------------------------------------+
//| The pairs by which the symbol's money becomes the account's: the |
//| direct one, or two by way of the dollar. Without their prices    |
//| the backend cannot size an order.                                |
//+------------------------------------------------------------------+
int CSymbolBook::ConversionPairs(const string symbol,string &found[]) const
  {
   ArrayResize(found,0);
   string account=AccountInfoString(ACCOUNT_CURRENCY);
   string currencies[2];
   currencies[0]=SymbolInfoString(symbol,SYMBOL_CURRENCY_PROFIT);
   currencies[1]=SymbolInfoString(symbol,SYMBOL_CURRENCY_MARGIN);
   for(int i=0; i<2; i++)
     {
      if(StringLen(currencies[i])==0 || currencies[i]==account || AddPair(currencies[i],account,found))
         continue;
      AddPair(currencies[i],"USD",found);
      AddPair(account,"USD",found);
     }
   return(ArraySize(found));
  }
//+------------------------------------------------------------------+
//| Either way round; true if there is such a pair.                  |
//+------------------------------------------------------------------+
bool CSymbolBook::AddPair(const string from,const string to,string &found[]) const
  {
   string names[];
   int total=Candidates(from+to,names);
   if(total==0)
      total=Candidates(to+from,names);
   if(total==0 || from==to)
      return(false);
   int count=ArraySize(found);
   ArrayResize(found,count+1);
   found[count]=names[0];
   return(true);
  }
//+------------------------------------------------------------------+
//| Controls, blanks but the space, marks of direction, halves of    |
//| pairs: the same as in the backend.                               |
//+------------------------------------------------------------------+
bool CSymbolBook::IsHidden(const ushort c)
  {
   bool is_control=(c<0x20 || (c>=0x7F && c<=0xA0) || c==0xAD);
   bool is_blank=(c==0x1680 || c==0x180E || (c>=0x2000 && c<=0x200F) || c==0x3000);
   bool is_mark=(c==0x061C || (c>=0x2028 && c<=0x202F) || (c>=0x205F && c<=0x206F) || c==0xFEFF);
   return(is_control || is_blank || is_mark || (c>=0xD800 && c<=0xF8FF) || c>=0xFFF0);
  }
//+------------------------------------------------------------------+
//| Whether the backend would take the name: one it refuses would    |
//| spoil the whole report.                                          |
//+------------------------------------------------------------------+
bool CSymbolBook::IsReportable(const string symbol)
  {
   int length=StringLen(symbol);
   if(length==0 || length>RUBI_SYMBOL_LIMIT)
      return(false);
   if(StringGetCharacter(symbol,0)==' ' || StringGetCharacter(symbol,length-1)==' ')
      return(false);
   for(int i=0; i<length; i++)
     {
      if(IsHidden(StringGetCharacter(symbol,i)))
         return(false);
     }
   return(true);
  }
//+------------------------------------------------------------------+
bool CSymbolBook::Select(const string symbol)
  {
   bool is_custom=false;
   return(SymbolExist(symbol,is_custom) && SymbolSelect(symbol,true));
  }
//+------------------------------------------------------------------+
bool CSymbolBook::IsTradable(const string symbol,MqlTick &tick)
  {
   if(!Select(symbol) || !SymbolInfoTick(symbol,tick))
      return(false);
   return(tick.bid>0.0 && tick.ask>0.0);
  }
//+------------------------------------------------------------------+
//| Down to the broker's step: more than was ordered is never sent.  |
//| The epsilon keeps 0.30 from turning into 0.29.                   |
//+------------------------------------------------------------------+
double CSymbolBook::FlooredVolume(const string symbol,const double volume)
  {
   double step=SymbolInfoDouble(symbol,SYMBOL_VOLUME_STEP);
   double most=SymbolInfoDouble(symbol,SYMBOL_VOLUME_MAX);
   double wanted=(most>0.0 && volume>most ? most : volume);
   if(step<=0.0)
      return(0.0);
   return(NormalizeDouble(MathFloor(wanted/step+RUBI_STEP_EPSILON)*step,8));
  }
//+------------------------------------------------------------------+
double CSymbolBook::OnTick(const string symbol,const double price)
  {
   double size=SymbolInfoDouble(symbol,SYMBOL_TRADE_TICK_SIZE);
   int digits=(int)SymbolInfoInteger(symbol,SYMBOL_DIGITS);
   if(size<=0.0 || price<=0.0)
      return(NormalizeDouble(price,digits));
   return(NormalizeDouble(MathRound(price/size)*size,digits));
  }
//+------------------------------------------------------------------+
//| Stops are measured from the price that would close the position. |
//+------------------------------------------------------------------+
bool CSymbolBook::StopsFit(const string symbol,const bool is_buy,const double stop_loss,const double take_profit,const MqlTick &tick)
  {
   double side=(is_buy ? 1.0 : -1.0);
   double closing=(is_buy ? tick.bid : tick.ask);
   double point=SymbolInfoDouble(symbol,SYMBOL_POINT);
   double level=(double)SymbolInfoInteger(symbol,SYMBOL_TRADE_STOPS_LEVEL)*point;
   double margin=point/2.0;
   if(stop_loss>0.0 && (closing-stop_loss)*side<MathMax(level-margin,margin))
      return(false);
   if(take_profit>0.0 && (take_profit-closing)*side<MathMax(level-margin,margin))
      return(false);
   return(true);
  }
//+------------------------------------------------------------------+
//| The filling to try first (choice 0) and second (choice 1), for   |
//| opening and closing alike.                                       |
//+------------------------------------------------------------------+
ENUM_ORDER_TYPE_FILLING CSymbolBook::Filling(const string symbol,const int choice)
  {
   long modes=SymbolInfoInteger(symbol,SYMBOL_FILLING_MODE);
   bool fok=((modes&SYMBOL_FILLING_FOK)!=0);
   bool ioc=((modes&SYMBOL_FILLING_IOC)!=0);
   bool by_market=(SymbolInfoInteger(symbol,SYMBOL_TRADE_EXEMODE)==SYMBOL_TRADE_EXECUTION_MARKET);
   if(choice==0)
     {
      if(ioc)
         return(ORDER_FILLING_IOC);
      if(fok || by_market)
         return(ORDER_FILLING_FOK);
      return(ORDER_FILLING_RETURN);
     }
   if(ioc)
      return(ORDER_FILLING_FOK);
   return(by_market ? ORDER_FILLING_IOC : ORDER_FILLING_RETURN);
  }
//+------------------------------------------------------------------+
string CSymbolBook::WithoutPrefix(const string text,const string prefix)
  {
   int length=StringLen(prefix);
   return(StringSubstr(text,0,length)==prefix ? StringSubstr(text,length) : text);
  }
//+------------------------------------------------------------------+
//| One specification. False while the terminal does not know the    |
//| symbol's figures yet: half a specification would size wrongly.   |
//+------------------------------------------------------------------+
bool CSymbolBook::WriteSpec(const string symbol,CJsonWriter &json) const
  {
   double point=SymbolInfoDouble(symbol,SYMBOL_POINT);
   double tick_size=SymbolInfoDouble(symbol,SYMBOL_TRADE_TICK_SIZE);
   double volume_min=SymbolInfoDouble(symbol,SYMBOL_VOLUME_MIN);
   double volume_step=SymbolInfoDouble(symbol,SYMBOL_VOLUME_STEP);
   double volume_max=SymbolInfoDouble(symbol,SYMBOL_VOLUME_MAX);
   if(point<=0.0 || tick_size<=0.0 || volume_min<=0.0 || volume_step<=0.0 || volume_max<=0.0)
      return(false);
   json.OpenObject();
   json.Text("symbol",ToWire(symbol));
   json.Whole("digits",SymbolInfoInteger(symbol,SYMBOL_DIGITS));
   json.Number("point",point);
   json.Number("tick_size",tick_size);
   json.Number("tick_value_profit",SymbolInfoDouble(symbol,SYMBOL_TRADE_TICK_VALUE_PROFIT));
   json.Number("tick_value_loss",SymbolInfoDouble(symbol,SYMBOL_TRADE_TICK_VALUE_LOSS));
   json.Number("contract_size",SymbolInfoDouble(symbol,SYMBOL_TRADE_CONTRACT_SIZE));
   json.Number("volume_min",volume_min);
   json.Number("volume_max",volume_max);
   json.Number("volume_step",volume_step);
   json.Number("volume_limit",SymbolInfoDouble(symbol,SYMBOL_VOLUME_LIMIT));
   json.Whole("stops_level_points",SymbolInfoInteger(symbol,SYMBOL_TRADE_STOPS_LEVEL));
   json.Whole("freeze_level_points",SymbolInfoInteger(symbol,SYMBOL_TRADE_FREEZE_LEVEL));
   ENUM_SYMBOL_CALC_MODE calc_mode=(ENUM_SYMBOL_CALC_MODE)SymbolInfoInteger(symbol,SYMBOL_TRADE_CALC_MODE);
   ENUM_SYMBOL_TRADE_MODE trade_mode=(ENUM_SYMBOL_TRADE_MODE)SymbolInfoInteger(symbol,SYMBOL_TRADE_MODE);
   ENUM_SYMBOL_TRADE_EXECUTION execution=(ENUM_SYMBOL_TRADE_EXECUTION)SymbolInfoInteger(symbol,SYMBOL_TRADE_EXEMODE);
   json.Text("calc_mode",WithoutPrefix(EnumToString(calc_mode),"SYMBOL_CALC_MODE_"));
   json.Text("trade_mode",WithoutPrefix(EnumToString(trade_mode),"SYMBOL_TRADE_MODE_"));
   json.Text("execution_mode",WithoutPrefix(EnumToString(execution),"SYMBOL_TRADE_EXECUTION_"));
   WriteFillings(symbol,json);
   json.Text("currency_base",SymbolInfoString(symbol,SYMBOL_CURRENCY_BASE));
   json.Text("currency_profit",SymbolInfoString(symbol,SYMBOL_CURRENCY_PROFIT));
   json.Text("currency_margin",SymbolInfoString(symbol,SYMBOL_CURRENCY_MARGIN));
   WriteMargin(symbol,json);
   MqlTick tick={};
   if(SymbolInfoTick(symbol,tick) && tick.bid>0.0 && tick.ask>0.0 && tick.time>RUBI_DAY)
     {
      json.Number("bid",tick.bid);
      json.Number("ask",tick.ask);
      json.Text("quoted_at",CTerminalTime::UtcIso(tick.time));
     }
   json.CloseObject();
   return(true);
  }
//+------------------------------------------------------------------+
void CSymbolBook::WriteFillings(const string symbol,CJsonWriter &json)
  {
   long modes=SymbolInfoInteger(symbol,SYMBOL_FILLING_MODE);
   json.OpenList("filling_modes");
   if((modes&SYMBOL_FILLING_FOK)!=0)
      json.Text("","FOK");
   if((modes&SYMBOL_FILLING_IOC)!=0)
      json.Text("","IOC");
   if(SymbolInfoInteger(symbol,SYMBOL_TRADE_EXEMODE)!=SYMBOL_TRADE_EXECUTION_MARKET)
      json.Text("","RETURN");
   json.CloseList();
  }
//+------------------------------------------------------------------+
void CSymbolBook::WriteMargin(const string symbol,CJsonWriter &json)
  {
   double initial=0.0;
   double maintenance=0.0;
   json.Number("margin_initial",SymbolInfoDouble(symbol,SYMBOL_MARGIN_INITIAL));
   json.Number("margin_maintenance",SymbolInfoDouble(symbol,SYMBOL_MARGIN_MAINTENANCE));
   if(SymbolInfoMarginRate(symbol,ORDER_TYPE_BUY,initial,maintenance))
      json.Number("margin_rate_buy",initial);
   if(SymbolInfoMarginRate(symbol,ORDER_TYPE_SELL,initial,maintenance))
      json.Number("margin_rate_sell",initial);
  }
//+------------------------------------------------------------------+
bool CSymbolBook::WriteQuote(const string symbol,CJsonWriter &json) const
  {
   MqlTick tick={};
   if(!SymbolInfoTick(symbol,tick) || tick.bid<=0.0 || tick.ask<=0.0 || tick.time<=RUBI_DAY)
      return(false);
   json.OpenObject();
   json.Text("symbol",ToWire(symbol));
   json.Number("bid",tick.bid);
   json.Number("ask",tick.ask);
   json.Text("time",CTerminalTime::UtcIso(tick.time));
   json.CloseObject();
   return(true);
  }

#endif
//+------------------------------------------------------------------+
