using Dapper;
using Npgsql;
using Parcoursup.Gateway.Gateway.Tests.Documentation;
using Parcoursup.Gateway.Gateway.Tests.Engine.Inscriptions;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Storage;

/// <summary>The role that the shipped script makes is enough for a day's work, and for nothing else.</summary>
public sealed class MoindresDroitsTests(PostgresServer postgres) : InscriptionTest(postgres, DatabaseEngine.Postgres)
{
    private static string Script => File.ReadAllText(Path.Combine(Depot.Root, "packaging", "postgresql", "moindres-droits.sql"));

    private string Service => new NpgsqlConnectionStringBuilder(Storage.Connection!) { Username = "passerelle_service", Pooling = false }.ConnectionString;

    [Fact]
    public async Task The_service_s_role_carries_a_candidate_from_the_push_to_the_feedback()
    {
        await InstallAsync();
        await StartAsync(openGate: true, $"--Stockage:Connexion={Service}");

        await PushAndRestAsync(Voeu(17));
        await EnrolAsync(Ia(17));
        await RunAsync();

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
        Assert.Equal("1", await Etab.FeedbackAsync(17));
        Assert.Equal(["passerelle_service"], await Gateway.QueryAsync<string>("SELECT CAST(current_user AS TEXT)"));
    }

    [Theory]
    [InlineData("CREATE TABLE ailleurs (id INTEGER)")]
    [InlineData("DROP TABLE candidat")]
    [InlineData("ALTER TABLE candidat ADD COLUMN ailleurs INTEGER")]
    [InlineData("TRUNCATE audit")]
    [InlineData("UPDATE audit SET qui = 'personne'")]
    [InlineData("DELETE FROM audit")]
    [InlineData("INSERT INTO migration (numero, nom) VALUES (9999, 'x')")]
    [InlineData("CREATE ROLE ailleurs")]
    [InlineData("COPY candidat TO '/tmp/candidats'")]
    public async Task It_may_do_nothing_else(string statement)
    {
        await InstallAsync();
        await using var connection = new NpgsqlConnection(Service);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(statement));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    // As the operator does it: the owner of the tables installs, then the script.
    private async Task InstallAsync()
    {
        await using (await GatewayInstance.StartAsync(Storage))
        {
        }

        await using var owner = new NpgsqlConnection(Storage.Connection);
        await owner.ExecuteAsync(Script);
    }
}
