using Microsoft.AspNetCore.Http;

namespace Parcoursup.Gateway.Soap;

/// <summary>How one SOAP address behaves around its operations.</summary>
public sealed record SoapEndpointOptions
{
    /// <summary>What a message may cost.</summary>
    public SoapLimits Limits { get; init; } = SoapLimits.Default;

    /// <summary>
    /// Runs before the body is read: authentication, rate limits. A result is sent instead of handling the message.
    /// </summary>
    public Func<HttpContext, ValueTask<IResult?>>? Guard { get; init; }

    /// <summary>
    /// Answers GET with <c>?wsdl</c> (any case) or <c>?xsd=…</c>; null, or a null result, means not found.
    /// The guard doesn't run before it: contracts are public.
    /// </summary>
    public Func<HttpContext, ValueTask<IResult?>>? Contract { get; init; }

    /// <summary>
    /// Words the faults that the endpoint itself raises, for clients that expect a grammar of their own. By default:
    /// the failure's message, without detail.
    /// </summary>
    public Func<HttpContext, SoapFailure, SoapFault>? DescribeFailure { get; init; }

    /// <summary>
    /// What to tell the caller, in French, of an exception that passes by itself: he may repeat the same message later. Null for
    /// every other one, and by default for all.
    /// </summary>
    public Func<Exception, SoapPause?>? Unavailable { get; init; }

    /// <summary>
    /// Told of every message whose body was received and that no operation answered by itself, with its raw bytes
    /// (valid during the call only), so that it can be journaled. Runs before the fault is sent.
    /// </summary>
    public Func<HttpContext, ReadOnlyMemory<byte>, SoapFailure, CancellationToken, ValueTask>? Refused { get; init; }
}

/// <summary>Why nothing can be taken for a while.</summary>
/// <param name="RetryAfter">The header, in seconds.</param>
public sealed record SoapPause(string Message, string RetryAfter);
