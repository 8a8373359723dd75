using System.Globalization;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Oracle;

/// <summary>
/// Says from the scenario alone what Apogée and Parcoursup must hold. It knows neither the gateway's domain nor how
/// anything is sent, so that an error of theirs cannot be repeated here.
/// </summary>
internal static class CampagneOracle
{
    /// <summary>The state after the first <paramref name="etapes"/> days, all of them by default.</summary>
    public static EtatAttendu Calculer(Campagne campagne, int? etapes = null)
    {
        var dossiers = campagne.Candidats.Values.ToDictionary(c => c.Code, c => new DossierSuivi(c));
        var inscriptions = new SuiviInscriptions(campagne.RefusesParParcoursup);
        var opi = new Dictionary<string, IReadOnlyList<VoeuAttendu>>(StringComparer.Ordinal);
        var defavorablesDuJour = 0;
        foreach (var etape in campagne.Etapes.Take(etapes ?? campagne.Etapes.Count))
        {
            // The day itself moves decisions before anything happens in it.
            var veille = Defavorables(opi);
            Relever(dossiers, etape.Jour, opi);
            defavorablesDuJour = Defavorables(opi) - veille;

            foreach (var evenement in etape.Evenements)
            {
                dossiers[evenement.Candidat].Suivre(evenement);
                if (evenement is Inscription inscription)
                    inscriptions.Suivre(inscription);
            }

            Relever(dossiers, etape.Jour, opi);
            inscriptions.Remonter();
        }

        return new EtatAttendu(opi, inscriptions.ChezParcoursup) { InscriptionsRefusees = inscriptions.Refusees, DefavorablesDuJour = defavorablesDuJour };
    }

    private static void Relever(Dictionary<int, DossierSuivi> dossiers, DateOnly jour, Dictionary<string, IReadOnlyList<VoeuAttendu>> opi)
    {
        foreach (var (code, dossier) in dossiers)
        {
            if (dossier.Opi(jour) is { } voeux)
                opi[code.ToString(CultureInfo.InvariantCulture)] = voeux;
        }
    }

    private static int Defavorables(Dictionary<string, IReadOnlyList<VoeuAttendu>> opi) => opi.Values.Sum(v => v.Count(w => w.CodDecVeu == "D"));
}
