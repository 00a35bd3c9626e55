//+------------------------------------------------------------------+
//|                                               PositionReport.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_POSITION_REPORT_MQH
#define RUBI_STUDIO_POSITION_REPORT_MQH

#include "SymbolBook.mqh"

#define RUBI_MOST_POSITIONS 500

//+------------------------------------------------------------------+
//| All open positions, as the backend keeps them.                   |
//+------------------------------------------------------------------+
class CPositionReport
  {
private:
   ulong             m_magic_base;
   ulong             m_identifiers[];
   double            m_volumes[];
   double            m_commissions[];

   double            Commission(const ulong identifier,const double volume);
   ulong             WireMagic(void) const;
   void              WriteSelected(const ulong ticket,const CSymbolBook &symbols,CJsonWriter &json);

public:
                     CPositionReport(void) : m_magic_base(0) { }
   void              Configure(const ulong magic_base) { m_magic_base=magic_base; }
   string            Fingerprint(const bool with_prices) const;
   bool              Write(const CSymbolBook &symbols,CJsonWriter &json);
   void              WriteMoved(CJsonWriter &json) const;
  };
//+------------------------------------------------------------------+
//| Says whether anything has changed: with prices, or only what     |
//| lasts.                                                           |
//+------------------------------------------------------------------+
string CPositionReport::Fingerprint(const bool with_prices) const
  {
   string text="";
   int total=PositionsTotal();
   for(int i=0; i<total; i++)
     {
      ulong ticket=PositionGetTicket(i);
      text+=(string)ticket+","+IntegerToString(PositionGetInteger(POSITION_TYPE))+","+DoubleToString(PositionGetDouble(POSITION_VOLUME),8)+","+
            DoubleToString(PositionGetDouble(POSITION_PRICE_OPEN),8)+","+DoubleToString(PositionGetDouble(POSITION_SL),8)+","+
            DoubleToString(PositionGetDouble(POSITION_TP),8)+","+DoubleToString(PositionGetDouble(POSITION_SWAP),2);
      if(with_prices)
         text+=","+DoubleToString(PositionGetDouble(POSITION_PRICE_CURRENT),8);
      text+=";";
     }
   return(text);
  }
//+------------------------------------------------------------------+
//| Writes "complete" and the list. Complete is false if one of the  |
//| positions could not be told: then none may be taken for closed.  |
//+------------------------------------------------------------------+
bool CPositionReport::Write(const CSymbolBook &symbols,CJsonWriter &json)
  {
   bool complete=(TerminalInfoInteger(TERMINAL_CONNECTED)!=0);
   int written=0;
   json.OpenList("positions");
   int total=PositionsTotal();
   for(int i=0; i<total; i++)
     {
      ulong ticket=PositionGetTicket(i);
      bool can_tell=(ticket>0 && written<RUBI_MOST_POSITIONS && PositionGetDouble(POSITION_PRICE_OPEN)>0.0 &&
                     CSymbolBook::IsReportable(symbols.ToWire(PositionGetString(POSITION_SYMBOL))));
      if(!can_tell)
        {
         complete=false;
         continue;
        }
      WriteSelected(ticket,symbols,json);
      written++;
     }
   json.CloseList();
   json.Flag("complete",complete);
   return(complete);
  }
//+------------------------------------------------------------------+
//| Writes what alone moves of positions that were told before.      |
//+------------------------------------------------------------------+
void CPositionReport::WriteMoved(CJsonWriter &json) const
  {
   json.OpenList("moved");
   int total=PositionsTotal();
   for(int i=0; i<total; i++)
     {
      ulong ticket=PositionGetTicket(i);
      json.OpenObject();
      json.Id("ticket",ticket);
      json.Number("current_price",PositionGetDouble(POSITION_PRICE_CURRENT));
      json.Number("profit",PositionGetDouble(POSITION_PROFIT),2);
      json.CloseObject();
     }
   json.CloseList();
  }
//+------------------------------------------------------------------+
void CPositionReport::WriteSelected(const ulong ticket,const CSymbolBook &symbols,CJsonWriter &json)
  {
   ulong identifier=(ulong)PositionGetInteger(POSITION_IDENTIFIER);
   double volume=PositionGetDouble(POSITION_VOLUME);
   json.OpenObject();
   json.Id("ticket",ticket);
   json.Id("identifier",identifier);
   json.Text("symbol",symbols.ToWire(PositionGetString(POSITION_SYMBOL)));
   json.Text("type",PositionGetInteger(POSITION_TYPE)==POSITION_TYPE_BUY ? "BUY" : "SELL");
   json.Number("volume",volume);
   json.Number("open_price",PositionGetDouble(POSITION_PRICE_OPEN));
   json.Number("current_price",PositionGetDouble(POSITION_PRICE_CURRENT));
   json.Number("sl",PositionGetDouble(POSITION_SL));
   json.Number("tp",PositionGetDouble(POSITION_TP));
   json.Number("profit",PositionGetDouble(POSITION_PROFIT),2);
   json.Number("swap",PositionGetDouble(POSITION_SWAP),2);
   json.Id("magic",WireMagic());
   json.Text("comment",PositionGetString(POSITION_COMMENT));
   json.Text("open_time",CTerminalTime::UtcIso((datetime)PositionGetInteger(POSITION_TIME)));
   //--- the history is asked for last: it may select other things
   json.Number("commission",Commission(identifier,volume),2);
   json.CloseObject();
  }
//+------------------------------------------------------------------+
ulong CPositionReport::WireMagic(void) const
  {
   ulong magic=(ulong)PositionGetInteger(POSITION_MAGIC);
   return(magic>m_magic_base ? magic-m_magic_base : magic);
  }
//+------------------------------------------------------------------+
//| A position has no commission of its own: it is the sum over its  |
//| deals. Asked for once, and again when the volume has changed.    |
//+------------------------------------------------------------------+
double CPositionReport::Commission(const ulong identifier,const double volume)
  {
   int total=ArraySize(m_identifiers);
   int at=total;
   for(int i=0; i<total; i++)
     {
      if(m_identifiers[i]!=identifier)
         continue;
      if(MathAbs(m_volumes[i]-volume)<RUBI_STEP_EPSILON)
         return(m_commissions[i]);
      at=i;
     }
   if(!HistorySelectByPosition(identifier))
      return(0.0);
   double sum=0.0;
   int deals=HistoryDealsTotal();
   for(int k=0; k<deals; k++)
      sum+=HistoryDealGetDouble(HistoryDealGetTicket(k),DEAL_COMMISSION);
   if(deals==0)
      return(0.0);
   if(at==total)
     {
      //--- forgets everything now and then rather than growing for ever
      int size=(total>=RUBI_MOST_POSITIONS*2 ? 1 : total+1);
      at=size-1;
      ArrayResize(m_identifiers,size,64);
      ArrayResize(m_volumes,size,64);
      ArrayResize(m_commissions,size,64);
     }
   m_identifiers[at]=identifier;
   m_volumes[at]=volume;
   m_commissions[at]=sum;
   return(sum);
  }

#endif
//+------------------------------------------------------------------+
