//+------------------------------------------------------------------+
//|                                                    Connector.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_CONNECTOR_MQH
#define RUBI_STUDIO_CONNECTOR_MQH

#include "BackendClient.mqh"
#include "Backoff.mqh"
#include "Doorbell.mqh"
#include "InstanceId.mqh"
#include "InstanceLock.mqh"
#include "Mirror.mqh"
#include "SpecReport.mqh"
#include "StatusPanel.mqh"
#include "SyncMessage.mqh"

#define RUBI_TIMER_MS 100
#define RUBI_LOCK_MS 2000
#define RUBI_UNAUTHORISED_RETRY_MS 30000
#define RUBI_FASTEST_SYNC_MS 100
#define RUBI_BUSY_SYNC_MS 250
#define RUBI_FAILURES_BEFORE_ALERT 3
#define RUBI_MOST_EPOCHS_PASSED 3
#define RUBI_EPOCHS_PASSED_MS 600000

enum ENUM_LINK
  {
   LINK_OFF=0,          // nothing to do: tester, no address, no token
   LINK_CONNECTING=1,
   LINK_CONNECTED=2,
   LINK_UNAUTHORISED=3,
   LINK_FENCED=4        // another terminal has the account
  };

//+------------------------------------------------------------------+
//| The connector: one call to the backend per cycle, from OnTimer,  |
//| and everything that follows from the answer.                     |
//+------------------------------------------------------------------+
class CConnector
  {
private:
   SSettings         m_settings;
   CLogger           m_logger;
   CStatusPanel      m_panel;
   CBackendClient    m_backend;
   CBackoff          m_backoff;
   CInstanceLock     m_lock;
   CSymbolBook       m_symbols;
   CPermissions      m_permissions;
   CExecutor         m_executor;
   CSyncMessage      m_message;
   CSpecReport       m_specs;
   CMirror           m_mirror;
   CDoorbell         m_doorbell;

   ENUM_LINK         m_link;
   ENUM_PROBLEM      m_problem;
   bool              m_owns_account;
   string            m_account_key;
   string            m_instance_id;
   string            m_session_id;
   long              m_epoch;
   long              m_seq;
   string            m_pending;
   ulong             m_pending_since;
   ulong             m_next_call;
   ulong             m_next_lock;
   ulong             m_last_sync;
   int               m_latency_ms;
   int               m_signals_sent;
   int               m_epochs_passed;
   ulong             m_epochs_passed_since;
   string            m_trading_state;

   string            AccountKey(void) const;
   void              BeginAccount(void);
   bool              HoldAccount(void);
   void              Call(void);
   void              Connect(void);
   void              OnConnected(const CJsonReader &json);
   bool              TellSpecs(void);
   bool              TellSignal(void);
   void              Sync(void);
   void              OnSynced(const CJsonReader &json);
   void              OnReconcile(const CJsonReader &json,const int list);
   void              OnFailure(const SHttpAnswer &answer);
   bool              HasTwin(void);
   void              LastWords(void);
   void              EndSession(void);
   int               SyncDelay(const long asked_ms) const;
   ENUM_PROBLEM      CurrentProblem(void) const;
   ENUM_PROBLEM      TradingProblem(void) const;
   void              ShowStatus(void);

public:
                     CConnector(void);
   bool              Start(const SSettings &settings);
   void              Stop(const int reason);
   void              OnTimer(void);
   void              OnTrade(void);
  };
//+------------------------------------------------------------------+
CConnector::CConnector(void) : m_link(LINK_OFF),m_problem(PROBLEM_NONE),m_owns_account(false),m_account_key(""),m_instance_id(""),m_session_id(""),m_epoch(0),m_seq(0),m_pending(""),m_pending_since(0),m_next_call(0),m_next_lock(0),m_last_sync(0),m_latency_ms(0),m_signals_sent(0),m_epochs_passed(0),m_epochs_passed_since(0),m_trading_state("")
  {
  }
//+------------------------------------------------------------------+
//| Never fails because something out there is missing: the program  |
//| would be taken off the chart for the night. False only in the    |
//| tester, where there is nothing to connect to. After a change of  |
//| the chart or of the inputs the session and its orders go on.     |
//+------------------------------------------------------------------+
bool CConnector::Start(const SSettings &settings)
  {
   bool goes_on=(m_link==LINK_CONNECTED && settings.backend_url==m_settings.backend_url && settings.api_token==m_settings.api_token && AccountKey()==m_account_key);
   m_settings=settings;
   m_logger.Configure(settings.log_level,settings.api_token);
   m_backend.Configure(settings.backend_url,settings.api_token);
   m_symbols.Configure(settings.symbol_suffix);
   m_permissions.Configure(settings.auto_trading);
   m_executor.Configure(settings);
   m_message.Configure(settings);
   m_mirror.Configure(settings);
   m_doorbell.Configure(settings,m_backend.Url());
   m_problem=PROBLEM_NONE;
   if(MQLInfoInteger(MQL_TESTER)!=0)
     {
      m_link=LINK_OFF;
      return(false);
     }
   m_panel.Open(settings,m_backend.Url());
   m_logger.Info("connector "+RUBI_VERSION+" on account "+IntegerToString(AccountInfoInteger(ACCOUNT_LOGIN))+", backend "+m_backend.Url());
   m_specs.Forget();
   m_next_call=0;
   if(!goes_on)
     {
      m_executor.CloseJournal();
      BeginAccount();
     }
   if(!EventSetMillisecondTimer(RUBI_TIMER_MS))
      m_logger.Error("the timer cannot be set, error "+IntegerToString(GetLastError()));
   return(true);
  }
//+------------------------------------------------------------------+
//| State belongs to one account: its login and its trade server.    |
//+------------------------------------------------------------------+
string CConnector::AccountKey(void) const
  {
   string server=AccountInfoString(ACCOUNT_SERVER);
   string key=IntegerToString(AccountInfoInteger(ACCOUNT_LOGIN))+"-";
   int total=MathMin(StringLen(server),24);
   for(int i=0; i<total; i++)
     {
      ushort c=StringGetCharacter(server,i);
      bool is_plain=((c>='A' && c<='Z') || (c>='a' && c<='z') || (c>='0' && c<='9'));
      key+=(is_plain ? ShortToString(c) : "_");
     }
   return(key);
  }
//+------------------------------------------------------------------+
void CConnector::BeginAccount(void)
  {
   m_account_key=AccountKey();
   m_owns_account=false;
   m_lock.Configure(m_account_key);
   m_session_id="";
   m_pending="";
   m_specs.Forget();
   m_last_sync=0;
   m_trading_state="";
   m_backoff.Reset();
   m_message.Forget();
   m_mirror.Forget();
   m_link=LINK_CONNECTING;
   m_next_call=0;
   m_next_lock=0;
  }
//+------------------------------------------------------------------+
//| The journal is opened by the chart that owns the account only.   |
//+------------------------------------------------------------------+
bool CConnector::HoldAccount(void)
  {
   ulong now=GetTickCount64();
   if(now<m_next_lock)
      return(m_owns_account);
   m_next_lock=now+RUBI_LOCK_MS;
   bool owned=m_owns_account;
   m_owns_account=m_lock.Hold();
   if(m_owns_account && (!owned || !m_executor.HasJournal()))
     {
      string folder="RubiStudio\\"+m_account_key;
      FolderCreate("RubiStudio");
      FolderCreate(folder);
      m_instance_id=CInstanceId::Of(folder);
      m_mirror.Open(folder+"\\mirror.txt");
      if(!m_executor.OpenJournal(folder+"\\journal.txt"))
         m_logger.Error("the journal cannot be opened, error "+IntegerToString(GetLastError()));
     }
   if(!m_owns_account && owned)
      m_executor.CloseJournal();
   return(m_owns_account);
  }
//+------------------------------------------------------------------+
void CConnector::OnTimer(void)
  {
   if(m_link==LINK_OFF)
      return;
   //--- while the terminal has not logged in there is no account to work for
   if(AccountInfoInteger(ACCOUNT_LOGIN)<=0)
     {
      ShowStatus();
      return;
     }
   if(AccountKey()!=m_account_key)
     {
      m_logger.Warning("the account has changed");
      m_executor.CloseJournal();
      BeginAccount();
     }
   if(HoldAccount() && m_link!=LINK_FENCED)
     {
      bool may_send=(m_link==LINK_CONNECTED && StringLen(m_pending)==0);
      m_executor.Resume(may_send);
      m_mirror.Watch(m_executor,m_symbols,m_session_id);
      if(m_link==LINK_CONNECTED && m_doorbell.Rang(m_session_id))
         m_next_call=0;
      if(GetTickCount64()>=m_next_call)
         Call();
     }
   ShowStatus();
  }
//+------------------------------------------------------------------+
//| Something was traded: tell it soon. Nothing is sent from here.   |
//+------------------------------------------------------------------+
void CConnector::OnTrade(void)
  {
   if(m_link==LINK_CONNECTED && m_backoff.Failures()==0)
      m_next_call=MathMin(m_next_call,GetTickCount64()+RUBI_TIMER_MS);
  }
//+------------------------------------------------------------------+
//| One request per timer event: whichever is due.                   |
//+------------------------------------------------------------------+
void CConnector::Call(void)
  {
   if(StringLen(m_backend.Url())==0 || !m_backend.HasToken())
     {
      m_problem=(StringLen(m_backend.Url())==0 ? PROBLEM_NO_URL : PROBLEM_NO_TOKEN);
      m_next_call=GetTickCount64()+RUBI_UNAUTHORISED_RETRY_MS;
      return;
     }
   if(!m_executor.HasJournal())
     {
      m_next_call=GetTickCount64()+RUBI_LOCK_MS;
      return;
     }
   if(StringLen(m_session_id)==0)
     {
      //--- right after the login the account's properties may still be empty
      if(StringLen(AccountInfoString(ACCOUNT_CURRENCY))>0)
         Connect();
      return;
     }
   if(TellSpecs() || TellSignal())
      return;
   Sync();
  }
//+------------------------------------------------------------------+
void CConnector::Connect(void)
  {
   CJsonWriter json;
   json.OpenObject();
   CAccountReport::WriteIdentity(json);
   CAccountReport::WriteMoney(json);
   json.Text("instance_id",m_instance_id);
   json.Whole("interval_ms",m_settings.check_interval_ms);
   json.Text("ea_version",RUBI_VERSION);
   json.Whole("terminal_build",TerminalInfoInteger(TERMINAL_BUILD));
   m_permissions.Write(json,"permissions");
   CTerminalTime::Write(json);
   json.CloseObject();
   SHttpAnswer answer={};
   CJsonReader reply;
   if(!m_backend.Post("/mt5/connect",json.Json(),false,answer) || !reply.Parse(answer.body) || StringLen(reply.Text(reply.Child(0,"session_id")))==0)
     {
      OnFailure(answer);
      return;
     }
   OnConnected(reply);
  }
//+------------------------------------------------------------------+
void CConnector::OnConnected(const CJsonReader &json)
  {
   m_session_id=json.Text(json.Child(0,"session_id"));
   m_epoch=json.Whole(json.Child(0,"epoch"));
   m_seq=json.Whole(json.Child(0,"last_seq"));
   m_pending="";
   m_specs.Forget();
   m_link=LINK_CONNECTED;
   m_problem=PROBLEM_NONE;
   m_backoff.Reset();
   m_message.Forget();
   m_message.ConfirmDeals(json.Id(json.Child(0,"last_deal_ticket")));
   int history=json.Child(0,"history_wanted");
   m_message.WantHistory(json.Count(history)>0,json.Text(json.Child(history,"from")));
   int item=json.First(json.Child(0,"symbols_wanted"));
   while(item>=0)
     {
      m_specs.Want(json.Text(item));
      item=json.Next(item);
     }
   OnReconcile(json,json.Child(0,"reconcile"));
   m_next_call=0;
   m_logger.Info("connected, session "+m_session_id+", epoch "+IntegerToString(m_epoch));
  }
//+------------------------------------------------------------------+
//| A refused specification is left alone: everything else goes on.  |
//+------------------------------------------------------------------+
bool CConnector::TellSpecs(void)
  {
   string body="";
   if(!m_specs.Write(m_session_id,Symbol(),m_symbols,body))
      return(false);
   int total=m_specs.Total();
   for(int i=0; i<total; i++)
      m_message.Quote(m_specs.Name(i));
   SHttpAnswer answer={};
   if(m_backend.Post("/mt5/symbols",body,false,answer))
     {
      m_next_call=0;
      return(true);
     }
   if(answer.status==400 || answer.status==422)
     {
      m_logger.Error("the specifications were refused: "+answer.code);
      return(false);
     }
   m_specs.Forget();
   OnFailure(answer);
   return(true);
  }
//+------------------------------------------------------------------+
//| One mirrored trade. A refusal is final: the next one may be      |
//| better; a lost answer is repeated, the backend knows its number. |
//+------------------------------------------------------------------+
bool CConnector::TellSignal(void)
  {
   if(!m_mirror.HasSignal())
      return(false);
   SHttpAnswer answer={};
   bool is_told=m_backend.Post("/trading/signals",m_mirror.NextSignal(),false,answer);
   bool is_refused=(answer.status>=400 && answer.status<500 && answer.status!=401 && answer.status!=429);
   if(is_told || is_refused)
      m_mirror.Told();
   if(is_told)
     {
      m_signals_sent++;
      m_next_call=0;
      return(true);
     }
   if(!is_refused)
     {
      OnFailure(answer);
      return(true);
     }
   m_logger.Error("a mirrored trade was refused: "+IntegerToString(answer.status)+" "+answer.code);
   m_panel.AlertOnce(PROBLEM_MIRROR_SCOPE);
   return(false);
  }
//+------------------------------------------------------------------+
//| A message without an answer is repeated as it was: the backend   |
//| knows it by its number, and answers what it answered before.     |
//+------------------------------------------------------------------+
void CConnector::Sync(void)
  {
   if(StringLen(m_pending)==0)
     {
      m_pending_since=GetTickCount64();
      m_pending=m_message.Write(m_session_id,m_epoch,m_seq+1,m_executor,m_symbols);
     }
   SHttpAnswer answer={};
   CJsonReader reply;
   bool is_answered=m_backend.Post("/mt5/sync",m_pending,false,answer);
   if(!is_answered || !reply.Parse(answer.body) || reply.Whole(reply.Child(0,"ack_seq"))!=m_seq+1)
     {
      //--- refused as it stands: the next message is written anew
      bool is_refused=(answer.status>=400 && answer.status<500 && answer.status!=429);
      if(is_refused)
        {
         m_pending="";
         m_message.Forget();
        }
      OnFailure(answer);
      return;
     }
   m_latency_ms=answer.elapsed_ms;
   OnSynced(reply);
  }
//+------------------------------------------------------------------+
void CConnector::OnSynced(const CJsonReader &json)
  {
   ulong since=m_pending_since;
   m_pending="";
   m_seq++;
   m_link=LINK_CONNECTED;
   m_problem=PROBLEM_NONE;
   m_last_sync=GetTickCount64();
   m_backoff.Reset();
   m_executor.AcknowledgeReports();
   int wanted=json.Child(0,"positions_wanted");
   m_message.Told(wanted>=0,json.Flag(wanted));
   m_trading_state=json.Text(json.Child(0,"trading_state"));
   m_message.ConfirmDeals(json.Id(json.Child(0,"last_deal_ticket")));
   int item=json.First(json.Child(0,"symbols_wanted"));
   while(item>=0)
     {
      m_specs.Want(json.Text(item));
      item=json.Next(item);
     }
   item=json.First(json.Child(0,"cancelled"));
   while(item>=0)
     {
      m_executor.Cancel(json.Id(item));
      item=json.Next(item);
     }
   item=json.First(json.Child(0,"commands"));
   while(item>=0)
     {
      SCommand command={};
      if(CCommands::Read(json,item,m_symbols,m_settings.magic_base,since,command))
         m_executor.Take(command);
      else
         m_logger.Error("a command is not whole and was left alone: order "+json.Text(json.Child(item,"order_id")));
      item=json.Next(item);
     }
   OnReconcile(json,json.Child(0,"reconcile"));
   m_next_call=GetTickCount64()+SyncDelay(json.Whole(json.Child(0,"next_sync_ms"),m_settings.check_interval_ms));
  }
//+------------------------------------------------------------------+
//| The backend may ask for faster than CheckInterval, never slower. |
//+------------------------------------------------------------------+
int CConnector::SyncDelay(const long asked_ms) const
  {
   long delay=MathMax(RUBI_FASTEST_SYNC_MS,MathMin(asked_ms,m_settings.check_interval_ms));
   if(m_executor.ReportsTotal()>0 || m_message.IsTellingHistory())
      delay=MathMin(delay,RUBI_BUSY_SYNC_MS);
   return((int)delay);
  }
//+------------------------------------------------------------------+
void CConnector::OnReconcile(const CJsonReader &json,const int list)
  {
   int item=json.First(list);
   while(item>=0)
     {
      ulong order_id=json.Id(json.Child(item,"order_id"));
      ulong magic=json.Id(json.Child(item,"magic"));
      bool is_close=(json.Text(json.Child(item,"action"))=="CLOSE");
      string symbol=m_symbols.ToBroker(json.Text(json.Child(item,"symbol")));
      if(order_id>0 && magic>0)
         m_executor.Reconcile(order_id,m_settings.magic_base+magic,is_close,symbol);
      item=json.Next(item);
     }
  }
//+------------------------------------------------------------------+
//| Names the problem, and says when to try again.                   |
//+------------------------------------------------------------------+
void CConnector::OnFailure(const SHttpAnswer &answer)
  {
   ulong now=GetTickCount64();
   int wait=m_backoff.AfterFailure(answer.retry_after_ms);
   m_next_call=now+wait;
   m_logger.Warning("no success: status "+IntegerToString(answer.status)+", error "+IntegerToString(answer.error)+" "+answer.code+", again in "+IntegerToString(wait)+" ms");
   if(answer.status<0)
     {
      m_problem=(answer.error==RUBI_ERROR_URL_NOT_ALLOWED ? PROBLEM_URL_NOT_ALLOWED : PROBLEM_UNREACHABLE);
      return;
     }
   if(answer.code=="SESSION_FENCED" || (answer.code=="MT5_SESSION.EPOCH_PASSED" && HasTwin()))
     {
      LastWords();
      m_link=LINK_FENCED;
      m_problem=PROBLEM_FENCED;
      return;
     }
   if(answer.status==401 || answer.status==403)
     {
      m_link=LINK_UNAUTHORISED;
      m_problem=PROBLEM_TOKEN_REFUSED;
      m_next_call=now+MathMax(wait,RUBI_UNAUTHORISED_RETRY_MS);
      return;
     }
   if(StringSubstr(answer.code,0,12)=="MT5_SESSION.")
      EndSession();
   m_problem=(answer.status>=400 && answer.status<500 && answer.status!=429 ? PROBLEM_REQUEST_REFUSED : PROBLEM_SERVER_ERROR);
  }
//+------------------------------------------------------------------+
//| An epoch is passed by a call of our own that came in late, and   |
//| then the next call connects anew. Again and again it is passed by|
//| a copy of this installation only: one of the two has to stop.    |
//+------------------------------------------------------------------+
bool CConnector::HasTwin(void)
  {
   ulong now=GetTickCount64();
   if(m_epochs_passed==0 || now-m_epochs_passed_since>=RUBI_EPOCHS_PASSED_MS)
     {
      m_epochs_passed=0;
      m_epochs_passed_since=now;
     }
   m_epochs_passed++;
   return(m_epochs_passed>RUBI_MOST_EPOCHS_PASSED);
  }
//+------------------------------------------------------------------+
//| The session is gone: the next call connects anew.                |
//+------------------------------------------------------------------+
void CConnector::EndSession(void)
  {
   m_session_id="";
   m_pending="";
   m_link=LINK_CONNECTING;
   m_doorbell.Close();
  }
//+------------------------------------------------------------------+
//| What this terminal has done is evidence still, although it gets  |
//| no more orders.                                                  |
//+------------------------------------------------------------------+
void CConnector::LastWords(void)
  {
   m_pending="";
   if(m_executor.ReportsTotal()==0)
      return;
   SHttpAnswer answer={};
   string words=m_message.Write(m_session_id,m_epoch,m_seq+2,m_executor,m_symbols);
   if(!m_backend.Post("/mt5/sync",words,true,answer) && answer.code!="SESSION_FENCED")
      m_logger.Warning("the last reports could not be told");
  }
//+------------------------------------------------------------------+
//| Briefly: the terminal ends a program that takes 2.5 s to leave.  |
//+------------------------------------------------------------------+
void CConnector::Stop(const int reason)
  {
   EventKillTimer();
   m_doorbell.Close();
   m_panel.Close();
   //--- the program stays in memory, with its session, its journal and its waiting orders
   if(reason==REASON_CHARTCHANGE || reason==REASON_PARAMETERS)
      return;
   bool is_leaving=(reason!=REASON_RECOMPILE && reason!=REASON_TEMPLATE);
   if(is_leaving && m_link==LINK_CONNECTED && StringLen(m_session_id)>0 && m_problem==PROBLEM_NONE)
     {
      CJsonWriter json;
      json.OpenObject();
      json.Text("session_id",m_session_id);
      json.Text("timestamp",CTerminalTime::NowIso());
      json.Whole("total_signals_sent",m_signals_sent);
      json.Whole("total_signals_received",m_executor.Received());
      json.Whole("total_orders_executed",m_executor.Executed());
      json.Whole("total_errors",m_logger.Errors());
      json.CloseObject();
      SHttpAnswer answer={};
      if(!m_backend.Post("/mt5/disconnect",json.Json(),true,answer))
         m_logger.Warning("the goodbye was not heard");
     }
   m_executor.CloseJournal();
   m_lock.Release();
   m_session_id="";
   m_link=LINK_OFF;
  }
//+------------------------------------------------------------------+
ENUM_PROBLEM CConnector::TradingProblem(void) const
  {
   if(!m_permissions.Connected())
      return(PROBLEM_TERMINAL_OFFLINE);
   if(!m_permissions.TerminalAllows())
      return(PROBLEM_TERMINAL_BUTTON);
   if(!m_permissions.ProgramAllows())
      return(PROBLEM_PROGRAM_SWITCH);
   if(!m_permissions.AccountAllows())
      return(PROBLEM_INVESTOR);
   if(!m_permissions.BrokerAllows())
      return(PROBLEM_BROKER_FORBIDS);
   if(!m_permissions.InputAllows())
      return(PROBLEM_INPUT_OFF);
   return(PROBLEM_NONE);
  }
//+------------------------------------------------------------------+
//| The one to be mended first.                                      |
//+------------------------------------------------------------------+
ENUM_PROBLEM CConnector::CurrentProblem(void) const
  {
   if(AccountInfoInteger(ACCOUNT_LOGIN)<=0)
      return(PROBLEM_TERMINAL_OFFLINE);
   if(!m_owns_account)
      return(PROBLEM_OTHER_CHART);
   if(!m_executor.HasJournal())
      return(PROBLEM_JOURNAL);
   if(m_problem!=PROBLEM_NONE)
      return(m_problem);
   return(TradingProblem());
  }
//+------------------------------------------------------------------+
void CConnector::ShowStatus(void)
  {
   if(!m_panel.IsDue())
      return;
   SStatus status={};
   status.problem=CurrentProblem();
   status.is_passing=((status.problem==PROBLEM_UNREACHABLE || status.problem==PROBLEM_SERVER_ERROR) && m_backoff.Failures()<RUBI_FAILURES_BEFORE_ALERT);
   status.light=LIGHT_ORANGE;
   if(m_link==LINK_CONNECTED && m_problem==PROBLEM_NONE)
      status.light=LIGHT_GREEN;
   if(m_link==LINK_FENCED || m_link==LINK_UNAUTHORISED || !m_owns_account)
      status.light=LIGHT_RED;
   status.last_sync_ms=m_last_sync;
   status.latency_ms=m_latency_ms;
   status.orders_under_way=m_executor.WaitingTotal();
   status.executed=m_executor.Executed();
   status.most_positions=m_settings.max_open_positions;
   status.trading_state=m_trading_state;
   m_panel.Show(status);
  }

#endif
//+------------------------------------------------------------------+
