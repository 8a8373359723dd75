using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Telemetrie;

/// <summary>While PostgreSQL is away Prometheus is told so: the metrics are what there is to see then.</summary>
public sealed partial class BaseAbsenteTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Postgres)
{
    private readonly PostgresServer _postgres = postgres;

    [Fact]
    public async Task Who_was_known_a_moment_ago_is_shown_that_the_gateway_is_not_ready()
    {
        await StartAsync(openGate: false, "--Telemetrie:Prometheus=true");
        var keys = Gateway.Services.GetRequiredService<ApiKeys>();
        var (_, key) = await keys.CreateRoleAsync("prometheus", ApiCaller.Supervision, "", default, LimitesCle.Aucune with { LectureSeule = true });
        var (_, unseen) = await keys.CreateRoleAsync("autre", ApiCaller.Supervision, "", default);
        var own = await Gateway.CreateKeyAsync("établissement", Etab.Code);
        Assert.Equal("1", Ready(await ShownAsync(key)));
        Assert.Equal(HttpStatusCode.Forbidden, (await ShownAsync(own)).Status);

        await _postgres.TakeAwayAsync(Storage.Connection!);
        try
        {
            await Poll.UntilAsync(async () => Ready(await ShownAsync(key)) == "0");
            // Nobody else is: who was not seen before, who may not, and nobody.
            foreach (var other in new[] { unseen, own }) Assert.Equal(HttpStatusCode.ServiceUnavailable, (await ShownAsync(other)).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await ShownAsync("pg_")).Status);
            // And what it opens is this alone.
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Gateway.Http.SendAsync(HttpMethod.Get, "/api/etablissements", key: key)).Status);
        }
        finally
        {
            await _postgres.GiveAsync(Storage.Connection!);
        }

        await Poll.UntilAsync(async () => Ready(await ShownAsync(key)) == "1");
        await keys.RevokeRoleAsync(ApiCaller.Supervision, (await keys.ListRolesAsync(ApiCaller.Supervision, default))[0].Id, default);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ShownAsync(key)).Status);
    }

    private Task<Answer> ShownAsync(string key) => Gateway.Http.SendAsync(HttpMethod.Get, "/metrics", key: key);

    private static string? Ready(Answer answer) => answer.Status == HttpStatusCode.OK && Line().Match(answer.Text) is { Success: true } found ? found.Groups[1].Value : null;

    [GeneratedRegex(@"^passerelle_prete(?:\{[^}]*\})? (\d)", RegexOptions.Multiline)]
    private static partial Regex Line();
}
