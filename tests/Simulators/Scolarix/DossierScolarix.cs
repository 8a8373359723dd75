using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Simulators.Scolarix;

namespace Parcoursup.Gateway.Simulators.Tests.Scolarix;

/// <summary>A folder with snapshots written by hand, and a Scolarix that reads it.</summary>
internal sealed class DossierScolarix : IAsyncDisposable
{
    public static readonly string EnTete = string.Join(';', ColonnesScolarix.ParDefaut);
    private readonly DirectoryInfo _dossier = Directory.CreateTempSubdirectory("scolarix-test-");

    public string Retour => Path.Combine(_dossier.FullName, "retour");

    public ScolarixSimulator Simulator { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public static async Task<DossierScolarix> StartAsync()
    {
        var dossier = new DossierScolarix();
        var options = new ScolarixOptions { Etablissement = "univ-lagune", Session = 2026, Dossier = dossier._dossier.FullName, DossierRetour = dossier.Retour };
        dossier.Simulator = await ScolarixSimulator.StartAsync(options, default);
        dossier.Http = new HttpClient { BaseAddress = dossier.Simulator.Url };
        return dossier;
    }

    public static string Ligne(int numero, string nom = "Lefèvre", string date = "28/02/2008", string civilite = "MME", string? ine = null) =>
        $"{numero};{ine ?? $"{numero:D9}AB"};{civilite};{nom};Zoé;;;{date};Chambéry;73;FR;99100;1 rue de l'Église;;;73000;Chambéry;FR;;0612345678;z@example.org;2026;Générale;B;0730016W";

    public void Ecrire(int numero, params string[] lignes) => Ecrire(numero, Texte(lignes));

    public static byte[] Texte(params string[] lignes) => Encoding.UTF8.GetBytes(string.Concat(new[] { EnTete }.Concat(lignes).Select(l => l + "\r\n")));

    /// <summary>A snapshot of these bytes with a manifest that fits, unless it is changed.</summary>
    public void Ecrire(int numero, byte[] octets, Action<JsonObject>? manifeste = null, int? candidats = null)
    {
        var nom = string.Create(CultureInfo.InvariantCulture, $"scolarix_univ-lagune_2026_{numero:D6}");
        File.WriteAllBytes(Path.Combine(_dossier.FullName, nom + ".csv"), octets);
        var json = new JsonObject
        {
            ["etablissement"] = "univ-lagune", ["session"] = 2026, ["instantane"] = numero, ["precedent"] = numero > 1 ? numero - 1 : null,
            ["genereLe"] = "2026-07-08T21:30:02+02:00", ["encodage"] = "UTF-8", ["separateur"] = ";", ["entete"] = true, ["formatDate"] = "dd/MM/yyyy",
            ["fichier"] = nom + ".csv", ["candidats"] = candidats ?? octets.Count(o => o == '\n') - 1, ["octets"] = octets.Length,
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(octets)),
        };
        manifeste?.Invoke(json);
        File.WriteAllText(Path.Combine(_dossier.FullName, nom + ".json"), json.ToJsonString());
    }

    public void Effacer(string nom) => File.Delete(Path.Combine(_dossier.FullName, nom));

    public async Task<JsonNode> EtatAsync() => JsonNode.Parse(await Http.GetStringAsync("/etat"))!;

    public async Task<string> BaseAsync() => string.Join(' ', (await EtatAsync())["base"]!.AsArray().Select(l => l!["NUMERO_PARCOURSUP"]!.GetValue<string>()));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Simulator.DisposeAsync();
        _dossier.Delete(recursive: true);
    }
}
