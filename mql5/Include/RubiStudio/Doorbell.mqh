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
#define RUBI_DOORBELL_PLAIN_PORT 80
#define RUBI_DOORBELL_BYTES 1024

//+------------------------------------------------------------------+
//| A line to the backend's live feed on which any byte means "sync  |
//| now". It carries no orders: losing it costs latency and nothing  |
//| else, so nothing of what it says is read. Port 443 is TLS, which |
//| the terminal does by itself; TLS on another port has no doorbell.|
//+------------------------------------------------------------------+
class CDoorbell
  {
private:
   string            m_host;
   uint              m_port;
   bool              m_is_tls;
   string            m_token;
   int               m_socket;
   ulong             m_next_try;
   CLogger           m_logger;

   void              ReadAddress(const string url);
   void              Connect(const string session_id);
   string            Upgrade(const string session_id) const;

public:
                     CDoorbell(void) : m_host(""),m_port(0),m_is_tls(false),m_token(""),m_socket(INVALID_HANDLE),m_next_try(0) { }
   void              Configure(const SSettings &settings,const string url);
   bool              Rang(const string session_id);
   void              Close(void);
  };
//+------------------------------------------------------------------+
void CDoorbell::Configure(const SSettings &settings,const string url)
  {
   Close();
   m_logger.Configure(settings.log_level,settings.api_token);
   m_token=settings.api_token;
   m_host="";
   m_next_try=0;
   if(settings.uses_doorbell)
      ReadAddress(url);
  }
//+------------------------------------------------------------------+
//| The backend's own host and port: the token goes nowhere else.    |
//+------------------------------------------------------------------+
void CDoorbell::ReadAddress(const string url)
  {
   m_is_tls=(StringSubstr(url,0,8)=="https://");
   if(!m_is_tls && StringSubstr(url,0,7)!="http://")
      return;
   string address=StringSubstr(url,m_is_tls ? 8 : 7);
   int slash=StringFind(address,"/");
   if(slash>=0)
      address=StringSubstr(address,0,slash);
   string parts[];
   int total=StringSplit(address,':',parts);
   m_port=(m_is_tls ? RUBI_DOORBELL_TLS_PORT : RUBI_DOORBELL_PLAIN_PORT);
   if(total==2)
      m_port=(uint)StringToInteger(parts[1]);
   if(total<1 || total>2 || (m_is_tls && m_port!=RUBI_DOORBELL_TLS_PORT))
     {
      m_logger.Warning("no doorbell at this address");
      return;
     }
   m_host=parts[0];
  }
//+------------------------------------------------------------------+
void CDoorbell::Close(void)
  {
   if(m_socket!=INVALID_HANDLE)
      SocketClose(m_socket);
   m_socket=INVALID_HANDLE;
  }
//+------------------------------------------------------------------+
string CDoorbell::Upgrade(const string session_id) const
  {
   return("GET /ws/trading/live/"+session_id+" HTTP/1.1\r\nHost: "+m_host+":"+IntegerToString(m_port)+
          "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: UnViaVN0dWRpb0Jlbm5lbA==\r\nAuthorization: Bearer "+m_token+"\r\n\r\n");
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
   int size=StringToCharArray(Upgrade(session_id),hello,0,WHOLE_ARRAY,CP_UTF8)-1;
   int sent=(m_is_tls ? SocketTlsSend(m_socket,hello,(uint)size) : SocketSend(m_socket,hello,(uint)size));
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
   if(m_is_tls)
      return(SocketTlsReadAvailable(m_socket,bytes,RUBI_DOORBELL_BYTES)>0);
   if(SocketIsReadable(m_socket)==0)
      return(false);
   return(SocketRead(m_socket,bytes,RUBI_DOORBELL_BYTES,1)>0);
  }

#endif
//+------------------------------------------------------------------+
