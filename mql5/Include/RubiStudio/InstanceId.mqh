//+------------------------------------------------------------------+
//|                                                   InstanceId.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_INSTANCE_ID_MQH
#define RUBI_STUDIO_INSTANCE_ID_MQH

#define RUBI_INSTANCE_DIGITS 32

//+------------------------------------------------------------------+
//| The number of this installation, beside its journal: who has both|
//| resumes the session that it had before a crash.                  |
//+------------------------------------------------------------------+
class CInstanceId
  {
public:
   static string     Of(const string folder);
  };
//+------------------------------------------------------------------+
string CInstanceId::Of(const string folder)
  {
   string path=folder+"\\instance.txt";
   int file=FileOpen(path,FILE_READ|FILE_TXT|FILE_ANSI|FILE_SHARE_READ,0,CP_UTF8);
   if(file!=INVALID_HANDLE)
     {
      string known=FileReadString(file);
      FileClose(file);
      if(StringLen(known)==RUBI_INSTANCE_DIGITS)
         return(known);
     }
   string digits="0123456789abcdef";
   string id="";
   MathSrand((int)((GetMicrosecondCount()+(ulong)TimeLocal())%INT_MAX));
   for(int i=0; i<RUBI_INSTANCE_DIGITS; i++)
      id+=StringSubstr(digits,MathRand()%16,1);
   file=FileOpen(path,FILE_WRITE|FILE_TXT|FILE_ANSI,0,CP_UTF8);
   if(file!=INVALID_HANDLE)
     {
      FileWriteString(file,id+"\r\n");
      FileFlush(file);
      FileClose(file);
     }
   return(id);
  }

#endif
//+------------------------------------------------------------------+
