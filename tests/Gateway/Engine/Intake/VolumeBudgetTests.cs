using System.Net;
using System.Text;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Intake;

/// <summary>Rule J1: whatever an établissement sends takes room of everybody's disk, and it may take so much in a day.</summary>
public sealed class VolumeBudgetTests(PostgresServer postgres) : IAsyncLifetime
{
    private readonly SharedGateway _shared = new(postgres) { Settings = ["--Volume:MebioctetsParJour=1"] };

    private GatewayInstance Gateway => _shared.Gateway;

    public ValueTask InitializeAsync() => _shared.InitializeAsync();

    public ValueTask DisposeAsync() => _shared.DisposeAsync();

    [Fact]
    public async Task Beyond_it_nothing_of_a_send_is_kept_and_the_neighbour_goes_on()
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(_shared.Key, _shared.Etab)).StatusCode);
        var kept = await CountAsync();

        using var refused = await SendAsync(_shared.Key, _shared.Etab);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Contains("plus de 1 Mio en un jour", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(kept, await CountAsync());
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(await Gateway.CreateKeyAsync("lacs", _shared.Other.Code), _shared.Other)).StatusCode);
    }

    [Fact]
    public async Task An_OPI_is_put_off_and_not_refused_and_a_push_comes_again()
    {
        var filler = new string('x', 900 * 1024);
        Assert.Equal(HttpStatusCode.OK, (await OpiAsync("E1", filler)).Status);

        var putOff = await OpiAsync("E2", filler);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, putOff.Status);
        Assert.Contains("plus de 1 Mio en un jour", putOff.Text, StringComparison.Ordinal);

        // What is small finds room still.
        await _shared.Etab.PushAsync(Gateway, Voeu(17));
    }

    [Fact]
    public async Task Each_state_of_a_large_configuration_that_is_kept_takes_its_room()
    {
        foreach (var n in Enumerable.Range(1, 4_000)) _shared.Etab.Formations.Add(Formation(20_000 + n, "L1DROI"));
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync("Université 1")).Status);

        var refused = await SaveAsync("Université 2");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Contains("plus de 1 Mio en un jour", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Université 1", (await Gateway.Admin.GetAsync("/api/configuration"))!.ToJsonString(TestJson), StringComparison.Ordinal);
        // The neighbour changes what he likes.
        _shared.Other.Document["libelle"] = "Université des Lacs";
        await _shared.Other.SaveAsync(Gateway);
    }

    private static readonly System.Text.Json.JsonSerializerOptions TestJson = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Task<Answer> SaveAsync(string libelle)
    {
        _shared.Etab.Document["libelle"] = libelle;
        var body = new System.Text.Json.Nodes.JsonObject { ["etablissements"] = new System.Text.Json.Nodes.JsonArray(_shared.Etab.Document.DeepClone()) };
        return Gateway.Admin.Http.SendAsync(HttpMethod.Put, "/api/configuration", new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));
    }

    private Task<Answer> OpiAsync(string number, string filler) =>
        Gateway.Http.PostOpiAsync(OpiMessages.Envelope($"<!--{filler}-->" + OpiMessages.Individu(number)), "ecandidat:mdp-ecandidat");

    private async Task<long> CountAsync() => (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM message_entrant WHERE canal = 'Inscriptions'"))[0];

    private async Task<HttpResponseMessage> SendAsync(string key, TestEtablissement etab)
    {
        var lines = Enumerable.Range(1, 4_500).Select(i =>
            FormattableString.Invariant($$"""{"session":2026,"codeCandidat":{{i}},"codeFormationPsup":8842,"premiereAnnee":true,"payee":true,"dateMaj":"2026-06-09T08:00:00+02:00"}"""));
        return await Gateway.Client(key).PostAsync(
            etab.Path + "inscriptions", new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson"));
    }
}
