//+------------------------------------------------------------------+
//|                                                       Logger.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_LOGGER_MQH
#define RUBI_STUDIO_LOGGER_MQH

#include "Settings.mqh"

//+------------------------------------------------------------------+
//| Writes to the Experts tab. The token never passes: whatever      |
//| text contains it is printed without it.                          |
//+------------------------------------------------------------------+
class CLogger
  {
private:
   ENUM_RUBI_LOG_LEVEL m_level;
   string            m_secret;
   int               m_errors;

   void              Write(const ENUM_RUBI_LOG_LEVEL level,const string prefix,const string text);

public:
                     CLogger(void);
   void              Configure(const ENUM_RUBI_LOG_LEVEL level,const string secret);
   void              Error(const string text);
   void              Warning(const string text);
   void              Info(const string text);
   void              Debug(const string text);
   int               Errors(void) const { return(m_errors); }
  };
//+------------------------------------------------------------------+
CLogger::CLogger(void) : m_level(RUBI_LOG_INFO),m_secret(""),m_errors(0)
  {
  }
//+------------------------------------------------------------------+
void CLogger::Configure(const ENUM_RUBI_LOG_LEVEL level,const string secret)
  {
   m_level=level;
   m_secret=secret;
  }
//+------------------------------------------------------------------+
void CLogger::Write(const ENUM_RUBI_LOG_LEVEL level,const string prefix,const string text)
  {
   if(level>m_level)
      return;
   string line=text;
   if(StringLen(m_secret)>0)
      StringReplace(line,m_secret,"***");
   Print("RubiStudio ",prefix,line);
  }
//+------------------------------------------------------------------+
void CLogger::Error(const string text)
  {
   m_errors++;
   Write(RUBI_LOG_ERROR,"error: ",text);
  }
//+------------------------------------------------------------------+
void CLogger::Warning(const string text)
  {
   Write(RUBI_LOG_WARNING,"warning: ",text);
  }
//+------------------------------------------------------------------+
void CLogger::Info(const string text)
  {
   Write(RUBI_LOG_INFO,"",text);
  }
//+------------------------------------------------------------------+
void CLogger::Debug(const string text)
  {
   Write(RUBI_LOG_DEBUG,"debug: ",text);
  }

#endif
//+------------------------------------------------------------------+
