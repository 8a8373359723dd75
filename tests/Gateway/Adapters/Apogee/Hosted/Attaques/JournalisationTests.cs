using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.Attaques;

/// <summary>Nobody can write a line into the log: what is logged is one line, and holds nothing out of a message.</summary>
public sealed class JournalisationTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    private const string Forged = "FORGE";
    private const string Line = "\r\n2026-07-10 ADMIN " + Forged;
    private const string Reference = "&#13;&#10;2026-07-10 ADMIN " + Forged;

    protected override async Task<TestEtablissement> CreateEtablissementAsync()
    {
        var etab = await base.CreateEtablissementAsync();
        SharedGateway.AddAccount(etab, "ecandidat", "mdp-ecandidat", "E");
        return etab;
    }

    [Fact]
    public async Task Carriage_returns_and_line_feeds_never_reach_the_log()
    {
        var log = new LogLines(LogLevel.Trace);
        await StartAsync(true, "--Logging:LogLevel:Default=Trace", "--Logging:Console:LogLevel:Default=None");
        Gateway.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);

        foreach (var body in Attacks()) await RawHttp.PostAsync(Gateway.Url, Encoding.UTF8.GetBytes(body));
        await RawHttp.PostAsync(Gateway.Url, Encoding.UTF8.GetBytes(Attack.Sound()), "text/xml", $"SOAPAction: \"\n {Forged}\"", $"X-Correlation-Id: \n {Forged}", $"traceparent: {Forged}");
        await Gateway.Http.PostOpiAsync(Attack.Sound(), $"ecandidat{Line}:x{Line}");
        await Gateway.Http.PostOpiAsync(Attack.Sound(), RawHttp.Account, $"/services/OpiMetier?wsdl=%0D%0A{Forged}");
        await Gateway.Http.PostOpiAsync(Attack.Sound(), RawHttp.Account, $"/%0D%0A{Forged}/services/OpiMetier");
        Assert.Equal(200, (await RawHttp.PostAsync(Gateway.Url, Encoding.UTF8.GetBytes(Envelope(Individu("E7", nom: "DURAND" + Reference) + Voeux(("L1DROI", "F")))))).Status);
        await AtRestAsync();

        Assert.Contains(log.Seen, line => line.Contains("SOAP message refused", StringComparison.Ordinal));
        Assert.Contains(log.Seen, line => line.Contains("Acquittee, HTTP 200", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Seen, line => line.AsSpan().IndexOfAny("\r\n\u0085\u2028\u2029") >= 0);
        Assert.DoesNotContain(log.Seen, line => line.Contains(Forged, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Attacks()
    {
        foreach (var value in new[] { Line, Reference })
        {
            yield return Envelope(Individu("E2" + value));
            yield return Envelope(Individu("E2") + Voeux(("L1DROI", "F" + value)));
            yield return Envelope($"<individu><codEtuOpi>1{value}</codEtuOpi></individu>");
            yield return Attack.Sound($"<inconnu a='{value}'>{value}<b></inconnu>");
            yield return Attack.Sound().Replace(Namespace, Namespace + value, StringComparison.Ordinal);
        }

        yield return Attack.Sound().Replace("mettreajourDonneesOpi_v10", "a" + Line.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        foreach (var separator in new[] { "\u0085", "\u2028", "\u2029" })
            yield return Attack.Sound().Replace("mettreajourDonneesOpi_v10", $"a{separator}{Forged}", StringComparison.Ordinal);
    }
}
