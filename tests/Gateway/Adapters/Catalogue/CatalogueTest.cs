using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Imports;
using Parcoursup.Gateway.Adapters.Catalogue.Nuits;
using Parcoursup.Gateway.Adapters.Catalogue.Publications;
using Parcoursup.Gateway.Adapters.Catalogue.Regles;
using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Catalogue;

/// <summary>A catalogue on a fresh database, with the campaign that began in September 2025 and one rule that admits BTS.</summary>
public abstract class CatalogueTest(PostgresServer postgres, DatabaseEngine engine) : IAsyncLifetime
{
    protected const string Bts = "5 (BTS, DEUST...)";

    /// <summary>Tables whose content a repetition must not change.</summary>
    private static readonly string[] Tables = ["catalogue_formation", "catalogue_historique", "catalogue_jour", "catalogue_regle", "catalogue_regle_academie"];

    private WebApplication _app = null!;

    protected static readonly DateOnly Nuit1 = new(2026, 2, 12);
    protected static readonly DateOnly Nuit2 = new(2026, 2, 13);

    protected TestStorage Storage { get; private set; } = null!;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Storage = await TestStorage.CreateAsync(postgres, engine);
        _app = GatewayHost.CreateBareBuilder([.. Storage.Settings, "--Logging:LogLevel:Default=Error", .. Settings]).Compose(Modules.All).Build();
        await GatewayHost.PrepareAsync(_app.Services, Ct);
        await Get<CampagneBook>().OuvrirAsync(new DateOnly(2025, 9, 10), Ct);
        await RulesAsync(Rule());
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual string[] Settings => [];

    private protected T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    protected static JsonObject Formation(string key, params (string Column, JsonNode? Value)[] changes)
    {
        var formation = new JsonObject
        {
            ["cle_ministere_educatif"] = key, ["published"] = true, ["catalogue_published"] = true, ["niveau"] = Bts, ["diplome"] = "BTS",
            ["intitule_long"] = "BTS ELECTROTECHNIQUE", ["cfd"] = "32025515", ["cfd_date_fermeture"] = "2028-08-30T22:00:00.000Z",
            ["CI_inscrit_rncp"] = "3 - Inscrit de droit", ["annee"] = "1", ["num_academie"] = "14",
            ["date_debut"] = new JsonArray("2026-08-31T22:00:00.000Z"), ["uai_formation"] = "0350001A",
        };
        foreach (var (column, value) in changes) formation[column] = value;
        return formation;
    }

    protected static JsonObject[] Formations(int count, int from = 0) => [.. Enumerable.Range(from, count).Select(i => Formation($"F{i:000}"))];

    protected static JsonObject Rule(string id = "r1", string statut = "à publier", JsonObject? condition = null)
    {
        var rule = new JsonObject
        {
            ["id"] = id, ["plateforme"] = "parcoursup", ["niveau"] = Bts, ["diplome"] = "BTS", ["condition_integration"] = "peut intégrer", ["statut"] = statut,
        };
        if (condition is not null) rule["regle_complementaire"] = condition;
        return rule;
    }

    private protected Task<Issue> ImportAsync(params JsonObject[] formations) => ImportAsync(string.Join('\n', formations.Select(f => f.ToJsonString())));

    private protected Task<Issue> ImportAsync(string text, bool takeover = false, string? confirmedBy = null) => Get<ImportService>().ImporterAsync(
        "flux", _ => Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(text))), takeover, confirmedBy, Ct);

    private protected Task<Issue> TakeOverAsync(params JsonObject[] formations) =>
        ImportAsync(string.Join('\n', formations.Select(f => f.ToJsonString())), takeover: true);

    private protected async Task<Issue> RulesAsync(params JsonObject[] rules) =>
        await Get<RegleService>().ImporterAsync(Encoding.UTF8.GetBytes(new JsonArray([.. rules]).ToJsonString()), "MOSS", Ct);

    private protected Task<Issue> NightAsync(DateOnly day, string? confirmedBy = null) => Get<NuitService>().ExecuterAsync(day, confirmedBy, "test", Ct);

    private protected async Task NightsAsync(params DateOnly[] days)
    {
        foreach (var day in days) Done(await NightAsync(day));
    }

    private protected Task<Issue> PublishAsync(string key, string academies = "14") =>
        Get<ActionService>().AgirAsync(ActionService.Publier, key, Acteur.Lire("Marie", "instructeur", academies, out _)!, null, Ct);

    private protected Task<Issue> WithdrawAsync(string key, string reason) =>
        Get<ActionService>().AgirAsync(ActionService.NePasPublier, key, Acteur.Lire("Marie", "instructeur", "14", out _)!, reason, Ct);

    protected async Task<JsonNode> StatutAsync(string key) => JsonNode.Parse(Done(await Get<Consultation>().StatutAsync(key, null, Ct)).Texte())!;

    protected async Task<string> StatutOfAsync(string key) => (await StatutAsync(key))["parcoursup_statut"]!.GetValue<string>();

    private protected static JsonNode Json(Issue issue) => JsonNode.Parse(issue.Texte())!;

    private protected static Issue Done(Issue issue)
    {
        Assert.True(issue.Code == Issue.Fait, issue.Texte());
        return issue;
    }

    /// <summary>What the catalogue holds, but for what only says when.</summary>
    protected async Task<string> DumpAsync(params string[] without)
    {
        var text = new StringBuilder();
        await using var connection = await Get<Database>().OpenAsync(Ct);
        foreach (var table in Tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table}";
            await using var reader = await command.ExecuteReaderAsync(Ct);
            var rows = new List<string>();
            while (await reader.ReadAsync(Ct))
                rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Where(i => !without.Contains(reader.GetName(i)))
                    .Select(i => $"{reader.GetName(i)}={reader.GetValue(i)}")));
            text.AppendLine(table).AppendJoin('\n', rows.Order(StringComparer.Ordinal)).AppendLine();
        }

        return text.ToString();
    }
}
