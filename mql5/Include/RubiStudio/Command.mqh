//+------------------------------------------------------------------+
//|                                                      Command.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_COMMAND_MQH
#define RUBI_STUDIO_COMMAND_MQH

#include "JsonReader.mqh"
#include "SymbolBook.mqh"
#include "Targets.mqh"

//+------------------------------------------------------------------+
//| An order from the backend, to be executed once.                  |
//+------------------------------------------------------------------+
struct SCommand
  {
   ulong             order_id;
   ulong             magic;
   bool              is_close;
   bool              is_buy;
   string            symbol;
   double            volume;
   double            entry_price;
   double            stop_loss;
   double            take_profit;
   string            comment;
   int               deviation_points;
   bool              expires;
   ulong             deadline_ms;
   ulong             next_try_ms;
   string            targets;
   double            expected_loss;
   double            expected_margin;
   bool              told_received;
   uint              last_retcode;
   string            last_message;
   string            note;
  };

//+------------------------------------------------------------------+
//| Reads commands off the wire. One that is not whole is refused:   |
//| guessing at a missing field would be trading on a guess.         |
//+------------------------------------------------------------------+
class CCommands
  {
public:
   static bool       Read(const CJsonReader &json,const int node,const CSymbolBook &symbols,const ulong magic_base,const ulong since_ms,SCommand &command);
  };
//+------------------------------------------------------------------+
bool CCommands::Read(const CJsonReader &json,const int node,const CSymbolBook &symbols,const ulong magic_base,const ulong since_ms,SCommand &command)
  {
   string action=json.Text(json.Child(node,"action"));
   string side=json.Text(json.Child(node,"side"));
   ulong wire_magic=json.Id(json.Child(node,"magic"));
   command.order_id=json.Id(json.Child(node,"order_id"));
   command.magic=magic_base+wire_magic;
   command.is_close=(action=="CLOSE");
   command.is_buy=(side=="BUY");
   command.symbol=symbols.ToBroker(json.Text(json.Child(node,"symbol")));
   command.volume=json.Number(json.Child(node,"volume"));
   command.entry_price=json.Number(json.Child(node,"entry_price"));
   command.stop_loss=json.Number(json.Child(node,"stop_loss"));
   command.take_profit=json.Number(json.Child(node,"take_profit"));
   command.comment=json.Text(json.Child(node,"comment"));
   command.deviation_points=(int)json.Whole(json.Child(node,"deviation_points"));
   command.next_try_ms=0;
   command.told_received=false;
   command.last_retcode=0;
   command.last_message="";
   command.note="";
   int left=json.Child(node,"expires_in_ms");
   command.expires=json.Is(left,JSON_NUMBER);
   //--- counted from when the question left: no answer to it can be younger
   command.deadline_ms=since_ms+(command.expires ? (ulong)MathMax(0,json.Whole(left)) : 0);
   int expected=json.Child(node,"expected");
   command.expected_loss=json.Number(json.Child(expected,"loss_at_stop"),-1.0);
   command.expected_margin=json.Number(json.Child(expected,"margin"),-1.0);
   CTargets targets;
   targets.Read(json,json.Child(node,"targets"));
   command.targets=targets.Text();
   if(command.order_id==0 || wire_magic==0 || command.volume<=0.0 || StringLen(command.symbol)==0)
      return(false);
   if((action!="OPEN" && action!="CLOSE") || (side!="BUY" && side!="SELL"))
      return(false);
   return(command.is_close || command.expires);
  }

#endif
//+------------------------------------------------------------------+
