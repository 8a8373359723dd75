using System.Net;
using System.Net.Http.Headers;
using Refit;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>How one HTTP exchange ended; one of the nested cases.</summary>
internal abstract record TransportResult
{
    private TransportResult() { }

    public sealed record Answered(HttpStatusCode Status, Uri? Location, ReceivedContent Content) : TransportResult;

    public sealed record Failed(bool HasLeft, NetworkFailure Failure) : TransportResult;
}

/// <summary>POSTs a body to a method of Parcoursup, once, and takes the whole answer in.</summary>
internal sealed class Transport
{
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };

    // Refit judges neither answers nor failures: both become results, by the words of the contract.
    private static readonly RefitSettings Settings = new()
    {
        RequestBodySerialization = RequestBodySerializationMode.Buffered,
        ExceptionFactory = _ => new ValueTask<Exception?>((Exception?)null),
        TransportExceptionFactory = (_, failure, _) => failure,
    };

    private readonly IInterfaceSynchrone _service;
    private readonly IParcoursupAuthentication _authentication;
    private readonly TimeProvider _time;

    public Transport(HttpClient http, IParcoursupAuthentication authentication, TimeProvider time)
    {
        (_authentication, _time) = (authentication, time);
        // Refit wants an address though every call brings its own.
        var client = new HttpClient(new TrackingHandler(http))
        {
            BaseAddress = new Uri("https://parcoursup.invalid/"), Timeout = Timeout.InfiniteTimeSpan,
        };
        _service = RestService.For<IInterfaceSynchrone>(client, Settings);
    }

    public async Task<TransportResult> PostAsync(
        ParcoursupOptions options, string method, byte[] body, long answerLimit, CancellationToken cancellationToken)
    {
        using var patience = new Patience(TimeSpan.FromSeconds(options.DelaiSecondes), _time, cancellationToken);
        using var content = new ByteArrayContent(body) { Headers = { ContentType = Json } };
        var witness = new CallWitness((request, ct) => _authentication.PrepareAsync(request, options, ct));
        try
        {
            await using var stream = await _service.AppelerAsync(Address(options.Url, method), content, witness, patience.Token);
            patience.Renew();
            var received = await ReceivedContent.ReceiveAsync(stream, answerLimit, patience.Renew, patience.Token);
            return new TransportResult.Answered(witness.Status, witness.Location, received);
        }
        catch (OperationCanceledException) when (patience.IsExhausted && !cancellationToken.IsCancellationRequested)
        {
            return new TransportResult.Failed(witness.HasLeft, NetworkFailure.Timeout(options.DelaiSecondes, witness.HasLeft));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The injected client's own limit, or its limit for connecting.
            return new TransportResult.Failed(witness.HasLeft, NetworkFailure.Timeout(null, witness.HasLeft));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new TransportResult.Failed(witness.HasLeft, NetworkFailure.Of(e, witness.HasLeft));
        }
    }

    private static Uri Address(string url, string method) => new(url.EndsWith('/') ? url + method : url + "/" + method);
}
