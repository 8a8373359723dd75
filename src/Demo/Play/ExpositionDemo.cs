using System.Text.Json;
using Parcoursup.Gateway.Demo.Reporting;
using Parcoursup.Gateway.Simulators.Exposition;
using Parcoursup.Gateway.Simulators.Exposition.Monde;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>
/// The catalogue's matching with the Exposition API: the keyed generation goes away in the middle of a run, which is taken up again at
/// the new one's address with a token; the result must be, byte for byte, that of a run that never saw the change.
/// </summary>
internal sealed class ExpositionDemo(CommandeExposition commande, ExpositionSimulator api, IEcran ecran)
{
    private const int Lignes = 400;
    private const int Interrompue = 4;

    /// <returns>What is not as it should be; nothing, when all is well.</returns>
    public static async Task<IReadOnlyList<string>> JouerAsync(
        int graine, IEcran ecran, TimeProvider clock, CancellationToken cancellationToken)
    {
        var dossier = Directory.CreateTempSubdirectory("exposition-demo-");
        try
        {
            var monde = MondeExposition.Generer(graine, Lignes);
            await monde.EcrireAsync(dossier, cancellationToken);
            await using var api = await ExpositionSimulator.StartAsync(
                new ExpositionOptions { Graine = graine, LimiteParMinute = 600_000, Rafale = 10_000 }, monde.Jeu, clock, cancellationToken);
            var commande = new CommandeExposition(GatewayFiles.FindAssembly(AppContext.BaseDirectory), dossier);
            return await new ExpositionDemo(commande, api, ecran).JouerAsync(clock, cancellationToken);
        }
        finally
        {
            dossier.Delete(recursive: true);
        }
    }

    private async Task<IReadOnlyList<string>> JouerAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(commande.Chemin("cle"), "cle-ancienne", cancellationToken);
        await File.WriteAllTextAsync(commande.Chemin("secret"), "secret-de-demonstration", cancellationToken);
        ecran.Dire($"Appariement de {Lignes} lignes avec l'API Exposition, ancienne génération (clé)");
        var fermeture = FermerAuMilieuAsync(clock, cancellationToken);
        var avant = await ApparierAsync("bascule", Ancienne, cancellationToken);
        await fermeture;
        ecran.Dire($"   l'ancienne génération est fermée en cours de route : code {avant.Code}, "
            + Accord.De(api.Appels.Ancienne, "appel"));

        var reprise = await ApparierAsync("bascule", [.. Nouvelle, "--reprendre"], cancellationToken);
        ecran.Dire($"   reprise à la nouvelle adresse : code {reprise.Code}, {Accord.De(api.Appels.Nouvelle, "appel")}, "
            + $"jetons demandés : {api.Appels.Jetons}");
        var temoin = await ApparierAsync("temoin", Nouvelle, cancellationToken);
        var rapport = await commande.LancerAsync(["rapport", "--base", commande.Chemin("bascule.db"), "--json"], cancellationToken);
        var ecarts = new List<string>();
        if (avant.Code != Interrompue) ecarts.Add($"l'exécution interrompue a fini avec le code {avant.Code} : {avant.Erreurs}");
        foreach (var (nom, fin) in new[] { ("la reprise", reprise), ("le témoin", temoin), ("le rapport", rapport) })
            if (fin.Code != 0) ecarts.Add($"{nom} a fini avec le code {fin.Code} : {fin.Erreurs}");
        if (ecarts.Count > 0) return ecarts;
        var (un, deux) = (await File.ReadAllBytesAsync(commande.Chemin("bascule.csv"), cancellationToken),
            await File.ReadAllBytesAsync(commande.Chemin("temoin.csv"), cancellationToken));
        if (!un.AsSpan().SequenceEqual(deux)) ecarts.Add("le résultat à travers la bascule diffère de celui d'une seule génération");
        Dire(rapport.Sortie);
        return ecarts;
    }

    // After some calls the former address leads to a proxy's page.
    private async Task FermerAuMilieuAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2), clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        while (api.Appels.Ancienne < Lignes / 4) await Task.Delay(TimeSpan.FromMilliseconds(5), clock, stop.Token);
        api.Peches = api.Peches with { AncienneFermee = true };
    }

    private string[] Ancienne => ["--api", api.Ancienne.ToString(), "--cle-fichier", commande.Chemin("cle")];

    private string[] Nouvelle =>
    [
        "--api", api.Nouvelle.ToString(), "--jeton-url", api.Jetons.ToString(), "--client", "parcoursup", "--secret-fichier",
        commande.Chemin("secret"),
    ];

    private Task<FinCommande> ApparierAsync(string nom, string[] options, CancellationToken cancellationToken) => commande.LancerAsync(
        ["apparier", "--base", commande.Chemin(nom + ".db"), "--entree", commande.Chemin("catalogue.csv"), "--nomenclatures",
            commande.Chemin("nomenclatures"), "--sortie", commande.Chemin(nom + ".csv"), .. options], cancellationToken);

    private void Dire(string rapport)
    {
        using var json = JsonDocument.Parse(rapport);
        ecran.Dire($"   {"type",-28} {"voie",-5} {"périmètre",-10} {"total",6} {"couvert",8} {"seuil",6} {"non",6}");
        foreach (var ligne in json.RootElement.GetProperty("lignes").EnumerateArray())
            ecran.Dire($"   {Texte(ligne, "type"),-28} {Texte(ligne, "filiere"),-5} {Texte(ligne, "scope"),-10} {Texte(ligne, "total"),6} "
                + $"{Texte(ligne, "Couvert"),8} {Texte(ligne, "Sous le seuil"),6} {Texte(ligne, "Non couvert"),6}");
        ecran.Dire($"   {"ensemble",-45} {Texte(json.RootElement, "total"),6} {Texte(json.RootElement, "Couvert"),8} "
            + $"{Texte(json.RootElement, "Sous le seuil"),6} {Texte(json.RootElement, "Non couvert"),6}");
    }

    private static string Texte(JsonElement json, string nom) =>
        json.TryGetProperty(nom, out var valeur) && valeur.ValueKind != JsonValueKind.Null ? valeur.ToString() : "";
}
