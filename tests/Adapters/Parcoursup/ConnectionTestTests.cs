using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Domain.Connecteur;

namespace Parcoursup.Gateway.Tests.Adapters.Parcoursup;

public sealed class ConnectionTestTests
{
    private const string Ok = """{"retour":"OK","message":"Requete correctement traitee"}""";

    private static async Task<IReadOnlyList<EtapeTest>> RunAsync(ParcoursupOptions options, X509Certificate2? trusted = null, TimeProvider? time = null, IWebProxy? proxy = null)
    {
        using var handler = ParcoursupHttp.CreateHandler();
        if (proxy is not null) handler.Proxy = proxy;
        if (trusted is not null) handler.SslOptions.RemoteCertificateValidationCallback = (_, seen, _, _) => seen!.GetCertHashString() == trusted.GetCertHashString();
        using var http = new HttpClient(handler);
        return await ParcoursupConnectionTest.RunAsync(
            options, Samples.Uai, http, time ?? TimeProvider.System, default, autorites: trusted is null ? null : [trusted], proxy: proxy).ToListAsync();
    }

    private static Task<LoopbackServer> ParcoursupAsync(string pull = "[]", string maj = Ok, X509Certificate2? certificate = null) =>
        LoopbackServer.StartAsync((context, _) => context.Request.Path.Value!.Split('/')[^1] switch
        {
            "getCandidatsAdmis" => LoopbackServer.Write(context, pull),
            "majInscriptionAdministrative" => LoopbackServer.Write(context, maj),
            _ => LoopbackServer.Write(context, "", 404),
        }, certificate);

    /// <summary>The named step fails with a remedy, all before it succeed, none after it runs.</summary>
    private static EtapeTest AssertStopsAt(string name, IReadOnlyList<EtapeTest> steps)
    {
        Assert.Equal(ParcoursupConnectionTest.Etapes, steps.Select(s => s.Nom));
        Assert.All(steps, s => Assert.True(s.Bloquante));
        var at = steps.ToList().FindIndex(s => s.Nom == name);
        Assert.All(steps.Take(at), s => Assert.Equal(ResultatEtape.Reussie, s.Resultat));
        Assert.Equal((ResultatEtape.Echec, true), (steps[at].Resultat, steps[at].Remede is { Length: > 0 }));
        Assert.All(steps.Skip(at + 1), s => Assert.Equal((ResultatEtape.NonExecutee, TimeSpan.Zero), (s.Resultat, s.Duree)));
        return steps[at];
    }

    [Fact]
    public async Task All_steps_succeed_and_the_dummy_candidate_is_sent()
    {
        await using var server = await ParcoursupAsync();
        var steps = await RunAsync(Samples.Options(server.Url));
        Assert.All(steps, s => Assert.Equal((ResultatEtape.Reussie, null), (s.Resultat, s.Remede)));
        var sent = Json.Parse(server.Received[^1].Body);
        Assert.Equal(("TEST", Samples.Uai), (sent.GetProperty("nom").GetString(), sent.GetProperty("codeEtablissementAffectation").GetString()));
    }

    [Fact]
    public async Task An_incomplete_configuration_stops_before_the_network_and_tells_all_that_is_missing()
    {
        var step = AssertStopsAt("Configuration complète", await RunAsync(new ParcoursupOptions()));
        Assert.Contains("parcoursup.url", step.Message, StringComparison.Ordinal);
        Assert.Contains("parcoursup.candidatTest", step.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_host_stops_at_the_DNS() =>
        AssertStopsAt("Résolution DNS", await RunAsync(Samples.Options("https://serveur-inconnu.invalid/ApiRest/")));

    [Fact]
    public async Task A_refused_connection_stops_at_TCP() =>
        AssertStopsAt("Connexion TCP", await RunAsync(Samples.Options($"http://127.0.0.1:{RawServer.FreePort()}/")));

    [Fact]
    public async Task A_self_signed_certificate_stops_at_TLS_before_anything_is_sent()
    {
        using var certificate = Certificates.Valid(days: 300);
        await using var server = await ParcoursupAsync(certificate: certificate);
        Assert.Contains("autorité", AssertStopsAt("TLS", await RunAsync(Samples.Options(server.Url))).Message, StringComparison.Ordinal);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task An_expired_certificate_stops_at_TLS_with_its_date()
    {
        using var certificate = Certificates.Create(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2021, 6, 30, 12, 0, 0, TimeSpan.Zero));
        await using var server = await ParcoursupAsync(certificate: certificate);
        Assert.Contains("30/06/2021", AssertStopsAt("TLS", await RunAsync(Samples.Options(server.Url), certificate)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_another_name_stops_at_TLS()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = Certificates.Create(now.AddDays(-1), now.AddDays(300), "ailleurs.example");
        await using var server = await ParcoursupAsync(certificate: certificate);
        AssertStopsAt("TLS", await RunAsync(Samples.Options(server.Url), certificate));
    }

    [Fact]
    public async Task A_port_that_speaks_no_TLS_stops_at_TLS()
    {
        await using var server = await ParcoursupAsync();
        AssertStopsAt("TLS", await RunAsync(Samples.Options(server.Url.Replace("http:", "https:", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData(300, ResultatEtape.Reussie)]
    [InlineData(12, ResultatEtape.Avertissement)]
    public async Task A_trusted_certificate_passes_and_warns_when_it_expires_soon(int days, ResultatEtape expected)
    {
        using var certificate = Certificates.Valid(days);
        await using var server = await ParcoursupAsync(certificate: certificate);
        var steps = await RunAsync(Samples.Options(server.Url), certificate);
        Assert.Equal(expected, steps.Single(s => s.Nom == "TLS").Resultat);
        Assert.Equal(ResultatEtape.Reussie, steps[^1].Resultat);
    }

    [Fact]
    public async Task A_server_that_speaks_no_HTTP_or_is_unavailable_stops_at_HTTP()
    {
        await using var raw = new RawServer(async (socket, ct) =>
        {
            if (await socket.ReceiveAsync(new byte[4096], ct) > 0) await socket.SendAsync("220 smtp ready\r\n"u8.ToArray(), ct);
        });
        AssertStopsAt("HTTP", await RunAsync(Samples.Options(raw.Url)));

        await using var down = await LoopbackServer.AnsweringAsync("", 503);
        AssertStopsAt("HTTP", await RunAsync(Samples.Options(down.Url)));
    }

    [Theory]
    [InlineData("""{"retour":"NOK","message":"Identifiants incorrects"}""")]
    [InlineData("<html>portail</html>")]
    public async Task Refused_credentials_and_pages_stop_at_the_credentials(string pull)
    {
        await using var server = await ParcoursupAsync(pull);
        AssertStopsAt("Identifiants", await RunAsync(Samples.Options(server.Url)));
    }

    [Fact]
    public async Task A_NOK_about_the_candidate_still_proves_the_credentials()
    {
        await using var server = await ParcoursupAsync("""{"retour":"NOK","message":"Candidat inconnu"}""");
        var steps = await RunAsync(Samples.Options(server.Url));
        Assert.Equal((ResultatEtape.Avertissement, ResultatEtape.Reussie), (steps[^2].Resultat, steps[^1].Resultat));
    }

    [Theory]
    [InlineData("Établissement inconnu ou non autorisé")]
    [InlineData("UAI 0730013T inconnu")]
    public async Task An_UAI_that_Parcoursup_does_not_know_stops_at_the_credentials(string message)
    {
        await using var server = await ParcoursupAsync($$"""{"retour":"NOK","message":"{{message}}"}""");
        var step = AssertStopsAt("Identifiants", await RunAsync(Samples.Options(server.Url)));
        Assert.Contains("mais pas pour l'UAI 0730013T", step.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"retour":"NOK","message":"Candidat de test inconnu"}""")]
    [InlineData("oups")]
    public async Task A_test_message_that_is_not_acknowledged_stops_there(string maj)
    {
        await using var server = await ParcoursupAsync(maj: maj);
        AssertStopsAt("Message de test acquitté", await RunAsync(Samples.Options(server.Url)));
    }

    [Fact]
    public async Task A_server_that_stays_silent_ends_within_the_limit()
    {
        await using var server = new RawServer((_, ct) => Task.Delay(Timeout.Infinite, ct));
        AssertStopsAt("HTTP", await RunAsync(Samples.Options(server.Url), time: new HastyTime()));
    }

    [Fact]
    public async Task Behind_a_proxy_the_steps_go_the_way_of_the_calls()
    {
        // A name that only the proxy can reach.
        using var named = Certificates.Create(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(100), "parcoursup.invalid");
        await using var hidden = await ParcoursupAsync(certificate: named);
        await using var toHidden = new RawServer((socket, ct) => TunnelAsync(socket, new Uri(hidden.Url).Port, ct));
        var steps = await RunAsync(Samples.Options("https://parcoursup.invalid/ApiRest/"), named, proxy: new WebProxy(toHidden.Url));

        Assert.All(steps, s => Assert.Equal(ResultatEtape.Reussie, s.Resultat));
        Assert.Contains("mandataire", steps[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_says_no_stops_at_TLS()
    {
        await using var proxy = new RawServer(async (socket, ct) =>
        {
            if (await socket.ReceiveAsync(new byte[4096], ct) > 0) await socket.SendAsync("HTTP/1.1 403 Forbidden\r\n\r\n"u8.ToArray(), ct);
        });
        var steps = await RunAsync(Samples.Options("https://parcoursup.invalid/ApiRest/"), proxy: new WebProxy(proxy.Url));
        Assert.Contains("403", AssertStopsAt("TLS", steps).Message, StringComparison.Ordinal);
    }

    private static async Task TunnelAsync(Socket client, int port, CancellationToken cancellationToken)
    {
        if (await client.ReceiveAsync(new byte[4096], cancellationToken) == 0) return;
        await client.SendAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), cancellationToken);
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await server.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        await using var near = new NetworkStream(client);
        await using var far = new NetworkStream(server);
        await Task.WhenAny(near.CopyToAsync(far, cancellationToken), far.CopyToAsync(near, cancellationToken));
    }

    /// <summary>Timers run twenty times as fast, so that a limit of ten seconds takes half of one.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 20 : dueTime, period);
    }
}
