using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Audit;

/// <summary>Whoever is refused at a face that is open to machines stands in the audit: account, source, établissement, never what he tried.</summary>
public sealed class RefusTests(PostgresServer postgres) : IAsyncLifetime
{
    private const string Listed = "192.0.2.10";
    private const string Stranger = "203.0.113.9";
    private const string Bad = "mdp-que-nul-ne-doit-lire";

    private TestStorage _storage = null!;
    private GatewayInstance _gateway = null!;
    private TestEtablissement _etab = null!;
    private TestEtablissement _lycee = null!;

    public static TheoryData<string, string> Faces => new()
    {
        { "push", "push:univ-alpes" }, { "facade", "facade:univ-alpes" }, { "opi", "opi:ecandidat" },
        { "traitement", "traitement:traitement" }, { "fregata", "fregata:lycee-lacs:fregata" },
    };

    public async ValueTask InitializeAsync()
    {
        _storage = await TestStorage.CreateAsync(postgres, DatabaseEngine.Sqlite);
        _etab = await TestEtablissement.StartAsync();
        _etab.UseService();
        SharedGateway.AddAccount(_etab, "ecandidat", "mdp-ecandidat", "E");
        _etab.Document["facade"] = new JsonObject();
        _lycee = FregataTest.Lycee(await TestEtablissement.StartAsync("lycee-lacs", SharedGateway.OtherUai));
        _gateway = await GatewayInstance.StartAsync(
            _storage, "--Adresses:Mandataires=127.0.0.1", "--Adresses:Publique=https://p.fr", "--Audit:RegroupementSecondes=1", "--Audit:AlerteRefus=100000");
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _etab.DisposeAsync();
        await _lycee.DisposeAsync();
        await _storage.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Faces))]
    public async Task A_wrong_password_a_strange_address_and_too_many_guesses_stand_in_the_audit(string face, string account)
    {
        await SaveAsync(face, bound: false);
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(face, Stranger, Bad));
        await CountedAsync(account, Stranger, 1);

        HttpStatusCode status;
        var guesses = 1;
        do status = await CallAsync(face, Stranger, $"{Bad}-{guesses++}", hurry: true);
        while (status != HttpStatusCode.TooManyRequests && guesses < 100);
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        await CountedAsync(account, Stranger, 3);

        await SaveAsync(face, bound: true);
        const string Elsewhere = "198.51.100.7";
        Assert.Equal(HttpStatusCode.Forbidden, await CallAsync(face, Elsewhere, Bad));
        await CountedAsync(account, Elsewhere, 1);

        var all = string.Join('\n', await _gateway.QueryAsync<string>("SELECT qui || COALESCE(sujet, '') || COALESCE(details, '') || origine FROM audit"));
        Assert.DoesNotContain("mdp-", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_right_password_of_Fregata_in_a_role_that_it_has_not_stands_there_too()
    {
        await SaveAsync("fregata", bound: false);
        using var http = Client(Stranger, FregataApi.Login, FregataApi.Password);
        http.DefaultRequestHeaders.Add("X-Fregata-Role", "Enseignant");
        Assert.Equal(HttpStatusCode.Forbidden, (await http.SendAsync(HttpMethod.Get, $"/fregata/v1/{_lycee.Uai}/echanges")).Status);
        await CountedAsync("fregata:lycee-lacs:fregata", Stranger, 1, "AccesRefuse");
    }

    private Task CountedAsync(string account, string source, int least, string acte = "IdentifiantsRefuses") => Poll.UntilAsync(
        async () => (await _gateway.QueryAsync<(string Etablissement, string Issue, long Nombre)>(
            $"SELECT etablissement, issue, nombre FROM audit WHERE acte = '{acte}' AND qui = '{account}' AND origine = '{source}'")).ToList(),
        rows => rows.Sum(r => r.Nombre) >= least && rows.All(r => r.Issue == "refusé" && r.Etablissement == (account.StartsWith("fregata", StringComparison.Ordinal) ? _lycee : _etab).Code));

    private async Task SaveAsync(string face, bool bound)
    {
        var (etab, account) = face switch
        {
            "push" => (_etab, _etab.Document["push"]!.AsObject()),
            "facade" => (_etab, _etab.Document["facade"]!.AsObject()),
            "opi" => (_etab, _etab.Document["opi"]!["comptes"]![0]!.AsObject()),
            "traitement" => (_etab, _etab.Document["opi"]!["traitement"]!["comptes"]![0]!.AsObject()),
            _ => (_lycee, _lycee.Document["fregata"]!["comptes"]![0]!.AsObject()),
        };
        account["adresses"] = bound ? new JsonArray(Listed) : null;
        if (!bound) account.Remove("adresses");
        await etab.SaveAsync(_gateway);
    }

    private HttpClient Client(string from, string? login = null, string? password = null)
    {
        var http = _gateway.Client(null);
        http.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        if (login is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login}:{password}")));
        return http;
    }

    // Each guess waits longer than the last; who hurries leaves, and the next one finds his place taken.
    private async Task<HttpStatusCode> CallAsync(string face, string from, string password, bool hurry = false)
    {
        using var http = Client(from, face switch { "opi" => "ecandidat", "traitement" => "traitement", "fregata" => FregataApi.Login, _ => null }, password);
        if (hurry) http.Timeout = TimeSpan.FromSeconds(1);
        try
        {
            return face switch
            {
                "push" => (await http.PostJsonAsync($"/parcoursup/{_etab.Uai}/admissionCandidat",
                    $$$"""{"identifiant":{"login":"{{{TestEtablissement.PushLogin}}}","pwd":"{{{password}}}"},"donneesCandidat":{{{Voeu(17).ToJsonString()}}}}""")).Status,
                "facade" => (await http.PostJsonAsync($"/parcoursup/{_etab.Uai}/ApiRest/getCandidatsAdmis",
                    $$$"""{"identifiant":{"login":"psup","pwd":"{{{password}}}"},"codeEtablissement":"{{{_etab.Uai}}}"}""")).Status,
                "opi" => (await http.SendAsync(HttpMethod.Post, OpiMessages.OpiPath, Xml(OpiMessages.Envelope(OpiMessages.Individu("E777"))))).Status,
                "traitement" => (await http.SendAsync(HttpMethod.Post, TraitementCalls.JobPath, Xml(TraitementCalls.JobEnvelope("recupererOpi", "<taille>1</taille>")))).Status,
                _ => (await http.SendAsync(HttpMethod.Get, $"/fregata/v1/{_lycee.Uai}/echanges")).Status,
            };
        }
        catch (TaskCanceledException) when (hurry)
        {
            return HttpStatusCode.RequestTimeout;
        }
    }

    private static ByteArrayContent Xml(string envelope)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(envelope));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/xml; charset=utf-8");
        return content;
    }
}
