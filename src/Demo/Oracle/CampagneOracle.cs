using System.Globalization;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Oracle;

/// <summary>
/// Says from the scenario alone what Apogée, Fregata, Scolarix and Parcoursup must hold. It knows neither the gateway's domain nor how
/// anything is sent, so that an error of theirs cannot be repeated here.
/// </summary>
internal static class CampagneOracle
{
    /// <summary>The state after the first <paramref name="etapes"/> days, all of them by default.</summary>
    public static EtatAttendu Calculer(Campagne campagne, int? etapes = null)
    {
        var fiches = campagne.Candidats.Values.ToDictionary(c => c.Code, c => new FicheSuivie(c));
        var dossiers = fiches.ToDictionary(f => f.Key, f => new DossierSuivi(f.Value));
        var (scolarix, fregata) = (new SuiviScolarix(), new SuiviFregata(campagne.RefusesParParcoursup));
        var inscriptions = new SuiviInscriptions(campagne.RefusesParParcoursup);
        var opi = new Dictionary<string, IReadOnlyList<VoeuAttendu>>(StringComparer.Ordinal);
        var (defavorablesDuJour, voeuxDefavorablesDuJour) = (0, new Dictionary<Etablissement, int>());
        foreach (var etape in campagne.Etapes.Take(etapes ?? campagne.Etapes.Count))
        {
            // The day itself moves decisions before anything happens in it.
            var veille = Defavorables(opi);
            Relever(dossiers, etape.Jour, opi);
            defavorablesDuJour = Defavorables(opi) - veille;
            voeuxDefavorablesDuJour = VoeuxDefavorables(fiches.Values, etape.Jour);

            foreach (var evenement in etape.Evenements)
            {
                fiches[evenement.Candidat].Suivre(evenement);
                scolarix.Suivre(evenement);
                if (evenement is Inscription inscription)
                    inscriptions.Suivre(inscription);
            }

            Relever(dossiers, etape.Jour, opi);
            fregata.Constater(fiches, etape.Jour);
            foreach (var (cle, etat) in etape.Fregata.SelectMany(geste => fregata.Suivre(geste, fiches, etape.Jour)))
                inscriptions.Informer(cle, etat);
            scolarix.Importer(fiches.Values, etape.Jour);
            inscriptions.Remonter();
        }

        return new EtatAttendu(opi, inscriptions.ChezParcoursup)
        {
            Naissances = opi.Keys.ToDictionary(code => code,
                code => fiches[int.Parse(code, CultureInfo.InvariantCulture)].Identite.DateNaissance, StringComparer.Ordinal),
            InscriptionsRefusees = inscriptions.Refusees,
            DefavorablesDuJour = defavorablesDuJour,
            VoeuxDefavorablesDuJour = voeuxDefavorablesDuJour,
            Scolarix = scolarix.Attendu(fiches.Values),
            Fregata = fregata.Attendu(),
        };
    }

    private static void Relever(Dictionary<int, DossierSuivi> dossiers, DateOnly jour, Dictionary<string, IReadOnlyList<VoeuAttendu>> opi)
    {
        var contestes = dossiers.Values.Where(d => d.EstAuxAlpes).Select(d => d.Ine).OfType<string>()
            .GroupBy(ine => ine, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (code, dossier) in dossiers)
        {
            if (dossier.Opi(jour, contestes) is { } voeux)
                opi[code.ToString(CultureInfo.InvariantCulture)] = voeux;
        }
    }

    /// <summary>Wishes that only the new day turned: a failure counts from the day after the publication.</summary>
    private static Dictionary<Etablissement, int> VoeuxDefavorables(IEnumerable<FicheSuivie> fiches, DateOnly jour)
    {
        var refuses = fiches.Where(f => f.EstRefuse(jour) && !f.EstRefuse(jour.AddDays(-1))).ToList();
        return Etablissements.Tous.ToDictionary(e => e, e => refuses.Sum(f => f.Acceptes(e).Count()));
    }

    private static int Defavorables(Dictionary<string, IReadOnlyList<VoeuAttendu>> opi) =>
        opi.Values.Sum(v => v.Count(w => w.CodDecVeu == "D"));
}
