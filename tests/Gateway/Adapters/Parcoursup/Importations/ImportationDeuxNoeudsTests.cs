using System.Net;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Importations;

/// <summary>Two nodes on one PostgreSQL: a file is applied by one of them, once.</summary>
public sealed class ImportationDeuxNoeudsTests(PostgresServer postgres) : ImportationTest(postgres, DatabaseEngine.Postgres)
{
    private const int Lines = 5000;

    [Fact]
    public async Task A_file_that_is_confirmed_at_both_nodes_at_once_is_applied_once()
    {
        await StartAsync(openGate: false);
        await using var other = await GatewayInstance.StartAsync(Storage);
        var id = await SendAsync(Header + string.Concat(Enumerable.Range(1, Lines).Select(code => Line(code))));
        await UntilAsync(id, "AConfirmer");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => ConfirmAsync(i % 2 == 0 ? Api : other.Admin)));

        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.Conflict], answers.Order());
        var end = await UntilAsync(id, "Terminee");
        Assert.Equal(Lines, end["application"]!["nouvelles"]!.GetValue<int>());
        Assert.Equal([Lines, Lines], await Gateway.QueryAsync<int>("SELECT COUNT(*) FROM candidat UNION ALL SELECT COUNT(*) FROM evenement_candidat WHERE nature = 'Candidature'"));

        async Task<HttpStatusCode> ConfirmAsync(GatewayApi node)
        {
            using var answer = await node.RawAsync(HttpMethod.Post, $"{Etab.Path}importations/{id}/confirmer");
            return answer.StatusCode;
        }
    }
}
