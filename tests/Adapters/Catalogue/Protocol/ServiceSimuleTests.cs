using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Adapters.Catalogue.Protocol;
using Parcoursup.Gateway.Domain.Catalogue.Envois;
using Parcoursup.Gateway.Simulators.Catalogue;

namespace Parcoursup.Gateway.Adapters.Catalogue.Tests.Protocol;

/// <summary>The client against a service that verifies signature, time and hash by code of its own.</summary>
public sealed class ServiceSimuleTests : IAsyncLifetime
{
    private readonly ServiceProvider _services = new ServiceCollection().AddServiceFormations().BuildServiceProvider();
    private readonly ClePrivee _cle = Cles.Privee();
    private readonly HttpClient _http = new();
    private CatalogueSimulator _simulateur = null!;

    public async ValueTask InitializeAsync() => _simulateur = await CatalogueSimulator.StartAsync(
        new CatalogueOptions { Certificats = [new CertificatConnu("cert-7", Cles.Rsa.ExportSubjectPublicKeyInfoPem())] },
        TimeProvider.System, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _simulateur.DisposeAsync();
        await _services.DisposeAsync();
        _cle.Dispose();
        _http.Dispose();
    }

    [Fact]
    public async Task A_formation_is_created_updated_and_told_of()
    {
        var creee = Assert.IsType<VerdictEnvoi.Acceptee>(await EnvoyerAsync(Formation()));
        Assert.False(creee.DejaEnvoye);
        Assert.Equal(new VerdictEnvoi.Acceptee(creee.GTaCod, true), await EnvoyerAsync(Formation() with { GTaCod = creee.GTaCod, Cfd = "1" }));

        var recu = Assert.IsType<ResultatRetour.Recu>(await Client.LireRetourAsync(Acces(), TestContext.Current.CancellationToken));
        Assert.Equal(new LigneRetour(1, creee.GTaCod, "Clé#L01", EffetRetour.RienAFaire, "Aucune donnée à mettre à jour"),
            Assert.Single(recu.Lecture.Lignes));
        Assert.Empty((await EtatAsync())["anomalies"]!.AsArray());
    }

    [Theory]
    [InlineData("fermee", true), InlineData("typeFerme", false), InlineData("etablissementInconnu", false), InlineData("etablissementFerme", false)]
    [InlineData("codeEtablissement", false), InlineData("pasUnIut", false), InlineData("filiere", false), InlineData("rcoAilleurs", false)]
    [InlineData("specialite", false), InlineData("inaccessible", false), InlineData("utilisateur", false), InlineData("gestionnaire", false)]
    [InlineData("autreUai", false), InlineData("role", false)]
    public async Task Each_refusal_of_the_service_is_understood(string motif, bool ferme)
    {
        await GesteAsync("refus", new JsonObject { ["rco"] = "Clé#L01", ["motif"] = motif });

        Assert.Equal(ferme, Assert.IsType<VerdictEnvoi.Refusee>(await EnvoyerAsync(Formation())).Famille.EstFermeture);
    }

    [Theory]
    [InlineData("503", NatureEchec.Indisponible), InlineData("500", NatureEchec.Indisponible), InlineData("429", NatureEchec.Indisponible)]
    [InlineData("page", NatureEchec.Transport), InlineData("sansIdentifiant", NatureEchec.SansIdentifiant), InlineData("coupure", NatureEchec.Incertain)]
    public async Task Each_fault_of_the_service_is_a_failure_and_one_call(string panne, NatureEchec nature)
    {
        await GesteAsync("pannes", new JsonObject { ["type"] = panne });

        Assert.Equal(nature, Assert.IsType<VerdictEnvoi.Echec>(await EnvoyerAsync(Formation())).Nature);
        Assert.Equal(1, (await EtatAsync())["appels"]!["formations"]!.GetValue<int>());
    }

    [Theory]
    [InlineData(ReponseSignature.Introuvable), InlineData(ReponseSignature.NonAutorise), InlineData(ReponseSignature.Interdit)]
    [InlineData(ReponseSignature.Page)]
    public async Task An_unknown_certificate_is_a_matter_of_authentication(ReponseSignature reponse)
    {
        _simulateur.Signature = reponse;

        var echange = await Client.EnvoyerAsync(Acces() with { Certificat = "autre" }, Formation(), TestContext.Current.CancellationToken);

        Assert.Equal(NatureEchec.Authentification, Assert.IsType<VerdictEnvoi.Echec>(echange.Verdict).Nature);
        Assert.Equal("le certificat est inconnu", Assert.Single((await EtatAsync())["jetonsRefuses"]!.AsArray())!.GetValue<string>());
    }

    private static FormationEnvoyee Formation() => new("Clé#L01") { Cfd = "32025215", Uai = "0730013T", Rncp = ["RNCP35460"] };

    private ClientFormations Client => _services.GetRequiredService<ClientFormations>();

    private AccesService Acces() => new(_simulateur.UrlApi, "cert-7", _cle);

    private async Task<VerdictEnvoi> EnvoyerAsync(FormationEnvoyee formation) =>
        (await Client.EnvoyerAsync(Acces(), formation, TestContext.Current.CancellationToken)).Verdict;

    private async Task GesteAsync(string nom, JsonObject corps)
    {
        using var reponse = await _http.PostAsync(new Uri(_simulateur.Url, nom),
            new StringContent(corps.ToJsonString(), Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        reponse.EnsureSuccessStatusCode();
    }

    private async Task<JsonNode> EtatAsync() =>
        JsonNode.Parse(await _http.GetStringAsync(new Uri(_simulateur.Url, "etat"), TestContext.Current.CancellationToken))!;
}
