using System.Net;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Api;

/// <summary>Business time by REST (rule I1).</summary>
public sealed class ClockEndpointTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    [Fact]
    public async Task A_simulable_clock_is_set_and_outlives_a_restart()
    {
        await StartAsync(openGate: false);
        await Api.SetClockAsync(new DateTimeOffset(2026, 7, 8, 9, 0, 0, TimeSpan.FromHours(2)));
        await Gateway.StopAsync();
        await Gateway.StartAsync();

        var clock = (await Api.GetAsync("/api/horloge"))!;
        Assert.StartsWith("2026-07-08T09:", clock["maintenant"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.True(clock["simulee"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_clock_that_is_not_simulable_can_be_read_and_not_set()
    {
        await StartAsync(openGate: false, "--Horloge:Simulable=false", "--Horloge:Depart=");
        var before = (await Api.GetAsync("/api/horloge"))!;
        Assert.False(before["simulee"]!.GetValue<bool>());

        var answer = await Api.Http.PutJsonAsync("/api/horloge", """{"maintenant":"2030-07-08T09:00:00+02:00"}""");

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("Horloge:Simulable", answer.Erreurs[0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain("2030", (await Api.GetAsync("/api/horloge"))!["maintenant"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"maintenant":"0001-01-01T00:00:00Z"}""")]
    [InlineData("""{"maintenant":"9999-12-31T23:59:59Z"}""")]
    public async Task An_instant_that_no_calendar_knows_is_refused(string body)
    {
        await StartAsync(openGate: false);

        Assert.Equal(HttpStatusCode.BadRequest, (await Api.Http.PutJsonAsync("/api/horloge", body)).Status);
        Assert.StartsWith("2026-06-10", (await Api.GetAsync("/api/horloge"))!["maintenant"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
