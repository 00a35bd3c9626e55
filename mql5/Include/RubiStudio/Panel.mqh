//+------------------------------------------------------------------+
//|                                                        Panel.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_PANEL_MQH
#define RUBI_STUDIO_PANEL_MQH

#define RUBI_PANEL_PREFIX "RubiStudio."
#define RUBI_PANEL_LINES 12
#define RUBI_PANEL_LINE_LENGTH 58
#define RUBI_PANEL_LINE_HEIGHT 16
#define RUBI_PANEL_LEFT 12
#define RUBI_PANEL_TOP 24

//+------------------------------------------------------------------+
//| A few lines in the corner of the chart. Redrawn only when a line |
//| has changed.                                                     |
//+------------------------------------------------------------------+
class CPanel
  {
private:
   string            m_shown[];
   color             m_colors[];
   int               m_line;
   bool              m_is_on;
   bool              m_changed;

   void              Create(void);
   void              Put(const int line,const string text,const color ink);
   static string     Name(const int line) { return(RUBI_PANEL_PREFIX+IntegerToString(line,2,'0')); }

public:
                     CPanel(void) : m_line(0),m_is_on(false),m_changed(false) { }
   void              Open(const bool is_on);
   void              Close(void);
   void              Begin(void);
   void              Line(const string text,const color ink);
   void              Wrapped(const string text,const color ink);
   void              End(void);
  };
//+------------------------------------------------------------------+
void CPanel::Open(const bool is_on)
  {
   Close();
   m_is_on=is_on;
   ArrayResize(m_shown,RUBI_PANEL_LINES);
   ArrayResize(m_colors,RUBI_PANEL_LINES);
   for(int i=0; i<RUBI_PANEL_LINES; i++)
     {
      m_shown[i]="";
      m_colors[i]=clrNONE;
     }
   if(m_is_on)
      Create();
  }
//+------------------------------------------------------------------+
void CPanel::Close(void)
  {
   ObjectsDeleteAll(0,RUBI_PANEL_PREFIX);
   m_is_on=false;
  }
//+------------------------------------------------------------------+
void CPanel::Create(void)
  {
   string back=RUBI_PANEL_PREFIX+"back";
   ObjectCreate(0,back,OBJ_RECTANGLE_LABEL,0,0,0.0);
   ObjectSetInteger(0,back,OBJPROP_CORNER,CORNER_LEFT_UPPER);
   ObjectSetInteger(0,back,OBJPROP_XDISTANCE,RUBI_PANEL_LEFT-8);
   ObjectSetInteger(0,back,OBJPROP_YDISTANCE,RUBI_PANEL_TOP-6);
   ObjectSetInteger(0,back,OBJPROP_XSIZE,430);
   ObjectSetInteger(0,back,OBJPROP_YSIZE,RUBI_PANEL_LINES*RUBI_PANEL_LINE_HEIGHT+10);
   ObjectSetInteger(0,back,OBJPROP_BGCOLOR,clrBlack);
   ObjectSetInteger(0,back,OBJPROP_COLOR,clrDimGray);
   ObjectSetInteger(0,back,OBJPROP_BORDER_TYPE,BORDER_FLAT);
   ObjectSetInteger(0,back,OBJPROP_SELECTABLE,0);
   for(int i=0; i<RUBI_PANEL_LINES; i++)
     {
      string name=Name(i);
      ObjectCreate(0,name,OBJ_LABEL,0,0,0.0);
      ObjectSetInteger(0,name,OBJPROP_CORNER,CORNER_LEFT_UPPER);
      ObjectSetInteger(0,name,OBJPROP_XDISTANCE,RUBI_PANEL_LEFT);
      ObjectSetInteger(0,name,OBJPROP_YDISTANCE,RUBI_PANEL_TOP+i*RUBI_PANEL_LINE_HEIGHT);
      ObjectSetInteger(0,name,OBJPROP_FONTSIZE,9);
      ObjectSetString(0,name,OBJPROP_FONT,"Consolas");
      ObjectSetInteger(0,name,OBJPROP_SELECTABLE,0);
      //--- an empty label shows its own class name
      ObjectSetString(0,name,OBJPROP_TEXT," ");
     }
  }
//+------------------------------------------------------------------+
void CPanel::Begin(void)
  {
   m_line=0;
   m_changed=false;
  }
//+------------------------------------------------------------------+
void CPanel::Put(const int line,const string text,const color ink)
  {
   if(!m_is_on || line>=RUBI_PANEL_LINES || (m_shown[line]==text && m_colors[line]==ink))
      return;
   m_shown[line]=text;
   m_colors[line]=ink;
   m_changed=true;
   ObjectSetString(0,Name(line),OBJPROP_TEXT,StringLen(text)>0 ? text : " ");
   ObjectSetInteger(0,Name(line),OBJPROP_COLOR,ink);
  }
//+------------------------------------------------------------------+
void CPanel::Line(const string text,const color ink)
  {
   Put(m_line,text,ink);
   m_line++;
  }
//+------------------------------------------------------------------+
//| A sentence over several lines: a label holds 63 characters.      |
//+------------------------------------------------------------------+
void CPanel::Wrapped(const string text,const color ink)
  {
   string words[];
   int total=StringSplit(text,' ',words);
   string line="";
   for(int i=0; i<total; i++)
     {
      bool fits=(StringLen(line)+1+StringLen(words[i])<=RUBI_PANEL_LINE_LENGTH);
      if(StringLen(line)>0 && !fits)
        {
         Line(line,ink);
         line="";
        }
      line+=(StringLen(line)>0 ? " " : "")+words[i];
     }
   if(StringLen(line)>0)
      Line(line,ink);
  }
//+------------------------------------------------------------------+
void CPanel::End(void)
  {
   for(int i=m_line; i<RUBI_PANEL_LINES; i++)
      Put(i,"",clrSilver);
   if(m_changed)
      ChartRedraw(0);
  }

#endif
//+------------------------------------------------------------------+
