//+------------------------------------------------------------------+
//|                                          RubiStudioConnector.mq5 |
//|                                                      Rubi Studio |
//|                                      https://docs.rubi-studio.com|
//+------------------------------------------------------------------+
#property copyright "Rubi Studio"
#property link      "https://docs.rubi-studio.com"
#property version   "3.00"
#property description "Connects this account to Rubi Studio: reports the account and its positions,"
#property description "executes the orders that the backend has sized and checked, once each."

#include "Include\RubiStudio\Connector.mqh"

input group "Connection"
input string BackendURL="https://api.rubi-studio.com"; // Backend address
input string APIToken="";                              // API token (created in Rubi Studio)
input int    CheckInterval=5000;                       // Longest time between two syncs, ms
input group "Trading"
input bool   EnableAutoTrading=true;                   // Execute the backend's orders
input double MaxRiskPercent=2.0;                       // Largest loss at the stop, % of equity (0 = no limit)
input int    MaxOpenPositions=5;                       // Most positions on the account
input int    MaxSlippagePoints=20;                     // Largest slippage, points
input ulong  MagicBase=0;                              // Added to the orders' magic numbers
input string SymbolSuffix="";                          // Broker's suffix, e.g. .m
input group "Signals of this account"
input bool   MirrorTrades=false;                       // Send other trades as signals
input ulong  MirrorMagic=0;                            // Only this magic number (0 = all)
input string MirrorSymbols="";                         // Only these symbols, comma separated
input group "Display"
input ENUM_RUBI_LANGUAGE Language=RUBI_LANGUAGE_AUTO;  // Language
input ENUM_RUBI_LOG_LEVEL LogLevel=RUBI_LOG_INFO;      // Log level
input bool   ShowPanel=true;                           // Panel on the chart
input group "Experimental"
input bool   UseDoorbell=false;                        // Let the backend ring for a sync

CConnector g_connector;

//+------------------------------------------------------------------+
//| Expert initialization function                                   |
//+------------------------------------------------------------------+
int OnInit()
  {
   SSettings settings={};
   settings.backend_url=BackendURL;
   settings.api_token=APIToken;
   settings.check_interval_ms=MathMax(250,MathMin(CheckInterval,60000));
   settings.auto_trading=EnableAutoTrading;
   settings.max_risk_percent=MaxRiskPercent;
   settings.max_open_positions=MaxOpenPositions;
   settings.magic_base=MagicBase;
   settings.max_slippage_points=MaxSlippagePoints;
   settings.symbol_suffix=SymbolSuffix;
   settings.is_french=(Language==RUBI_LANGUAGE_FRENCH || (Language==RUBI_LANGUAGE_AUTO && TerminalInfoString(TERMINAL_LANGUAGE)=="French"));
   settings.log_level=LogLevel;
   settings.shows_panel=ShowPanel;
   settings.mirrors_trades=MirrorTrades;
   settings.mirror_magic=MirrorMagic;
   settings.mirror_symbols=MirrorSymbols;
   settings.uses_doorbell=UseDoorbell;
   g_connector.Start(settings);
   return(INIT_SUCCEEDED);
  }
//+------------------------------------------------------------------+
//| Expert deinitialization function                                 |
//+------------------------------------------------------------------+
void OnDeinit(const int reason)
  {
   g_connector.Stop(reason);
  }
//+------------------------------------------------------------------+
//| Expert tick function: everything happens on the timer            |
//+------------------------------------------------------------------+
void OnTick()
  {
  }
//+------------------------------------------------------------------+
//| Timer function                                                   |
//+------------------------------------------------------------------+
void OnTimer()
  {
   g_connector.OnTimer();
  }
//+------------------------------------------------------------------+
//| TradeTransaction function: a hint, never a fact                  |
//+------------------------------------------------------------------+
void OnTradeTransaction(const MqlTradeTransaction &trans,const MqlTradeRequest &request,const MqlTradeResult &result)
  {
   if(trans.type==TRADE_TRANSACTION_DEAL_ADD)
      g_connector.OnTrade();
  }
//+------------------------------------------------------------------+
