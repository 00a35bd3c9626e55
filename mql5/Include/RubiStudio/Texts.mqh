//+------------------------------------------------------------------+
//|                                                        Texts.mqh |
//|                                                      Rubi Studio |
//+------------------------------------------------------------------+
#ifndef RUBI_STUDIO_TEXTS_MQH
#define RUBI_STUDIO_TEXTS_MQH

enum ENUM_PROBLEM
  {
   PROBLEM_NONE=0,
   PROBLEM_NO_URL=1,
   PROBLEM_NO_TOKEN=2,
   PROBLEM_URL_NOT_ALLOWED=3,
   PROBLEM_TOKEN_REFUSED=4,
   PROBLEM_UNREACHABLE=5,
   PROBLEM_SERVER_ERROR=6,
   PROBLEM_REQUEST_REFUSED=7,
   PROBLEM_FENCED=8,
   PROBLEM_OTHER_CHART=9,
   PROBLEM_JOURNAL=10,
   PROBLEM_TERMINAL_OFFLINE=11,
   PROBLEM_TERMINAL_BUTTON=12,
   PROBLEM_PROGRAM_SWITCH=13,
   PROBLEM_INVESTOR=14,
   PROBLEM_BROKER_FORBIDS=15,
   PROBLEM_INPUT_OFF=16,
   PROBLEM_MIRROR_SCOPE=17
  };

//+------------------------------------------------------------------+
//| Everything the trader reads, in English and in French. A French  |
//| letter is written by its number: the source is plain ASCII.      |
//+------------------------------------------------------------------+
class CTexts
  {
private:
   bool              m_is_french;

   string            Pick(const string english,const string french) const { return(m_is_french ? french : english); }
   string            FixOfConnection(const ENUM_PROBLEM problem) const;
   string            FixOfTrading(const ENUM_PROBLEM problem) const;

public:
                     CTexts(void) : m_is_french(false) { }
   void              Configure(const bool is_french) { m_is_french=is_french; }
   string            Fix(const ENUM_PROBLEM problem) const;
   string            Connected(void) const { return(Pick("Connected","Connect\x00E9")); }
   string            Connecting(void) const { return(Pick("Connecting...","Connexion...")); }
   string            Stopped(void) const { return(Pick("Stopped","Arr\x00EAt\x00E9")); }
   string            LastSync(void) const { return(Pick("Last sync","Derni\x00E8re synchro")); }
   string            Never(void) const { return(Pick("never","jamais")); }
   string            Latency(void) const { return(Pick("Latency","Latence")); }
   string            OpenOrders(void) const { return(Pick("Orders under way","Ordres en cours")); }
   string            Executed(void) const { return(Pick("executed","ex\x00E9"+"cut\x00E9s")); }
   string            Positions(void) const { return(Pick("Positions","Positions")); }
   string            RiskState(void) const { return(Pick("Trading","Trading")); }
   string            StateName(const string state) const;
  };
//+------------------------------------------------------------------+
string CTexts::StateName(const string state) const
  {
   if(state=="ACTIVE")
      return(Pick("allowed","autoris\x00E9"));
   if(state=="REDUCING")
      return(Pick("closing only","fermetures seules"));
   if(state=="HALTED")
      return(Pick("halted by the risk rules","arr\x00EAt\x00E9 par les r\x00E8gles de risque"));
   return(StringLen(state)>0 ? state : "-");
  }
//+------------------------------------------------------------------+
string CTexts::Fix(const ENUM_PROBLEM problem) const
  {
   return(problem>=PROBLEM_TERMINAL_OFFLINE ? FixOfTrading(problem) : FixOfConnection(problem));
  }
//+------------------------------------------------------------------+
string CTexts::FixOfConnection(const ENUM_PROBLEM problem) const
  {
   switch(problem)
     {
      case PROBLEM_NO_URL:
         return(Pick("BackendURL is empty: enter the address of the backend in the inputs (F7).",
                     "BackendURL est vide : entrez l'adresse du backend dans les param\x00E8tres (F7)."));
      case PROBLEM_NO_TOKEN:
         return(Pick("APIToken is empty: create a token in Rubi Studio and enter it in the inputs (F7).",
                     "APIToken est vide : cr\x00E9"+"ez un jeton dans Rubi Studio et entrez-le dans les param\x00E8tres (F7)."));
      case PROBLEM_URL_NOT_ALLOWED:
         return(Pick("Error 4014, the URL is not allowed: Tools > Options > Expert Advisors, tick \"Allow WebRequest for listed URL\" and add",
                     "Erreur 4014, URL non autoris\x00E9"+"e : Outils > Options > Expert Advisors, cochez \"Autoriser WebRequest pour les URL list\x00E9"+"es\" et ajoutez"));
      case PROBLEM_TOKEN_REFUSED:
         return(Pick("The token is refused: it is wrong, expired or revoked. Create a new one in Rubi Studio and enter it as APIToken (F7).",
                     "Le jeton est refus\x00E9 : faux, expir\x00E9 ou r\x00E9voqu\x00E9. Cr\x00E9"+"ez-en un dans Rubi Studio et entrez-le dans APIToken (F7)."));
      case PROBLEM_UNREACHABLE:
         return(Pick("The backend does not answer: check the internet connection and BackendURL. Trying again by itself.",
                     "Le backend ne r\x00E9pond pas : v\x00E9rifiez la connexion internet et BackendURL. Nouvel essai automatique."));
      case PROBLEM_SERVER_ERROR:
         return(Pick("The backend has a problem of its own. Trying again by itself.",
                     "Le backend rencontre un probl\x00E8me. Nouvel essai automatique."));
      case PROBLEM_REQUEST_REFUSED:
         return(Pick("The backend refuses the message: update the Expert Advisor; see the Experts tab for the code.",
                     "Le backend refuse le message : mettez l'Expert Advisor \x00E0 jour ; le code est dans l'onglet Experts."));
      case PROBLEM_FENCED:
         return(Pick("Another terminal has taken over this account. To trade from here, remove the EA and attach it again.",
                     "Un autre terminal a repris ce compte. Pour trader d'ici, retirez l'EA puis attachez-le \x00E0 nouveau."));
      case PROBLEM_OTHER_CHART:
         return(Pick("The EA already runs on another chart of this account: one is enough, remove this one.",
                     "L'EA tourne d\x00E9j\x00E0 sur un autre graphique de ce compte : un seul suffit, retirez celui-ci."));
      case PROBLEM_JOURNAL:
         return(Pick("The journal in MQL5\\Files cannot be written, so nothing is traded: free disk space, check the folder's rights.",
                     "Le journal dans MQL5\\Files ne peut pas \x00EAtre \x00E9"+"crit, donc rien n'est trad\x00E9 : lib\x00E9rez le disque, v\x00E9rifiez les droits du dossier."));
     }
   return("");
  }
//+------------------------------------------------------------------+
string CTexts::FixOfTrading(const ENUM_PROBLEM problem) const
  {
   switch(problem)
     {
      case PROBLEM_TERMINAL_OFFLINE:
         return(Pick("The terminal is not connected to the broker: see the bottom right corner of MetaTrader.",
                     "Le terminal n'est pas connect\x00E9 au courtier : voyez le coin inf\x00E9rieur droit de MetaTrader."));
      case PROBLEM_TERMINAL_BUTTON:
         return(Pick("AutoTrading is off: press the \"Algo Trading\" button of MetaTrader (Ctrl+E).",
                     "AutoTrading est d\x00E9sactiv\x00E9 : cliquez sur le bouton \"Algo Trading\" de MetaTrader (Ctrl+E)."));
      case PROBLEM_PROGRAM_SWITCH:
         return(Pick("Algo trading is off for this EA: press F7, tab Common, tick \"Allow Algo Trading\".",
                     "Le trading est interdit \x00E0 cet EA : F7, onglet Commun, cochez \"Autoriser Algo Trading\"."));
      case PROBLEM_INVESTOR:
         return(Pick("The account does not allow trading: log in with the master password, not the investor password.",
                     "Le compte n'autorise pas le trading : connectez-vous avec le mot de passe principal, pas celui d'investisseur."));
      case PROBLEM_BROKER_FORBIDS:
         return(Pick("The broker does not allow Expert Advisors on this account: ask the broker.",
                     "Le courtier n'autorise pas les Expert Advisors sur ce compte : demandez-lui."));
      case PROBLEM_INPUT_OFF:
         return(Pick("EnableAutoTrading is false: the account is only watched. Set it to true in the inputs (F7) to trade.",
                     "EnableAutoTrading vaut false : le compte est seulement suivi. Mettez true dans les param\x00E8tres (F7) pour trader."));
      case PROBLEM_MIRROR_SCOPE:
         return(Pick("A mirrored trade was refused by the backend: see the Experts tab for the code.",
                     "Un trade recopi\x00E9 a \x00E9t\x00E9 refus\x00E9 par le backend : le code est dans l'onglet Experts."));
     }
   return("");
  }

#endif
//+------------------------------------------------------------------+
