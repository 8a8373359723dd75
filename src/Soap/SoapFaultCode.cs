namespace Parcoursup.Gateway.Soap;

/// <summary>The four fault codes of SOAP 1.1.</summary>
public enum SoapFaultCode
{
    /// <summary>The message is wrong: sending it again unchanged is useless.</summary>
    Client,

    /// <summary>The message could not be processed for a reason that is not its content.</summary>
    Server,

    /// <summary>A mandatory header was not understood.</summary>
    MustUnderstand,

    /// <summary>The envelope is not a SOAP 1.1 envelope.</summary>
    VersionMismatch,
}
