using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>
/// One gateway on SQLite for the tests of a class that don't disturb each other, with two établissements: the one that
/// acts, and another whose affairs are none of its business.
/// </summary>
public sealed class SharedGateway : IAsyncLifetime
{
    public const string OtherUai = "0381912X";
    public const string OtherPushPassword = "mdp-des-lacs";

    private readonly PostgresServer _postgres;

    public SharedGateway(PostgresServer postgres) => _postgres = postgres;

    /// <summary>More settings of the process.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    public TestStorage Storage { get; private set; } = null!;
    public GatewayInstance Gateway { get; private set; } = null!;
    public TestEtablissement Etab { get; private set; } = null!;
    public TestEtablissement Other { get; private set; } = null!;

    /// <summary>Key of <see cref="Etab"/>.</summary>
    public string Key { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Storage = await TestStorage.CreateAsync(_postgres, DatabaseEngine.Sqlite);
        Etab = await TestEtablissement.StartAsync();
        Other = await TestEtablissement.StartAsync("univ-lacs", OtherUai);
        Other.Document["push"] = new JsonObject { ["login"] = "psup-lacs", ["motDePasse"] = OtherPushPassword };
        AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        AddAccount(Other, "autre-client", "mdp-autre", "E");
        Etab.UseService(voie: "Soap");
        Other.UseService("autre-traitement", "Soap");
        Gateway = await GatewayInstance.StartAsync(Storage, Settings);
        await Etab.SaveAsync(Gateway);
        await Other.SaveAsync(Gateway);
        Key = await Gateway.CreateKeyAsync("scolarité", Etab.Code);
    }

    public static void AddAccount(TestEtablissement etab, string login, string password, string prefix, string origine = "Autre") =>
        etab.Document["opi"]!["comptes"]!.AsArray().Add(
            new JsonObject { ["login"] = login, ["motDePasse"] = password, ["prefixe"] = prefix, ["origine"] = origine });

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Etab.DisposeAsync();
        await Other.DisposeAsync();
        await Storage.DisposeAsync();
    }
}

/// <summary>What stands in the tables, for what no address shows.</summary>
internal static class Rows
{
    /// <summary>Opened, whoever's it is.</summary>
    public static async Task<IReadOnlyList<T>> QueryAsync<T>(this GatewayInstance gateway, string sql, object? parameters = null)
    {
        var database = gateway.Services.GetRequiredService<Database>();
        await using var connection = await database.OpenAsync(default);
        return await Opened.AllAsync<T>(connection, Sql.Of(connection, sql, parameters, default), database.Texts, null, new Anybody());
    }

    /// <summary>As it is stored.</summary>
    public static async Task<IReadOnlyList<T>> StoredAsync<T>(this GatewayInstance gateway, string sql)
    {
        await using var connection = await gateway.Services.GetRequiredService<Database>().OpenAsync(default);
        return await Opened.AllAsync<T>(connection, Sql.Of(connection, sql, null, default), texts: null, null);
    }

    private sealed class Anybody : ITextOwner
    {
        public bool Is(string etablissement) => true;
    }

    /// <summary>On PostgreSQL: how many wait for a lock that somebody else of this database holds.</summary>
    public static async Task<int> WaitingForALockAsync(this GatewayInstance gateway) => (await gateway.QueryAsync<int>(
        """
        SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """))[0];

    /// <summary>
    /// How many messages others have sent. A gateway whose machine stood still takes it for an outage and pulls (rule C8): what it fetched
    /// itself is not counted.
    /// </summary>
    public static async Task<long> SentAsync(this GatewayInstance gateway) =>
        (await gateway.QueryAsync<long>("SELECT COUNT(*) FROM message_entrant WHERE canal <> 'Recuperation'"))[0];

    /// <summary>The opened bodies of the journal, in its order.</summary>
    public static Task<IReadOnlyList<byte[]>> CorpsAsync(this GatewayInstance gateway, string where = "1 = 1") =>
        CorpsAsync(gateway.Services.GetRequiredService<Database>(), gateway.Services.GetRequiredService<DataKeys>(), where);

    public static async Task<IReadOnlyList<byte[]>> CorpsAsync(Database database, DataKeys keys, string where)
    {
        var opened = new List<byte[]>();
        foreach (var (etablissement, corps) in await database.QueryAsync<(string, byte[])>(
            $"SELECT etablissement, corps FROM message_entrant WHERE {where} ORDER BY id", null, default))
            opened.Add(await keys.OpenAsync(etablissement, IntakeColumns.Corps, corps, default));
        return opened;
    }

    public static Task<int> ExecuteAsync(this GatewayInstance gateway, string sql, object? parameters = null) =>
        gateway.Services.GetRequiredService<Database>().ExecuteAsync(sql, parameters, default);
}
