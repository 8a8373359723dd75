using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Simulators.Catalogue;

namespace Parcoursup.Gateway.Simulators.Tests.Catalogue;

/// <summary>The service believes no token but the right one.</summary>
public sealed class JetonTests
{
    private static readonly string Corps = CatalogueFixture.Corps("A#L01");

    [Fact]
    public async Task A_right_token_is_believed_once()
    {
        await using var fixture = await CatalogueFixture.StartAsync();
        var jeton = CatalogueFixture.Jeton(Corps);

        Assert.Equal(200, (await fixture.EnvoyerAsync(Corps, jeton: jeton)).Statut);
        Assert.Equal(404, (await fixture.EnvoyerAsync(Corps, jeton: jeton)).Statut);
        Assert.Equal(["le jeton a déjà servi"], await MotifsAsync(fixture));
    }

    [Fact]
    public async Task Any_other_token_is_refused_and_the_reason_kept()
    {
        await using var fixture = await CatalogueFixture.StartAsync();
        using var autre = RSA.Create(2048);
        var bon = CatalogueFixture.Jeton(Corps);
        foreach (var (jeton, motif) in new (string?, string)[]
        {
            (null, "aucun jeton"),
            ("a.b", "trois parties"),
            (bon[..bon.LastIndexOf('.')] + ".AAAA", "la signature est fausse"),
            (CatalogueFixture.Jeton(Corps, cle: autre), "la signature est fausse"),
            (CatalogueFixture.Jeton(Corps, id: "inconnu"), "le certificat est inconnu"),
            (CatalogueFixture.Jeton(Corps, secondes: -1), "le jeton a expiré"),
            (CatalogueFixture.Jeton(Corps, secondes: 60), "dans plus de vingt secondes"),
            (CatalogueFixture.Jeton(Corps, alg: "RS256"), "l'algorithme n'est pas RS512"),
            (CatalogueFixture.Jeton(Corps, plus: ",\"iat\":1"), "de trop : iat"),
            (CatalogueFixture.Jeton(Corps + " "), "l'empreinte n'est pas celle du corps reçu"),
            (CatalogueFixture.Jeton("null"), "l'empreinte n'est pas celle du corps reçu"),
        })
        {
            Assert.Equal(404, (await fixture.EnvoyerAsync(Corps, jeton: jeton)).Statut);
            Assert.Contains(motif, (await MotifsAsync(fixture))[^1], StringComparison.Ordinal);
        }

        Assert.Empty((await fixture.EtatAsync())["formations"]!.AsArray());
    }

    [Theory]
    [InlineData(ReponseSignature.Introuvable, 404, "{"), InlineData(ReponseSignature.Page, 404, "<"), InlineData(ReponseSignature.NonAutorise, 401, "<")]
    [InlineData(ReponseSignature.Interdit, 403, "{")]
    public async Task A_bad_signature_is_answered_as_ordered(ReponseSignature reponse, int statut, string debut)
    {
        await using var fixture = await CatalogueFixture.StartAsync();
        Assert.Equal(200, await fixture.GesteAsync("/signature", new JsonObject { ["reponse"] = reponse.ToString() }));

        var (recu, corps) = await fixture.EnvoyerAsync(Corps, jeton: "x");

        Assert.Equal(statut, recu);
        Assert.StartsWith(debut, corps, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_can_be_registered_later()
    {
        await using var fixture = await CatalogueFixture.StartAsync();
        using var cle = RSA.Create(2048);

        Assert.Equal(400, await fixture.GesteAsync("/certificats", new JsonObject { ["id"] = "neuf", ["pem"] = "bonjour" }));
        Assert.Equal(200, await fixture.GesteAsync("/certificats", new JsonObject { ["id"] = "neuf", ["pem"] = cle.ExportRSAPublicKeyPem() }));
        Assert.Equal(200, (await fixture.EnvoyerAsync(Corps, jeton: CatalogueFixture.Jeton(Corps, id: "neuf", cle: cle))).Statut);
    }

    private static async Task<List<string>> MotifsAsync(CatalogueFixture fixture) =>
        [.. (await fixture.EtatAsync())["jetonsRefuses"]!.AsArray().Select(m => m!.GetValue<string>())];
}
