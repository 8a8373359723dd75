using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Configuration;

/// <summary>Several nodes: who administers finds what he has saved by another one, and all who come while a reading waits share it.</summary>
public sealed class SuiviConfigurationTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Postgres)
{
    [Fact]
    public async Task Nobody_goes_on_with_what_was_known_before_however_long_the_reading_takes()
    {
        await StartAsync(openGate: false);
        var database = Gateway.Services.GetRequiredService<Database>();
        Task<JsonNode?>[] calls;
        await using (var other = await database.WriteAsync(default))
        {
            // Where the revision of the configuration stands: nobody reads it as long as this goes on.
            await other.ExecuteAsync("LOCK TABLE parametre IN ACCESS EXCLUSIVE MODE", null, default);
            calls = [.. Enumerable.Range(0, 20).Select(_ => Api.GetAsync("/api/etablissements"))];
            await WaitingAsync(database);
            await RenameAsync(other, "Université nouvelle");
            await other.CommitAsync(default);
        }

        foreach (var answer in await Task.WhenAll(calls))
            Assert.Equal("Université nouvelle", answer![0]!["libelle"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_comes_while_a_reading_waits_shares_it_and_who_comes_after_it_began_has_the_next_one()
    {
        await StartAsync(openGate: false);
        var directory = Gateway.Services.GetRequiredService<ConfigurationDirectory>();
        var revision = directory.Current.Revision;
        var waiting = new List<Task>();
        await using (var other = await Gateway.Services.GetRequiredService<Database>().WriteAsync(default))
        {
            await other.ExecuteAsync("UPDATE parametre SET valeur = CAST(CAST(valeur AS bigint) + 1 AS text) WHERE cle = @RevisionKey", new { ConfigurationDirectory.RevisionKey }, default);
            for (var i = 0; i < 50; i++) waiting.Add(directory.FollowAsync(default));
            await Task.WhenAll(waiting);
            Assert.Equal(revision, directory.Current.Revision);
            await other.CommitAsync(default);
        }

        // Saved before he came: he finds it, whatever reading is under way.
        await directory.FollowAsync(default);
        Assert.Equal(revision + 1, directory.Current.Revision);
    }

    // A statement of the gateway waits for the table.
    private static Task WaitingAsync(Database database) => Poll.UntilAsync(async () => await database.ScalarAsync<long>(
        "SELECT COUNT(*) FROM pg_locks WHERE relation = 'parametre'::regclass AND NOT granted", null, default) > 0);

    private async Task RenameAsync(WriteSession session, string libelle)
    {
        Etab.Document["libelle"] = libelle;
        await session.ExecuteAsync(
            "UPDATE etablissement SET document = (document::jsonb || jsonb_build_object('libelle', @libelle))::text WHERE code = @Code",
            new { libelle, Etab.Code }, default);
        await session.ExecuteAsync(
            "UPDATE parametre SET valeur = CAST(CAST(valeur AS bigint) + 1 AS text) WHERE cle = @RevisionKey",
            new { ConfigurationDirectory.RevisionKey }, default);
    }
}
