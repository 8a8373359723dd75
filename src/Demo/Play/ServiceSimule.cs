using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Simulators.Catalogue;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>Parcoursup's formation service with a key pair of this demo, and the options by which the gateway reaches it.</summary>
internal sealed class ServiceSimule : IAsyncDisposable
{
    private const string Certificat = "moss-demo";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly CatalogueSimulator _simulateur;
    private readonly string _cle;

    private ServiceSimule(CatalogueSimulator simulateur, string cle) => (_simulateur, _cle) = (simulateur, cle);

    public IReadOnlyList<string> Options => ["--url", _simulateur.UrlApi.ToString(), "--cle-privee", _cle, "--certificat", Certificat];

    public static async Task<ServiceSimule> StartAsync(DirectoryInfo dossier, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var rsa = RSA.Create(2048);
        var cle = Path.Combine(dossier.FullName, "moss.pem");
        await File.WriteAllTextAsync(cle, rsa.ExportPkcs8PrivateKeyPem(), cancellationToken);
        return new ServiceSimule(await CatalogueSimulator.StartAsync(
            new CatalogueOptions { Certificats = [new CertificatConnu(Certificat, rsa.ExportSubjectPublicKeyInfoPem())] }, clock,
            cancellationToken), cle);
    }

    public Task RefuserAsync(string rco, string motif, CancellationToken cancellationToken) =>
        GesteAsync("refus", new JsonObject { ["rco"] = rco, ["motif"] = motif }, cancellationToken);

    public Task RattacherAsync(string rco, CancellationToken cancellationToken) =>
        GesteAsync("rattachements", new JsonObject { ["rco"] = rco, ["g_ta_cod"] = 77_001 }, cancellationToken);

    /// <param name="geste"><c>fermetures</c>, <c>suppressions</c> or <c>mdr</c>.</param>
    public async Task MarquerAsync(string geste, string rco, CancellationToken cancellationToken)
    {
        var tenue = (await EtatAsync(cancellationToken))["formations"]!.AsArray().Single(f => f!["rco"]!.GetValue<string>() == rco)!;
        await GesteAsync(geste, new JsonObject { ["g_ta_cod"] = tenue["g_ta_cod"]!.GetValue<int>() }, cancellationToken);
    }

    public async Task<JsonNode> EtatAsync(CancellationToken cancellationToken) =>
        JsonNode.Parse(await _http.GetStringAsync(new Uri(_simulateur.Url, "etat"), cancellationToken))!;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _simulateur.DisposeAsync();
    }

    private async Task GesteAsync(string geste, JsonObject corps, CancellationToken cancellationToken)
    {
        using var reponse = await _http.PostAsJsonAsync(new Uri(_simulateur.Url, geste), corps, cancellationToken);
        if (!reponse.IsSuccessStatusCode)
            throw new DemoException($"Le service simulé refuse « {geste} » ({(int)reponse.StatusCode}).");
    }
}
