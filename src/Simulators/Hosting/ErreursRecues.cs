using System.Text;

namespace Parcoursup.Gateway.Simulators.Hosting;

/// <summary>
/// Keeps every refusal that the gateway answered to those who play the other side, word by word, so that it can be looked into for what
/// an error must not say. Kept nowhere unless a file is named.
/// </summary>
public sealed class ErreursRecues : DelegatingHandler
{
    private static readonly Lock Writing = new();

    private ErreursRecues() => InnerHandler = new SocketsHttpHandler { UseProxy = false };

    /// <summary>Where they are kept; null: nowhere.</summary>
    public static string? Fichier { get; set; }

    /// <summary>How everybody here calls the gateway.</summary>
    public static HttpMessageHandler Handler() => new ErreursRecues();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (Fichier is not { } file || (int)response.StatusCode < 400) return response;
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var said = new StringBuilder().Append(request.Method).Append(' ').Append(request.RequestUri?.AbsolutePath).Append(' ')
            .Append((int)response.StatusCode).Append('\n').Append(response.Headers).Append(response.Content.Headers)
            .Append(await response.Content.ReadAsStringAsync(cancellationToken)).Append('\n').ToString();
        lock (Writing) File.AppendAllText(file, said);
        return response;
    }
}
