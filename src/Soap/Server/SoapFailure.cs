using System.Xml;

namespace Parcoursup.Gateway.Soap;

/// <summary>Why the endpoint itself answers with a fault.</summary>
public enum SoapFailureKind
{
    /// <summary>The body exceeds the limit (HTTP 413).</summary>
    TooLarge,

    /// <summary>The body did not arrive in time (HTTP 408).</summary>
    TooSlow,

    /// <summary>The content type or encoding is not accepted (HTTP 415).</summary>
    UnsupportedMedia,

    /// <summary>The HTTP request itself is malformed (HTTP 400).</summary>
    BadHttpRequest,

    /// <summary>The message is unacceptable as XML or as SOAP (HTTP 500, as SOAP 1.1 has it).</summary>
    InvalidMessage,

    /// <summary>No operation answers this request element (HTTP 500).</summary>
    UnknownOperation,

    /// <summary>An operation failed unexpectedly (HTTP 500).</summary>
    Unexpected,

    /// <summary>Nothing can be taken now; the same message passes later (HTTP 503 with Retry-After).</summary>
    Unavailable,
}

/// <summary>A failure that the endpoint turns into a fault.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Code">The SOAP fault code.</param>
/// <param name="Message">What to tell the caller, in French.</param>
/// <param name="Request">The request element, when it is known: the namespace to answer in.</param>
/// <param name="CorrelationId">Where to look in the logs; set for <see cref="SoapFailureKind.Unexpected"/>.</param>
public sealed record SoapFailure(
    SoapFailureKind Kind,
    SoapFaultCode Code,
    string Message,
    XmlQualifiedName? Request = null,
    string? CorrelationId = null)
{
    /// <summary>After how many seconds the same message may pass; null when it never will as it is.</summary>
    public string? RetryAfter { get; init; }

    internal SoapFault ToFault() => new(Code, Message);

    internal int Status => Kind switch
    {
        SoapFailureKind.TooLarge => 413,
        SoapFailureKind.TooSlow => 408,
        SoapFailureKind.UnsupportedMedia => 415,
        SoapFailureKind.BadHttpRequest => 400,
        SoapFailureKind.Unavailable => 503,
        _ => 500,
    };
}
