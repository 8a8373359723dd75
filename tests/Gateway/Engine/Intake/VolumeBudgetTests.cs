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
