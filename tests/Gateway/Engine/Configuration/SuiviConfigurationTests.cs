using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Configuration;

/// <summary>Several nodes: who administers finds what he has saved by another one, and nobody waits for a database that hangs.</summary>
public sealed class SuiviConfigurationTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Postgres)
{
    [Fact]
    public async Task A_reading_that_hangs_holds_up_no_call()
    {
        await StartAsync(openGate: false);
        var database = Gateway.Services.GetRequiredService<Database>();
        await using (var other = await database.WriteAsync(default))
        {
            // Where the revision of the configuration stands: nobody reads it as long as this goes on.
            await other.ExecuteAsync("LOCK TABLE parametre IN ACCESS EXCLUSIVE MODE", null, default);

            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Api.GetAsync("/api/etablissements")));

            Assert.All(answers, a => Assert.Equal(Etab.Code, a![0]!["code"]!.GetValue<string>()));
        }

        Etab.Document["libelle"] = "Université nouvelle";
        await Etab.SaveAsync(Gateway);
        Assert.Equal("Université nouvelle", (await Api.GetAsync("/api/etablissements"))![0]!["libelle"]!.GetValue<string>());
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
}
