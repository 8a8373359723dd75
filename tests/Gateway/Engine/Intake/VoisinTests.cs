using System.Globalization;
using System.Net;
using System.Text;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Intake;

/// <summary>Rule J1: what one établissement has sent in great number is still being applied when another one's push has reached its system.</summary>
public abstract class VoisinTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    [Fact]
    public async Task A_flood_of_good_lines_of_one_keeps_no_push_and_no_OPI_of_another()
    {
        await StartAsync();
        await using var other = await TestEtablissement.StartAsync("univ-lacs", SharedGateway.OtherUai);
        await other.SaveAsync(Gateway);
        using var http = Gateway.Client(await Gateway.CreateKeyAsync("lacs", other.Code));
        var lines = Enumerable.Range(1, 10_000).Select(i =>
            $$"""{"session":2026,"codeCandidat":{{i.ToString(CultureInfo.InvariantCulture)}},"codeFormationPsup":8842,"premiereAnnee":true,"payee":true,"dateMaj":"2026-06-09T08:00:00+02:00"}""");
        using var sent = await http.PostAsync(
            other.Path + "inscriptions", new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson"));
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);

        await PushAsync(Voeu(17));
        await Poll.UntilAsync(async () => await Etab.VoeuxAsync("17") == "L1DROI=F");

        Assert.True((await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM message_a_appliquer WHERE etablissement = @Code", new { other.Code }))[0] > 0);
    }
}

public sealed class VoisinTestsOnSqlite(PostgresServer postgres) : VoisinTests(postgres, DatabaseEngine.Sqlite);

public sealed class VoisinTestsOnPostgres(PostgresServer postgres) : VoisinTests(postgres, DatabaseEngine.Postgres);
