//+------------------------------------------------------------------+
//|                                                  StatusPanel.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_STATUS_PANEL_MQH
#define RUBI_STUDIO_STATUS_PANEL_MQH

#include "Panel.mqh"
#include "Settings.mqh"
#include "Texts.mqh"

#define RUBI_PANEL_MS 500
#define RUBI_ALERT_AGAIN_MS 600000

enum ENUM_LIGHT
  {
   LIGHT_GREEN=0,
   LIGHT_ORANGE=1,
   LIGHT_RED=2
  };

struct SStatus
  {
   ENUM_LIGHT        light;
   ENUM_PROBLEM      problem;
   bool              is_passing;
   ulong             last_sync_ms;
   int               latency_ms;
   int               orders_under_way;
   int               executed;
   int               most_positions;
   string            trading_state;
  };

//+------------------------------------------------------------------+
//| Says in the trader's language how things are, and what to do     |
//| about it: on the chart, and once as an alert.                    |
//+------------------------------------------------------------------+
class CStatusPanel
  {
private:
   CPanel            m_panel;
   CTexts            m_texts;
   string            m_url;
   ulong             m_next;
   ENUM_PROBLEM      m_alerted;
   ulong             m_alert_again;

   string            FixText(const ENUM_PROBLEM problem) const;
   string            LinkText(const ENUM_LIGHT light) const;
   static color      Ink(const ENUM_LIGHT light);

public:
                     CStatusPanel(void) : m_url(""),m_next(0),m_alerted(PROBLEM_NONE),m_alert_again(0) { }
   void              Open(const SSettings &settings,const string url);
   void              Close(void) { m_panel.Close(); }
   bool              IsDue(void);
   void              Show(const SStatus &status);
   void              AlertOnce(const ENUM_PROBLEM problem);
  };
//+------------------------------------------------------------------+
void CStatusPanel::Open(const SSettings &settings,const string url)
  {
   m_texts.Configure(settings.is_french);
   m_url=url;
   m_next=0;
   m_panel.Open(settings.shows_panel);
  }
//+------------------------------------------------------------------+
bool CStatusPanel::IsDue(void)
  {
   ulong now=GetTickCount64();
   if(now<m_next)
      return(false);
   m_next=now+RUBI_PANEL_MS;
   return(true);
  }
//+------------------------------------------------------------------+
string CStatusPanel::FixText(const ENUM_PROBLEM problem) const
  {
   string text=m_texts.Fix(problem);
   return(problem==PROBLEM_URL_NOT_ALLOWED ? text+" "+m_url : text);
  }
//+------------------------------------------------------------------+
//| A lasting problem is named again every ten minutes, a flickering |
//| one no more often.                                               |
//+------------------------------------------------------------------+
void CStatusPanel::AlertOnce(const ENUM_PROBLEM problem)
  {
   if(problem==PROBLEM_NONE || problem==PROBLEM_INPUT_OFF)
      return;
   ulong now=GetTickCount64();
   if(problem==m_alerted && now<m_alert_again)
      return;
   m_alerted=problem;
   m_alert_again=now+RUBI_ALERT_AGAIN_MS;
   Alert("RubiStudio: ",FixText(problem));
  }
//+------------------------------------------------------------------+
string CStatusPanel::LinkText(const ENUM_LIGHT light) const
  {
   if(light==LIGHT_GREEN)
      return(m_texts.Connected());
   return(light==LIGHT_RED ? m_texts.Stopped() : m_texts.Connecting());
  }
//+------------------------------------------------------------------+
color CStatusPanel::Ink(const ENUM_LIGHT light)
  {
   if(light==LIGHT_GREEN)
      return(clrMediumSeaGreen);
   return(light==LIGHT_RED ? clrTomato : clrOrange);
  }
//+------------------------------------------------------------------+
void CStatusPanel::Show(const SStatus &status)
  {
   //--- one lost answer is no news; a URL that is not allowed, or a lasting silence, is
   if(!status.is_passing)
      AlertOnce(status.problem);
   long ago=(long)(GetTickCount64()-status.last_sync_ms)/1000;
   string sync=(status.last_sync_ms>0 ? IntegerToString(ago)+" s" : m_texts.Never());
   m_panel.Begin();
   m_panel.Line("Rubi Studio "+RUBI_VERSION+" - "+IntegerToString(AccountInfoInteger(ACCOUNT_LOGIN)),clrWhite);
   m_panel.Line(LinkText(status.light),Ink(status.light));
   m_panel.Line(m_texts.LastSync()+": "+sync+"   "+m_texts.Latency()+": "+IntegerToString(status.latency_ms)+" ms",clrSilver);
   m_panel.Line(m_texts.OpenOrders()+": "+IntegerToString(status.orders_under_way)+"   "+m_texts.Executed()+": "+IntegerToString(status.executed),clrSilver);
   m_panel.Line(m_texts.Positions()+": "+IntegerToString(PositionsTotal())+" / "+IntegerToString(status.most_positions),clrSilver);
   m_panel.Line(m_texts.RiskState()+": "+m_texts.StateName(status.trading_state),status.trading_state=="ACTIVE" ? clrSilver : clrOrange);
   if(status.problem!=PROBLEM_NONE)
      m_panel.Wrapped(FixText(status.problem),status.problem==PROBLEM_INPUT_OFF ? clrGold : clrTomato);
   m_panel.End();
  }

#endif
//+------------------------------------------------------------------+
