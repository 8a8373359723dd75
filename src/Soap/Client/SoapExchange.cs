namespace Parcoursup.Gateway.Soap;

/// <summary>What went over the wire, to be journaled whatever the outcome.</summary>
/// <param name="Request">The message that was, or would have been, sent.</param>
/// <param name="Response">The body received, cut to the size limit and without compression; null when none was.</param>
/// <param name="Status">The HTTP status; null when no response began.</param>
/// <param name="Charset">The charset in which the response is read, or null.</param>
/// <param name="Elapsed">The duration of the exchange.</param>
public sealed record SoapExchange(
    ReadOnlyMemory<byte> Request,
    ReadOnlyMemory<byte>? Response,
    int? Status,
    string? Charset,
    TimeSpan Elapsed)
{
    /// <summary>What the response's headers said.</summary>
    public ResponseHead Head { get; init; } = new(null, null, null, null);

    /// <summary>The part of the response that is the envelope: all of it, unless it came as a multipart message.</summary>
    public ReadOnlyMemory<byte> Envelope { get; init; } = Response ?? default;
}

/// <summary>The headers of a response that its reading depends on, as they were sent.</summary>
/// <param name="RetryAfter">How long the service asks to be left alone.</param>
/// <param name="Location">Where it sends the caller: an absolute address, without the credentials and the query in it.</param>
public sealed record ResponseHead(string? ContentType, string? ContentEncoding, TimeSpan? RetryAfter, string? Location);
