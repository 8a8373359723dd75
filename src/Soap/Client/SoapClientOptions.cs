namespace Parcoursup.Gateway.Soap;

/// <summary>How to call one SOAP address.</summary>
public sealed record SoapClientOptions
{
    /// <summary>Longest time for the whole exchange, connection included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What the response may cost.</summary>
    public SoapLimits ResponseLimits { get; init; } = SoapLimits.Default;

    /// <summary>HTTP Basic login, sent without waiting to be asked; null sends no credentials.</summary>
    public string? Login { get; init; }

    /// <summary>HTTP Basic password.</summary>
    public string? Password { get; init; }

    /// <summary>The timeout only: options end up in logs, and a password must not.</summary>
    public override string ToString() => $"{nameof(SoapClientOptions)} {{ Timeout = {Timeout} }}";
}
