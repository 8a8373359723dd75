namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// Stands between Refit and the connection. Refit may read a body as often as it likes: what counts is what the connection takes of
/// it. Nothing is sent twice here.
/// </summary>
/// <param name="http">The connection, as the host configured it.</param>
internal sealed class TrackingHandler(HttpClient http) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(CallWitness.Option, out var witness)) throw new InvalidOperationException();
        // A request belongs to the client that sends it, so this one is its like.
        using var sent = new HttpRequestMessage(request.Method, request.RequestUri) { Content = witness.Watch(request.Content!) };
        foreach (var (name, values) in request.Headers) sent.Headers.TryAddWithoutValidation(name, values);
        await witness.PrepareAsync(sent, cancellationToken);
        var response = await http.SendAsync(sent, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        witness.Answered(response);
        return response;
    }
}
