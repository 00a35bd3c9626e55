//+------------------------------------------------------------------+
//|                                                   JsonWriter.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_JSON_WRITER_MQH
#define RUBI_STUDIO_JSON_WRITER_MQH

//+------------------------------------------------------------------+
//| Writes JSON from left to right. A broker's text may hold         |
//| anything: what the backend refuses in a text is left out here,   |
//| for one bad comment would otherwise stop every report.           |
//+------------------------------------------------------------------+
class CJsonWriter
  {
private:
   string            m_text;
   bool              m_needs_comma;

   void              Name(const string name);
   static bool       IsPrintable(const string text,const int pos);

public:
                     CJsonWriter(void);
   void              Reset(void);
   string            Json(void) const { return(m_text); }
   void              OpenObject(const string name="");
   void              CloseObject(void);
   void              OpenList(const string name="");
   void              CloseList(void);
   void              Text(const string name,const string value,const int limit=64);
   void              Number(const string name,const double value,const int digits=8);
   void              Whole(const string name,const long value);
   void              Id(const string name,const ulong value);
   void              Flag(const string name,const bool value);
   void              Nothing(const string name);
   void              Raw(const string name,const string json);
   static string     Quoted(const string value,const int limit);
   static string     IdText(const ulong value);
  };
//+------------------------------------------------------------------+
CJsonWriter::CJsonWriter(void) : m_text(""),m_needs_comma(false)
  {
  }
//+------------------------------------------------------------------+
void CJsonWriter::Reset(void)
  {
   m_text="";
   m_needs_comma=false;
  }
//+------------------------------------------------------------------+
//| Separates from the member before; an empty name is a list's item.|
//+------------------------------------------------------------------+
void CJsonWriter::Name(const string name)
  {
   if(m_needs_comma)
      m_text+=",";
   if(StringLen(name)>0)
      m_text+="\""+name+"\":";
   m_needs_comma=true;
  }
//+------------------------------------------------------------------+
void CJsonWriter::OpenObject(const string name)
  {
   Name(name);
   m_text+="{";
   m_needs_comma=false;
  }
//+------------------------------------------------------------------+
void CJsonWriter::CloseObject(void)
  {
   m_text+="}";
   m_needs_comma=true;
  }
//+------------------------------------------------------------------+
void CJsonWriter::OpenList(const string name)
  {
   Name(name);
   m_text+="[";
   m_needs_comma=false;
  }
//+------------------------------------------------------------------+
void CJsonWriter::CloseList(void)
  {
   m_text+="]";
   m_needs_comma=true;
  }
//+------------------------------------------------------------------+
void CJsonWriter::Text(const string name,const string value,const int limit)
  {
   Name(name);
   m_text+=Quoted(value,limit);
  }
//+------------------------------------------------------------------+
void CJsonWriter::Number(const string name,const double value,const int digits)
  {
   Name(name);
   m_text+=DoubleToString(MathIsValidNumber(value) ? value : 0.0,digits);
  }
//+------------------------------------------------------------------+
void CJsonWriter::Whole(const string name,const long value)
  {
   Name(name);
   m_text+=IntegerToString(value);
  }
//+------------------------------------------------------------------+
//| 64-bit numbers travel as text: a JSON number would lose digits.  |
//+------------------------------------------------------------------+
void CJsonWriter::Id(const string name,const ulong value)
  {
   Name(name);
   m_text+="\""+IdText(value)+"\"";
  }
//+------------------------------------------------------------------+
void CJsonWriter::Flag(const string name,const bool value)
  {
   Name(name);
   m_text+=(value ? "true" : "false");
  }
//+------------------------------------------------------------------+
void CJsonWriter::Nothing(const string name)
  {
   Name(name);
   m_text+="null";
  }
//+------------------------------------------------------------------+
void CJsonWriter::Raw(const string name,const string json)
  {
   Name(name);
   m_text+=json;
  }
//+------------------------------------------------------------------+
string CJsonWriter::IdText(const ulong value)
  {
   return((string)value);
  }
//+------------------------------------------------------------------+
string CJsonWriter::Quoted(const string value,const int limit)
  {
   string out="\"";
   int total=MathMin(StringLen(value),limit);
   for(int i=0; i<total; i++)
     {
      ushort c=StringGetCharacter(value,i);
      if(!IsPrintable(value,i))
         continue;
      if(c=='"' || c=='\\')
         out+="\\";
      out+=ShortToString(c);
     }
   //--- a pair that the limit cut in two is no character
   if(total>0 && total<StringLen(value))
     {
      ushort last=StringGetCharacter(value,total-1);
      if(last>=0xD800 && last<0xDC00)
         out=StringSubstr(out,0,StringLen(out)-1);
     }
   return(out+"\"");
  }
//+------------------------------------------------------------------+
//| No control characters, no half surrogates, no change of writing  |
//| direction.                                                       |
//+------------------------------------------------------------------+
bool CJsonWriter::IsPrintable(const string text,const int pos)
  {
   ushort c=StringGetCharacter(text,pos);
   if(c<0x20 || (c>=0x7F && c<0xA0))
      return(false);
   if((c>=0x202A && c<=0x202E) || (c>=0x2066 && c<=0x2069))
      return(false);
   if(c>=0xD800 && c<0xDC00)
     {
      ushort next=StringGetCharacter(text,pos+1);
      return(next>=0xDC00 && next<0xE000);
     }
   if(c>=0xDC00 && c<0xE000)
     {
      ushort before=(pos>0 ? StringGetCharacter(text,pos-1) : (ushort)0);
      return(before>=0xD800 && before<0xDC00);
     }
   return(true);
  }

#endif
//+------------------------------------------------------------------+
