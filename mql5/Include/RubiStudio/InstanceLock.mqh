//+------------------------------------------------------------------+
//|                                                 InstanceLock.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_INSTANCE_LOCK_MQH
#define RUBI_STUDIO_INSTANCE_LOCK_MQH

#define RUBI_LOCK_STALE_SECONDS 30.0

//+------------------------------------------------------------------+
//| One chart per account in this terminal. The owner writes its     |
//| number and when it was last alive; an owner that died without a  |
//| goodbye is stale after half a minute. (Two terminals on one      |
//| account are sorted out by the backend.)                          |
//+------------------------------------------------------------------+
class CInstanceLock
  {
private:
   string            m_owner_name;
   string            m_alive_name;
   double            m_number;
   bool              m_is_held;

   static double     Seconds(void) { return((double)GetTickCount64()/1000.0); }
   bool              IsStale(void) const;

public:
                     CInstanceLock(void) : m_owner_name(""),m_alive_name(""),m_number(0.0),m_is_held(false) { }
   void              Configure(const string account_key);
   bool              Hold(void);
   void              Release(void);
  };
//+------------------------------------------------------------------+
void CInstanceLock::Configure(const string account_key)
  {
   Release();
   m_owner_name=StringSubstr("RubiStudio.owner."+account_key,0,63);
   m_alive_name=StringSubstr("RubiStudio.alive."+account_key,0,63);
   MathSrand((int)(GetMicrosecondCount()%INT_MAX));
   m_number=1.0+(double)MathRand()*32768.0+(double)MathRand();
  }
//+------------------------------------------------------------------+
bool CInstanceLock::IsStale(void) const
  {
   double age=Seconds()-GlobalVariableGet(m_alive_name);
   return(age>RUBI_LOCK_STALE_SECONDS || age<0.0);
  }
//+------------------------------------------------------------------+
//| True while this chart owns the account; takes it if it is free.  |
//+------------------------------------------------------------------+
bool CInstanceLock::Hold(void)
  {
   if(!GlobalVariableCheck(m_owner_name))
      GlobalVariableTemp(m_owner_name);
   if(!GlobalVariableCheck(m_alive_name))
      GlobalVariableTemp(m_alive_name);
   double owner=GlobalVariableGet(m_owner_name);
   bool is_free=(owner==0.0 || (owner!=m_number && IsStale()));
   if(is_free && !GlobalVariableSetOnCondition(m_owner_name,m_number,owner))
      return(false);
   m_is_held=(is_free || owner==m_number);
   if(m_is_held)
      GlobalVariableSet(m_alive_name,Seconds());
   return(m_is_held);
  }
//+------------------------------------------------------------------+
void CInstanceLock::Release(void)
  {
   if(m_is_held)
      GlobalVariableSetOnCondition(m_owner_name,0.0,m_number);
   m_is_held=false;
  }

#endif
//+------------------------------------------------------------------+
