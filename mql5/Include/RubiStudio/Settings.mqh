//+------------------------------------------------------------------+
//|                                                     Settings.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_SETTINGS_MQH
#define RUBI_STUDIO_SETTINGS_MQH

#define RUBI_VERSION "3.0.0"

enum ENUM_RUBI_LANGUAGE
  {
   RUBI_LANGUAGE_AUTO=0,    // Terminal's language
   RUBI_LANGUAGE_ENGLISH=1, // English
   RUBI_LANGUAGE_FRENCH=2   // Francais
  };

enum ENUM_RUBI_LOG_LEVEL
  {
   RUBI_LOG_ERROR=0,   // Errors only
   RUBI_LOG_WARNING=1, // Warnings
   RUBI_LOG_INFO=2,    // Information
   RUBI_LOG_DEBUG=3    // Everything
  };

//+------------------------------------------------------------------+
//| The inputs as the trader set them, in one piece.                 |
//+------------------------------------------------------------------+
struct SSettings
  {
   string            backend_url;
   string            api_token;
   int               check_interval_ms;
   bool              auto_trading;
   double            max_risk_percent;
   int               max_open_positions;
   ulong             magic_base;
   int               max_slippage_points;
   string            symbol_suffix;
   bool              is_french;
   ENUM_RUBI_LOG_LEVEL log_level;
   bool              shows_panel;
   bool              mirrors_trades;
   ulong             mirror_magic;
   string            mirror_symbols;
   bool              uses_doorbell;
  };

#endif
//+------------------------------------------------------------------+
