using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Simulators.Catalogue;

namespace Parcoursup.Gateway.Simulators.Tests.Catalogue;

/// <summary>The service with one certificate, and a caller that signs by hand.</summary>
internal sealed class CatalogueFixture : IAsyncDisposable
{
    private static readonly RSA Cle = RSA.Create(2048);

    private CatalogueFixture(CatalogueSimulator simulator)
    {
        Simulator = simulator;
        Http = new HttpClient { BaseAddress = simulator.Url };
    }

    public CatalogueSimulator Simulator { get; }

    public HttpClient Http { get; }

    public static async Task<CatalogueFixture> StartAsync(Func<CatalogueOptions, CatalogueOptions>? change = null)
    {
        var options = new CatalogueOptions { Certificats = [new CertificatConnu("moss", Cle.ExportSubjectPublicKeyInfoPem())] };
        return new CatalogueFixture(await CatalogueSimulator.StartAsync(change?.Invoke(options) ?? options, TimeProvider.System,
            TestContext.Current.CancellationToken));
    }

    public static string Corps(string rco, int? gTaCod = null, string uai = "0730013T") => new JsonObject
    {
        ["g_ta_cod"] = gTaCod, ["user"] = "", ["rncp"] = new JsonArray(35460), ["cfd"] = "32025215", ["uai"] = uai, ["rco"] = rco, ["mef"] = "",
    }.ToJsonString();

    public static string Jeton(string hache, string id = "moss", int secondes = 20, string alg = "RS512", string? plus = null, RSA? cle = null)
    {
        var expire = TimeProvider.System.GetUtcNow().AddSeconds(secondes).ToUnixTimeMilliseconds();
        var hash = Convert.ToHexStringLower(SHA512.HashData(Encoding.UTF8.GetBytes(hache)));
        var signe = Base64($$"""{"alg":"{{alg}}","typ":"JWT"}""") + "." + Base64($$"""{"id":"{{id}}","expire":{{expire}},"hash":"{{hash}}"{{plus}}}""");
        return signe + "." + Base64((cle ?? Cle).SignData(Encoding.ASCII.GetBytes(signe), HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1));
    }

    public async Task<(int Statut, string Corps)> EnvoyerAsync(string corps, bool maj = false, string? jeton = "")
    {
        using var demande = new HttpRequestMessage(HttpMethod.Post, "/ApiFormation/api/formations" + (maj ? "/majFormation" : ""));
        demande.Content = new StringContent(corps, Encoding.UTF8, "application/json");
        return await EnvoyerAsync(demande, jeton is "" ? Jeton(corps) : jeton);
    }

    public async Task<JsonArray> RetourAsync()
    {
        using var demande = new HttpRequestMessage(HttpMethod.Get, "/ApiFormation/api/formations/publications/affectation");
        var (statut, corps) = await EnvoyerAsync(demande, Jeton("null"));
        Assert.Equal(200, statut);
        return JsonNode.Parse(corps)!.AsArray();
    }

    public async Task<int> GesteAsync(string adresse, JsonNode corps)
    {
        using var reponse = await Http.PostAsync(adresse, new StringContent(corps.ToJsonString(), Encoding.UTF8, "application/json"));
        return (int)reponse.StatusCode;
    }

    public async Task<JsonNode> EtatAsync() => JsonNode.Parse(await Http.GetStringAsync("/etat"))!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Simulator.DisposeAsync();
    }

    private async Task<(int, string)> EnvoyerAsync(HttpRequestMessage demande, string? jeton)
    {
        if (jeton is not null) demande.Headers.TryAddWithoutValidation("Authorization", "Bearer " + jeton);
        using var reponse = await Http.SendAsync(demande);
        return ((int)reponse.StatusCode, await reponse.Content.ReadAsStringAsync());
    }

    private static string Base64(string texte) => Base64(Encoding.UTF8.GetBytes(texte));

    private static string Base64(byte[] octets) => Convert.ToBase64String(octets).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
