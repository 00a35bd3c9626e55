//+------------------------------------------------------------------+
//|                                                   JsonReader.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_JSON_READER_MQH
#define RUBI_STUDIO_JSON_READER_MQH

#define RUBI_JSON_DEPTH 32

enum ENUM_JSON_KIND
  {
   JSON_NOTHING=0,
   JSON_FLAG=1,
   JSON_NUMBER=2,
   JSON_TEXT=3,
   JSON_LIST=4,
   JSON_OBJECT=5
  };

struct SJsonNode
  {
   ENUM_JSON_KIND    kind;
   string            name;
   string            text;
   int               parent;
   int               first;
   int               last;
   int               next;
   int               count;
  };

//+------------------------------------------------------------------+
//| Reads JSON into one flat list of nodes; node 0 is the whole.     |
//| A node that is not there is -1, and reads as nothing.            |
//+------------------------------------------------------------------+
class CJsonReader
  {
private:
   string            m_source;
   int               m_at;
   int               m_length;
   SJsonNode         m_nodes[];
   int               m_count;

   void              SkipSpace(void);
   bool              Accept(const ushort c);
   bool              Word(const string word);
   bool              ReadText(string &text);
   bool              ReadEscape(string &text);
   bool              ReadScalar(const int node);
   int               Add(const int parent,const string name);
   bool              ReadValue(const int parent,const string name,int &node);

public:
                     CJsonReader(void);
   bool              Parse(const string json);
   int               Child(const int node,const string name) const;
   int               First(const int node) const;
   int               Next(const int node) const;
   int               Count(const int node) const;
   bool              Is(const int node,const ENUM_JSON_KIND kind) const;
   string            Text(const int node,const string fallback="") const;
   double            Number(const int node,const double fallback=0.0) const;
   long              Whole(const int node,const long fallback=0) const;
   ulong             Id(const int node) const;
   bool              Flag(const int node) const;
  };
//+------------------------------------------------------------------+
CJsonReader::CJsonReader(void) : m_source(""),m_at(0),m_length(0),m_count(0)
  {
  }
//+------------------------------------------------------------------+
//| False if the text is not exactly one JSON value: a truncated     |
//| answer is no answer.                                             |
//+------------------------------------------------------------------+
bool CJsonReader::Parse(const string json)
  {
   m_source=json;
   m_at=0;
   m_length=StringLen(json);
   m_count=0;
   ArrayResize(m_nodes,0,256);
   if(m_length>0 && StringGetCharacter(json,0)==0xFEFF)
      m_at=1;
   int root=-1;
   if(!ReadValue(-1,"",root))
      return(false);
   //--- an open list or object is filled until it closes; the loop replaces a recursion
   int open=(m_nodes[root].kind>=JSON_LIST ? root : -1);
   int depth=1;
   while(open>=0)
     {
      bool is_object=(m_nodes[open].kind==JSON_OBJECT);
      SkipSpace();
      if(Accept(is_object ? '}' : ']'))
        {
         open=m_nodes[open].parent;
         depth--;
         continue;
        }
      if(m_nodes[open].count>0 && !Accept(','))
         return(false);
      string name="";
      SkipSpace();
      if(is_object)
        {
         if(!ReadText(name))
            return(false);
         SkipSpace();
         if(!Accept(':'))
            return(false);
        }
      int node=-1;
      if(!ReadValue(open,name,node))
         return(false);
      if(m_nodes[node].kind>=JSON_LIST)
        {
         open=node;
         depth++;
         if(depth>RUBI_JSON_DEPTH)
            return(false);
        }
     }
   SkipSpace();
   return(m_at==m_length);
  }
//+------------------------------------------------------------------+
int CJsonReader::Add(const int parent,const string name)
  {
   int node=m_count;
   m_count++;
   if(m_count>ArraySize(m_nodes))
      ArrayResize(m_nodes,m_count,256);
   m_nodes[node].kind=JSON_NOTHING;
   m_nodes[node].name=name;
   m_nodes[node].text="";
   m_nodes[node].parent=parent;
   m_nodes[node].first=-1;
   m_nodes[node].last=-1;
   m_nodes[node].next=-1;
   m_nodes[node].count=0;
   if(parent>=0)
     {
      int last=m_nodes[parent].last;
      if(last>=0)
         m_nodes[last].next=node;
      else
         m_nodes[parent].first=node;
      m_nodes[parent].last=node;
      m_nodes[parent].count++;
     }
   return(node);
  }
//+------------------------------------------------------------------+
//| Reads a scalar whole, of a list or an object only the opening.   |
//+------------------------------------------------------------------+
bool CJsonReader::ReadValue(const int parent,const string name,int &node)
  {
   SkipSpace();
   if(m_at>=m_length)
      return(false);
   node=Add(parent,name);
   if(Accept('{'))
     {
      m_nodes[node].kind=JSON_OBJECT;
      return(true);
     }
   if(Accept('['))
     {
      m_nodes[node].kind=JSON_LIST;
      return(true);
     }
   return(ReadScalar(node));
  }
//+------------------------------------------------------------------+
bool CJsonReader::ReadScalar(const int node)
  {
   if(StringGetCharacter(m_source,m_at)=='"')
     {
      string text="";
      if(!ReadText(text))
         return(false);
      m_nodes[node].kind=JSON_TEXT;
      m_nodes[node].text=text;
      return(true);
     }
   if(Word("null"))
      return(true);
   if(Word("true"))
     {
      m_nodes[node].kind=JSON_FLAG;
      m_nodes[node].text="true";
      return(true);
     }
   if(Word("false"))
     {
      m_nodes[node].kind=JSON_FLAG;
      m_nodes[node].text="false";
      return(true);
     }
   int start=m_at;
   while(m_at<m_length)
     {
      ushort c=StringGetCharacter(m_source,m_at);
      bool belongs=((c>='0' && c<='9') || c=='-' || c=='+' || c=='.' || c=='e' || c=='E');
      if(!belongs)
         break;
      m_at++;
     }
   if(m_at==start)
      return(false);
   m_nodes[node].kind=JSON_NUMBER;
   m_nodes[node].text=StringSubstr(m_source,start,m_at-start);
   return(true);
  }
//+------------------------------------------------------------------+
bool CJsonReader::ReadText(string &text)
  {
   text="";
   if(!Accept('"'))
      return(false);
   int start=m_at;
   while(m_at<m_length)
     {
      ushort c=StringGetCharacter(m_source,m_at);
      if(c!='"' && c!='\\')
        {
         m_at++;
         continue;
        }
      if(m_at>start)
         text+=StringSubstr(m_source,start,m_at-start);
      m_at++;
      if(c=='"')
         return(true);
      if(!ReadEscape(text))
         return(false);
      start=m_at;
     }
   return(false);
  }
//+------------------------------------------------------------------+
bool CJsonReader::ReadEscape(string &text)
  {
   if(m_at>=m_length)
      return(false);
   ushort c=StringGetCharacter(m_source,m_at);
   m_at++;
   switch(c)
     {
      case 'n':
         text+="\n";
         return(true);
      case 't':
         text+="\t";
         return(true);
      case 'r':
         text+="\r";
         return(true);
      case 'b':
      case 'f':
         return(true);
      case '"':
      case '\\':
      case '/':
         text+=ShortToString(c);
         return(true);
      case 'u':
         break;
      default:
         return(false);
     }
   if(m_at+4>m_length)
      return(false);
   int code=0;
   for(int i=0; i<4; i++)
     {
      ushort digit=StringGetCharacter(m_source,m_at);
      m_at++;
      int value=-1;
      if(digit>='0' && digit<='9')
         value=digit-'0';
      else
         if(digit>='a' && digit<='f')
            value=digit-'a'+10;
         else
            if(digit>='A' && digit<='F')
               value=digit-'A'+10;
      if(value<0)
         return(false);
      code=code*16+value;
     }
   if(code>0)
      text+=ShortToString((ushort)code);
   return(true);
  }
//+------------------------------------------------------------------+
void CJsonReader::SkipSpace(void)
  {
   while(m_at<m_length)
     {
      ushort c=StringGetCharacter(m_source,m_at);
      if(c!=' ' && c!='\n' && c!='\r' && c!='\t')
         return;
      m_at++;
     }
  }
//+------------------------------------------------------------------+
bool CJsonReader::Accept(const ushort c)
  {
   if(m_at>=m_length || StringGetCharacter(m_source,m_at)!=c)
      return(false);
   m_at++;
   return(true);
  }
//+------------------------------------------------------------------+
bool CJsonReader::Word(const string word)
  {
   int length=StringLen(word);
   if(StringSubstr(m_source,m_at,length)!=word)
      return(false);
   m_at+=length;
   return(true);
  }
//+------------------------------------------------------------------+
int CJsonReader::Child(const int node,const string name) const
  {
   int child=First(node);
   while(child>=0)
     {
      if(m_nodes[child].name==name)
         return(child);
      child=m_nodes[child].next;
     }
   return(-1);
  }
//+------------------------------------------------------------------+
int CJsonReader::First(const int node) const
  {
   return(node<0 || node>=m_count ? -1 : m_nodes[node].first);
  }
//+------------------------------------------------------------------+
int CJsonReader::Next(const int node) const
  {
   return(node<0 || node>=m_count ? -1 : m_nodes[node].next);
  }
//+------------------------------------------------------------------+
int CJsonReader::Count(const int node) const
  {
   return(node<0 || node>=m_count ? 0 : m_nodes[node].count);
  }
//+------------------------------------------------------------------+
bool CJsonReader::Is(const int node,const ENUM_JSON_KIND kind) const
  {
   return(node>=0 && node<m_count && m_nodes[node].kind==kind);
  }
//+------------------------------------------------------------------+
string CJsonReader::Text(const int node,const string fallback) const
  {
   return(Is(node,JSON_TEXT) ? m_nodes[node].text : fallback);
  }
//+------------------------------------------------------------------+
double CJsonReader::Number(const int node,const double fallback) const
  {
   bool is_figure=(Is(node,JSON_NUMBER) || Is(node,JSON_TEXT));
   return(is_figure ? StringToDouble(m_nodes[node].text) : fallback);
  }
//+------------------------------------------------------------------+
long CJsonReader::Whole(const int node,const long fallback) const
  {
   bool is_figure=(Is(node,JSON_NUMBER) || Is(node,JSON_TEXT));
   return(is_figure ? StringToInteger(m_nodes[node].text) : fallback);
  }
//+------------------------------------------------------------------+
//| A ticket, an order's id: text of digits; 0 for anything else.    |
//+------------------------------------------------------------------+
ulong CJsonReader::Id(const int node) const
  {
   string digits=Text(node);
   int length=StringLen(digits);
   if(length==0 || length>19)
      return(0);
   for(int i=0; i<length; i++)
     {
      ushort c=StringGetCharacter(digits,i);
      if(c<'0' || c>'9')
         return(0);
     }
   return((ulong)StringToInteger(digits));
  }
//+------------------------------------------------------------------+
bool CJsonReader::Flag(const int node) const
  {
   return(Is(node,JSON_FLAG) && m_nodes[node].text=="true");
  }

#endif
//+------------------------------------------------------------------+
