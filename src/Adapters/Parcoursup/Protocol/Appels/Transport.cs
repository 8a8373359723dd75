using System.Net;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>How one HTTP exchange ended; one of the nested cases.</summary>
internal abstract record TransportResult
{
    private TransportResult() { }

    public sealed record Answered(HttpStatusCode Status, Uri? Location, ReceivedContent Content) : TransportResult;

    public sealed record Failed(bool HasLeft, NetworkFailure Failure) : TransportResult;
}

/// <summary>POSTs a body to a method of Parcoursup and takes the whole answer in.</summary>
internal sealed class Transport(HttpClient http, IParcoursupAuthentication authentication, TimeProvider time)
{
    public async Task<TransportResult> PostAsync(
        ParcoursupOptions options, string method, byte[] body, long answerLimit, CancellationToken cancellationToken)
    {
        using var patience = new Patience(TimeSpan.FromSeconds(options.DelaiSecondes), time, cancellationToken);
        using var content = new WitnessedContent(body);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Address(options.Url, method)) { Content = content };
            request.Headers.Accept.ParseAdd("application/json");
            await authentication.PrepareAsync(request, options, patience.Token);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            patience.Renew();
            await using var stream = await response.Content.ReadAsStreamAsync(patience.Token);
            var received = await ReceivedContent.ReceiveAsync(stream, answerLimit, patience.Renew, patience.Token);
            return new TransportResult.Answered(response.StatusCode, response.Headers.Location, received);
        }
        catch (OperationCanceledException) when (patience.IsExhausted && !cancellationToken.IsCancellationRequested)
        {
            return new TransportResult.Failed(content.HasLeft, NetworkFailure.Timeout(options.DelaiSecondes, content.HasLeft));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The injected client's own limit, or its limit for connecting.
            return new TransportResult.Failed(content.HasLeft, NetworkFailure.Timeout(null, content.HasLeft));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new TransportResult.Failed(content.HasLeft, NetworkFailure.Of(e, content.HasLeft));
        }
    }

    private static Uri Address(string url, string method) => new(url.EndsWith('/') ? url + method : url + "/" + method);
}
