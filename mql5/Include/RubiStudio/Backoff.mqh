//+------------------------------------------------------------------+
//|                                                      Backoff.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_BACKOFF_MQH
#define RUBI_STUDIO_BACKOFF_MQH

#define RUBI_BACKOFF_FIRST_MS 1000
#define RUBI_BACKOFF_LONGEST_MS 30000

//+------------------------------------------------------------------+
//| How long to wait after a failure: 1, 2, 4 ... 30 s, shortened by |
//| chance so that terminals do not all come back together.          |
//+------------------------------------------------------------------+
class CBackoff
  {
private:
   int               m_failures;

public:
                     CBackoff(void) : m_failures(0) { }
   void              Reset(void) { m_failures=0; }
   int               Failures(void) const { return(m_failures); }
   int               AfterFailure(const int at_least_ms);
  };
//+------------------------------------------------------------------+
int CBackoff::AfterFailure(const int at_least_ms)
  {
   int ceiling=RUBI_BACKOFF_FIRST_MS;
   for(int i=0; i<m_failures && ceiling<RUBI_BACKOFF_LONGEST_MS; i++)
      ceiling*=2;
   ceiling=MathMin(ceiling,RUBI_BACKOFF_LONGEST_MS);
   m_failures++;
   int wait=ceiling/2+(int)((long)ceiling*MathRand()/65536);
   return(MathMax(wait,at_least_ms));
  }

#endif
//+------------------------------------------------------------------+
