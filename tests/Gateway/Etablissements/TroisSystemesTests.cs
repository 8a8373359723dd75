using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Imports;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Validations;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Simulators.Parcoursup;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Etablissements;

/// <summary>One candidate with wishes at three établissements, each with a system of its own, in one gateway (rules A1, F4).</summary>
public abstract class TroisSystemesTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private const string LyceeUai = "0380002W";
    private const string LaguneUai = "0381912X";
    private const int Btsa = 9203;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lagune-");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Each_etablissement_has_its_own_truth_of_the_same_candidate()
    {
        await StartThreeAsync();
        Etab.Parcoursup.Enregistrer([At(Etab.Uai, Droit), At(LyceeUai, Btsa, situation: 2, amenagement: 1), At(LaguneUai, Histoire)]);
        await PullAllAsync();
        await ForAllAsync(code => PostToAsync(code, "resultats-bac", new JsonArray(new JsonObject { ["session"] = 2026, ["codeCandidat"] = 17, ["resultat"] = "ADMIS", ["date"] = "2026-07-07" })));
        await SetClockAsync(8);

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
        using var fregata = new FregataApi(Gateway.Url, LyceeUai);
        var dossier = Assert.Single((await fregata.ImportedAsync())["candidats"]!.AsArray())!;
        Assert.Equal(("2026-17-9203", "OuiSi"), (dossier["id"]!.GetValue<string>(), dossier["reponse"]!.GetValue<string>()));
        Assert.Equal("17", await SnapshotAsync());

        // He takes the lycée: Apogée's wish turns, Scolarix's file is emptied of him, and Fregata alone enrols him.
        await PushAndRestAsync(At(Etab.Uai, Droit, situation: 3, reponse: "08/07/2026 09:00"));
        Etab.Parcoursup.Enregistrer([At(LyceeUai, Btsa, amenagement: 1, reponse: "08/07/2026 09:00")]);
        await PullAllAsync();
        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("17"));
        await fregata.ImportedAsync();
        await Api.SetClockAsync(new DateTimeOffset(2026, 9, 1, 9, 0, 0, TimeSpan.FromHours(2)));
        await fregata.PostAsync("inscriptions/traitement", new JsonObject { ["id"] = "2026-17-9203" });
        var report = await fregata.PostAsync("validations", new JsonObject { ["id"] = "2026-17-9203", ["ine"] = "000000017AA", ["date"] = "2026-09-01" });
        Assert.Equal("Informe", report["inscriptions"]![0]!["resultat"]!.GetValue<string>());

        await ForAllAsync(code => Api.AtRestAsync(code));
        Assert.Equal("1", await Etab.FeedbackAsync(17, Btsa));
        Assert.Equal("", await Etab.FeedbackAsync(17, Droit));
        Assert.Equal("", await SnapshotAsync(empty: true));
        var moved = (await Api.GetAsync("/api/etablissements/univ-lagune/scolarix/instantanes/2/mouvements"))!["mouvements"]!.AsArray();
        Assert.Contains("autre établissement", Assert.Single(moved)!["texte"]!.GetValue<string>(), StringComparison.Ordinal);
        await AssertChecklistsAsync();
    }

    /// <summary>A tenant reads nothing else of another (rule F4): neither where he is enrolled, nor as whom.</summary>
    private async Task AssertChecklistsAsync()
    {
        foreach (var (code, others) in ((string, string[])[])[(Etab.Code, [LyceeUai, LaguneUai, "9203"]), ("lycee-vallon", [Etab.Uai, LaguneUai, "8842"]), ("univ-lagune", [Etab.Uai, LyceeUai, "9203"])])
        {
            var told = (await Api.GetAsync($"/api/etablissements/{code}/candidats/2026/17/chronologie"))!.ToJsonString()
                + (await Api.GetAsync($"/api/etablissements/{code}/candidats/2026/17/explication"))!.ToJsonString();
            Assert.All(others, other => Assert.DoesNotContain(other, told, StringComparison.Ordinal));
        }
    }

    protected override Task<TestEtablissement> CreateEtablissementAsync() => TestEtablissement.StartAsync(parcoursup: options => options with
    {
        Etablissements = [.. options.Etablissements, new EtablissementParcoursup(LyceeUai, "psup-lycee-vallon", "secret"), new EtablissementParcoursup(LaguneUai, "psup-univ-lagune", "secret")],
    });

    private async Task StartThreeAsync()
    {
        await StartAsync();
        var lycee = Another("lycee-vallon", LyceeUai, "Fregata", "fregata", new JsonObject
        {
            ["fraicheurMinutes"] = 60,
            ["comptes"] = new JsonArray(new JsonObject { ["login"] = FregataApi.Login, ["motDePasse"] = FregataApi.Password, ["roles"] = new JsonArray("AdministrateurEtablissement", "GestionInscriptions") }),
        });
        lycee["formations"] = new JsonArray(new JsonObject { ["codeFormationPsup"] = Btsa, ["codeSise"] = "2500001", ["fregata"] = new JsonObject { ["mef"] = "32721401421" } });
        var lagune = Another("univ-lagune", LaguneUai, "Scolarix", "scolarix", new JsonObject { ["dossier"] = _folder.FullName });
        lagune["formations"] = new JsonArray(new JsonObject { ["codeFormationPsup"] = Histoire, ["codeSise"] = "2500001" });
        await Api.PutAsync("/api/configuration", new JsonObject
        {
            ["campagnes"] = new JsonArray(Etab.Campagne.DeepClone()), ["etablissements"] = new JsonArray(Etab.Document.DeepClone(), lycee, lagune),
        });
    }

    private JsonObject Another(string code, string uai, string sis, string section, JsonObject options)
    {
        var document = Etablissement(code, uai, Etab.Parcoursup.UrlApiRest, Etab.Apogee.UrlOpiMetier);
        foreach (var apogee in new[] { "apogee", "opi" }) document.Remove(apogee);
        document["parcoursup"]!["login"] = $"psup-{code}";
        document["push"]!["login"] = $"push-{code}";
        document["planification"]!["scolarix"] = "0 0 6 1 1 ?";
        document["sis"] = sis;
        document[section] = options;
        return document;
    }

    private static JsonObject At(string uai, int formation, int situation = 1, int amenagement = 0, string reponse = "05/06/2026 10:00")
    {
        var voeu = Voeu(17, formation, situation, amenagement, reponse);
        (voeu["codeEtablissement"], voeu["codeEtablissementAffectation"]) = (uai, uai);
        return voeu;
    }

    private Task PullAllAsync() => ForAllAsync(async code =>
    {
        await PostToAsync(code, "recuperations", new JsonObject());
        await Api.AtRestAsync(code);
    });

    private async Task ForAllAsync(Func<string, Task> act)
    {
        foreach (var code in new[] { Etab.Code, "lycee-vallon", "univ-lagune" }) await act(code);
    }

    private Task<JsonNode?> PostToAsync(string code, string path, JsonNode? body = null) => Api.PostAsync($"/api/etablissements/{code}/{path}", body);

    /// <summary>A snapshot of Scolarix's établissement: the numbers in its file.</summary>
    /// <param name="empty">Nobody is left in it, which a person has to confirm.</param>
    private async Task<string> SnapshotAsync(bool empty = false)
    {
        await Api.AtRestAsync("univ-lagune");
        var snapshot = await PostToAsync("univ-lagune", "scolarix/instantanes");
        var numero = snapshot!["numero"]!.GetValue<int>();
        if (empty) snapshot = await PostToAsync("univ-lagune", $"scolarix/instantanes/{numero}/confirmer");
        Assert.Equal("Publie", snapshot!["etat"]!.GetValue<string>());
        var lines = await File.ReadAllLinesAsync(Path.Combine(_folder.FullName, $"scolarix_univ-lagune_2026_{numero:000000}.csv"), Encoding.UTF8);
        return string.Join(' ', lines.Skip(1).Select(l => l.Split(';')[0]));
    }
}

public sealed class TroisSystemesTestsOnSqlite(PostgresServer postgres) : TroisSystemesTests(postgres, DatabaseEngine.Sqlite);

public sealed class TroisSystemesTestsOnPostgres(PostgresServer postgres) : TroisSystemesTests(postgres, DatabaseEngine.Postgres);
