using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Recuperations;

/// <summary>A pull as it arrives at Parcoursup.</summary>
internal sealed record Demande(string Uai, int? Dossier);

/// <summary>Parcoursup, answering as the test wants.</summary>
internal sealed class SourceFictive(Func<Demande, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    private readonly ConcurrentQueue<Demande> _demandes = new();

    /// <summary>What it was asked, in turn.</summary>
    public IReadOnlyCollection<Demande> Demandes => _demandes;

    /// <summary>The candidates that it was asked about, in turn.</summary>
    public IEnumerable<int?> Dossiers => _demandes.Select(d => d.Dossier);

    public static HttpResponseMessage ListeVide() =>
        new(HttpStatusCode.OK) { Content = new StringContent("[]", Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
        var demande = new Demande(body["codeEtablissement"]!.GetValue<string>(), body["codeCandidat"]?.GetValue<int>());
        _demandes.Enqueue(demande);
        return await answer(demande, cancellationToken);
    }
}
