namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>What the Exposition API said to one question; nothing else is possible.</summary>
public abstract record ReponseExposition
{
    private ReponseExposition() { }

    /// <summary>200 with a record, which may still be under the threshold or of a year that is not the last.</summary>
    public sealed record Trouve(EnregistrementExposition Enregistrement) : ReponseExposition;

    /// <summary>404 « Certification inconnue », or « Formation inconnue », which says no data as well.</summary>
    public sealed record Inconnu(string Message) : ReponseExposition;

    /// <summary>404 « Etablissement inconnu ».</summary>
    public sealed record EtablissementInconnu(string Message) : ReponseExposition;

    /// <summary>404 « Pas de données disponibles ».</summary>
    public sealed record SansDonnees(string Message) : ReponseExposition;

    /// <summary>404 « Pas de données pour le millésime », with those that there are.</summary>
    public sealed record SansMillesime(string Message, IReadOnlyList<string> Disponibles) : ReponseExposition;

    /// <summary>400: the API does not take the question itself.</summary>
    public sealed record Refuse(string Message) : ReponseExposition;

    /// <summary>
    /// Nobody knows: no answer, a 5xx, a 401 or 403, a page that is not the API's. Never « no data ».
    /// </summary>
    public sealed record Echec(string Message) : ReponseExposition;
}
