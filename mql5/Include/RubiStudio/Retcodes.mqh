//+------------------------------------------------------------------+
//|                                                     Retcodes.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_RETCODES_MQH
#define RUBI_STUDIO_RETCODES_MQH

enum ENUM_RETCODE_CLASS
  {
   RETCODE_DONE=0,         // executed, wholly or in part
   RETCODE_PLACED=1,       // accepted, the deal is still to come
   RETCODE_GOAL_REACHED=2, // there was nothing left to do
   RETCODE_NEW_PRICE=3,    // nothing executed: try a fresh price
   RETCODE_WAIT=4,         // nothing executed: try later
   RETCODE_REFUSED=5,      // nothing executed, and nothing will be
   RETCODE_AMBIGUOUS=6     // it may have been executed all the same
  };

//+------------------------------------------------------------------+
//| What may be concluded from a trade server's return code. A code  |
//| that is not listed proves nothing: the order is looked for, and  |
//| never sent again.                                                |
//+------------------------------------------------------------------+
class CRetcodes
  {
public:
   static ENUM_RETCODE_CLASS ClassOf(const uint retcode);
  };
//+------------------------------------------------------------------+
ENUM_RETCODE_CLASS CRetcodes::ClassOf(const uint retcode)
  {
   switch(retcode)
     {
      case TRADE_RETCODE_DONE:
      case TRADE_RETCODE_DONE_PARTIAL:
         return(RETCODE_DONE);
      case TRADE_RETCODE_PLACED:
         return(RETCODE_PLACED);
      case TRADE_RETCODE_NO_CHANGES:
      case TRADE_RETCODE_POSITION_CLOSED:
         return(RETCODE_GOAL_REACHED);
      case TRADE_RETCODE_REQUOTE:
      case TRADE_RETCODE_PRICE_CHANGED:
      case TRADE_RETCODE_PRICE_OFF:
         return(RETCODE_NEW_PRICE);
      case TRADE_RETCODE_TOO_MANY_REQUESTS:
      case TRADE_RETCODE_FROZEN:
         return(RETCODE_WAIT);
      case TRADE_RETCODE_REJECT:
      case TRADE_RETCODE_CANCEL:
      case TRADE_RETCODE_INVALID:
      case TRADE_RETCODE_INVALID_VOLUME:
      case TRADE_RETCODE_INVALID_PRICE:
      case TRADE_RETCODE_INVALID_STOPS:
      case TRADE_RETCODE_TRADE_DISABLED:
      case TRADE_RETCODE_MARKET_CLOSED:
      case TRADE_RETCODE_NO_MONEY:
      case TRADE_RETCODE_INVALID_EXPIRATION:
      case TRADE_RETCODE_SERVER_DISABLES_AT:
      case TRADE_RETCODE_CLIENT_DISABLES_AT:
      case TRADE_RETCODE_INVALID_FILL:
      case TRADE_RETCODE_ONLY_REAL:
      case TRADE_RETCODE_LIMIT_ORDERS:
      case TRADE_RETCODE_LIMIT_VOLUME:
      case TRADE_RETCODE_INVALID_ORDER:
      case TRADE_RETCODE_INVALID_CLOSE_VOLUME:
      case TRADE_RETCODE_CLOSE_ORDER_EXIST:
      case TRADE_RETCODE_LIMIT_POSITIONS:
      case TRADE_RETCODE_REJECT_CANCEL:
      case TRADE_RETCODE_LONG_ONLY:
      case TRADE_RETCODE_SHORT_ONLY:
      case TRADE_RETCODE_CLOSE_ONLY:
      case TRADE_RETCODE_FIFO_CLOSE:
      case TRADE_RETCODE_HEDGE_PROHIBITED:
         return(RETCODE_REFUSED);
     }
   return(RETCODE_AMBIGUOUS);
  }

#endif
//+------------------------------------------------------------------+
