using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>
/// Rule A2: the source's OPI are ours or its own, never both, and Apogée's only where it is the system. What was wanted under
/// the former setting and did not leave is without object.
/// </summary>
internal static class SourceOpiRule
{
    /// <summary>Null where the present settings want such an OPI.</summary>
    public static RenderedOpi.Nothing? Foreign(EtablissementModel etablissement, LivraisonRow row)
    {
        if (etablissement.Document.Sis != Sis.Apogee)
            return Nothing($"Le SI de l'établissement est maintenant {etablissement.Document.Sis.Code} : rien ne part plus à Apogée.");
        var own = OpiSujet.CandidatOf(row.Sujet) is not null;
        return (etablissement.Document.SourceOpi, own, row.Origine) switch
        {
            (SourceOpi.Opi, true, _) => Nothing(
                "Parcoursup transmet maintenant lui-même ses OPI (sourceOpi : Opi) : celle de la passerelle n'a plus lieu d'être."),
            (SourceOpi.ApiRest, false, WantedLivraison.FromSource) => Nothing(
                "La passerelle compose maintenant les OPI de Parcoursup (sourceOpi : ApiRest) : celle qu'il avait transmise n'a plus lieu "
                + "d'être."),
            _ => null,
        };

        RenderedOpi.Nothing Nothing(string message) => new(row, EtatLivraison.SansObjet, message, null);
    }
}
