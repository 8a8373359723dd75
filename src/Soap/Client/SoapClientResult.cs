using System.Xml;

namespace Parcoursup.Gateway.Soap;

/// <summary>The five ways in which a call can end. Messages are French, for an administrator.</summary>
public abstract record SoapClientResult
{
    private SoapClientResult()
    {
    }

    /// <summary>The raw bytes of both ways.</summary>
    public abstract SoapExchange Exchange { get; init; }

    /// <summary>The service answered with a response element.</summary>
    /// <param name="Exchange">The raw bytes of both ways.</param>
    /// <param name="ResponseName">The response element.</param>
    /// <param name="Limits">The limits under which the response was read.</param>
    public sealed record Success(SoapExchange Exchange, XmlQualifiedName ResponseName, SoapLimits Limits)
        : SoapClientResult
    {
        /// <summary>Opens the response to read its element. The envelope has already proved well formed.</summary>
        public SoapMessage Open() =>
            SoapMessage.Open(Exchange.Envelope, Exchange.Charset, Limits);
    }

    /// <summary>The service answered with a fault: it understood the message and says no, or says that it failed.</summary>
    /// <param name="Exchange">The raw bytes of both ways.</param>
    /// <param name="Received">The fault.</param>
    public sealed record Fault(SoapExchange Exchange, SoapFaultReceived Received) : SoapClientResult;

    /// <summary>HTTP answered, but not SOAP: a proxy's page, a refused login, an empty body even with status 200.</summary>
    /// <param name="Exchange">The raw bytes of both ways.</param>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Note">What the answer was.</param>
    public sealed record HttpFailure(SoapExchange Exchange, int Status, string Note) : SoapClientResult
    {
        /// <summary>What it was instead.</summary>
        public ForeignAnswerKind Kind { get; init; } = ForeignAnswerKind.NotSoap;

        /// <summary>
        /// Whether the service may have carried out the request all the same: it claims success without saying
        /// anything, it broke down, or a proxy lost its answer.
        /// </summary>
        public bool MayHaveBeenProcessed => Status is (>= 200 and < 300) or 500 or 502 or 504;
    }

    /// <summary>The message provably never left: sending it again cannot double it.</summary>
    /// <param name="Exchange">The raw bytes of the request.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Note">The same in French.</param>
    /// <param name="Cause">The system's own words, for a technician.</param>
    public sealed record NotSent(SoapExchange Exchange, NotSentReason Reason, string Note, string Cause)
        : SoapClientResult;

    /// <summary>The message, or some of it, left and no complete answer came back: it may have been carried out.</summary>
    /// <param name="Exchange">The raw bytes of both ways, as far as they went.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Note">The same in French.</param>
    /// <param name="Cause">The system's own words, for a technician.</param>
    public sealed record Unknown(SoapExchange Exchange, UnknownReason Reason, string Note, string Cause)
        : SoapClientResult;
}

/// <summary>Why a message never left.</summary>
public enum NotSentReason
{
    /// <summary>The host name has no address.</summary>
    NameResolution,

    /// <summary>We ourselves do not call such an address: an <see cref="UnauthorizedAccessException"/> of the handler says why.</summary>
    Refused,

    /// <summary>The host refuses the connection or cannot be reached.</summary>
    Connection,

    /// <summary>No TLS connection could be agreed upon: certificate, protocol version.</summary>
    Tls,

    /// <summary>The outgoing proxy refused.</summary>
    Proxy,

    /// <summary>The time was up before there was a connection.</summary>
    Timeout,

    /// <summary>The caller cancelled first.</summary>
    Cancelled,

    /// <summary>Something else, before a byte of the message was handed to the network.</summary>
    Other,
}

/// <summary>Why the outcome of a message is not known.</summary>
public enum UnknownReason
{
    /// <summary>The time was up.</summary>
    Timeout,

    /// <summary>The connection broke.</summary>
    ConnectionLost,

    /// <summary>The response exceeds the size limit.</summary>
    ResponseTooLarge,

    /// <summary>The caller cancelled while waiting.</summary>
    Cancelled,
}
