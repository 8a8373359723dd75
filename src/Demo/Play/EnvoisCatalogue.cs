using System.Globalization;
using Parcoursup.Gateway.Demo.Oracle.Catalogue;
using Parcoursup.Gateway.Demo.Reporting;
using Parcoursup.Gateway.Demo.Scenario.Catalogue;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>The posting to Parcoursup's service, and what comes back of it.</summary>
internal sealed class EnvoisCatalogue(JourneesCatalogue journees, CommandeCatalogue commande, ServiceSimule service, IEcran ecran)
{
    private readonly OracleCatalogue _oracle = journees.Oracle;

    /// <summary>Everything that is ready is posted; the service refuses three of them, each for another reason.</summary>
    public async Task EnvoyerAsync(DateOnly jour, CancellationToken cancellationToken)
    {
        var prets = _oracle.Parmi(OracleCatalogue.Pret).ToList();
        var attendus = prets.ToDictionary(cle => cle, Sort);
        (string Motif, string Statut)[] refus =
            [("filiere", OracleCatalogue.Rejet), ("fermee", OracleCatalogue.Ferme), ("inclassable", OracleCatalogue.Echec)];
        foreach (var (cle, (motif, statut)) in prets.Zip(refus))
        {
            await service.RefuserAsync(cle, motif, cancellationToken);
            attendus[cle] = statut;
        }

        var envoi = await commande.LancerAsync(jour,
            ["envoyer", "--limite", prets.Count.ToString(CultureInfo.InvariantCulture), "--pause-ms", "0", .. service.Options],
            cancellationToken);
        // Refusals of single formations are no failure of the run.
        if (envoi.Code != 0) journees.Noter([$"L'envoi finit par le code {envoi.Code} : {envoi.Erreurs}{envoi.Json?.ToJsonString()}"]);
        foreach (var (cle, statut) in attendus) _oracle.Mettre(cle, statut, identifiant: statut == OracleCatalogue.Publie ? true : null);
        var etat = await service.EtatAsync(cancellationToken);
        var recus = etat["recus"]!.AsArray().Count;
        ecran.Dire($"   Envoi de {Accord.De(prets.Count, "formation")} : {Accord.De(recus, "reçue")} par Parcoursup, "
            + Accord.De(etat["refus"]!.AsArray().Count, "refusée"));
        if (recus != prets.Count) journees.Noter([$"Parcoursup a reçu {Accord.De(recus, "formation")} au lieu de {prets.Count}"]);
        journees.Noter(etat["anomalies"]!.AsArray().Select(a => $"Parcoursup a relevé : {a}"));
        journees.Noter(etat["jetonsRefuses"]!.AsArray().Select(j => $"Parcoursup a refusé un jeton : {j}"));
        await journees.ComparerAsync(jour, "après l'envoi", cancellationToken);
    }

    /// <summary>Parcoursup closes one, deletes one, shows one, and links a key of its own accord.</summary>
    public async Task RetournerAsync(DateOnly jour, CancellationToken cancellationToken)
    {
        var tenues = (await service.EtatAsync(cancellationToken))["formations"]!.AsArray().Select(f => f!["rco"]!.GetValue<string>())
            .Where(cle => _oracle.Formations[cle].Statut == OracleCatalogue.Publie).Order(StringComparer.Ordinal).ToList();
        if (tenues.Count < 3)
        {
            journees.Noter([$"Parcoursup n'a que {Accord.De(tenues.Count, "formation publiée")} : le flux retour n'est pas joué"]);
            return;
        }

        var rattachee = _oracle.Parmi(ReglePerimetre.APublier).First();
        await service.MarquerAsync("fermetures", tenues[0], cancellationToken);
        await service.MarquerAsync("suppressions", tenues[1], cancellationToken);
        await service.MarquerAsync("mdr", tenues[2], cancellationToken);
        await service.RattacherAsync(rattachee, cancellationToken);
        await commande.ReussirAsync(jour, ["retour", .. service.Options], cancellationToken);
        _oracle.Mettre(tenues[0], OracleCatalogue.Ferme, identifiant: false);
        _oracle.Mettre(tenues[1], OracleCatalogue.Publie, identifiant: false);
        _oracle.Mettre(rattachee, OracleCatalogue.Pret, identifiant: true);
        await VerifierMdrAsync(jour, tenues[2], cancellationToken);
        ecran.Dire("   Flux retour : une formation fermée, une supprimée, une rattachée, une publiée sur le moteur de recherche");
        await journees.ComparerAsync(jour, "après le flux retour", cancellationToken);
    }

    private async Task VerifierMdrAsync(DateOnly jour, string cle, CancellationToken cancellationToken)
    {
        var statut = await commande.ReussirAsync(jour, ["statut", cle], cancellationToken);
        if (statut["parcoursup_published"]?.GetValue<bool>() != true)
            journees.Noter([$"{cle} n'est pas notée publiée sur le moteur de recherche"]);
        if (statut["parcoursup_id"]?.ToString() is null or "") journees.Noter([$"{cle} n'a pas gardé son identifiant Parcoursup"]);
    }

    // A formation without a valid établissement is refused by Parcoursup's own rules.
    private string Sort(string cle) => _oracle.Formations[cle].Offre.Uai.Length == 0 ? OracleCatalogue.Rejet : OracleCatalogue.Publie;
}
