namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>Stored content that cannot be opened; the message is French, and for who administers the gateway.</summary>
public abstract class ContenuFermeException(string message, Exception? cause) : Exception(message, cause)
{
    /// <summary>Nobody will open it any more, and nobody has done anything wrong.</summary>
    public bool IsLost { get; protected init; }
}
