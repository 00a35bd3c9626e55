//+------------------------------------------------------------------+
//|                                                BackendClient.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_BACKEND_CLIENT_MQH
#define RUBI_STUDIO_BACKEND_CLIENT_MQH

#define RUBI_TIMEOUT_MS 3000
#define RUBI_GOODBYE_TIMEOUT_MS 1500
#define RUBI_LONGEST_RETRY_AFTER_S 300

#define RUBI_ERROR_URL_NOT_ALLOWED 4014
#define RUBI_ERROR_CONNECT_FAILED 5201

//+------------------------------------------------------------------+
//| What came back. The body of an error may be empty: the code is   |
//| read from a header.                                              |
//+------------------------------------------------------------------+
struct SHttpAnswer
  {
   int               status;
   int               error;
   string            body;
   string            code;
   int               retry_after_ms;
   int               elapsed_ms;
  };

//+------------------------------------------------------------------+
//| The one place that talks to the backend. Blocks the program for  |
//| up to its timeout: called from OnTimer and OnDeinit only.        |
//+------------------------------------------------------------------+
class CBackendClient
  {
private:
   string            m_url;
   string            m_token;

   int               Send(const string path,const string body,const bool is_goodbye,string &received,uchar &result[]) const;
   static string     Header(const string headers,const string name);

public:
                     CBackendClient(void) : m_url(""),m_token("") { }
   void              Configure(const string url,const string token);
   string            Url(void) const { return(m_url); }
   bool              HasToken(void) const { return(StringLen(m_token)>0); }
   bool              Post(const string path,const string body,const bool is_goodbye,SHttpAnswer &answer) const;
  };
//+------------------------------------------------------------------+
void CBackendClient::Configure(const string url,const string token)
  {
   string address=url;
   StringTrimLeft(address);
   StringTrimRight(address);
   int length=StringLen(address);
   while(length>0 && StringGetCharacter(address,length-1)=='/')
     {
      address=StringSubstr(address,0,length-1);
      length=StringLen(address);
     }
   m_url=address;
   m_token=token;
   StringTrimLeft(m_token);
   StringTrimRight(m_token);
  }
//+------------------------------------------------------------------+
int CBackendClient::Send(const string path,const string body,const bool is_goodbye,string &received,uchar &result[]) const
  {
   uchar data[];
   int written=StringToCharArray(body,data,0,WHOLE_ARRAY,CP_UTF8);
   //--- the last byte is the string's closing zero, which is not part of the message
   ArrayResize(data,MathMax(0,written-1));
   string headers="Content-Type: application/json\r\nAccept: application/json\r\nAuthorization: Bearer "+m_token+"\r\n";
   int timeout=(is_goodbye ? RUBI_GOODBYE_TIMEOUT_MS : RUBI_TIMEOUT_MS);
   return(WebRequest("POST",m_url+"/api/v1"+path,headers,timeout,data,result,received));
  }
//+------------------------------------------------------------------+
//| True if the backend has answered with success. A status of -1    |
//| says nothing about whether it did what was asked.                |
//+------------------------------------------------------------------+
bool CBackendClient::Post(const string path,const string body,const bool is_goodbye,SHttpAnswer &answer) const
  {
   uchar result[];
   string received="";
   ulong started=GetTickCount64();
   ResetLastError();
   answer.status=Send(path,body,is_goodbye,received,result);
   answer.error=(answer.status<0 ? GetLastError() : 0);
   answer.elapsed_ms=(int)(GetTickCount64()-started);
   answer.body=CharArrayToString(result,0,WHOLE_ARRAY,CP_UTF8);
   answer.code=Header(received,"x-error-code");
   long seconds=StringToInteger(Header(received,"retry-after"));
   answer.retry_after_ms=(int)(MathMax(0,MathMin(seconds,RUBI_LONGEST_RETRY_AFTER_S))*1000);
   return(answer.status>=200 && answer.status<300);
  }
//+------------------------------------------------------------------+
string CBackendClient::Header(const string headers,const string name)
  {
   string lower=headers;
   StringToLower(lower);
   int at=StringFind(lower,"\n"+name+":");
   if(at<0)
      return("");
   int from=at+StringLen(name)+2;
   int end=StringFind(headers,"\n",from);
   string value=(end<0 ? StringSubstr(headers,from) : StringSubstr(headers,from,end-from));
   StringTrimLeft(value);
   StringTrimRight(value);
   return(value);
  }

#endif
//+------------------------------------------------------------------+
