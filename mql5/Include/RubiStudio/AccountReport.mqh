//+------------------------------------------------------------------+
//|                                                AccountReport.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_ACCOUNT_REPORT_MQH
#define RUBI_STUDIO_ACCOUNT_REPORT_MQH

#include "JsonWriter.mqh"

//+------------------------------------------------------------------+
//| The account's money, and what it is.                             |
//+------------------------------------------------------------------+
class CAccountReport
  {
public:
   static bool       IsNetting(void);
   static void       WriteMoney(CJsonWriter &json);
   static void       WriteIdentity(CJsonWriter &json);
  };
//+------------------------------------------------------------------+
//| An exchange account nets its positions as well.                  |
//+------------------------------------------------------------------+
bool CAccountReport::IsNetting(void)
  {
   return(AccountInfoInteger(ACCOUNT_MARGIN_MODE)!=ACCOUNT_MARGIN_MODE_RETAIL_HEDGING);
  }
//+------------------------------------------------------------------+
void CAccountReport::WriteMoney(CJsonWriter &json)
  {
   int digits=(int)AccountInfoInteger(ACCOUNT_CURRENCY_DIGITS);
   json.Number("balance",AccountInfoDouble(ACCOUNT_BALANCE),digits);
   json.Number("equity",AccountInfoDouble(ACCOUNT_EQUITY),digits);
   json.Number("margin",AccountInfoDouble(ACCOUNT_MARGIN),digits);
   json.Number("margin_free",AccountInfoDouble(ACCOUNT_MARGIN_FREE),digits);
   json.Number("margin_level",AccountInfoDouble(ACCOUNT_MARGIN_LEVEL),2);
   json.Number("profit",AccountInfoDouble(ACCOUNT_PROFIT),digits);
  }
//+------------------------------------------------------------------+
void CAccountReport::WriteIdentity(CJsonWriter &json)
  {
   json.Text("account_number",IntegerToString(AccountInfoInteger(ACCOUNT_LOGIN)));
   json.Text("broker",AccountInfoString(ACCOUNT_COMPANY));
   json.Text("server",AccountInfoString(ACCOUNT_SERVER));
   json.Text("account_name",AccountInfoString(ACCOUNT_NAME));
   json.Text("currency",AccountInfoString(ACCOUNT_CURRENCY));
   json.Whole("leverage",AccountInfoInteger(ACCOUNT_LEVERAGE));
   json.Whole("currency_digits",AccountInfoInteger(ACCOUNT_CURRENCY_DIGITS));
   json.Text("margin_mode",IsNetting() ? "NETTING" : "HEDGING");
  }

#endif
//+------------------------------------------------------------------+
