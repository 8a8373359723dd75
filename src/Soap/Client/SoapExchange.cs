namespace Parcoursup.Gateway.Soap;

/// <summary>What went over the wire, to be journaled whatever the outcome.</summary>
/// <param name="Request">The message that was, or would have been, sent.</param>
/// <param name="Response">The body received, cut to the size limit; null when none was.</param>
/// <param name="Status">The HTTP status; null when no response began.</param>
/// <param name="Charset">The charset of the response's Content-Type, or null.</param>
/// <param name="Elapsed">The duration of the exchange.</param>
public sealed record SoapExchange(
    ReadOnlyMemory<byte> Request,
    ReadOnlyMemory<byte>? Response,
    int? Status,
    string? Charset,
    TimeSpan Elapsed);
