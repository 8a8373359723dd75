using System.Globalization;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Oracle.Catalogue;
using Parcoursup.Gateway.Demo.Reporting;
using Parcoursup.Gateway.Demo.Scenario.Catalogue;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>
/// Plays the catalogue's campaign: nights before and after the instructors, a broken feed, other rules, a posting, a return flow, a
/// restore. After each the oracle is asked.
/// </summary>
internal sealed class JourneesCatalogue(ScenarioCatalogue scenario, CommandeCatalogue commande, DirectoryInfo dossier, IEcran ecran)
{
    private readonly OracleCatalogue _oracle = new(ScenarioCatalogue.Annee);
    private readonly List<string> _ecarts = [];

    /// <summary>In what the gateway differed from the oracle, in French.</summary>
    public IReadOnlyList<string> Ecarts => _ecarts;

    public OracleCatalogue Oracle => _oracle;

    public async Task JouerAsync(ServiceSimule service, CancellationToken cancellationToken)
    {
        await OuvrirAsync(cancellationToken);
        var (prets, nonPublies) = await InstruireAsync(cancellationToken);
        var flux = await LendemainAsync(prets, nonPublies, cancellationToken);
        await CasserAsync(flux, cancellationToken);
        await ChangerDeReglesAsync(flux, cancellationToken);
        var envois = new EnvoisCatalogue(this, commande, service, ecran);
        await envois.EnvoyerAsync(ScenarioCatalogue.TroisiemeNuit, cancellationToken);
        await envois.RetournerAsync(ScenarioCatalogue.TroisiemeNuit, cancellationToken);
        await NuitAsync(ScenarioCatalogue.DerniereNuit, "envois et flux retour", [], cancellationToken);
        await RestaurerAsync(flux, cancellationToken);
    }

    public async Task ComparerAsync(DateOnly jour, string quand, CancellationToken cancellationToken)
    {
        var ecarts = ComparaisonCatalogue.Statuts(_oracle, await commande.ReussirAsync(jour, ["statuts"], cancellationToken));
        Noter(ecarts.Select(e => $"Catalogue, {quand} : {e}"));
        ecran.Dire($"   {Compte()} : {(ecarts.Count == 0 ? "comme l'oracle" : Accord.De(ecarts.Count, "écart"))}");
    }

    public void Noter(IEnumerable<string> ecarts) => _ecarts.AddRange(ecarts);

    private async Task OuvrirAsync(CancellationToken cancellationToken)
    {
        var jour = ScenarioCatalogue.PremiereNuit;
        await commande.ReussirAsync(jour, ["campagne", "ouvrir", "--debut", Jour(ScenarioCatalogue.Ouverture)], cancellationToken);
        var mefs = Path.Combine(dossier.FullName, "mefs.csv");
        await File.WriteAllLinesAsync(mefs, ["mef10", .. scenario.Mefs], cancellationToken);
        await commande.ReussirAsync(jour, ["mefs", "importer", mefs], cancellationToken);
        await commande.ReussirAsync(jour, ["regles", "importer", await EcrireAsync(scenario.Regles, cancellationToken)], cancellationToken);
        _oracle.Regler(scenario.Regles);
        var fichier = Fichier("initial.jsonl");
        EcritureFlux.EcrireLignes(fichier, scenario.Initial);
        await ImporterAsync(jour, fichier, scenario.Initial, ["--reprise"], cancellationToken);
        await NuitAsync(jour, "première nuit, statuts repris de l'ancien système", [], cancellationToken);
    }

    /// <summary>Instructors of several académies act; one of another académie is turned away.</summary>
    private async Task<(List<string> Prets, List<string> NonPublies)> InstruireAsync(CancellationToken cancellationToken)
    {
        var jour = ScenarioCatalogue.PremiereNuit;
        string[] statuts = [ReglePerimetre.APublier, ReglePerimetre.Recteur, ReglePerimetre.Postbac, ReglePerimetre.Habilitation];
        var publiables = statuts.SelectMany(s => _oracle.Parmi(s, f => f.Offre.Uai.Length > 0).Take(3)).ToList();
        var (prets, nonPublies) = (publiables.Take(9).ToList(), publiables.Skip(9).ToList());
        foreach (var cle in prets) await AgirAsync(jour, "publier", cle, [], OracleCatalogue.Pret, cancellationToken);
        foreach (var cle in nonPublies)
            await AgirAsync(jour, "ne-pas-publier", cle, ["--raison", "Ouverture reportée"], OracleCatalogue.NonPublie, cancellationToken);
        var autre = _oracle.Formations[prets[0]].Offre.Academie == 1 ? 2 : 1;
        var ailleurs = await commande.LancerAsync(jour, Action("publier", prets[0], autre), cancellationToken);
        if (ailleurs.Code != 2) Noter([$"Un instructeur d'une autre académie n'est pas refusé (code {ailleurs.Code})"]);
        await ComparerAsync(jour, "après les instructeurs", cancellationToken);
        return (prets, nonPublies);
    }

    private async Task<IReadOnlyList<OffreFormation>> LendemainAsync(List<string> prets, List<string> nonPublies,
        CancellationToken cancellationToken)
    {
        var publiee = _oracle.Parmi(OracleCatalogue.Publie, f => f.AIdentifiant).First();
        var perimees = prets.Skip(1).Take(2).ToHashSet();
        var flux = scenario.Lendemain([prets[0], nonPublies[0], publiee], perimees);
        // The producers write the one or the other form.
        var fichier = Fichier("lendemain.csv");
        EcritureFlux.EcrireCsv(fichier, flux);
        await ImporterAsync(ScenarioCatalogue.DeuxiemeNuit, fichier, flux, [], cancellationToken);
        await NuitAsync(ScenarioCatalogue.DeuxiemeNuit, "le lendemain : sorties, remplacements, certifications perdues", perimees,
            cancellationToken);
        return flux;
    }

    /// <summary>The broken feed is held, and nothing has moved.</summary>
    private async Task CasserAsync(IReadOnlyList<OffreFormation> flux, CancellationToken cancellationToken)
    {
        var jour = ScenarioCatalogue.NuitCassee;
        var fichier = Fichier("casse.jsonl");
        EcritureFlux.EcrireLignes(fichier, ScenarioCatalogue.Casser(flux));
        var import = await commande.LancerAsync(jour, ["importer", fichier], cancellationToken);
        if (import.Code is not (0 or 2 or 3)) Noter([$"L'import d'un flux cassé finit par le code {import.Code}"]);
        var nuit = await commande.LancerAsync(jour, ["nuit", "--date", Jour(jour)], cancellationToken);
        if (nuit.Code != 3) Noter([$"La nuit sur un flux cassé n'est pas retenue (code {nuit.Code})"]);
        ecran.Dire($"   {Jour(jour)} : flux cassé, retenu : {nuit.Json?["cause"]}");
        await ComparerAsync(jour, "après la nuit retenue", cancellationToken);
    }

    private async Task ChangerDeReglesAsync(IReadOnlyList<OffreFormation> flux, CancellationToken cancellationToken)
    {
        var jour = ScenarioCatalogue.TroisiemeNuit;
        var fichier = Fichier("corrige.jsonl");
        EcritureFlux.EcrireLignes(fichier, flux);
        await ImporterAsync(jour, fichier, flux, [], cancellationToken);
        var autres = scenario.AutresRegles();
        var regles = await EcrireAsync(autres, cancellationToken);
        var simulation = await commande.ReussirAsync(jour, ["regles", "simuler", regles], cancellationToken);
        var attendus = _oracle.Simuler(autres, jour);
        Noter(ComparaisonCatalogue.Changements(attendus, simulation["changements"]).Select(e => $"Catalogue, simulation : {e}"));
        await commande.ReussirAsync(jour, ["regles", "importer", regles], cancellationToken);
        _oracle.Regler(autres);
        await NuitAsync(jour, $"autres règles, {Accord.De(attendus.Count, "changement annoncé")} par la simulation",
            null, cancellationToken);
    }

    /// <summary>Somebody confirms the broken feed by mistake: the night is taken back from the history.</summary>
    private async Task RestaurerAsync(IReadOnlyList<OffreFormation> flux, CancellationToken cancellationToken)
    {
        var jour = ScenarioCatalogue.DerniereNuit.AddDays(1);
        var casse = ScenarioCatalogue.Casser(flux);
        var fichier = Fichier("casse.jsonl");
        await commande.LancerAsync(jour, ["importer", fichier, "--confirmer", "--auteur", "Erreur"], cancellationToken);
        _oracle.Importer(casse);
        await NuitAsync(jour, "le flux cassé, confirmé par erreur", null, cancellationToken, ["--confirmer", "--auteur", "Erreur"]);
        var nuit = Jour(ScenarioCatalogue.DerniereNuit);
        var essai = await commande.ReussirAsync(jour, ["restaurer", "--nuit", nuit], cancellationToken);
        Noter(ComparaisonCatalogue.Changements(_oracle.ARestaurer(ScenarioCatalogue.DerniereNuit), essai["changements"])
            .Select(e => $"Catalogue, restauration : {e}"));
        await commande.ReussirAsync(jour, ["restaurer", "--nuit", nuit, "--appliquer", "--auteur", "MOSS"], cancellationToken);
        _oracle.Restaurer(ScenarioCatalogue.DerniereNuit);
        await ComparerAsync(jour, "après la restauration", cancellationToken);
    }

    private async Task AgirAsync(
        DateOnly jour, string action, string cle, string[] plus, string statut, CancellationToken cancellationToken)
    {
        await commande.ReussirAsync(jour, [.. Action(action, cle, _oracle.Formations[cle].Offre.Academie), .. plus], cancellationToken);
        _oracle.Mettre(cle, statut);
    }

    private static string[] Action(string action, string cle, int academie) =>
    [
        "action", action, cle, "--auteur", "Instructeur", "--role", "instructeur", "--academie",
        academie.ToString(CultureInfo.InvariantCulture),
    ];

    private async Task ImporterAsync(DateOnly jour, string fichier, IReadOnlyCollection<OffreFormation> flux, string[] plus,
        CancellationToken cancellationToken)
    {
        var import = await commande.ReussirAsync(jour, ["importer", fichier, .. plus], cancellationToken);
        if (import["acceptees"]?.GetValue<int>() != flux.Count)
            Noter([$"{Path.GetFileName(fichier)} : lignes acceptées : {import["acceptees"]} sur {flux.Count} ; "
                + import["refusees"]?.ToJsonString()]);
        _oracle.Importer(flux);
    }

    /// <param name="alertees">The formations that the night must alert of; null: whatever the oracle says.</param>
    private async Task NuitAsync(
        DateOnly jour, string titre, IReadOnlyCollection<string>? alertees, CancellationToken cancellationToken, string[]? plus = null)
    {
        ecran.Dire($"   {Jour(jour)} : {titre}");
        var nuit = await commande.ReussirAsync(jour, ["nuit", "--date", Jour(jour), .. plus ?? []], cancellationToken);
        var alertes = _oracle.Nuit(jour);
        if (alertees is not null && alertees.Except(alertes).Any())
            Noter([$"{Jour(jour)} : le scénario attendait d'autres alertes que l'oracle"]);
        var dites = nuit["alertes"]!.AsArray().Select(a => a!["cle"]?.GetValue<string>()).ToHashSet();
        Noter(alertes.Where(a => !dites.Contains(a)).Select(a => $"{Jour(jour)} : aucune alerte pour {a}, prête et hors du périmètre"));
        await ComparerAsync(jour, titre, cancellationToken);
    }

    private async Task<string> EcrireAsync(IReadOnlyList<ReglePerimetre> regles, CancellationToken cancellationToken)
    {
        var fichier = Fichier("regles.json");
        await File.WriteAllTextAsync(fichier, Perimetre.Ecrire(regles).ToJsonString(), cancellationToken);
        return fichier;
    }

    private string Compte() => string.Join(", ", _oracle.Formations.Values.GroupBy(f => f.Statut).OrderByDescending(g => g.Count())
        .Select(g => $"{g.Count()} {g.Key}"));

    private string Fichier(string nom) => Path.Combine(dossier.FullName, nom);

    private static string Jour(DateOnly jour) => jour.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
