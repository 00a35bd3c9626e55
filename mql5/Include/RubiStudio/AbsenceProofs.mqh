//+------------------------------------------------------------------+
//|                                                AbsenceProofs.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_ABSENCE_PROOFS_MQH
#define RUBI_STUDIO_ABSENCE_PROOFS_MQH

#define RUBI_BETWEEN_PROOFS_MS 30000
#define RUBI_SETTLED_AFTER_CONNECTION_MS 10000

//+------------------------------------------------------------------+
//| When a look that finds nothing may be told.                      |
//+------------------------------------------------------------------+
class CAbsenceProofs
  {
private:
   bool              m_was_connected;
   ulong             m_connected_since;
   ulong             m_orders[];
   ulong             m_times[];

public:
                     CAbsenceProofs(void) : m_was_connected(false),m_connected_since(0) { }
   void              Forget(void);
   void              WatchConnection(const bool is_connected);
   bool              IsDue(const ulong order_id);
  };
//+------------------------------------------------------------------+
void CAbsenceProofs::Forget(void)
  {
   ArrayResize(m_orders,0);
   ArrayResize(m_times,0);
  }
//+------------------------------------------------------------------+
void CAbsenceProofs::WatchConnection(const bool is_connected)
  {
   if(is_connected && !m_was_connected)
      m_connected_since=GetTickCount64();
   m_was_connected=is_connected;
  }
//+------------------------------------------------------------------+
//| A look counts only while the terminal has been with its broker   |
//| for a while, and not too soon after the last one.                |
//+------------------------------------------------------------------+
bool CAbsenceProofs::IsDue(const ulong order_id)
  {
   ulong now=GetTickCount64();
   if(!m_was_connected || now<m_connected_since+RUBI_SETTLED_AFTER_CONNECTION_MS)
      return(false);
   int total=ArraySize(m_orders);
   for(int i=0; i<total; i++)
     {
      if(m_orders[i]!=order_id)
         continue;
      if(now<m_times[i]+RUBI_BETWEEN_PROOFS_MS)
         return(false);
      m_times[i]=now;
      return(true);
     }
   ArrayResize(m_orders,total+1);
   ArrayResize(m_times,total+1);
   m_orders[total]=order_id;
   m_times[total]=now;
   return(true);
  }

#endif
//+------------------------------------------------------------------+
