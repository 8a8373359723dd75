using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>Whether a file is possible now, and of which session; else why not, in French.</summary>
internal sealed record PublicationScolarix(int Session, string? Empechement)
{
    public const string AutreSis = ScolarixOnly.AutreSis;

    /// <summary>Rule G1: the first file is possible from the publication day of the results on.</summary>
    /// <param name="annee">The session asked for; null: the newest one whose results are published.</param>
    public static PublicationScolarix Of(EtablissementModel etablissement, ConfigurationSnapshot configuration, int? annee, DateOnly today)
    {
        if (etablissement.Document.Sis != Sis.Scolarix) return new(annee ?? 0, AutreSis);
        if (annee is { } asked && configuration.Close(asked) is { } close) return new(asked, close.Refus);
        var campagnes = configuration.Campagnes
            .Where(c => annee is null ? configuration.Close(c.Session) is null : c.Session == annee)
            .OrderByDescending(c => c.Session).ToList();
        if (campagnes.Count == 0)
            return new(annee ?? 0, annee is null
                ? "Aucune campagne ouverte n'est configurée : saisir son calendrier, dont le jour de publication des résultats du "
                    + "baccalauréat."
                : $"La session {annee} n'est pas configurée : "
                    + "saisir son calendrier, dont le jour de publication des résultats du baccalauréat.");
        return campagnes.FirstOrDefault(c => today >= c.PublicationResultatsBac) is { } published
            ? new(published.Session, null)
            : new(campagnes[^1].Session, TooEarly(campagnes[^1]));
    }

    private static string TooEarly(CalendrierCampagne campagne) =>
        $"Le fichier Scolarix de la session {campagne.Session} est possible à partir du {campagne.PublicationResultatsBac:dd/MM/yyyy}, "
        + "jour de publication des résultats du baccalauréat (règle G1, guide Cocktail §1).";
}
