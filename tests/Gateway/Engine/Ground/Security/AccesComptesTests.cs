using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Security;

/// <summary>
/// The accounts of push, façade, jobs and Fregata may be bound to addresses and to a certificate, as those of the OPI service: asked before
/// any password, and whoever calls from the list never waits behind strangers.
/// </summary>
public sealed class AccesComptesTests(PostgresServer postgres) : IAsyncLifetime
{
    private const string Listed = "192.0.2.10";
    private const string Stranger = "203.0.113.9";
    private const string Header = "X-Client-Cert";

    private readonly TestCertificates _authority = new();
    private TestStorage _storage = null!;
    private GatewayInstance _gateway = null!;
    private TestEtablissement _etab = null!;
    private TestEtablissement _lycee = null!;

    public static TheoryData<string> Faces => new("push", "facade", "traitement", "fregata");

    public async ValueTask InitializeAsync()
    {
        _storage = await TestStorage.CreateAsync(postgres, DatabaseEngine.Sqlite);
        _etab = await TestEtablissement.StartAsync();
        _etab.UseService();
        _lycee = FregataTest.Lycee(await TestEtablissement.StartAsync("lycee-lacs", SharedGateway.OtherUai));
        _gateway = await GatewayInstance.StartAsync(
            _storage, "--Adresses:Mandataires=127.0.0.1", "--Adresses:Publique=https://p.fr", $"--Adresses:EnTeteCertificat={Header}",
            "--Audit:RegroupementSecondes=1", "--Logging:LogLevel:Default=Warning", "--Logging:Console:LogLevel:Default=None");
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _etab.DisposeAsync();
        await _lycee.DisposeAsync();
        await _storage.DisposeAsync();
        _authority.Dispose();
    }

    [Theory]
    [MemberData(nameof(Faces))]
    public async Task An_account_with_a_list_is_used_from_there_alone(string face)
    {
        var log = new LogLines(LogLevel.Warning);
        _gateway.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await SaveAsync(face, account => account["adresses"] = new JsonArray(Listed, "2001:db8::/32"));

        var refused = await CallAsync(face, Stranger);

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains($"L'adresse {Stranger} n'est pas dans la liste", refused.Text, StringComparison.Ordinal);
        // Whoever runs it sees it too: behind a proxy that is not named every address is the proxy's. Once, however often it is tried.
        await CallAsync(face, Stranger, wrong: true);
        Assert.Equal($"{AccountOf(face)} was refused: the call came from {Stranger}, which its list does not name.", Assert.Single(log.Seen, line => line.Contains(Stranger, StringComparison.Ordinal)));
        Assert.NotEqual(HttpStatusCode.Forbidden, (await CallAsync(face, Listed, wrong: true)).Status);
        Assert.True(IsServed((await CallAsync(face, Listed)).Status));
        Assert.True(IsServed((await CallAsync(face, "2001:db8::17")).Status));
    }

    [Theory]
    [MemberData(nameof(Faces))]
    public async Task While_strangers_guess_the_first_call_from_the_list_passes_after_a_restart(string face)
    {
        await SaveAsync(face, account => account["adresses"] = new JsonArray(Listed));
        await _gateway.StopAsync();
        await _gateway.StartAsync();
        for (var i = 0; i < 60; i++) Assert.Equal(HttpStatusCode.Forbidden, (await CallAsync(face, Stranger, wrong: true)).Status);

        Assert.True(IsServed((await CallAsync(face, Listed)).Status));
    }

    [Theory]
    [MemberData(nameof(Faces))]
    public async Task Who_was_right_before_never_waits_behind_those_who_guess_where_there_is_no_list(string face)
    {
        await SaveAsync(face, _ => { });
        Assert.True(IsServed((await CallAsync(face, Listed)).Status));
        // They wait for their turn to guess, and nobody waits for them.
        var guesses = Enumerable.Range(0, 60).Select(i => CallAsync(face, Stranger, wrong: true, guess: i)).ToList();
        await Task.WhenAny(guesses);

        Assert.True(IsServed((await CallAsync(face, Listed)).Status));
        Assert.Contains(guesses, guess => !guess.IsCompleted);
        await _gateway.StopAsync();
        await Record.ExceptionAsync(() => Task.WhenAll(guesses));
    }

    [Theory]
    [MemberData(nameof(Faces))]
    public async Task A_certificate_is_asked_for_beside_the_password(string face)
    {
        var (right, other) = (_authority.Client("CN=appelant"), _authority.Client("CN=autre"));
        await SaveAsync(face, account => account["certificat"] = new JsonObject { ["empreinteSha256"] = ClientCertificate.FingerprintOf(right) });

        var without = await CallAsync(face, Listed);

        Assert.Equal(HttpStatusCode.Forbidden, without.Status);
        Assert.Contains("Le certificat client", without.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await CallAsync(face, Listed, certificate: other.ExportCertificatePem())).Status);
        Assert.True(IsServed((await CallAsync(face, Listed, certificate: right.ExportCertificatePem())).Status));
        Assert.False(IsServed((await CallAsync(face, Listed, certificate: right.ExportCertificatePem(), wrong: true)).Status));
    }

    [Theory]
    [MemberData(nameof(Faces))]
    public async Task What_is_no_address_and_no_certificate_is_refused_with_its_place(string face)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => SaveAsync(face, account =>
        {
            account["adresses"] = new JsonArray("parcoursup.fr");
            account["certificat"] = new JsonObject { ["empreinteSha256"] = "12" };
        }));

        Assert.Contains("adresses[0]", error.Message, StringComparison.Ordinal);
        Assert.Contains("certificat.empreinteSha256", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Faces))]
    public async Task So_many_refusals_are_an_alert_whatever_the_face(string face)
    {
        await SaveAsync(face, account => account["adresses"] = new JsonArray(Listed));
        for (var i = 0; i < 25; i++) await CallAsync(face, Stranger, wrong: true, guess: i);

        await Poll.UntilAsync(async () => (await _gateway.QueryAsync<int>("SELECT COUNT(*) FROM tache WHERE type = 'RefusRepetes'")) is [> 0]);
    }

    // A façade that knows nobody, a pull that has nothing to give: it is served all the same.
    private static bool IsServed(HttpStatusCode status) => status is HttpStatusCode.OK or HttpStatusCode.Accepted or HttpStatusCode.NoContent;

    private string AccountOf(string face) => face switch
    {
        "push" or "facade" => $"{face}:{_etab.Code}",
        "traitement" => "traitement:" + TraitementCalls.JobAccount.Split(':')[0],
        _ => $"fregata:{_lycee.Code}:{FregataApi.Login}",
    };

    private async Task SaveAsync(string face, Action<JsonObject> bind)
    {
        var (etab, account) = face switch
        {
            "push" => (_etab, _etab.Document["push"]!.AsObject()),
            "facade" => (_etab, (_etab.Document["facade"] = new JsonObject()).AsObject()),
            "traitement" => (_etab, _etab.Document["opi"]!["traitement"]!["comptes"]![0]!.AsObject()),
            _ => (_lycee, _lycee.Document["fregata"]!["comptes"]![0]!.AsObject()),
        };
        bind(account);
        await etab.SaveAsync(_gateway);
    }

    private async Task<Answer> CallAsync(string face, string from, string? certificate = null, bool wrong = false, int guess = 0)
    {
        using var http = _gateway.Client(null);
        http.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        if (certificate is not null) http.DefaultRequestHeaders.Add(Header, Uri.EscapeDataString(certificate));
        var bad = $"mdp-faux-{guess}";
        switch (face)
        {
            case "push":
                return await http.PostJsonAsync($"/parcoursup/{_etab.Uai}/admissionCandidat",
                    $$$"""{"identifiant":{"login":"{{{TestEtablissement.PushLogin}}}","pwd":"{{{(wrong ? bad : TestEtablissement.PushPassword)}}}"},"donneesCandidat":{{{Voeu(17).ToJsonString()}}}}""");
            case "facade":
                return await http.PostJsonAsync($"/parcoursup/{_etab.Uai}/ApiRest/getCandidatsAdmis",
                    $$$"""{"identifiant":{"login":"psup","pwd":"{{{(wrong ? bad : "secret")}}}"},"codeEtablissement":"{{{_etab.Uai}}}"}""");
            case "traitement":
                return await http.PostJobAsync(
                    TraitementCalls.JobEnvelope("recupererOpi", "<taille>1</taille>"), wrong ? $"traitement:{bad}" : TraitementCalls.JobAccount);
            default:
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                    "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{FregataApi.Login}:{(wrong ? bad : FregataApi.Password)}")));
                return await http.SendAsync(HttpMethod.Get, $"/fregata/v1/{_lycee.Uai}/echanges");
        }
    }
}
