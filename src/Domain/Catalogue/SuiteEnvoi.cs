using Parcoursup.Gateway.Domain.Catalogue.Envois;

namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>What a posting makes of a formation. Nothing is posted again by itself within a run (rule H2).</summary>
public static class SuiteEnvoi
{
    public static EtatPublication Appliquer(EtatPublication etat, VerdictEnvoi verdict) => verdict switch
    {
        VerdictEnvoi.Acceptee yes => etat with
        {
            Statut = StatutCatalogue.Publie, ParcoursupId = yes.GTaCod, Erreur = null, Rejection = null,
        },
        VerdictEnvoi.Refusee { Famille.EstFermeture: true } closed => etat with
        {
            Statut = StatutCatalogue.Ferme, Erreur = closed.Message, Rejection = closed.Explication,
        },
        VerdictEnvoi.Refusee no => etat with
        {
            Statut = StatutCatalogue.RejetDePublication, Erreur = no.Message, Rejection = no.Explication,
        },
        VerdictEnvoi.Echec failure => etat with
        {
            Statut = StatutCatalogue.EchecEnvoi, Erreur = failure.Message ?? failure.Explication, Rejection = failure.Explication,
        },
        _ => throw new InvalidOperationException($"Unknown outcome {verdict.GetType().Name}."),
    };

    /// <summary>
    /// The order of a run: what was never tried, then what was, then what is in error already, those that have waited longest first.
    /// </summary>
    public static int Rang(StatutCatalogue statut, bool tentee, string? erreur) =>
        statut == StatutCatalogue.EchecEnvoi || !string.IsNullOrEmpty(erreur) ? 2 : tentee ? 1 : 0;

    /// <summary>Whether a run posts it.</summary>
    public static bool EstAEnvoyer(StatutCatalogue statut) => statut is StatutCatalogue.PretPourIntegration or StatutCatalogue.EchecEnvoi;
}
