//+------------------------------------------------------------------+
//|                                                  Permissions.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_PERMISSIONS_MQH
#define RUBI_STUDIO_PERMISSIONS_MQH

#include "JsonWriter.mqh"

//+------------------------------------------------------------------+
//| Who allows trading now: the terminal, the program, the account,  |
//| the broker. One "no" is enough to stop every order.              |
//+------------------------------------------------------------------+
class CPermissions
  {
private:
   bool              m_auto_trading;

public:
                     CPermissions(void) : m_auto_trading(false) { }
   void              Configure(const bool auto_trading) { m_auto_trading=auto_trading; }
   bool              Connected(void) const { return(TerminalInfoInteger(TERMINAL_CONNECTED)!=0); }
   bool              TerminalAllows(void) const { return(TerminalInfoInteger(TERMINAL_TRADE_ALLOWED)!=0); }
   bool              ProgramAllows(void) const { return(MQLInfoInteger(MQL_TRADE_ALLOWED)!=0); }
   bool              InputAllows(void) const { return(m_auto_trading); }
   bool              AccountAllows(void) const { return(AccountInfoInteger(ACCOUNT_TRADE_ALLOWED)!=0); }
   bool              BrokerAllows(void) const { return(AccountInfoInteger(ACCOUNT_TRADE_EXPERT)!=0); }
   bool              All(void) const;
   string            Missing(void) const;
   void              Write(CJsonWriter &json,const string name) const;
  };
//+------------------------------------------------------------------+
bool CPermissions::All(void) const
  {
   return(StringLen(Missing())==0);
  }
//+------------------------------------------------------------------+
//| The first permission that is missing, in a word for the backend. |
//+------------------------------------------------------------------+
string CPermissions::Missing(void) const
  {
   if(!m_auto_trading)
      return("EnableAutoTrading is off in the inputs");
   if(!Connected())
      return("The terminal is not connected to the broker");
   if(!TerminalAllows())
      return("AutoTrading is off in the terminal");
   if(!ProgramAllows())
      return("Algo trading is off in the program's properties");
   if(!AccountAllows())
      return("The account does not allow trading");
   if(!BrokerAllows())
      return("The broker does not allow Expert Advisors");
   return("");
  }
//+------------------------------------------------------------------+
void CPermissions::Write(CJsonWriter &json,const string name) const
  {
   json.OpenObject(name);
   json.Flag("terminal_connected",Connected());
   json.Flag("terminal_trade_allowed",TerminalAllows());
   json.Flag("ea_trade_allowed",ProgramAllows() && m_auto_trading);
   json.Flag("account_trade_allowed",AccountAllows());
   json.Flag("account_trade_expert",BrokerAllows());
   json.CloseObject();
  }

#endif
//+------------------------------------------------------------------+
