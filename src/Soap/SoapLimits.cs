namespace Parcoursup.Gateway.Soap;

/// <summary>What a message may cost. Everything is checked before an operation sees the message.</summary>
public sealed record SoapLimits
{
    /// <summary>The limits in force when an endpoint or a client names none.</summary>
    public static SoapLimits Default { get; } = new();

    /// <summary>Largest body, in bytes as received.</summary>
    public int MaxBodyBytes { get; init; } = 1024 * 1024;

    /// <summary>Deepest nesting of elements, the envelope included.</summary>
    public int MaxDepth { get; init; } = 32;

    /// <summary>Most attributes on one element, namespace declarations included.</summary>
    public int MaxAttributesPerElement { get; init; } = 64;

    /// <summary>Longest element or attribute name with its prefix, in bytes of UTF-8.</summary>
    public int MaxNameLength { get; init; } = 256;

    /// <summary>Longest text between two tags or attribute value, in bytes of UTF-8.</summary>
    public int MaxTextLength { get; init; } = 64 * 1024;

    /// <summary>Most elements in one message.</summary>
    public int MaxElements { get; init; } = 20_000;

    /// <summary>Longest time to receive a whole body.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
