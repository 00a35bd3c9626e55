//+------------------------------------------------------------------+
//| The part of MQL5's API that the host implements.                 |
//| One list for three readers: the linter (what may be called, with |
//| which types), the translator (prototypes) and the C++ runtime.   |
//| `any` stands for every type, `...` for any number of arguments.  |
//+------------------------------------------------------------------+

//--- constants
const int      INVALID_HANDLE=-1;
const int      WHOLE_ARRAY=-1;
const int      WRONG_VALUE=-1;
const int      INT_MAX=2147483647;
const uint     UINT_MAX=0xFFFFFFFF;
const long     LONG_MAX=9223372036854775807;
const ulong    ULONG_MAX=0xFFFFFFFFFFFFFFFF;
const double   DBL_MAX=1.7976931348623157e+308;
const double   DBL_EPSILON=2.2204460492503131e-16;
const uint     CP_ACP=0;
const uint     CP_UTF8=65001;
const color    clrNONE=-1;
const color    clrWhite=0xFFFFFF;
const color    clrBlack=0x000000;
const color    clrRed=0x0000FF;
const color    clrLime=0x00FF00;
const color    clrOrange=0x00A5FF;
const color    clrTomato=0x4763FF;
const color    clrGold=0x00D7FF;
const color    clrSilver=0xC0C0C0;
const color    clrGray=0x808080;
const color    clrDimGray=0x696969;
const color    clrMediumSeaGreen=0x71B33C;
const int      FILE_READ=1;
const int      FILE_WRITE=2;
const int      FILE_BIN=4;
const int      FILE_CSV=8;
const int      FILE_TXT=16;
const int      FILE_ANSI=32;
const int      FILE_UNICODE=64;
const int      FILE_SHARE_READ=128;
const int      FILE_SHARE_WRITE=256;
const int      FILE_COMMON=4096;
const int      TIME_DATE=1;
const int      TIME_MINUTES=2;
const int      TIME_SECONDS=4;
const int      SYMBOL_FILLING_FOK=1;
const int      SYMBOL_FILLING_IOC=2;
const int      SYMBOL_FILLING_BOC=4;
const uint     SOCKET_DEFAULT=0;
const int      OBJ_ALL_PERIODS=0x1FFFFF;
const int      REASON_PROGRAM=0;
const int      REASON_REMOVE=1;
const int      REASON_RECOMPILE=2;
const int      REASON_CHARTCHANGE=3;
const int      REASON_CHARTCLOSE=4;
const int      REASON_PARAMETERS=5;
const int      REASON_ACCOUNT=6;
const int      REASON_TEMPLATE=7;
const int      REASON_INITFAILED=8;
const int      REASON_CLOSE=9;
const uint     TRADE_RETCODE_REQUOTE=10004;
const uint     TRADE_RETCODE_REJECT=10006;
const uint     TRADE_RETCODE_CANCEL=10007;
const uint     TRADE_RETCODE_PLACED=10008;
const uint     TRADE_RETCODE_DONE=10009;
const uint     TRADE_RETCODE_DONE_PARTIAL=10010;
const uint     TRADE_RETCODE_ERROR=10011;
const uint     TRADE_RETCODE_TIMEOUT=10012;
const uint     TRADE_RETCODE_INVALID=10013;
const uint     TRADE_RETCODE_INVALID_VOLUME=10014;
const uint     TRADE_RETCODE_INVALID_PRICE=10015;
const uint     TRADE_RETCODE_INVALID_STOPS=10016;
const uint     TRADE_RETCODE_TRADE_DISABLED=10017;
const uint     TRADE_RETCODE_MARKET_CLOSED=10018;
const uint     TRADE_RETCODE_NO_MONEY=10019;
const uint     TRADE_RETCODE_PRICE_CHANGED=10020;
const uint     TRADE_RETCODE_PRICE_OFF=10021;
const uint     TRADE_RETCODE_INVALID_EXPIRATION=10022;
const uint     TRADE_RETCODE_ORDER_CHANGED=10023;
const uint     TRADE_RETCODE_TOO_MANY_REQUESTS=10024;
const uint     TRADE_RETCODE_NO_CHANGES=10025;
const uint     TRADE_RETCODE_SERVER_DISABLES_AT=10026;
const uint     TRADE_RETCODE_CLIENT_DISABLES_AT=10027;
const uint     TRADE_RETCODE_LOCKED=10028;
const uint     TRADE_RETCODE_FROZEN=10029;
const uint     TRADE_RETCODE_INVALID_FILL=10030;
const uint     TRADE_RETCODE_CONNECTION=10031;
const uint     TRADE_RETCODE_ONLY_REAL=10032;
const uint     TRADE_RETCODE_LIMIT_ORDERS=10033;
const uint     TRADE_RETCODE_LIMIT_VOLUME=10034;
const uint     TRADE_RETCODE_INVALID_ORDER=10035;
const uint     TRADE_RETCODE_POSITION_CLOSED=10036;
const uint     TRADE_RETCODE_INVALID_CLOSE_VOLUME=10038;
const uint     TRADE_RETCODE_CLOSE_ORDER_EXIST=10039;
const uint     TRADE_RETCODE_LIMIT_POSITIONS=10040;
const uint     TRADE_RETCODE_REJECT_CANCEL=10041;
const uint     TRADE_RETCODE_LONG_ONLY=10042;
const uint     TRADE_RETCODE_SHORT_ONLY=10043;
const uint     TRADE_RETCODE_CLOSE_ONLY=10044;
const uint     TRADE_RETCODE_FIFO_CLOSE=10045;
const uint     TRADE_RETCODE_HEDGE_PROHIBITED=10046;

//--- enumerations
enum ENUM_INIT_RETCODE { INIT_SUCCEEDED=0,INIT_FAILED=1,INIT_PARAMETERS_INCORRECT=32767 };
enum ENUM_TIMEFRAMES { PERIOD_CURRENT=0,PERIOD_M1=1,PERIOD_M5=5,PERIOD_M15=15,PERIOD_H1=16385,PERIOD_D1=16408 };
enum ENUM_ACCOUNT_INFO_INTEGER { ACCOUNT_LOGIN,ACCOUNT_TRADE_MODE,ACCOUNT_LEVERAGE,ACCOUNT_LIMIT_ORDERS,ACCOUNT_MARGIN_SO_MODE,ACCOUNT_TRADE_ALLOWED,ACCOUNT_TRADE_EXPERT,ACCOUNT_MARGIN_MODE,ACCOUNT_CURRENCY_DIGITS,ACCOUNT_FIFO_CLOSE,ACCOUNT_HEDGE_ALLOWED };
enum ENUM_ACCOUNT_INFO_DOUBLE { ACCOUNT_BALANCE,ACCOUNT_CREDIT,ACCOUNT_PROFIT,ACCOUNT_EQUITY,ACCOUNT_MARGIN,ACCOUNT_MARGIN_FREE,ACCOUNT_MARGIN_LEVEL };
enum ENUM_ACCOUNT_INFO_STRING { ACCOUNT_NAME,ACCOUNT_SERVER,ACCOUNT_CURRENCY,ACCOUNT_COMPANY };
enum ENUM_ACCOUNT_MARGIN_MODE { ACCOUNT_MARGIN_MODE_RETAIL_NETTING,ACCOUNT_MARGIN_MODE_EXCHANGE,ACCOUNT_MARGIN_MODE_RETAIL_HEDGING };
enum ENUM_TERMINAL_INFO_INTEGER { TERMINAL_BUILD,TERMINAL_CONNECTED,TERMINAL_TRADE_ALLOWED,TERMINAL_PING_LAST };
enum ENUM_TERMINAL_INFO_STRING { TERMINAL_LANGUAGE,TERMINAL_COMPANY,TERMINAL_NAME,TERMINAL_DATA_PATH };
enum ENUM_MQL_INFO_INTEGER { MQL_TRADE_ALLOWED,MQL_TESTER,MQL_OPTIMIZATION,MQL_VISUAL_MODE };
enum ENUM_MQL_INFO_STRING { MQL_PROGRAM_NAME,MQL_PROGRAM_PATH };
enum ENUM_SYMBOL_INFO_INTEGER { SYMBOL_SELECT,SYMBOL_VISIBLE,SYMBOL_DIGITS,SYMBOL_SPREAD,SYMBOL_TIME,SYMBOL_TIME_MSC,SYMBOL_TRADE_CALC_MODE,SYMBOL_TRADE_MODE,SYMBOL_TRADE_STOPS_LEVEL,SYMBOL_TRADE_FREEZE_LEVEL,SYMBOL_TRADE_EXEMODE,SYMBOL_FILLING_MODE };
enum ENUM_SYMBOL_INFO_DOUBLE { SYMBOL_BID,SYMBOL_ASK,SYMBOL_POINT,SYMBOL_TRADE_TICK_VALUE,SYMBOL_TRADE_TICK_VALUE_PROFIT,SYMBOL_TRADE_TICK_VALUE_LOSS,SYMBOL_TRADE_TICK_SIZE,SYMBOL_TRADE_CONTRACT_SIZE,SYMBOL_VOLUME_MIN,SYMBOL_VOLUME_MAX,SYMBOL_VOLUME_STEP,SYMBOL_VOLUME_LIMIT,SYMBOL_MARGIN_INITIAL,SYMBOL_MARGIN_MAINTENANCE };
enum ENUM_SYMBOL_INFO_STRING { SYMBOL_CURRENCY_BASE,SYMBOL_CURRENCY_PROFIT,SYMBOL_CURRENCY_MARGIN,SYMBOL_DESCRIPTION };
enum ENUM_SYMBOL_CALC_MODE { SYMBOL_CALC_MODE_FOREX,SYMBOL_CALC_MODE_FUTURES,SYMBOL_CALC_MODE_CFD,SYMBOL_CALC_MODE_CFDINDEX,SYMBOL_CALC_MODE_CFDLEVERAGE,SYMBOL_CALC_MODE_FOREX_NO_LEVERAGE,SYMBOL_CALC_MODE_EXCH_STOCKS,SYMBOL_CALC_MODE_EXCH_FUTURES };
enum ENUM_SYMBOL_TRADE_MODE { SYMBOL_TRADE_MODE_DISABLED,SYMBOL_TRADE_MODE_LONGONLY,SYMBOL_TRADE_MODE_SHORTONLY,SYMBOL_TRADE_MODE_CLOSEONLY,SYMBOL_TRADE_MODE_FULL };
enum ENUM_SYMBOL_TRADE_EXECUTION { SYMBOL_TRADE_EXECUTION_REQUEST,SYMBOL_TRADE_EXECUTION_INSTANT,SYMBOL_TRADE_EXECUTION_MARKET,SYMBOL_TRADE_EXECUTION_EXCHANGE };
enum ENUM_TRADE_REQUEST_ACTIONS { TRADE_ACTION_DEAL=1,TRADE_ACTION_PENDING=5,TRADE_ACTION_SLTP=6,TRADE_ACTION_MODIFY=7,TRADE_ACTION_REMOVE=8,TRADE_ACTION_CLOSE_BY=10 };
enum ENUM_ORDER_TYPE { ORDER_TYPE_BUY,ORDER_TYPE_SELL,ORDER_TYPE_BUY_LIMIT,ORDER_TYPE_SELL_LIMIT,ORDER_TYPE_BUY_STOP,ORDER_TYPE_SELL_STOP,ORDER_TYPE_BUY_STOP_LIMIT,ORDER_TYPE_SELL_STOP_LIMIT,ORDER_TYPE_CLOSE_BY };
enum ENUM_ORDER_TYPE_FILLING { ORDER_FILLING_FOK,ORDER_FILLING_IOC,ORDER_FILLING_RETURN,ORDER_FILLING_BOC };
enum ENUM_ORDER_TYPE_TIME { ORDER_TIME_GTC,ORDER_TIME_DAY,ORDER_TIME_SPECIFIED,ORDER_TIME_SPECIFIED_DAY };
enum ENUM_ORDER_STATE { ORDER_STATE_STARTED,ORDER_STATE_PLACED,ORDER_STATE_CANCELED,ORDER_STATE_PARTIAL,ORDER_STATE_FILLED,ORDER_STATE_REJECTED,ORDER_STATE_EXPIRED };
enum ENUM_ORDER_PROPERTY_INTEGER { ORDER_TICKET,ORDER_TIME_SETUP,ORDER_TYPE,ORDER_STATE,ORDER_TIME_DONE,ORDER_MAGIC,ORDER_POSITION_ID,ORDER_TIME_SETUP_MSC };
enum ENUM_ORDER_PROPERTY_DOUBLE { ORDER_VOLUME_INITIAL,ORDER_VOLUME_CURRENT,ORDER_PRICE_OPEN,ORDER_SL,ORDER_TP,ORDER_PRICE_CURRENT };
enum ENUM_ORDER_PROPERTY_STRING { ORDER_SYMBOL,ORDER_COMMENT };
enum ENUM_POSITION_TYPE { POSITION_TYPE_BUY,POSITION_TYPE_SELL };
enum ENUM_POSITION_PROPERTY_INTEGER { POSITION_TICKET,POSITION_TIME,POSITION_TIME_MSC,POSITION_TYPE,POSITION_MAGIC,POSITION_IDENTIFIER,POSITION_REASON };
enum ENUM_POSITION_PROPERTY_DOUBLE { POSITION_VOLUME,POSITION_PRICE_OPEN,POSITION_SL,POSITION_TP,POSITION_PRICE_CURRENT,POSITION_SWAP,POSITION_PROFIT };
enum ENUM_POSITION_PROPERTY_STRING { POSITION_SYMBOL,POSITION_COMMENT };
enum ENUM_DEAL_TYPE { DEAL_TYPE_BUY,DEAL_TYPE_SELL,DEAL_TYPE_BALANCE,DEAL_TYPE_CREDIT,DEAL_TYPE_CHARGE,DEAL_TYPE_CORRECTION,DEAL_TYPE_BONUS,DEAL_TYPE_COMMISSION };
enum ENUM_DEAL_ENTRY { DEAL_ENTRY_IN,DEAL_ENTRY_OUT,DEAL_ENTRY_INOUT,DEAL_ENTRY_OUT_BY };
enum ENUM_DEAL_REASON { DEAL_REASON_CLIENT,DEAL_REASON_MOBILE,DEAL_REASON_WEB,DEAL_REASON_EXPERT,DEAL_REASON_SL,DEAL_REASON_TP,DEAL_REASON_SO };
enum ENUM_DEAL_PROPERTY_INTEGER { DEAL_TICKET,DEAL_ORDER,DEAL_TIME,DEAL_TIME_MSC,DEAL_TYPE,DEAL_ENTRY,DEAL_MAGIC,DEAL_REASON,DEAL_POSITION_ID };
enum ENUM_DEAL_PROPERTY_DOUBLE { DEAL_VOLUME,DEAL_PRICE,DEAL_COMMISSION,DEAL_SWAP,DEAL_PROFIT,DEAL_FEE };
enum ENUM_DEAL_PROPERTY_STRING { DEAL_SYMBOL,DEAL_COMMENT };
enum ENUM_TRADE_TRANSACTION_TYPE { TRADE_TRANSACTION_ORDER_ADD,TRADE_TRANSACTION_ORDER_UPDATE,TRADE_TRANSACTION_ORDER_DELETE,TRADE_TRANSACTION_DEAL_ADD,TRADE_TRANSACTION_DEAL_UPDATE,TRADE_TRANSACTION_DEAL_DELETE,TRADE_TRANSACTION_HISTORY_ADD,TRADE_TRANSACTION_HISTORY_UPDATE,TRADE_TRANSACTION_HISTORY_DELETE,TRADE_TRANSACTION_POSITION,TRADE_TRANSACTION_REQUEST };
enum ENUM_FILE_POSITION { SEEK_SET,SEEK_CUR,SEEK_END };
enum ENUM_OBJECT { OBJ_VLINE,OBJ_HLINE,OBJ_LABEL=102,OBJ_RECTANGLE_LABEL=110 };
enum ENUM_OBJECT_PROPERTY_INTEGER { OBJPROP_COLOR,OBJPROP_BACK,OBJPROP_SELECTABLE,OBJPROP_HIDDEN,OBJPROP_FONTSIZE,OBJPROP_CORNER,OBJPROP_XDISTANCE,OBJPROP_YDISTANCE,OBJPROP_XSIZE,OBJPROP_YSIZE,OBJPROP_BGCOLOR,OBJPROP_BORDER_TYPE,OBJPROP_ANCHOR,OBJPROP_ZORDER };
enum ENUM_OBJECT_PROPERTY_STRING { OBJPROP_NAME,OBJPROP_TEXT,OBJPROP_TOOLTIP,OBJPROP_FONT };
enum ENUM_BASE_CORNER { CORNER_LEFT_UPPER,CORNER_LEFT_LOWER,CORNER_RIGHT_LOWER,CORNER_RIGHT_UPPER };
enum ENUM_BORDER_TYPE { BORDER_FLAT,BORDER_RAISED,BORDER_SUNKEN };

//--- structures
struct MqlDateTime
  {
   int               year;
   int               mon;
   int               day;
   int               hour;
   int               min;
   int               sec;
   int               day_of_week;
   int               day_of_year;
  };
struct MqlTick
  {
   datetime          time;
   double            bid;
   double            ask;
   double            last;
   ulong             volume;
   long              time_msc;
   uint              flags;
   double            volume_real;
  };
struct MqlTradeRequest
  {
   ENUM_TRADE_REQUEST_ACTIONS action;
   ulong             magic;
   ulong             order;
   string            symbol;
   double            volume;
   double            price;
   double            stoplimit;
   double            sl;
   double            tp;
   ulong             deviation;
   ENUM_ORDER_TYPE   type;
   ENUM_ORDER_TYPE_FILLING type_filling;
   ENUM_ORDER_TYPE_TIME type_time;
   datetime          expiration;
   string            comment;
   ulong             position;
   ulong             position_by;
  };
struct MqlTradeResult
  {
   uint              retcode;
   ulong             deal;
   ulong             order;
   double            volume;
   double            price;
   double            bid;
   double            ask;
   string            comment;
   uint              request_id;
   int               retcode_external;
  };
struct MqlTradeCheckResult
  {
   uint              retcode;
   double            balance;
   double            equity;
   double            profit;
   double            margin;
   double            margin_free;
   double            margin_level;
   string            comment;
  };
struct MqlTradeTransaction
  {
   ulong             deal;
   ulong             order;
   string            symbol;
   ENUM_TRADE_TRANSACTION_TYPE type;
   ENUM_ORDER_TYPE   order_type;
   ENUM_ORDER_STATE  order_state;
   ENUM_DEAL_TYPE    deal_type;
   ENUM_ORDER_TYPE_TIME time_type;
   datetime          time_expiration;
   double            price;
   double            price_trigger;
   double            price_sl;
   double            price_tp;
   double            volume;
   ulong             position;
   ulong             position_by;
  };

//--- text
int      StringLen(string text);
string   StringSubstr(string text,int start,int length=-1);
int      StringFind(string text,string match,int start=0);
int      StringReplace(string &text,const string find,const string replacement);
ushort   StringGetCharacter(string text,int pos);
bool     StringSetCharacter(string &text,int pos,ushort value);
int      StringCompare(const string &a,const string &b,bool case_sensitive=true);
int      StringSplit(const string text,const ushort separator,string &result[]);
int      StringTrimLeft(string &text);
int      StringTrimRight(string &text);
bool     StringToLower(string &text);
bool     StringToUpper(string &text);
bool     StringAdd(string &text,string tail);
bool     StringInit(string &text,int length=0,ushort character=0);
string   StringFormat(string format,any ...);
long     StringToInteger(string text);
double   StringToDouble(string text);
datetime StringToTime(const string text);
string   IntegerToString(long number,int length=0,ushort fill=' ');
string   DoubleToString(double value,int digits=8);
string   TimeToString(datetime value,int mode=TIME_DATE|TIME_MINUTES);
string   ShortToString(ushort code);
string   CharArrayToString(const uchar &array[],int start=0,int count=WHOLE_ARRAY,uint codepage=CP_ACP);
int      StringToCharArray(string text,uchar &array[],int start=0,int count=WHOLE_ARRAY,uint codepage=CP_ACP);
string   EnumToString(any value);

//--- numbers
any      MathAbs(any value);
any      MathMin(any a,any b);
any      MathMax(any a,any b);
double   MathFloor(double value);
double   MathCeil(double value);
double   MathRound(double value);
double   MathMod(double value,double divisor);
double   MathPow(double base,double exponent);
double   MathSqrt(double value);
double   MathLog10(double value);
int      MathRand();
void     MathSrand(int seed);
bool     MathIsValidNumber(double value);
double   NormalizeDouble(double value,int digits);

//--- arrays
int      ArrayResize(any &array[],int size,int reserve=0);
int      ArraySize(const any &array[]);
void     ArrayFree(any &array[]);
int      ArrayCopy(any &target[],const any &source[],int target_start=0,int source_start=0,int count=WHOLE_ARRAY);
int      ArrayInitialize(any &array[],any value);
bool     ArrayRemove(any &array[],uint start,uint count=WHOLE_ARRAY);
void     ZeroMemory(any &variable);

//--- time
datetime TimeCurrent();
datetime TimeTradeServer();
datetime TimeGMT();
datetime TimeLocal();
bool     TimeToStruct(datetime value,MqlDateTime &parts);
datetime StructToTime(MqlDateTime &parts);
uint     GetTickCount();
ulong    GetTickCount64();
ulong    GetMicrosecondCount();

//--- files
int      FileOpen(string name,int flags,short delimiter='\t',uint codepage=CP_ACP);
void     FileClose(int handle);
void     FileFlush(int handle);
uint     FileWriteString(int handle,const string text,int length=-1);
string   FileReadString(int handle,int length=-1);
bool     FileIsEnding(int handle);
bool     FileSeek(int handle,long offset,ENUM_FILE_POSITION origin);
ulong    FileTell(int handle);
ulong    FileSize(int handle);
bool     FileIsExist(const string name,int common=0);
bool     FileDelete(const string name,int common=0);
bool     FileMove(const string source,int common,const string target,int flags);
bool     FolderCreate(string name,int common=0);
const int FILE_REWRITE=512;

//--- global variables of the terminal
bool     GlobalVariableCheck(string name);
bool     GlobalVariableDel(string name);
double   GlobalVariableGet(string name);
datetime GlobalVariableSet(string name,double value);
bool     GlobalVariableTemp(string name);
bool     GlobalVariableSetOnCondition(string name,double value,double check);
void     GlobalVariablesFlush();

//--- network
int      WebRequest(const string method,const string url,const string headers,int timeout,const uchar &data[],uchar &result[],string &result_headers);
int      SocketCreate(uint flags=SOCKET_DEFAULT);
bool     SocketClose(const int socket);
bool     SocketConnect(int socket,const string server,uint port,uint timeout_receive_ms);
bool     SocketIsConnected(const int socket);
uint     SocketIsReadable(const int socket);
bool     SocketTimeouts(int socket,uint timeout_send_ms,uint timeout_receive_ms);
int      SocketRead(int socket,uchar &buffer[],uint buffer_maxlen,uint timeout_ms);
int      SocketSend(int socket,const uchar &buffer[],uint buffer_len);
int      SocketTlsReadAvailable(int socket,uchar &buffer[],uint buffer_maxlen);
int      SocketTlsSend(int socket,const uchar &buffer[],uint buffer_len);

//--- account, terminal, program
long     AccountInfoInteger(ENUM_ACCOUNT_INFO_INTEGER property);
double   AccountInfoDouble(ENUM_ACCOUNT_INFO_DOUBLE property);
string   AccountInfoString(ENUM_ACCOUNT_INFO_STRING property);
int      TerminalInfoInteger(ENUM_TERMINAL_INFO_INTEGER property);
string   TerminalInfoString(ENUM_TERMINAL_INFO_STRING property);
int      MQLInfoInteger(ENUM_MQL_INFO_INTEGER property);
string   MQLInfoString(ENUM_MQL_INFO_STRING property);
int      GetLastError();
void     ResetLastError();
void     SetUserError(ushort code);
bool     IsStopped();
void     ExpertRemove();
int      UninitializeReason();
bool     EventSetTimer(int seconds);
bool     EventSetMillisecondTimer(int milliseconds);
void     EventKillTimer();
void     Print(any ...);
void     PrintFormat(string format,any ...);
void     Alert(any ...);
void     Comment(any ...);
bool     SendNotification(string text);

//--- market
int      SymbolsTotal(bool selected);
string   SymbolName(int pos,bool selected);
bool     SymbolSelect(string name,bool select);
bool     SymbolExist(const string name,bool &is_custom);
long     SymbolInfoInteger(string name,ENUM_SYMBOL_INFO_INTEGER property);
bool     SymbolInfoInteger(string name,ENUM_SYMBOL_INFO_INTEGER property,long &value);
double   SymbolInfoDouble(string name,ENUM_SYMBOL_INFO_DOUBLE property);
bool     SymbolInfoDouble(string name,ENUM_SYMBOL_INFO_DOUBLE property,double &value);
string   SymbolInfoString(string name,ENUM_SYMBOL_INFO_STRING property);
bool     SymbolInfoTick(string symbol,MqlTick &tick);
bool     SymbolInfoMarginRate(string name,ENUM_ORDER_TYPE type,double &initial,double &maintenance);
string   Symbol();

//--- trade
bool     OrderSend(MqlTradeRequest &request,MqlTradeResult &result);
bool     OrderCheck(MqlTradeRequest &request,MqlTradeCheckResult &result);
bool     OrderCalcMargin(ENUM_ORDER_TYPE action,string symbol,double volume,double price,double &margin);
bool     OrderCalcProfit(ENUM_ORDER_TYPE action,string symbol,double volume,double price_open,double price_close,double &profit);
int      PositionsTotal();
ulong    PositionGetTicket(int index);
bool     PositionSelectByTicket(ulong ticket);
long     PositionGetInteger(ENUM_POSITION_PROPERTY_INTEGER property);
double   PositionGetDouble(ENUM_POSITION_PROPERTY_DOUBLE property);
string   PositionGetString(ENUM_POSITION_PROPERTY_STRING property);
int      OrdersTotal();
ulong    OrderGetTicket(int index);
bool     OrderSelect(ulong ticket);
long     OrderGetInteger(ENUM_ORDER_PROPERTY_INTEGER property);
double   OrderGetDouble(ENUM_ORDER_PROPERTY_DOUBLE property);
string   OrderGetString(ENUM_ORDER_PROPERTY_STRING property);
bool     HistorySelect(datetime from,datetime to);
bool     HistorySelectByPosition(ulong position);
int      HistoryDealsTotal();
ulong    HistoryDealGetTicket(int index);
bool     HistoryDealSelect(ulong ticket);
long     HistoryDealGetInteger(ulong ticket,ENUM_DEAL_PROPERTY_INTEGER property);
double   HistoryDealGetDouble(ulong ticket,ENUM_DEAL_PROPERTY_DOUBLE property);
string   HistoryDealGetString(ulong ticket,ENUM_DEAL_PROPERTY_STRING property);
int      HistoryOrdersTotal();
ulong    HistoryOrderGetTicket(int index);
long     HistoryOrderGetInteger(ulong ticket,ENUM_ORDER_PROPERTY_INTEGER property);
double   HistoryOrderGetDouble(ulong ticket,ENUM_ORDER_PROPERTY_DOUBLE property);
string   HistoryOrderGetString(ulong ticket,ENUM_ORDER_PROPERTY_STRING property);

//--- chart
long     ChartID();
void     ChartRedraw(long chart=0);
bool     ObjectCreate(long chart,string name,ENUM_OBJECT type,int window,datetime time,double price);
bool     ObjectDelete(long chart,string name);
int      ObjectsDeleteAll(long chart,const string prefix,int window=-1,int type=-1);
int      ObjectFind(long chart,string name);
bool     ObjectSetInteger(long chart,string name,ENUM_OBJECT_PROPERTY_INTEGER property,long value);
bool     ObjectSetString(long chart,string name,ENUM_OBJECT_PROPERTY_STRING property,string value);
