//+------------------------------------------------------------------+
//|                                                    RiskGuard.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_RISK_GUARD_MQH
#define RUBI_STUDIO_RISK_GUARD_MQH

#include "AccountReport.mqh"
#include "Command.mqh"

//--- the market may have moved a little since the backend sized the order
#define RUBI_RISK_TOLERANCE 1.05
//--- a price that has moved further than this makes it another trade
#define RUBI_SMALLEST_REDUCTION 0.5
//--- figures that differ by more than this are not about the same trade
#define RUBI_DISAGREEMENT_PERCENT 20.0

//+------------------------------------------------------------------+
//| The trader's own limits, checked here whatever the backend says, |
//| and the backend's figures against the broker's.                  |
//+------------------------------------------------------------------+
class CRiskGuard
  {
private:
   double            m_max_risk_percent;
   int               m_max_open_positions;

   static string     Money(const double value);
   static bool       Disagree(const double expected,const double found);
   static bool       LossAtStop(const SCommand &command,const double volume,const MqlTick &tick,double &loss);
   double            AllowedLoss(void) const { return(AccountInfoDouble(ACCOUNT_EQUITY)*m_max_risk_percent/100.0); }
   string            RiskRefusal(const SCommand &command,const double volume,const MqlTick &tick) const;
   static string     DisagreementRefusal(const SCommand &command);
   static string     NettingRefusal(const SCommand &command);

public:
                     CRiskGuard(void) : m_max_risk_percent(0.0),m_max_open_positions(0) { }
   void              Configure(const double max_risk_percent,const int max_open_positions);
   double            Reduced(const SCommand &command,const double volume,const MqlTick &tick) const;
   string            Refusal(const SCommand &command,const double volume,const int in_doubt,const MqlTick &tick) const;
  };
//+------------------------------------------------------------------+
void CRiskGuard::Configure(const double max_risk_percent,const int max_open_positions)
  {
   m_max_risk_percent=max_risk_percent;
   m_max_open_positions=max_open_positions;
  }
//+------------------------------------------------------------------+
//| Why this order may not be opened; empty if it may.               |
//+------------------------------------------------------------------+
string CRiskGuard::Refusal(const SCommand &command,const double volume,const int in_doubt,const MqlTick &tick) const
  {
   int open=PositionsTotal()+in_doubt;
   if(open>=m_max_open_positions)
      return("MaxOpenPositions: "+IntegerToString(open)+" positions are open or in doubt, "+IntegerToString(m_max_open_positions)+" are allowed");
   if(volume<SymbolInfoDouble(command.symbol,SYMBOL_VOLUME_MIN)-RUBI_STEP_EPSILON)
      return("The volume is below the broker's minimum");
   string netting=NettingRefusal(command);
   if(StringLen(netting)>0)
      return(netting);
   if(!CSymbolBook::StopsFit(command.symbol,command.is_buy,command.stop_loss,command.take_profit,tick))
      return("A stop is on the wrong side or closer to the price than the broker allows");
   string disagreement=DisagreementRefusal(command);
   if(StringLen(disagreement)>0)
      return(disagreement);
   return(RiskRefusal(command,volume,tick));
  }
//+------------------------------------------------------------------+
//| On a netting account an opening order against the open position  |
//| would close or turn it.                                          |
//+------------------------------------------------------------------+
string CRiskGuard::NettingRefusal(const SCommand &command)
  {
   if(!CAccountReport::IsNetting())
      return("");
   for(int i=PositionsTotal()-1; i>=0; i--)
     {
      if(PositionGetTicket(i)==0 || PositionGetString(POSITION_SYMBOL)!=command.symbol)
         continue;
      if((PositionGetInteger(POSITION_TYPE)==POSITION_TYPE_BUY)!=command.is_buy)
         return("A netting account holds the opposite position: opening would close it");
     }
   return("");
  }
//+------------------------------------------------------------------+
//| What the order would lose at its stop if it were opened now.     |
//+------------------------------------------------------------------+
bool CRiskGuard::LossAtStop(const SCommand &command,const double volume,const MqlTick &tick,double &loss)
  {
   ENUM_ORDER_TYPE type=(command.is_buy ? ORDER_TYPE_BUY : ORDER_TYPE_SELL);
   double price=(command.is_buy ? tick.ask : tick.bid);
   double profit=0.0;
   bool is_known=OrderCalcProfit(type,command.symbol,volume,price,command.stop_loss,profit);
   loss=-profit;
   return(is_known);
  }
//+------------------------------------------------------------------+
//| The price has moved since the backend sized the order: it is     |
//| opened smaller, so that the loss at the stop stays allowed. Less |
//| than half of it would be another trade, and is left to Refusal.  |
//+------------------------------------------------------------------+
double CRiskGuard::Reduced(const SCommand &command,const double volume,const MqlTick &tick) const
  {
   double loss=0.0;
   if(m_max_risk_percent<=0.0 || command.stop_loss<=0.0 || !LossAtStop(command,volume,tick,loss))
      return(volume);
   double allowed=AllowedLoss();
   if(loss<=allowed*RUBI_RISK_TOLERANCE || loss<=0.0)
      return(volume);
   double smaller=CSymbolBook::FlooredVolume(command.symbol,volume*allowed/loss);
   return(smaller<volume*RUBI_SMALLEST_REDUCTION ? volume : smaller);
  }
//+------------------------------------------------------------------+
string CRiskGuard::RiskRefusal(const SCommand &command,const double volume,const MqlTick &tick) const
  {
   if(m_max_risk_percent<=0.0)
      return("");
   if(command.stop_loss<=0.0)
      return("MaxRiskPercent: without a stop loss the risk has no limit");
   double loss=0.0;
   if(!LossAtStop(command,volume,tick,loss))
      return("MaxRiskPercent: the terminal cannot compute the loss at the stop");
   if(loss>AllowedLoss()*RUBI_RISK_TOLERANCE)
      return("MaxRiskPercent: the loss at the stop is "+Money(loss)+", "+Money(AllowedLoss())+" is allowed");
   ENUM_ORDER_TYPE type=(command.is_buy ? ORDER_TYPE_BUY : ORDER_TYPE_SELL);
   double price=(command.is_buy ? tick.ask : tick.bid);
   double margin=0.0;
   if(OrderCalcMargin(type,command.symbol,volume,price,margin) && margin>AccountInfoDouble(ACCOUNT_MARGIN_FREE))
      return("The margin is "+Money(margin)+", "+Money(AccountInfoDouble(ACCOUNT_MARGIN_FREE))+" is free");
   return("");
  }
//+------------------------------------------------------------------+
//| The broker's own arithmetic at the backend's own price: what the |
//| two make of one trade must be nearly the same.                   |
//+------------------------------------------------------------------+
string CRiskGuard::DisagreementRefusal(const SCommand &command)
  {
   if(command.entry_price<=0.0)
      return("");
   double volume=CSymbolBook::FlooredVolume(command.symbol,command.volume);
   ENUM_ORDER_TYPE type=(command.is_buy ? ORDER_TYPE_BUY : ORDER_TYPE_SELL);
   double profit=0.0;
   bool has_loss=(command.expected_loss>0.0 && command.stop_loss>0.0);
   if(has_loss && OrderCalcProfit(type,command.symbol,volume,command.entry_price,command.stop_loss,profit))
     {
      if(Disagree(command.expected_loss,-profit))
         return("The backend expects a loss of "+Money(command.expected_loss)+" at the stop, the broker computes "+Money(-profit));
     }
   double margin=0.0;
   if(command.expected_margin>0.0 && OrderCalcMargin(type,command.symbol,volume,command.entry_price,margin))
     {
      if(Disagree(command.expected_margin,margin))
         return("The backend expects a margin of "+Money(command.expected_margin)+", the broker computes "+Money(margin));
     }
   return("");
  }
//+------------------------------------------------------------------+
bool CRiskGuard::Disagree(const double expected,const double found)
  {
   if(expected<=0.0)
      return(false);
   //--- less than a unit of the currency is rounding, whatever the percentage
   double difference=MathAbs(found-expected);
   return(difference>1.0 && difference/expected*100.0>RUBI_DISAGREEMENT_PERCENT);
  }
//+------------------------------------------------------------------+
string CRiskGuard::Money(const double value)
  {
   return(DoubleToString(value,2)+" "+AccountInfoString(ACCOUNT_CURRENCY));
  }

#endif
//+------------------------------------------------------------------+
