using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using Parcoursup.Gateway.Adapters.Catalogue.Envois;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Nuits;
using Parcoursup.Gateway.Adapters.Catalogue.Protocol;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Simulators.Catalogue;
using Reglages = Parcoursup.Gateway.Adapters.Catalogue.Etat.CatalogueOptions;
using CatalogueOptions = Parcoursup.Gateway.Simulators.Catalogue.CatalogueOptions;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Catalogue;

/// <summary>The posting that ends a planned night where the settings switch it on, two formations a night.</summary>
public abstract class EnvoiPlanifieTests(PostgresServer postgres, DatabaseEngine engine) : CatalogueTest(postgres, engine)
{
    private static readonly RSA Rsa = RSA.Create(2048);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("envoi-planifie-");
    private readonly HttpClient _http = new();
    private CatalogueSimulator _service = null!;

    public override async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(KeyFile, Rsa.ExportPkcs8PrivateKeyPem(), Ct);
        _service = await CatalogueSimulator.StartAsync(
            new CatalogueOptions { Certificats = [new CertificatConnu("moss", Rsa.ExportSubjectPublicKeyInfoPem())] }, TimeProvider.System, Ct);
        await base.InitializeAsync();
        await ImportAsync(Formations(40));
        await NightsAsync(Nuit1);
        foreach (var key in new[] { "F000", "F001", "F002" }) Done(await PublishAsync(key));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _service.DisposeAsync();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    protected override string[] Settings =>
    [
        "--Catalogue:Nuit=0 0 4 * * ?", "--Catalogue:Envoi:Actif=true", $"--Catalogue:Envoi:Url={_service.UrlApi}", "--Catalogue:Envoi:Certificat=moss",
        $"--Catalogue:Envoi:ClePrivee={KeyFile}", "--Catalogue:Envoi:Limite=2", "--Catalogue:Envoi:PauseMs=0",
    ];

    private string KeyFile => Path.Combine(_folder.FullName, "cle.pem");

    private ISuiteNuit Suite => Get<ISuiteNuit>();

    [Fact]
    public async Task A_planned_night_ends_by_posting_what_is_ready_up_to_its_limit()
    {
        using var worker = Get<IEnumerable<IHostedService>>().OfType<NuitWorker>().Single();
        await worker.StartAsync(Ct);
        var (database, book) = (Get<Database>(), Get<NuitBook>());
        await database.WriteAsync(session => book.RequestAsync(session, Nuit2, "planification", Ct), Ct);

        var posted = await Poll.UntilAsync(() => Get<EnvoiPlanifieBook>().ListerAsync(Ct), all => all is [{ Bilan: not null }]);
        await worker.StopAsync(Ct);

        Assert.Equal((Nuit2, nameof(EtatEnvoi.Termine)), (posted[0].Jour, posted[0].Etat));
        Assert.Equal((2, 1), (Number(posted[0].Bilan!, "envoyees"), Number(posted[0].Bilan!, "restantes")));
        Assert.Equal(["publié", "publié", "prêt pour intégration"], [await StatutOfAsync("F000"), await StatutOfAsync("F001"), await StatutOfAsync("F002")]);
    }

    [Fact]
    public async Task A_night_that_is_held_posts_nothing_and_neither_does_one_of_a_person()
    {
        await NightsAsync(Nuit2);
        Assert.Null(await Suite.SuivantAsync(Ct));

        await ImportAsync(Formations(10));
        Assert.Equal(Issue.Retenu, (await PlannedAsync(Nuit2.AddDays(1))).Code);

        Assert.Null(await Suite.SuivantAsync(Ct));
        Assert.Empty(await Get<EnvoiPlanifieBook>().ListerAsync(Ct));
    }

    [Fact]
    public async Task A_posting_that_was_interrupted_goes_on_within_its_limit_and_tries_nothing_twice()
    {
        await OrderAsync("pannes", new JsonObject { ["type"] = "500" });
        Done(await PlannedAsync(Nuit2));
        var (book, options) = (Get<EnvoiPlanifieBook>(), Get<Reglages>().Envoi);
        var begun = (await book.PrendreAsync(Ct))!;
        Assert.Null(await Suite.SuivantAsync(Ct));
        using (var key = ClePrivee.Lire(options.ClePrivee))
            await Get<EnvoiService>().EnvoyerAsync(new(new(_service.UrlApi, "moss", key), 1, TimeSpan.Zero, Nuit2), Ct);
        await book.RendreAsync(begun);

        var end = await Suite.SuivantAsync(Ct);

        Assert.Equal(Nuit2, end!.Jour);
        Assert.Equal(["F001"], Json(end.Issue)["resultats"]!.AsArray().Select(r => r!["cle"]!.GetValue<string>()));
        Assert.Equal(["échec d'envoi", "publié", "prêt pour intégration"], [await StatutOfAsync("F000"), await StatutOfAsync("F001"), await StatutOfAsync("F002")]);
        Assert.Null(await Suite.SuivantAsync(Ct));
    }

    [Fact]
    public async Task A_posting_that_did_not_end_before_the_next_night_gives_way_to_that_night_s()
    {
        Done(await PlannedAsync(Nuit2));
        Done(await PlannedAsync(Nuit2.AddDays(1)));

        Assert.Equal(Nuit2.AddDays(1), (await Suite.SuivantAsync(Ct))!.Jour);

        Assert.Null(await Suite.SuivantAsync(Ct));
        Assert.Equal([nameof(EtatEnvoi.Termine), nameof(EtatEnvoi.Remplace)], (await Get<EnvoiPlanifieBook>().ListerAsync(Ct)).Select(e => e.Etat));
    }

    [Fact]
    public async Task A_key_that_cannot_be_read_any_more_ends_the_posting_with_its_reason_and_touches_no_formation()
    {
        File.Delete(KeyFile);
        Done(await PlannedAsync(Nuit2));

        var end = await Suite.SuivantAsync(Ct);

        Assert.Equal(Issue.Refuse, end!.Issue.Code);
        Assert.Contains("introuvable", end.Issue.Texte(), StringComparison.Ordinal);
        Assert.Equal("prêt pour intégration", await StatutOfAsync("F000"));
    }

    private Task<Issue> PlannedAsync(DateOnly day) =>
        Get<NuitService>().ExecuterAsync(day, null, "planification", Ct, session => Suite.DemanderAsync(session, day, Ct));

    private async Task OrderAsync(string address, JsonObject order)
    {
        using var answer = await _http.PostAsync(new Uri(_service.Url, address), Calls.Json(order.ToJsonString()), Ct);
        answer.EnsureSuccessStatusCode();
    }

    private static int Number(string json, string name) => JsonNode.Parse(json)![name]!.GetValue<int>();
}

public sealed class EnvoiPlanifieTestsOnSqlite(PostgresServer postgres) : EnvoiPlanifieTests(postgres, DatabaseEngine.Sqlite);

public sealed class EnvoiPlanifieTestsOnPostgres(PostgresServer postgres) : EnvoiPlanifieTests(postgres, DatabaseEngine.Postgres);
