using System.Net;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>What <see cref="TrackingHandler"/> sees of one call, beneath Refit: whether its body left, and how the answer began.</summary>
internal sealed class CallWitness(Func<HttpRequestMessage, CancellationToken, ValueTask> prepare)
{
    public const string Key = "parcoursup.temoin";

    public static readonly HttpRequestOptionsKey<CallWitness> Option = new(Key);

    private WitnessedContent? _content;

    /// <summary>False only when provably nothing was sent.</summary>
    public bool HasLeft => _content is { HasLeft: true };

    public HttpStatusCode Status { get; private set; }

    public Uri? Location { get; private set; }

    public ValueTask PrepareAsync(HttpRequestMessage request, CancellationToken cancellationToken) => prepare(request, cancellationToken);

    public WitnessedContent Watch(HttpContent content) => _content = new WitnessedContent(content);

    public void Answered(HttpResponseMessage response) => (Status, Location) = (response.StatusCode, response.Headers.Location);
}
