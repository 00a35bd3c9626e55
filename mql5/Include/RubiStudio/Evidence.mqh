//+------------------------------------------------------------------+
//|                                                     Evidence.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_EVIDENCE_MQH
#define RUBI_STUDIO_EVIDENCE_MQH

#define RUBI_EVIDENCE_SECONDS 604800
#define RUBI_DAY_SECONDS 86400

enum ENUM_FOUND
  {
   FOUND_NOTHING=0,  // looked everywhere: it is not there
   FOUND_EXECUTED=1, // deals, or a position
   FOUND_WORKING=2,  // an order the broker has not executed yet
   FOUND_REFUSED=3,  // an order that ended without a deal
   FOUND_UNKNOWN=4   // could not look
  };

struct SEvidence
  {
   ENUM_FOUND        found;
   double            volume;
   double            price;
   ulong             order_ticket;
   ulong             deal_ticket;
   ulong             position_ticket;
   int               positions;
  };

//+------------------------------------------------------------------+
//| Looks for an order by its magic number: in the deals and orders  |
//| of the history, among the orders at work, among the positions.   |
//| Stops of a position keep the magic of the order that opened it:  |
//| an opening order shows in deals that open, a closing one in deals|
//| that close and that a program has sent.                          |
//+------------------------------------------------------------------+
class CEvidence
  {
private:
   static void       Clear(SEvidence &evidence);
   static bool       SelectHistory(void);
   static void       LookInDeals(const ulong magic,const bool is_close,const string symbol,const ulong position,SEvidence &evidence);
   static void       LookInOrders(const ulong magic,const string symbol,const ulong position,SEvidence &evidence);
   static void       LookInPastOrders(const ulong magic,const string symbol,const ulong position,SEvidence &evidence);
   static void       LookInPositions(const ulong magic,const string symbol,const bool is_buy,SEvidence &evidence);

public:
   static void       OfOpening(const ulong magic,const string symbol,const bool is_buy,SEvidence &evidence);
   static void       OfClosing(const ulong magic,const string symbol,const ulong position,SEvidence &evidence);
   static void       OfDeal(const ulong deal_ticket,SEvidence &evidence);
  };
//+------------------------------------------------------------------+
void CEvidence::Clear(SEvidence &evidence)
  {
   evidence.found=FOUND_NOTHING;
   evidence.volume=0.0;
   evidence.price=0.0;
   evidence.order_ticket=0;
   evidence.deal_ticket=0;
   evidence.position_ticket=0;
   evidence.positions=0;
  }
//+------------------------------------------------------------------+
//| A terminal without its broker has no history to look at.         |
//+------------------------------------------------------------------+
bool CEvidence::SelectHistory(void)
  {
   if(TerminalInfoInteger(TERMINAL_CONNECTED)==0)
      return(false);
   datetime now=TimeTradeServer();
   return(HistorySelect((datetime)((long)now-RUBI_EVIDENCE_SECONDS),(datetime)((long)now+RUBI_DAY_SECONDS)));
  }
//+------------------------------------------------------------------+
void CEvidence::OfOpening(const ulong magic,const string symbol,const bool is_buy,SEvidence &evidence)
  {
   Clear(evidence);
   if(!SelectHistory())
     {
      evidence.found=FOUND_UNKNOWN;
      return;
     }
   LookInDeals(magic,false,symbol,0,evidence);
   if(evidence.found==FOUND_NOTHING)
      LookInPositions(magic,symbol,is_buy,evidence);
   if(evidence.found==FOUND_NOTHING)
      LookInOrders(magic,symbol,0,evidence);
   if(evidence.found==FOUND_NOTHING)
      LookInPastOrders(magic,symbol,0,evidence);
  }
//+------------------------------------------------------------------+
void CEvidence::OfClosing(const ulong magic,const string symbol,const ulong position,SEvidence &evidence)
  {
   Clear(evidence);
   if(!SelectHistory())
     {
      evidence.found=FOUND_UNKNOWN;
      return;
     }
   LookInDeals(magic,true,symbol,position,evidence);
   if(evidence.found==FOUND_NOTHING)
      LookInOrders(magic,symbol,position,evidence);
   if(evidence.found==FOUND_NOTHING)
      LookInPastOrders(magic,symbol,position,evidence);
  }
//+------------------------------------------------------------------+
//| Several deals are one execution: their volume at its mean price. |
//+------------------------------------------------------------------+
void CEvidence::LookInDeals(const ulong magic,const bool is_close,const string symbol,const ulong position,SEvidence &evidence)
  {
   double worth=0.0;
   int total=HistoryDealsTotal();
   for(int i=0; i<total; i++)
     {
      ulong deal=HistoryDealGetTicket(i);
      if(deal==0 || (ulong)HistoryDealGetInteger(deal,DEAL_MAGIC)!=magic)
         continue;
      if(HistoryDealGetInteger(deal,DEAL_REASON)!=DEAL_REASON_EXPERT || HistoryDealGetString(deal,DEAL_SYMBOL)!=symbol)
         continue;
      bool closes=(HistoryDealGetInteger(deal,DEAL_ENTRY)==DEAL_ENTRY_OUT);
      ulong identifier=(ulong)HistoryDealGetInteger(deal,DEAL_POSITION_ID);
      if(closes!=is_close || (position>0 && identifier!=position))
         continue;
      double volume=HistoryDealGetDouble(deal,DEAL_VOLUME);
      evidence.volume+=volume;
      worth+=volume*HistoryDealGetDouble(deal,DEAL_PRICE);
      if(identifier!=evidence.position_ticket)
         evidence.positions++;
      evidence.deal_ticket=deal;
      evidence.order_ticket=(ulong)HistoryDealGetInteger(deal,DEAL_ORDER);
      evidence.position_ticket=identifier;
     }
   if(evidence.volume<=0.0)
      return;
   evidence.found=FOUND_EXECUTED;
   evidence.volume=NormalizeDouble(evidence.volume,8);
   evidence.price=NormalizeDouble(worth/evidence.volume,8);
  }
//+------------------------------------------------------------------+
void CEvidence::LookInPositions(const ulong magic,const string symbol,const bool is_buy,SEvidence &evidence)
  {
   for(int i=PositionsTotal()-1; i>=0; i--)
     {
      ulong ticket=PositionGetTicket(i);
      if(ticket==0 || (ulong)PositionGetInteger(POSITION_MAGIC)!=magic || PositionGetString(POSITION_SYMBOL)!=symbol)
         continue;
      if((PositionGetInteger(POSITION_TYPE)==POSITION_TYPE_BUY)!=is_buy)
         continue;
      evidence.found=FOUND_EXECUTED;
      evidence.volume=PositionGetDouble(POSITION_VOLUME);
      evidence.price=PositionGetDouble(POSITION_PRICE_OPEN);
      evidence.order_ticket=(ulong)PositionGetInteger(POSITION_IDENTIFIER);
      evidence.position_ticket=ticket;
      return;
     }
  }
//+------------------------------------------------------------------+
void CEvidence::LookInOrders(const ulong magic,const string symbol,const ulong position,SEvidence &evidence)
  {
   for(int i=OrdersTotal()-1; i>=0; i--)
     {
      ulong ticket=OrderGetTicket(i);
      if(ticket==0 || (ulong)OrderGetInteger(ORDER_MAGIC)!=magic || OrderGetString(ORDER_SYMBOL)!=symbol)
         continue;
      if(position>0 && (ulong)OrderGetInteger(ORDER_POSITION_ID)!=position)
         continue;
      evidence.found=FOUND_WORKING;
      evidence.order_ticket=ticket;
      return;
     }
  }
//+------------------------------------------------------------------+
//| An order that ended as rejected, cancelled or expired, and has no|
//| deal, was not executed. One that ended as filled has deals that  |
//| the terminal has not heard of yet.                               |
//+------------------------------------------------------------------+
void CEvidence::LookInPastOrders(const ulong magic,const string symbol,const ulong position,SEvidence &evidence)
  {
   int total=HistoryOrdersTotal();
   for(int i=0; i<total; i++)
     {
      ulong ticket=HistoryOrderGetTicket(i);
      if(ticket==0 || (ulong)HistoryOrderGetInteger(ticket,ORDER_MAGIC)!=magic || HistoryOrderGetString(ticket,ORDER_SYMBOL)!=symbol)
         continue;
      if(position>0 && (ulong)HistoryOrderGetInteger(ticket,ORDER_POSITION_ID)!=position)
         continue;
      long state=HistoryOrderGetInteger(ticket,ORDER_STATE);
      bool ended_unfilled=(state==ORDER_STATE_REJECTED || state==ORDER_STATE_CANCELED || state==ORDER_STATE_EXPIRED);
      evidence.found=(ended_unfilled ? FOUND_REFUSED : FOUND_WORKING);
      evidence.order_ticket=ticket;
     }
  }
//+------------------------------------------------------------------+
//| The one deal that the broker's answer names.                     |
//+------------------------------------------------------------------+
void CEvidence::OfDeal(const ulong deal_ticket,SEvidence &evidence)
  {
   Clear(evidence);
   if(deal_ticket==0 || !HistoryDealSelect(deal_ticket))
      return;
   evidence.found=FOUND_EXECUTED;
   evidence.volume=HistoryDealGetDouble(deal_ticket,DEAL_VOLUME);
   evidence.price=HistoryDealGetDouble(deal_ticket,DEAL_PRICE);
   evidence.deal_ticket=deal_ticket;
   evidence.order_ticket=(ulong)HistoryDealGetInteger(deal_ticket,DEAL_ORDER);
   evidence.position_ticket=(ulong)HistoryDealGetInteger(deal_ticket,DEAL_POSITION_ID);
  }

#endif
//+------------------------------------------------------------------+
