namespace Parcoursup.Gateway.Composition;

internal enum LogFormat
{
    Lignes,
    Json,
}

/// <summary>Section <c>Journalisation</c> of the settings.</summary>
internal sealed record LogOptions
{
    public const string Section = "Journalisation";

    /// <summary>How a line of the log is written.</summary>
    public LogFormat Format { get; init; } = LogFormat.Lignes;

    /// <summary>A wrong setting is told by the check of all settings; the log does not fail of it.</summary>
    public static LogOptions Of(IConfiguration configuration) => new()
    {
        Format = Enum.TryParse<LogFormat>(configuration[$"{Section}:{nameof(Format)}"], ignoreCase: true, out var read) ? read : default,
    };
}
