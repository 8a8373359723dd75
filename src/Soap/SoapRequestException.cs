namespace Parcoursup.Gateway.Soap;

/// <summary>A request is unacceptable as XML or as SOAP. The message is French and may be shown to the caller.</summary>
public sealed class SoapRequestException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="code">The fault code to answer with.</param>
    /// <param name="message">What is wrong, in French, without the position.</param>
    /// <param name="line">1-based line, or 0 when unknown.</param>
    /// <param name="column">1-based column, or 0 when unknown.</param>
    /// <param name="innerException">The parser's own exception, for logs only.</param>
    public SoapRequestException(
        SoapFaultCode code, string message, int line = 0, int column = 0, Exception? innerException = null)
        : base(line > 0 ? $"{message} (ligne {line}, colonne {column})" : message, innerException)
    {
        Code = code;
        Line = line;
        Column = column;
    }

    /// <summary>The fault code to answer with.</summary>
    public SoapFaultCode Code { get; }

    /// <summary>1-based line in the message, 0 when unknown.</summary>
    public int Line { get; }

    /// <summary>1-based column, counted in characters; 0 when unknown.</summary>
    public int Column { get; }

    /// <summary>The same refusal as a fault without detail.</summary>
    public SoapFault ToFault() => new(Code, Message);
}
