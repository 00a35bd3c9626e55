//+------------------------------------------------------------------+
//|                                                     Doorbell.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_DOORBELL_MQH
#define RUBI_STUDIO_DOORBELL_MQH

#include "Logger.mqh"

#define RUBI_DOORBELL_CONNECT_MS 500
#define RUBI_DOORBELL_RETRY_MS 60000
#define RUBI_DOORBELL_TLS_PORT 443
#define RUBI_DOORBELL_BYTES 64

//+------------------------------------------------------------------+
//| A plain socket on which any byte means "sync now". It carries no |
//| orders: losing it costs latency and nothing else. Port 443 is    |
//| TLS, which the terminal does by itself.                          |
//+------------------------------------------------------------------+
class CDoorbell
  {
private:
   string            m_host;
   uint              m_port;
   int               m_socket;
   ulong             m_next_try;
   CLogger           m_logger;

   bool              IsTls(void) const { return(m_port==RUBI_DOORBELL_TLS_PORT); }
   void              Connect(const string session_id);

public:
                     CDoorbell(void) : m_host(""),m_port(0),m_socket(INVALID_HANDLE),m_next_try(0) { }
   void              Configure(const SSettings &settings);
   bool              Rang(const string session_id);
   void              Close(void);
  };
//+------------------------------------------------------------------+
//| The address is "host:port"; empty means no doorbell.             |
//+------------------------------------------------------------------+
void CDoorbell::Configure(const SSettings &settings)
  {
   Close();
   m_logger.Configure(settings.log_level,settings.api_token);
   string parts[];
   m_host="";
   m_next_try=0;
   if(StringSplit(settings.doorbell_address,':',parts)!=2)
      return;
   m_host=parts[0];
   m_port=(uint)StringToInteger(parts[1]);
  }
//+------------------------------------------------------------------+
void CDoorbell::Close(void)
  {
   if(m_socket!=INVALID_HANDLE)
      SocketClose(m_socket);
   m_socket=INVALID_HANDLE;
  }
//+------------------------------------------------------------------+
void CDoorbell::Connect(const string session_id)
  {
   m_next_try=GetTickCount64()+RUBI_DOORBELL_RETRY_MS;
   m_socket=SocketCreate();
   if(m_socket==INVALID_HANDLE)
      return;
   if(!SocketConnect(m_socket,m_host,m_port,RUBI_DOORBELL_CONNECT_MS))
     {
      m_logger.Debug("the doorbell does not answer, error "+IntegerToString(GetLastError()));
      Close();
      return;
     }
   SocketTimeouts(m_socket,RUBI_DOORBELL_CONNECT_MS,RUBI_DOORBELL_CONNECT_MS);
   uchar hello[];
   int size=StringToCharArray(session_id+"\n",hello,0,WHOLE_ARRAY,CP_UTF8)-1;
   int sent=(IsTls() ? SocketTlsSend(m_socket,hello,(uint)size) : SocketSend(m_socket,hello,(uint)size));
   if(sent!=size)
      Close();
  }
//+------------------------------------------------------------------+
//| Never waits: asks whether something is there, and takes it.      |
//+------------------------------------------------------------------+
bool CDoorbell::Rang(const string session_id)
  {
   if(StringLen(m_host)==0 || StringLen(session_id)==0)
      return(false);
   if(m_socket==INVALID_HANDLE)
     {
      if(GetTickCount64()>=m_next_try)
         Connect(session_id);
      return(false);
     }
   if(!SocketIsConnected(m_socket))
     {
      Close();
      return(false);
     }
   uchar bytes[];
   if(IsTls())
      return(SocketTlsReadAvailable(m_socket,bytes,RUBI_DOORBELL_BYTES)>0);
   if(SocketIsReadable(m_socket)==0)
      return(false);
   return(SocketRead(m_socket,bytes,RUBI_DOORBELL_BYTES,1)>0);
  }

#endif
//+------------------------------------------------------------------+
