using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Imports;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Validations;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Acces;

/// <summary>
/// Two lycées on one gateway: whoever is not one's own reads nothing, writes nothing, and does not learn whether an UAI exists.
/// </summary>
public sealed class ForeignFregataTests(PostgresServer postgres) : FregataTest(postgres, DatabaseEngine.Sqlite)
{
    private const string Marker = "MARQUEURDESLACS";
    private const string Unknown = "0010001W";

    private TestEtablissement _other = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _other = Lycee(await TestEtablissement.StartAsync("lycee-lacs", SharedGateway.OtherUai), "fregata-lacs", "mdp-lacs");
        _other.Document["push"] = new JsonObject { ["login"] = "psup-lacs", ["motDePasse"] = SharedGateway.OtherPushPassword };
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task An_account_of_another_etablissement_reads_nothing_and_writes_nothing_whatever_the_address()
    {
        var import = await FilledAsync();
        var before = await ContentAsync();
        Assert.Contains(Marker, before, StringComparison.Ordinal);
        using var intruder = new FregataApi(Gateway.Url, _other.Uai);
        var routes = FregataRoutes.Of(Gateway).Where(r => r.Pattern.Contains("{uai}", StringComparison.Ordinal)).ToList();
        Assert.Equal(11, routes.Count);
        foreach (var (method, pattern) in routes)
        {
            var path = pattern["/fregata/v1/{uai}/".Length..].Replace("{id:long}", import["id"]!.ToString(), StringComparison.Ordinal);
            var body = method != "POST" ? null : path == "imports" ? """{"anneeScolaire":"2026-2027"}""" : """{"inscriptions":[{"id":"2026-4321-8842"}]}""";

            // The victim's address with a foreign account; the intruder's own address with the victim's numbers.
            var foreign = await intruder.SendAsync(new HttpMethod(method), path, body);
            Assert.Equal(HttpStatusCode.Unauthorized, foreign.Status);
            var own = await Fregata.SendAsync(new HttpMethod(method), path, body);
            Assert.True(own.Status is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{method} {path}: {own.Status}");
            foreach (var answer in new[] { foreign, own }) Assert.DoesNotContain(Marker, answer.Text, StringComparison.OrdinalIgnoreCase);
        }

        await AtRestAsync();
        Assert.Equal(before, await ContentAsync());
    }

    [Fact]
    public async Task Whether_a_UAI_exists_is_not_told()
    {
        await FilledAsync();
        var answers = new List<string>();
        foreach (var (uai, login, password) in new[] { (_other.Uai, FregataApi.Login, FregataApi.Password), (Unknown, FregataApi.Login, FregataApi.Password), (Etab.Uai, FregataApi.Login, "faux"), (Etab.Uai, "personne", "faux"), ("lycee-alpes", FregataApi.Login, FregataApi.Password) })
        {
            using var api = new FregataApi(Gateway.Url, uai, login, password);
            var answer = await api.SendAsync(HttpMethod.Get, "echanges");
            Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
            answers.Add(Text(answer.Erreurs[0]!, "message"));
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task No_other_credential_of_the_etablissement_opens_Fregatas_addresses()
    {
        await FilledAsync();
        var key = await Gateway.CreateKeyAsync("scolarité", Etab.Code);
        foreach (var (bearer, basic) in new (string?, string?)[] { (null, null), (key, null), (null, $"{TestEtablissement.PushLogin}:{TestEtablissement.PushPassword}"), (null, "psup:secret") })
            Assert.Equal(HttpStatusCode.Unauthorized, (await Gateway.Http.SendAsync(HttpMethod.Get, $"/fregata/v1/{Etab.Uai}/echanges", key: bearer, basic: basic)).Status);
    }

    [Fact]
    public async Task Fregatas_account_opens_nothing_else()
    {
        await FilledAsync();
        foreach (var path in new[] { Etab.Path + "candidats", Etab.Path + "synthese", "/api/configuration" })
            Assert.Equal(HttpStatusCode.Unauthorized, (await Gateway.Http.SendAsync(HttpMethod.Get, path, basic: $"{FregataApi.Login}:{FregataApi.Password}")).Status);
    }

    private async Task<JsonNode> FilledAsync()
    {
        AtParcoursup(Admis(17));
        var theirs = Admis(4321, responsables: 1);
        (theirs["nom"], theirs["codeEtablissement"], theirs["codeEtablissementAffectation"]) = (Marker, _other.Uai, _other.Uai);
        _other.Parcoursup.Enregistrer([theirs]);
        await StartFregataAsync();
        await _other.SaveAsync(Gateway);
        using var api = new FregataApi(Gateway.Url, _other.Uai, "fregata-lacs", "mdp-lacs");
        // Their numbers are none that the intruder has himself.
        for (var n = 0; n < 19; n++) await Gateway.ExecuteAsync("INSERT INTO fregata_import (etablissement, uai, session, etat, demande_le, expire_le, utilisateur) VALUES ('x', 'x', 2026, 'Echec', '2026-06-10T00:00:00.000Z', '2026-06-10T00:00:00.000Z', 'x')");
        for (var n = 0; n < 19; n++) await Gateway.ExecuteAsync("INSERT INTO fregata_validation (etablissement, uai, nature, etablie_le, utilisateur) VALUES ('x', 'x', 'Validation', '2026-06-10T00:00:00.000Z', 'x')");
        var import = await api.ImportedAsync();
        var report = await api.ValidateAsync(4321);
        Assert.Equal((20, 20), (Number(import, "id"), Number(report, "id")));
        return import;
    }

    private async Task<string> ContentAsync()
    {
        var rows = new List<string>();
        foreach (var table in new[] { "fregata_import", "fregata_dossier", "fregata_import_ligne", "fregata_validation", "fregata_validation_ligne" })
        {
            var found = await Gateway.QueryAsync<dynamic>($"SELECT * FROM {table} WHERE etablissement = 'lycee-lacs'");
            Assert.NotEmpty(found);
            rows.AddRange(found.Select(r => (string)string.Join('|', (IEnumerable<KeyValuePair<string, object>>)r)));
        }

        return string.Join('\n', rows);
    }
}
