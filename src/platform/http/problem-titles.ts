export type Language = 'en' | 'fr';

/** RFC 9457: the title names the kind of problem, and is the same for all of its kind but for the language. */
const TITLES: Readonly<Record<number, Readonly<Record<Language, string>>>> = {
  400: { en: 'Bad Request', fr: 'Requête illisible' },
  401: { en: 'Unauthorized', fr: 'Authentification requise' },
  403: { en: 'Forbidden', fr: 'Accès refusé' },
  404: { en: 'Not Found', fr: 'Introuvable' },
  405: { en: 'Method Not Allowed', fr: 'Méthode non autorisée' },
  406: { en: 'Not Acceptable', fr: 'Format de réponse non disponible' },
  408: { en: 'Request Timeout', fr: 'Requête trop lente' },
  409: { en: 'Conflict', fr: 'Conflit avec l’état actuel' },
  413: { en: 'Content Too Large', fr: 'Contenu trop volumineux' },
  415: { en: 'Unsupported Media Type', fr: 'Type de contenu non pris en charge' },
  422: { en: 'Unprocessable Content', fr: 'Contenu invalide' },
  429: { en: 'Too Many Requests', fr: 'Trop de requêtes' },
  500: { en: 'Internal Server Error', fr: 'Erreur interne du serveur' },
  503: { en: 'Service Unavailable', fr: 'Service indisponible' },
};

/** The title of a status, in this language. */
export function titleOf(status: number, language: Language): string {
  return TITLES[status]?.[language] ?? (status < 500 ? titleOf(400, language) : titleOf(500, language));
}

/** The first language of an Accept-Language header that the API speaks; English when it speaks none of them. */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (acceptLanguage === undefined) return 'en';
  const wanted = acceptLanguage
    .slice(0, 200)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { language: tag.split('-')[0], weight: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .filter(
      (range): range is { language: Language; weight: number } =>
        range.weight > 0 && (range.language === 'fr' || range.language === 'en'),
    )
    .sort((a, b) => b.weight - a.weight);
  return wanted[0]?.language ?? 'en';
}
