//+------------------------------------------------------------------+
//|                                                  OrderSender.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_ORDER_SENDER_MQH
#define RUBI_STUDIO_ORDER_SENDER_MQH

#include "Command.mqh"
#include "Logger.mqh"
#include "Retcodes.mqh"

#define RUBI_PRICE_ATTEMPTS 3
#define RUBI_COMMENT_LIMIT 31

//+------------------------------------------------------------------+
//| The one place that calls OrderSend.                              |
//+------------------------------------------------------------------+
class COrderSender
  {
private:
   int               m_slippage;
   CLogger           m_logger;

public:
                     COrderSender(void) : m_slippage(0) { }
   void              Configure(const SSettings &settings);
   ENUM_RETCODE_CLASS Send(const SCommand &command,const double volume,const ulong position,MqlTradeResult &result);
  };
//+------------------------------------------------------------------+
void COrderSender::Configure(const SSettings &settings)
  {
   m_slippage=settings.max_slippage_points;
   m_logger.Configure(settings.log_level,settings.api_token);
  }
//+------------------------------------------------------------------+
//| Sends once; again only when the answer proves that nothing was   |
//| executed: at a fresh price, or with the other filling.           |
//+------------------------------------------------------------------+
ENUM_RETCODE_CLASS COrderSender::Send(const SCommand &command,const double volume,const ulong position,MqlTradeResult &result)
  {
   ENUM_RETCODE_CLASS outcome=RETCODE_NEW_PRICE;
   int filling=0;
   for(int attempt=0; attempt<RUBI_PRICE_ATTEMPTS && outcome==RETCODE_NEW_PRICE; attempt++)
     {
      MqlTick tick={};
      if(!SymbolInfoTick(command.symbol,tick))
         return(RETCODE_NEW_PRICE);
      MqlTradeRequest request={};
      ZeroMemory(request);
      ZeroMemory(result);
      request.action=TRADE_ACTION_DEAL;
      request.symbol=command.symbol;
      request.magic=command.magic;
      request.volume=volume;
      request.type=(command.is_buy ? ORDER_TYPE_BUY : ORDER_TYPE_SELL);
      request.price=(command.is_buy ? tick.ask : tick.bid);
      request.deviation=(ulong)MathMax(0,MathMin(m_slippage,command.deviation_points));
      request.type_filling=CSymbolBook::Filling(command.symbol,filling);
      request.comment=StringSubstr(command.comment,0,RUBI_COMMENT_LIMIT);
      request.position=position;
      if(position==0)
        {
         request.sl=CSymbolBook::OnTick(command.symbol,command.stop_loss);
         request.tp=CSymbolBook::OnTick(command.symbol,command.take_profit);
        }
      if(!OrderSend(request,result))
         m_logger.Debug("OrderSend answered "+(string)result.retcode+" "+result.comment);
      outcome=CRetcodes::ClassOf(result.retcode);
      if(result.retcode==TRADE_RETCODE_INVALID_FILL && filling==0)
        {
         filling=1;
         outcome=RETCODE_NEW_PRICE;
        }
     }
   return(outcome);
  }

#endif
//+------------------------------------------------------------------+
